#include "viz/text/risk_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/table.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kNamed = 3;  // goals that the first sentence names
constexpr std::size_t kHelpRows = 5;
constexpr std::size_t kWaitRows = 5;
constexpr std::size_t kMergeRows = 3;

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
    if (is_likely_late(report.rows[i])) late.push_back(i);
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
                                to_percent(report.rows[i].on_time->share)));
  }
  if (late.size() > kNamed) named.push_back(to_grouped(late.size() - kNamed) + " more");
  return paint(fmt::format("{} of {} will likely miss {} date:", to_grouped(late.size()), of,
                           late.size() == 1 ? "its" : "their"),
               Style::bad, colour) +
         ' ' + to_list(named) + '.';
}

// Objectives with a date of their own are not among the goals; they are not passed over.
std::string show_late_objectives(const RiskReport& report, const TextOptions& options) {
  std::vector<std::string> late;
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const ScheduleRow& item = report.schedule.rows[i];
    const bool is_open = item.status != Status::done && item.status != Status::dropped;
    if (item.kind != Kind::objective || !is_open || !is_likely_late(report.rows[i])) continue;
    late.push_back(fmt::format("{} ({} on time)", make_printable(item.id),
                               to_percent(report.rows[i].on_time->share)));
  }
  if (late.empty()) return "";
  const std::string count = to_count(late.size(), "objective");
  if (late.size() > kNamed) {
    const std::size_t hidden = late.size() - kNamed;
    late.resize(kNamed);
    late.push_back(to_grouped(hidden) + " more");
  }
  return wrap(
      paint(fmt::format("{} will likely miss {} date:", count, late.size() == 1 ? "its" : "their"),
            Style::bad, options.colour) +
          ' ' + to_list(late) + '.',
      options.width);
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
                       paint(to_percent(report.all_on_time->share), Style::strong, colour));
  }
  return out;
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
  Table table({{.title = "goal", .least = 24, .has_names = true},
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
                   {row.on_time ? to_percent(row.on_time->share) : "", style},
                   {row.criticality ? to_percent(*row.criticality) : ""},
                   {marks_of(item, row), style}});
  }
  if (table.num_rows() == 0) return "";
  std::string out = '\n' + table.to_text(options.width, options.colour);
  if (hidden > 0) {
    out += fmt::format("... and {} more; --all shows every row\n", to_grouped(hidden));
  }
  return out;
}

std::string to_points(double gain) {
  const long points = std::lround(gain * 100.0);
  if (points == 0) return "";
  return fmt::format("{:+} {}", points, points == 1 || points == -1 ? "point" : "points");
}

const GainForGoal* most_helped(const GainRow& row) {
  const GainForGoal* best = nullptr;
  const auto rank = [](const GainForGoal& goal) {
    return std::make_pair(goal.on_time_gain, goal.p80_days);
  };
  for (const GainForGoal& goal : row.goals) {
    if (best == nullptr || rank(goal) > rank(*best)) best = &goal;
  }
  return best;
}

// A gain that shows: half a point of somebody's odds, or a tenth of a day.
bool is_worth_a_line(const GainRow& row) {
  const GainForGoal* best = most_helped(row);
  return row.all_on_time_gain >= 0.005 || row.finish_days >= 0.1 ||
         (best != nullptr && (best->on_time_gain >= 0.005 || best->p80_days >= 0.1));
}

std::string say_helped(const GainForGoal* goal) {
  if (goal == nullptr) return "";
  const std::string id = make_printable(goal->id);
  const std::string now = to_percent(goal->on_time - goal->on_time_gain);
  const std::string then = to_percent(goal->on_time);
  if (goal->has_date && now != then) return fmt::format("{} {} → {} on time", id, now, then);
  return goal->p80_days >= 0.1
             ? fmt::format("{} P80 {} earlier", id, to_working_days(goal->p80_days))
             : "";
}

// What a gain does, in the order in which it matters: all of the plan, then the goal it helps most.
std::string say_gain(const GainRow& row) {
  std::vector<std::string> parts;
  const std::string points = to_points(row.all_on_time_gain);
  if (!points.empty()) parts.push_back("all on time " + points);
  if (row.finish_days >= 0.1)
    parts.push_back(fmt::format("finish P80 {} earlier", to_working_days(row.finish_days)));
  const std::string helped = say_helped(most_helped(row));
  if (!helped.empty()) parts.push_back(helped);
  return fmt::format("{}: {}", with_arrows(make_printable(row.label)), fmt::join(parts, "; "));
}

std::string show_help(const RiskReport& report, const TextOptions& options) {
  if (report.left_out_gains) {
    return '\n' +
           wrap("What would help is not worked out for a plan of this size; --gains does it.",
                options.width);
  }
  std::string out;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const GainRow& row : report.gains) {
    if (!is_worth_a_line(row)) continue;
    if (!options.all && shown == kHelpRows) {
      ++hidden;
      continue;
    }
    out += wrap("- " + say_gain(row), options.width, 2);
    ++shown;
  }
  if (out.empty()) return "";
  std::string title = "\nWhat would help most";
  if (report.gain_samples < report.samples)
    title += fmt::format(" (from {} of the runs)", to_grouped(report.gain_samples));
  return paint(title + '\n', Style::strong, options.colour) + out + say_hidden(hidden);
}

std::string show_waits(const RiskReport& report, const TextOptions& options) {
  Table table({{.title = "who waits", .least = 8},
               {.title = "for", .least = 8},
               {.title = "days", .align = Align::right},
               {.title = "through", .least = 24}});
  std::size_t hidden = 0;
  for (const WaitRow& row : report.waits) {
    if (row.days < 0.05) continue;
    if (!options.all && table.num_rows() == kWaitRows) {
      ++hidden;
      continue;
    }
    std::vector<std::string> links;
    for (const WaitLinkRow& link : row.links) {
      if (links.size() == 2) break;
      links.push_back(fmt::format("{} → {} {}", make_printable(link.from), make_printable(link.to),
                                  to_days(link.days)));
    }
    if (row.links.size() > 2) links.push_back(fmt::format("{} more", row.links.size() - 2));
    table.add_row({{make_printable(row.team_name)},
                   {make_printable(row.waits_for_name)},
                   {to_days(row.days)},
                   {fmt::format("{}", fmt::join(links, ", "))}});
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour) + say_hidden(hidden);
}

std::string show_merges(const RiskReport& report, const TextOptions& options) {
  std::string out;
  std::size_t shown = 0;
  for (const MergeRow& merge : report.merges) {
    if (merge.days < 0.1 || (!options.all && shown == kMergeRows)) break;
    out += wrap("- " + say_merge(merge), options.width, 2);
    ++shown;
  }
  return out.empty() ? "" : paint("\nWhere inputs meet\n", Style::strong, options.colour) + out;
}

}  // namespace

std::string to_text(const RiskReport& report, const TextOptions& options) {
  std::string out = wrap(say_late(report, options.colour), options.width);
  out += wrap(say_finish(report, options.colour), options.width);
  out += show_late_objectives(report, options);
  out += show_declined(report, options, "");
  out += show_help(report, options);
  out += show_rows(report, options);
  out += show_waits(report, options);
  out += show_merges(report, options);
  if (report.explain) out += show_assumptions(report, options);
  std::string legend =
      say_runs(report) +
      " P50, P80: done by then in 50 %, 80 % of the runs; on time: runs that meet the due date; "
      "critical: runs in which it drives the plan's finish.";
  if (!report.waits.empty())
    legend += " Days that teams wait: beyond their own readiness, expected.";
  if (!report.explain) legend += " --explain says what the odds rest on.";
  if (has_milestones(report)) legend += " ◆ milestone.";
  out += '\n' + wrap(paint(legend, Style::muted, options.colour), options.width);
  return out;
}

}  // namespace slipway::viz
