#include "viz/risk_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/answer_rows.hpp"
#include "viz/table.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kNamed = 3;  // goals that the first sentence names
// Compared with what is shown, so that no goal reads "50 %, likely late".
constexpr long kLikelyLate = 50;  // on time in fewer percent of the runs: likely late
constexpr long kAtRisk = 80;      // in fewer: at risk

bool is_below(const std::optional<Odds>& on_time, long percent) {
  return on_time && std::lround(on_time->share * 100.0) < percent;
}

bool is_goal(const ScheduleRow& row) {
  return row.kind == Kind::goal || row.kind == Kind::milestone;
}

// Goals with odds come first, by those; then the rest: goals, blockers, objectives; finished ones
// last.
std::pair<int, double> place_of(const ScheduleRow& item, const RiskRow& row) {
  if (item.status == Status::done || item.status == Status::dropped) return {4, 0.0};
  if (item.kind == Kind::objective) return {3, 0.0};
  if (item.kind == Kind::blocker) return {2, 0.0};
  if (!row.on_time) return {1, 0.0};
  return {0, row.on_time->share};
}

std::string say_late(const RiskReport& report, bool colour) {
  std::size_t dated = 0;
  std::vector<std::size_t> late;
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const ScheduleRow& item = report.schedule.rows[i];
    if (!is_goal(item) || item.status == Status::done || item.status == Status::dropped) continue;
    if (!report.rows[i].on_time) continue;
    ++dated;
    if (is_below(report.rows[i].on_time, kLikelyLate)) late.push_back(i);
  }
  if (dated == 0) return "No open goal has a date to meet.";
  const std::string of = to_count(dated, "open goal");
  if (late.empty()) {
    return paint(dated == 1 ? "The one open goal with a date will likely meet it."
                            : fmt::format("All {} with a date will likely meet it.", of),
                 Style::good, colour);
  }
  std::ranges::stable_sort(late, {}, [&](std::size_t i) { return report.rows[i].on_time->share; });
  std::vector<std::string> named;
  for (const std::size_t i : late) {
    if (named.size() == kNamed) break;
    named.push_back(fmt::format("{} ({} on time)", make_printable(report.schedule.rows[i].id),
                                to_odds(report.rows[i].on_time->share)));
  }
  if (late.size() > kNamed) named.push_back(to_grouped(late.size() - kNamed) + " more");
  return paint(fmt::format("{} of {} will likely miss {} date:", to_grouped(late.size()), of,
                           late.size() == 1 ? "its" : "their"),
               Style::bad, colour) +
         ' ' + to_list(named) + '.';
}

std::string say_finish(const RiskReport& report, bool colour) {
  std::string out = name_of_plan(report.schedule.plan);
  if (!report.finish) return out + " has no goal that finishes.";
  out += fmt::format(" finishes by {} in half of the runs (P50), by {} in 8 of 10 (P80); as of {}.",
                     paint(to_words(report.finish->p50), Style::strong, colour),
                     paint(to_words(report.finish->p80), Style::strong, colour),
                     to_words(report.schedule.as_of));
  if (report.all_on_time) {
    out += fmt::format(" Odds that every committed goal is on time: {}.",
                       paint(to_odds(report.all_on_time->share), Style::strong, colour));
  }
  return out;
}

// "likely late", "at risk": odds in words, beside other marks.
std::string marks_of(const ScheduleRow& item, const RiskRow& row) {
  std::string out;
  const auto add = [&](std::string_view word) {
    if (!out.empty()) out += ", ";
    out += word;
  };
  if (item.status == Status::done)
    add(item.kind == Kind::blocker ? "resolved" : "done");
  else if (item.status == Status::dropped)
    add("dropped");
  else if (is_below(row.on_time, kLikelyLate))
    add("likely late");
  else if (is_below(row.on_time, kAtRisk))
    add("at risk");
  if (item.kind == Kind::blocker || item.kind == Kind::objective) add(to_string(item.kind));
  if (item.is_assumed) add("assumed");
  if (item.commitment == Commitment::stretch) add("stretch");
  return out;
}

Style style_of(const ScheduleRow& item, const RiskRow& row) {
  if (item.status == Status::done || item.status == Status::dropped) return Style::muted;
  if (is_below(row.on_time, kLikelyLate)) return Style::bad;
  return is_below(row.on_time, kAtRisk) ? Style::warn : Style::plain;
}

bool has_milestones(const RiskReport& report) {
  return std::ranges::find(report.schedule.rows, Kind::milestone, &ScheduleRow::kind) !=
         report.schedule.rows.end();
}

std::string show_rows(const RiskReport& report, const TextOptions& options) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const ScheduleRow& item = report.schedule.rows[i];
    const RiskRow& row = report.rows[i];
    const bool says_something = row.forecast || row.on_time || row.criticality.value_or(0.0) > 0.0;
    const bool is_main = item.kind != Kind::objective && item.status != Status::done &&
                         item.status != Status::dropped;
    if (options.all || (says_something && is_main)) order.push_back(i);
  }
  const auto before = [&](std::size_t a, std::size_t b) {
    const auto place = [&](std::size_t i) {
      return std::make_pair(place_of(report.schedule.rows[i], report.rows[i]), i);
    };
    return place(a) < place(b);
  };
  const std::size_t count = options.all ? order.size() : std::min(order.size(), kMostRows);
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count), before);
  const std::size_t hidden = order.size() - count;
  order.resize(count);
  DateStyle dates;
  for (const std::size_t i : order) {
    dates.see(report.schedule.rows[i].due);
    if (!report.rows[i].forecast) continue;
    dates.see(report.rows[i].forecast->p50);
    dates.see(report.rows[i].forecast->p80);
  }
  Table table({{.title = "goal", .least = 24},
               {.title = "title", .least = 14, .drop = 9},
               {.title = "team", .least = 8, .drop = 4},
               {.title = "P50", .align = Align::right},
               {.title = "P80", .align = Align::right},
               {.title = "due", .align = Align::right, .drop = 2},
               {.title = "on time", .align = Align::right},
               {.title = "critical", .align = Align::right, .drop = 3},
               {.title = "marks", .least = 12}});
  for (const std::size_t i : order) {
    const ScheduleRow& item = report.schedule.rows[i];
    const RiskRow& row = report.rows[i];
    const Style style = style_of(item, row);
    table.add_row({{label_of(item), style},
                   {item.title == item.id ? "" : std::string(item.title)},
                   {std::string(item.team)},
                   {row.forecast ? dates(row.forecast->p50) : ""},
                   {row.forecast ? dates(row.forecast->p80) : ""},
                   {dates(item.due)},
                   {row.on_time ? to_odds(row.on_time->share) : "", style},
                   {row.criticality ? to_odds(*row.criticality) : ""},
                   {marks_of(item, row), style}});
  }
  if (table.num_rows() == 0) return "";
  std::string out = '\n' + table.to_text(options.width, options.colour);
  if (hidden > 0) {
    out += fmt::format("... and {} more; --all shows every row\n", to_grouped(hidden));
  }
  return out;
}

}  // namespace

std::string to_text(const RiskReport& report, const TextOptions& options) {
  std::string out = wrap(say_late(report, options.colour), options.width);
  out += wrap(say_finish(report, options.colour), options.width);
  out += show_rows(report, options);
  std::string legend = fmt::format(
      "From {} (seed {}). P50, P80: done by then in 50 %, 80 % of the runs; on time: runs that "
      "meet "
      "the due date; critical: runs in which it drives the plan's finish.",
      to_count(report.samples, "simulated run"), report.seed);
  if (has_milestones(report)) legend += " ◆ milestone.";
  out += '\n' + wrap(paint(legend, Style::muted, options.colour), options.width);
  return out;
}

}  // namespace slipway::viz
