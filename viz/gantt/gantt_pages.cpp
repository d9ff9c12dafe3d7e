#include "viz/gantt/gantt_pages.hpp"

namespace slipway::viz {

std::vector<std::vector<GanttLine>> paginate(const GanttReport& report,
                                             const GanttHeights& heights) {
  constexpr std::size_t kLeastRows = 3;  // of a broken group, before the break
  std::vector<std::vector<GanttLine>> pages(1);
  double used = 0.0;
  const bool has_pages = heights.first_page > 0.0;
  const auto room = [&] { return pages.size() == 1 ? heights.first_page : heights.page; };
  const auto begin_page = [&] {
    if (pages.back().empty()) return;
    pages.emplace_back();
    used = 0.0;
  };
  const auto add = [&](const GanttLine& line) {
    pages.back().push_back(line);
    used += line.row == kHeaderLine ? heights.header : heights.row;
  };
  for (std::size_t g = 0; g < report.groups.size(); ++g) {
    const GanttGroup& group = report.groups[g];
    const auto height_of = [&](std::size_t rows) {
      return heights.header + heights.row * static_cast<double>(rows);
    };
    if (has_pages) {
      const double all = height_of(group.num_rows);
      const double least = all <= heights.page ? all : height_of(kLeastRows);
      if (used + least > room()) begin_page();
    }
    add({.group = g});
    for (std::size_t i = 0; i < group.num_rows; ++i) {
      if (has_pages && i > 0 && used + heights.row > room()) {
        begin_page();
        add({.group = g, .is_continued = true});
      }
      add({.group = g, .row = group.first_row + i});
    }
  }
  return pages;
}

}  // namespace slipway::viz
