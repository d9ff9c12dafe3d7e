#include "viz/graph/graph_arrangement.hpp"

#include <algorithm>
#include <numeric>

namespace slipway::viz {
namespace {

constexpr std::size_t kMostColumns = 40;
constexpr double kColumnPoints = 215;  // a column of boxes and the space after it
constexpr double kRowPoints = 72;
constexpr double kNarrowColumnPoints = 155;  // the same where boxes are narrow
constexpr double kNarrowRowPoints = 65;
constexpr double kHeaderPoints = 110;
constexpr double kText = 12;           // points of most text
constexpr double kScreenWidth = 1600;  // pixels of a projector
constexpr double kScreenHeight = 900;
constexpr double kTeamPoints = 45;    // around the boxes of a team
constexpr double kFramePoints = 190;  // list and legend below
constexpr double kTooTall = 1.25;     // width by height below which things are moved beside
constexpr std::size_t kManyColumns = 6;

/// Returns by link whether it goes back to a box that leads to it: folded boxes may wait for each
/// other.
std::vector<bool> find_backward(const GraphReport& report) {
  const std::size_t num_boxes = report.boxes.size();
  std::vector<std::vector<std::size_t>> out_of(num_boxes);
  for (std::size_t row = 0; row < report.links.size(); ++row) {
    if (is_ordering(report, report.links[row])) out_of[report.links[row].from].push_back(row);
  }
  enum class Seen : unsigned char { no, open, done };
  std::vector<Seen> seen(num_boxes, Seen::no);
  std::vector<std::size_t> next(num_boxes, 0);
  std::vector<bool> backward(report.links.size(), false);
  for (std::size_t root = 0; root < num_boxes; ++root) {
    std::vector<std::size_t> path;
    if (seen[root] == Seen::no) path.push_back(root);
    while (!path.empty()) {
      const std::size_t at = path.back();
      seen[at] = Seen::open;
      if (next[at] == out_of[at].size()) {
        seen[at] = Seen::done;
        path.pop_back();
        continue;
      }
      const std::size_t row = out_of[at][next[at]++];
      const std::size_t to = report.links[row].to;
      if (seen[to] == Seen::open) backward[row] = true;
      if (seen[to] == Seen::no) path.push_back(to);
    }
  }
  return backward;
}

std::vector<std::size_t> find_columns(const GraphReport& report,
                                      const std::vector<bool>& backward) {
  std::vector<std::size_t> column(report.boxes.size(), 0);
  // Links are in order of their successors, not of time, so the columns settle over some rounds.
  const std::size_t last = std::min(kMostColumns, column.size()) - 1;
  for (std::size_t round = 0; round < column.size(); ++round) {
    bool changed = false;
    for (std::size_t row = 0; row < report.links.size(); ++row) {
      const GraphLink& link = report.links[row];
      if (backward[row] || !is_ordering(report, link)) continue;
      const std::size_t next = std::min(column[link.from] + (is_at_once(link) ? 0U : 1U), last);
      if (column[link.to] >= next) continue;
      column[link.to] = next;
      changed = true;
    }
    if (!changed) break;
  }
  return column;
}

/// Arranges boxes that all wait for each other by the fewest arrows that lead to them: nothing
/// comes last among them, and the longest way would make a picture as wide as it has boxes. Returns
/// by link whether it does without a say in that.
std::vector<bool> find_loose(const GraphReport& report, std::vector<std::size_t>& column) {
  std::vector<std::vector<std::size_t>> out_of(column.size());
  for (std::size_t row = 0; row < report.links.size(); ++row) {
    out_of[report.links[row].from].push_back(row);
  }
  std::vector<bool> loose(report.links.size(), true);
  std::vector<bool> seen(column.size(), false);
  for (std::size_t root = 0; root < column.size(); ++root) {
    if (seen[root]) continue;
    std::vector<std::size_t> open{root};
    seen[root] = true;
    column[root] = 0;
    for (std::size_t head = 0; head < open.size(); ++head) {
      for (const std::size_t row : out_of[open[head]]) {
        const std::size_t to = report.links[row].to;
        if (seen[to]) continue;
        seen[to] = true;
        loose[row] = false;
        column[to] = std::min(column[open[head]] + 1, kMostColumns - 1);
        open.push_back(to);
      }
    }
  }
  return loose;
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

bool is_at_once(const GraphLink& link) { return link.type != LinkType::fs; }

Arrangement arrange(const GraphReport& report, Packing packing) {
  Arrangement out;
  out.is_tight = packing.is_tight;
  out.legend_columns = packing.legend_columns;
  if (report.boxes.empty()) return out;
  const std::vector<bool> backward = find_backward(report);
  out.column = find_columns(report, backward);
  std::vector<std::size_t>& column = out.column;
  const bool has_loop = std::ranges::find(backward, true) != backward.end();
  if (has_loop && *std::ranges::max_element(column) >= kManyColumns) {
    out.loose = find_loose(report, column);
  }
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
  out.is_wide = out.is_tight || out.num_columns > kManyColumns;
  out.header_width = std::clamp<std::size_t>(out.num_columns * (out.is_wide ? 22 : 34), 84, 340);
  return out;
}

double text_on_screen(const GraphReport& report) {
  const Arrangement shape = arrange(report);
  if (report.boxes.empty()) return kText;
  // Teams lie below each other where they share columns.
  struct Extent {
    std::size_t first = kMostColumns, last = 0;
    std::vector<std::size_t> rows = std::vector<std::size_t>(kMostColumns, 0);
  };
  std::vector<Extent> teams(report.teams.size() + 1);
  for (std::size_t row = 0; row < report.boxes.size(); ++row) {
    Extent& team = teams[std::min<std::size_t>(report.boxes[row].team, report.teams.size())];
    const std::size_t column = shape.column[row];
    team.first = std::min(team.first, column);
    team.last = std::max(team.last, column);
    ++team.rows[column];
  }
  const double box = shape.is_wide ? kNarrowRowPoints : kRowPoints;
  double tallest = 0.0;
  for (std::size_t column = 0; column < kMostColumns; ++column) {
    double height = 0.0;
    for (const Extent& team : teams) {
      if (column < team.first || column > team.last) continue;
      height += kTeamPoints + box * static_cast<double>(*std::ranges::max_element(team.rows));
    }
    tallest = std::max(tallest, height);
  }
  const double width = (shape.is_wide ? kNarrowColumnPoints : kColumnPoints) *
                       static_cast<double>(shape.num_columns);
  return kText * std::min(kScreenWidth / width, kScreenHeight / (kHeaderPoints + tallest));
}

}  // namespace slipway::viz
