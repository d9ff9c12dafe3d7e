// One goal of a simulation in depth.
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/risk_text.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/table.hpp"

namespace slipway::viz {
namespace {

std::string say_goal(const RiskReport& report, std::size_t at, bool colour) {
  const ScheduleRow& item = report.schedule.rows[at];
  const RiskRow& row = report.rows[at];
  const std::string id = make_printable(item.id);
  if (item.status == Status::done || item.status == Status::dropped)
    return fmt::format("{} is {}: nothing is left to chance.", id, marks_of(item, row));
  if (!row.on_time) return fmt::format("{} has no date to meet.", id);
  std::string out = paint(fmt::format("{} meets its date, {}, in {} of the runs", id,
                                      to_words(item.due), to_percent(row.on_time->share)),
                          style_of(item, row), colour);
  out += fmt::format(" (95 % interval {} to {}).", to_percent(row.on_time->low),
                     to_percent(row.on_time->high));
  if (row.days_late && row.on_time->share < 0.995)
    out += fmt::format(" When it is late, then by {} working days on average.",
                       to_days(*row.days_late));
  return out;
}

std::string show_goal_dates(const RiskReport& report, std::size_t at, const TextOptions& options) {
  const RiskRow& row = report.rows[at];
  if (!row.forecast) return "";
  const Forecast& f = *row.forecast;
  Table table({{.title = "done by"},
               {.title = "with odds of", .align = Align::right},
               {.title = "working days", .align = Align::right}});
  const auto add = [&](Date date, const char* odds, double days) {
    table.add_row({{to_words(date)}, {odds}, {to_days(days)}});
  };
  add(f.p10, "10 %", f.days.p10);
  add(f.p50, "50 %", f.days.p50);
  add(f.p80, "80 %", f.days.p80);
  add(f.p90, "90 %", f.days.p90);
  return '\n' + table.to_text(options.width, options.colour);
}

// What is on the path that sets its finish, in the order of how often.
std::string show_deciders(const RiskReport& report, const TextOptions& options) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const bool is_work = report.schedule.rows[i].kind != Kind::objective;
    if (is_work && report.rows[i].criticality.value_or(0.0) > 0.0) order.push_back(i);
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return *report.rows[a].criticality > *report.rows[b].criticality;
  });
  const std::size_t count = options.all ? order.size() : std::min<std::size_t>(order.size(), 10);
  Table table({{.title = "what decides its date", .least = 24, .has_names = true},
               {.title = "team", .least = 8, .drop = 2},
               {.title = "in runs", .align = Align::right},
               {.title = "sensitivity", .align = Align::right, .drop = 3},
               {.title = "marks", .least = 12}});
  for (std::size_t k = 0; k < count; ++k) {
    const ScheduleRow& item = report.schedule.rows[order[k]];
    const RiskRow& row = report.rows[order[k]];
    table.add_row({{label_of(item)},
                   {std::string(item.team)},
                   {to_percent(*row.criticality)},
                   {row.ssi ? fmt::format("{:.2f}", *row.ssi) : ""},
                   {marks_of(item, row)}});
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour) + say_hidden(order.size() - count);
}

std::string show_goal_help(const RiskReport& report, std::size_t at, const TextOptions& options) {
  const std::string_view id = report.schedule.rows[at].id;
  std::vector<std::pair<const GainRow*, const GainForGoal*>> order;
  for (const GainRow& row : report.gains) {
    for (const GainForGoal& goal : row.goals) {
      if (goal.id == id && (goal.on_time_gain >= 0.005 || goal.p80_days >= 0.1))
        order.emplace_back(&row, &goal);
    }
  }
  std::ranges::stable_sort(order, [](const auto& a, const auto& b) {
    return std::make_pair(a.second->on_time_gain, a.second->p80_days) >
           std::make_pair(b.second->on_time_gain, b.second->p80_days);
  });
  Table table({{.title = "what would help it", .least = 24},
               {.title = "on time", .align = Align::right},
               {.title = "P80", .align = Align::right},
               {.title = "earlier by", .align = Align::right}});
  for (const auto& [row, goal] : order) {
    table.add_row({{with_arrows(make_printable(row->label))},
                   {goal->has_date ? to_percent(goal->on_time) : ""},
                   {to_words(goal->p80)},
                   {goal->p80_days >= 0.05 ? to_working_days(goal->p80_days) : ""}});
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour);
}

}  // namespace

std::string to_goal_text(const RiskReport& report, std::size_t at, const TextOptions& options) {
  const ScheduleRow& item = report.schedule.rows[at];
  std::string out = wrap(say_goal(report, at, options.colour), options.width);
  if (item.title != item.id) {
    out += wrap(paint(make_printable(item.title) +
                          (item.team_name.empty() ? "" : ", " + make_printable(item.team_name)),
                      Style::muted, options.colour),
                options.width);
  }
  if (item.status == Status::done || item.status == Status::dropped) return out;
  out += show_declined(report, options, item.id);
  out += show_goal_dates(report, at, options);
  if (report.left_out_gains) {
    out += '\n' +
           wrap("What would help it is not worked out for a plan of this size; --gains does it.",
                options.width);
  }
  out += show_goal_help(report, at, options);
  out += show_deciders(report, options);
  std::string inputs;
  for (const MergeRow& merge : report.merges) {
    if (merge.id == item.id && merge.days >= 0.1)
      inputs += '\n' + wrap(say_merge(merge) + '.', options.width);
  }
  out += inputs;
  if (report.explain) out += show_assumptions(report, options);
  const std::string legend =
      say_runs(report) +
      " In runs: the share in which it is on the path that sets this goal's finish; sensitivity: "
      "that share times how much its length varies beside the finish (SSI).";
  out += '\n' + wrap(paint(legend, Style::muted, options.colour), options.width);
  return out;
}

}  // namespace slipway::viz
