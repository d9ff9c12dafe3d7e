#include "viz/diff_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "planner/base/utf8.hpp"
#include "viz/answer_rows.hpp"
#include "viz/diff_words.hpp"
#include "viz/moved_rows.hpp"
#include "viz/risk_words.hpp"
#include "viz/table.hpp"
#include "viz/whatif_text.hpp"
#include "viz/whatif_words.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kLeastBy = 24;  // columns for what moved a row

// What moved the plan's own figures, after the sentence that says by how much.
std::string show_plan_parts(const DiffReport& report, const TextOptions& options) {
  const auto show = [&](std::string_view title, const DiffParts& parts) {
    const std::vector<std::string> list = list_parts(report, parts);
    if (list.empty() || parts_in(parts) == PartsIn::nothing) return std::string();
    const std::string whole = say_whole(parts);
    return wrap(
        fmt::format("{} {}: {}.", title, whole, make_printable(say_parts(list, 3 * options.width))),
        options.width, 2);
  };
  // One figure at a time, each with its own parts.
  DiffParts finish = report.plan;
  finish.p80.reset();
  finish.on_time.reset();
  for (DiffPart& part : finish.by) part.p80 = part.on_time = std::nullopt;
  DiffParts p80 = report.plan;
  p80.finish.reset();
  p80.on_time.reset();
  for (DiffPart& part : p80.by) part.finish = part.on_time = std::nullopt;
  DiffParts odds = report.plan;
  odds.finish.reset();
  odds.p80.reset();
  for (DiffPart& part : odds.by) part.finish = part.p80 = std::nullopt;
  std::string out = p80.p80 ? show("Its P80 moves by", p80) : show("It moves by", finish);
  const WhatifCase& now = report.now();
  const std::optional<Odds>& before = now.all_on_time_before;
  const std::optional<Odds>& after = now.all_on_time_after;
  if (!before || !after) return out;
  const double difference = after->share - before->share;
  std::string line = "Every committed goal on time: " + say_change(before->share, after->share);
  if (difference != 0.0 && is_noise(difference, now.all_on_time_error)) {
    line += " (within noise)";
  } else if (difference != 0.0) {
    line += fmt::format(" ({})", to_points(difference, now.all_on_time_error));
    const std::vector<std::string> list = list_parts(report, odds);
    if (!list.empty() && parts_in(odds) == PartsIn::points)
      line += ": " + make_printable(say_parts(list, 2 * options.width));
  }
  return out + wrap(line + '.', options.width, 2);
}

std::string show_differences(const DiffReport& report, const TextOptions& options) {
  std::vector<DiffLine> lines = list_differences(report);
  const std::size_t count = options.all ? lines.size() : std::min(lines.size(), kMostRows);
  const std::size_t hidden = lines.size() - count;
  lines.resize(count);
  std::string out = '\n' + wrap(paint("What changed", Style::strong, options.colour) + " (" +
                                    count_changes(report) + ")",
                                options.width);
  for (const DiffLine& line : lines) {
    const std::string words = make_printable(line.thing + ": " + line.words);
    out +=
        wrap("- " + paint(words, line.moves_figures ? Style::plain : Style::muted, options.colour),
             options.width, 2);
  }
  return out + say_hidden(hidden);
}

std::string say_odds(const MovedRow& row) {
  if (row.on_time_before && row.on_time_after)
    return say_change(*row.on_time_before, *row.on_time_after);
  if (row.on_time_after) return to_percent(*row.on_time_after);
  return row.on_time_before ? to_percent(*row.on_time_before) + " ->" : "";
}

// Days as their parts add up to them, else as they are.
std::string say_days(const MovedRow& row, const DiffParts& parts) {
  const double days = parts.finish ? parts.finish->shown : row.delta_days.value_or(0.0);
  const bool moves = row.delta_days.value_or(0.0) != 0.0;
  return moves ? to_signed_days(days != 0.0 ? days : *row.delta_days) : "";
}

std::string show_table(const DiffReport& report, const TextOptions& options) {
  const WhatifCase& now = report.now();
  std::vector<std::size_t> order = order_moved(now);
  const std::size_t count = options.all ? order.size() : std::min(order.size(), kMostRows);
  const std::size_t hidden = order.size() - count;
  order.resize(count);
  DateStyle dates;
  std::size_t goal_width = 4;
  for (const std::size_t i : order) {
    const MovedRow& row = now.moved[i];
    for (const Date date : {row.finish_before, row.finish_after, row.due_after}) dates.see(date);
    goal_width = std::max(goal_width, display_width(label_of_moved(row)));
  }
  // What is left beside the other columns at their narrowest, for what moved a row.
  const bool is_wide = options.width >= 100;
  const bool has_odds = report.sides.risk.has_value();
  const std::size_t others = std::min<std::size_t>(goal_width, is_wide ? 24 : 18) +
                             (is_wide ? 52 : 24) + (has_odds ? 14 : 0);
  const std::size_t room =
      std::max(kLeastBy, options.width > others ? options.width - others : std::size_t{0});
  Table table({{.title = "goal", .least = 16},
               {.title = "team", .least = 6, .drop = 4},
               {.title = "due", .align = Align::right, .drop = 6},
               {.title = "finish", .align = Align::right},
               {.title = "then", .align = Align::right},
               {.title = "days", .align = Align::right},
               {.title = "on time"},
               {.title = "by what", .least = kLeastBy},
               {.title = "marks", .drop = is_wide ? 0 : 9}});
  for (const std::size_t i : order) {
    const MovedRow& row = now.moved[i];
    const Style style = style_of_moved(row);
    table.add_row({{label_of_moved(row), style},
                   {std::string(row.team)},
                   {dates(row.due_after)},
                   {dates(row.finish_before)},
                   {dates(row.finish_after)},
                   {say_days(row, report.parts[i])},
                   {say_odds(row), row.is_noise ? Style::muted : style},
                   {say_parts(list_parts(report, report.parts[i]), room)},
                   {mark_of_moved(row, "gone"), style}});
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour) + say_hidden(hidden);
}

std::string show_paths(const DiffReport& report, const TextOptions& options) {
  const std::vector<std::string_view>& before = report.sides.schedule.critical_path;
  const std::vector<std::string_view>& after = report.now().schedule.critical_path;
  if (before == after) return "";
  return '\n' + wrap("Critical path then: " + say_path(before), options.width, 2) +
         wrap("Critical path now:  " + say_path(after), options.width, 2);
}

std::string show_legend(const DiffReport& report, const TextOptions& options) {
  std::string out;
  if (report.sides.risk) {
    out = say_runs(*report.sides.risk) +
          " Both plans drew the same numbers. on time: runs that meet the due date; days: working "
          "days.";
  } else {
    out = "Dates alone: no runs were made. days: working days.";
  }
  const std::string method = say_method(report);
  if (!method.empty()) out += ' ' + method;
  return '\n' + wrap(paint(out, Style::muted, options.colour), options.width);
}

}  // namespace

std::string say_difference(const DiffReport& report) {
  if (report.changes.empty()) return "The two plans say the same.";
  return say_case(report.sides, report.now());
}

std::string to_text(const DiffReport& report, const TextOptions& options) {
  std::string out =
      wrap(paint(say_difference(report), Style::strong, options.colour), options.width);
  if (report.changes.empty()) return out;
  out += show_plan_parts(report, options);
  out += show_differences(report, options);
  out += show_table(report, options);
  out += show_paths(report, options);
  return out + show_legend(report, options);
}

}  // namespace slipway::viz
