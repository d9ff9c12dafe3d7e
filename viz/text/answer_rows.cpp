#include "viz/text/answer_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kRanks = 6;

std::size_t rank_of(const ScheduleRow& row) {
  if (row.kind == Kind::objective) return 4;
  if (!is_open(row)) return 5;
  if (row.is_late()) return 0;
  if (row.is_critical) return 1;
  return row.is_near_critical ? 2 : 3;
}

// Orders the chosen rows: children after the objective they belong to, where that is shown.
std::vector<ShownRow> order_rows(const ScheduleReport& report,
                                 const std::vector<std::size_t>& chosen) {
  constexpr std::size_t kTop = static_cast<std::size_t>(-1);
  std::unordered_map<std::string_view, std::size_t> objectives;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const ScheduleRow& row = report.rows[chosen[i]];
    if (row.kind == Kind::objective) objectives.emplace(row.id, i);
  }
  std::vector<std::vector<std::size_t>> children(chosen.size());
  std::vector<std::size_t> tops;
  std::vector<std::size_t> blockers;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const ScheduleRow& row = report.rows[chosen[i]];
    std::size_t parent = kTop;
    if (!row.parent.empty()) {
      const auto found = objectives.find(row.parent);
      if (found != objectives.end()) parent = found->second;
    }
    if (row.kind == Kind::blocker) {
      blockers.push_back(i);
    } else if (parent == kTop) {
      tops.push_back(i);
    } else {
      children[parent].push_back(i);
    }
  }
  struct Open {
    std::size_t chosen;
    std::size_t depth;
  };
  std::vector<ShownRow> out;
  out.reserve(chosen.size());
  std::vector<Open> open;
  for (auto at = tops.rbegin(); at != tops.rend(); ++at) open.push_back({*at, 0});
  while (!open.empty()) {
    const Open next = open.back();
    open.pop_back();
    out.push_back({chosen[next.chosen], next.depth});
    const std::vector<std::size_t>& below = children[next.chosen];
    for (auto at = below.rbegin(); at != below.rend(); ++at) open.push_back({*at, next.depth + 1});
  }
  for (const std::size_t i : blockers) out.push_back({chosen[i], 0});
  return out;
}

}  // namespace

std::vector<ShownRow> choose_rows(const ScheduleReport& report,
                                  const std::vector<std::size_t>& candidates, bool all) {
  if (all || candidates.size() <= kMostRows) return order_rows(report, candidates);
  std::array<std::size_t, kRanks> counts{};
  for (const std::size_t row : candidates) ++counts[rank_of(report.rows[row])];
  std::array<std::size_t, kRanks> quota{};
  std::size_t room = kMostRows;
  for (std::size_t rank = 0; rank < kRanks; ++rank) {
    quota[rank] = std::min(room, counts[rank]);
    room -= quota[rank];
  }
  std::vector<std::size_t> chosen;
  for (const std::size_t row : candidates) {
    std::size_t& left = quota[rank_of(report.rows[row])];
    if (left == 0) continue;
    --left;
    chosen.push_back(row);
  }
  return order_rows(report, chosen);
}

void DateStyle::see(Date date) {
  if (!date.is_set()) return;
  if (!first_.is_set() || date < first_) first_ = date;
  if (!last_.is_set() || date > last_) last_ = date;
}

std::string DateStyle::operator()(Date date) const {
  if (!date.is_set()) return "";
  return year_of(first_) == year_of(last_) ? to_day_and_month(date) : to_iso(date);
}

bool is_open(const ScheduleRow& row) {
  return !row.is_absent && row.status != Status::done && row.status != Status::dropped;
}

std::string marks_of(const ScheduleRow& row) {
  std::string out;
  const auto add = [&](std::string_view word) {
    if (!out.empty()) out += ", ";
    out += word;
  };
  const bool is_blocker = row.kind == Kind::blocker;
  if (row.status == Status::done) add(is_blocker ? "resolved" : "done");
  if (row.status == Status::dropped) add("dropped");
  if (row.is_absent) add("left out");
  if (row.is_late()) add("late");
  if (row.kind == Kind::objective) {
    add("objective");
  } else if (row.is_critical) {
    add("critical");
  } else if (row.is_near_critical) {
    add("near-critical");
  }
  if (row.is_assumed) add("assumed");
  if (row.commitment == Commitment::stretch) add("stretch");
  return out;
}

std::string label_of(const ScheduleRow& row) {
  return (row.kind == Kind::milestone ? "◆ " : "") + std::string(row.id);
}

Style style_of(const ScheduleRow& row) {
  if (!is_open(row)) return Style::muted;
  if (row.is_late()) return Style::bad;
  if (row.is_critical) return Style::warn;
  return Style::plain;
}

std::string lateness_of(const ScheduleRow& row) {
  if (!row.due_float_days || *row.due_float_days >= 0.0) return "late";
  const std::string days = to_days(-*row.due_float_days);
  return fmt::format("{} day{} late", days, days == "1" ? "" : "s");
}

std::string name_of_plan(std::string_view name) {
  return name.empty() ? "The plan" : shorten(make_printable(name), 60);
}

}  // namespace slipway::viz
