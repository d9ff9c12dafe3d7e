// Every dependency graph on up to five goals against brute force over all its paths.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "planner/report/schedule_report.hpp"
#include "tests/support/analyse_text.hpp"

namespace slipway {
namespace {

struct Graph {
  int size = 0;
  std::array<std::array<bool, 5>, 5> edge{};  // edge[i][j], i < j: j waits for i
  std::array<int, 5> days{};
};

// Collects every path as a list of goals.
void walk(const Graph& graph, std::vector<int>& path, std::vector<std::vector<int>>& paths) {
  paths.push_back(path);
  const int last = path.back();
  for (int next = last + 1; next < graph.size; ++next) {
    if (!graph.edge[static_cast<std::size_t>(last)][static_cast<std::size_t>(next)]) continue;
    path.push_back(next);
    walk(graph, path, paths);
    path.pop_back();
  }
}

void check(const Graph& graph) {
  std::string goals;
  for (int j = 0; j < graph.size; ++j) {
    const auto to = static_cast<std::size_t>(j);
    goals += (j > 0 ? ",\n" : "") + std::string("{\"id\": \"g") + std::to_string(j) +
             "\", \"estimate\": \"" + std::to_string(graph.days[to]) + "d\", \"depends_on\": [";
    bool first = true;
    for (int i = 0; i < j; ++i) {
      if (!graph.edge[static_cast<std::size_t>(i)][to]) continue;
      goals += (first ? "\"g" : ", \"g") + std::to_string(i) + "\"";
      first = false;
    }
    goals += "]}";
  }
  const Analysis analysis = analyse_text(kEveryDay + "\"goals\": [" + goals + "]}");
  const ScheduleReport report = report_schedule(analysis);

  std::vector<std::vector<int>> paths;
  for (int i = 0; i < graph.size; ++i) {
    std::vector<int> path{i};
    walk(graph, path, paths);
  }
  const auto length = [&](const std::vector<int>& path) {
    int days = 0;
    for (const int i : path) days += graph.days[static_cast<std::size_t>(i)];
    return days;
  };
  int longest = 0;
  for (const auto& path : paths) longest = std::max(longest, length(path));
  const Date start = make_date(2024, 1, 1);
  ASSERT_EQ(to_iso(report.finish), to_iso(plus_days(start, longest - 1)));
  EXPECT_EQ(length([&] {
              std::vector<int> path;
              for (const auto id : report.critical_path) path.push_back(id[1] - '0');
              return path;
            }()),
            longest);

  for (int i = 0; i < graph.size; ++i) {
    const auto at = static_cast<std::size_t>(i);
    int to_here = 0;    // longest path that ends here
    int from_here = 0;  // longest path that starts here
    bool is_critical = false;
    int free = longest;  // earliest start of a successor
    bool has_successor = false;
    for (const auto& path : paths) {
      if (path.back() == i) to_here = std::max(to_here, length(path));
      if (path.front() == i) from_here = std::max(from_here, length(path));
      if (length(path) == longest && std::ranges::find(path, i) != path.end()) is_critical = true;
    }
    for (int j = i + 1; j < graph.size; ++j) {
      if (!graph.edge[at][static_cast<std::size_t>(j)]) continue;
      int reach = 0;
      for (const auto& path : paths) {
        if (path.back() == j) reach = std::max(reach, length(path));
      }
      const int starts = reach - graph.days[static_cast<std::size_t>(j)];
      free = has_successor ? std::min(free, starts) : starts;
      has_successor = true;
    }
    const ScheduleRow& row = report.rows[at];
    EXPECT_EQ(to_iso(row.finish), to_iso(plus_days(start, to_here - 1)));
    EXPECT_EQ(to_iso(row.start), to_iso(plus_days(start, to_here - graph.days[at])));
    EXPECT_EQ(row.total_float_days, longest - (to_here + from_here - graph.days[at]));
    EXPECT_EQ(row.free_float_days, free - to_here);
    EXPECT_EQ(row.is_critical, is_critical);
  }
}

TEST(Exhaustive, EveryGraphOnUpToFiveGoals) {
  constexpr std::array<std::array<int, 5>, 3> kDays = {
      {{1, 1, 1, 1, 1}, {3, 1, 4, 1, 5}, {2, 7, 1, 8, 3}}};
  for (int size = 1; size <= 5; ++size) {
    const int num_pairs = size * (size - 1) / 2;
    for (int mask = 0; mask < 1 << num_pairs; ++mask) {
      Graph graph;
      graph.size = size;
      int bit = 0;
      for (std::size_t i = 0; i < 5; ++i) {
        for (std::size_t j = i + 1; j < static_cast<std::size_t>(size); ++j) {
          graph.edge[i][j] = (mask >> bit++ & 1) != 0;
        }
      }
      for (const auto& days : kDays) {
        graph.days = days;
        check(graph);
        if (HasFailure()) FAIL() << "size " << size << ", links " << mask;
      }
    }
  }
}

}  // namespace
}  // namespace slipway
