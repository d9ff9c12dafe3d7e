#include "viz/graph_arrangement.hpp"

#include <algorithm>
#include <numeric>

namespace slipway::viz {
namespace {

constexpr std::size_t kMostColumns = 40;
constexpr double kColumnPoints = 215;  // a column of boxes and the space after it
constexpr double kRowPoints = 72;
constexpr double kTeamPoints = 45;    // around the boxes of a team
constexpr double kFramePoints = 190;  // list and legend below
constexpr double kTooTall = 1.25;     // width by height below which things are moved beside
constexpr std::size_t kManyColumns = 6;

std::vector<std::size_t> find_columns(const GraphReport& report) {
  std::vector<std::size_t> column(report.boxes.size(), 0);
  // Links are in order of their successors, not of time, so the columns settle over some rounds;
  // loops between folded boxes would never settle.
  const std::size_t last = std::min(kMostColumns, column.size()) - 1;
  for (std::size_t round = 0; round < last; ++round) {
    bool changed = false;
    for (const GraphLink& link : report.links) {
      if (!is_ordering(report, link)) continue;
      const std::size_t next = std::min(column[link.from] + 1, last);
      if (column[link.to] >= next) continue;
      column[link.to] = next;
      changed = true;
    }
    if (!changed) break;
  }
  return column;
}

/// Groups of boxes that share links or teams, as the number of each box's group.
class Parts {
 public:
  explicit Parts(const GraphReport& report) : up_(report.boxes.size()) {
    std::iota(up_.begin(), up_.end(), 0U);
    for (const GraphLink& link : report.links) join(link.from, link.to);
    if (report.step == GraphStep::per_team) return;
    std::vector<std::uint32_t> first(report.teams.size(), kNoTeam);
    for (std::uint32_t row = 0; row < up_.size(); ++row) {
      const std::uint32_t team = report.boxes[row].team;
      if (team == kNoTeam) continue;
      if (first[team] == kNoTeam)
        first[team] = row;
      else
        join(first[team], row);
    }
  }
  std::uint32_t of(std::uint32_t box) {
    while (up_[box] != box) {
      up_[box] = up_[up_[box]];
      box = up_[box];
    }
    return box;
  }

 private:
  void join(std::uint32_t a, std::uint32_t b) {
    a = of(a);
    b = of(b);
    up_[std::max(a, b)] = std::min(a, b);
  }
  std::vector<std::uint32_t> up_;
};

}  // namespace

bool is_ordering(const GraphReport& report, const GraphLink& link) {
  return report.boxes[link.to].kind != BoxKind::others;
}

Arrangement arrange(const GraphReport& report) {
  Arrangement out;
  if (report.boxes.empty()) return out;
  const std::vector<std::size_t> column = find_columns(report);
  out.num_columns = *std::ranges::max_element(column) + 1;

  Parts parts(report);
  std::vector<std::size_t> size(report.boxes.size(), 0);
  for (std::uint32_t row = 0; row < size.size(); ++row) ++size[parts.of(row)];
  const auto largest = static_cast<std::uint32_t>(std::ranges::max_element(size) - size.begin());

  // Teams lie one below the other, each as tall as its fullest column.
  double height = kFramePoints;
  double moved_height = 0.0;
  std::size_t moved_columns = 0;
  std::vector<std::vector<std::size_t>> rows(report.teams.size() + 1);
  std::vector<bool> is_moved(rows.size(), false);
  for (std::uint32_t row = 0; row < report.boxes.size(); ++row) {
    const std::size_t team = std::min<std::size_t>(report.boxes[row].team, report.teams.size());
    auto& counts = rows[team];
    counts.resize(std::max(counts.size(), column[row] + 1));
    ++counts[column[row]];
    if (parts.of(row) != largest) is_moved[team] = true;
  }
  for (std::size_t team = 0; team < rows.size(); ++team) {
    if (rows[team].empty()) continue;
    const double tall =
        kTeamPoints + kRowPoints * static_cast<double>(*std::ranges::max_element(rows[team]));
    height += tall;
    if (!is_moved[team]) continue;
    moved_height += tall;
    moved_columns = std::max(moved_columns, rows[team].size());
  }
  const auto width = [&] { return kColumnPoints * static_cast<double>(out.num_columns); };
  const auto is_too_tall = [&] { return width() < kTooTall * height; };
  if (is_too_tall() && moved_columns > 0 && moved_columns < kManyColumns) {
    out.num_columns += moved_columns;
    height -= std::min(moved_height, height / 2);
    out.in_other_part.resize(report.boxes.size());
    for (std::uint32_t row = 0; row < report.boxes.size(); ++row) {
      out.in_other_part[row] = parts.of(row) != largest;
      if (out.in_other_part[row] && column[row] == 0) out.moved.push_back(row);
    }
  }
  if (is_too_tall() && out.moved.empty()) {
    out.has_frame_beside = true;
    out.num_columns += 2;
  }
  for (std::uint32_t row = 0; row < report.boxes.size(); ++row) {
    if (parts.of(row) != largest) continue;
    if (parts.of(out.anchor) != largest || column[row] > column[out.anchor]) out.anchor = row;
  }
  out.is_wide = out.num_columns > kManyColumns;
  out.header_width = std::clamp<std::size_t>(out.num_columns * (out.is_wide ? 26 : 34), 84, 340);
  return out;
}

}  // namespace slipway::viz
