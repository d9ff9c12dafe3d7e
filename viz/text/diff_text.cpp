#include "viz/text/diff_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/diff_words.hpp"
#include "viz/text/moved_rows.hpp"
#include "viz/text/name_cut.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/table.hpp"
#include "viz/text/whatif_text.hpp"
#include "viz/text/whatif_words.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kLeastBy = 16;   // columns for what moved a row
constexpr std::size_t kMostNamed = 6;  // goals named in a sentence
constexpr std::size_t kGap = 2;        // between columns
constexpr std::size_t kWide = 100;     // from here on there is room for teams, dates and marks
constexpr std::size_t kNarrow = 70;    // below it even ids are cut early
constexpr std::size_t kLeastGoal = 12;

std::string show_parts(const DiffReport& report, std::string_view title, PartsIn in,
                       const std::optional<PartFigure>& whole, const TextOptions& options) {
  const std::vector<PartWords> parts = list_parts(report, report.plan, in);
  if (parts.empty() || !whole || in == PartsIn::nothing) return "";
  return wrap(fmt::format("{}: {}.", title, say_parts(parts, 3 * options.width)), options.width, 2);
}

// What moved the plan's own figures, after the sentence that says by how much.
std::string show_plan_parts(const DiffReport& report, const TextOptions& options) {
  const std::optional<PartFigure>& p80 = report.plan.p80;
  const std::optional<PartFigure>& finish = report.plan.finish;
  std::string out;
  if (report.sides.risk && p80) {
    std::vector<PartWords> parts = list_parts(report, report.plan, PartsIn::p80_days);
    for (PartWords& part : parts) part.figure.resize(part.figure.find(' '));  // the title says it
    if (!parts.empty()) {
      out = wrap(fmt::format("What moved the P80, {} days: {}.", to_signed_days(p80->shown),
                             say_parts(parts, 3 * options.width)),
                 options.width, 2);
    }
  } else if (finish) {
    out =
        show_parts(report,
                   fmt::format("What moved the {}finish, {} days",
                               report.sides.risk ? "planned " : "", to_signed_days(finish->shown)),
                   PartsIn::finish_days, finish, options);
  }
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
    const std::vector<PartWords> parts = list_parts(report, report.plan, PartsIn::points);
    if (!parts.empty()) line += ": " + say_parts(parts, 2 * options.width);
  }
  return out + wrap(line + '.', options.width, 2);
}

// `Newly late: js-daemon (JS, P0) and docs.`
std::string show_turns(const DiffReport& report, const std::vector<std::size_t>& rows,
                       std::string_view title, Style style, const TextOptions& options) {
  if (rows.empty()) return "";
  std::vector<std::string> names;
  for (const std::size_t i : rows) {
    if (names.size() + 1 == kMostNamed && rows.size() > kMostNamed) {
      names.push_back(to_grouped(rows.size() - names.size()) + " more");
      break;
    }
    const MovedRow& row = report.now().moved[i];
    std::vector<std::string> facts;
    if (!row.team_name.empty()) facts.push_back(make_printable(row.team_name));
    if (row.priority != Priority::none) facts.emplace_back(to_string(row.priority));
    const std::string id = make_printable(row.id);
    names.push_back(facts.empty() ? id : fmt::format("{} ({})", id, fmt::join(facts, ", ")));
  }
  return wrap(paint(title, style, options.colour) + ' ' + to_list(names) + '.', options.width, 2);
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
  if (row.on_time_before && row.on_time_after) {
    const bool is_noise = row.is_noise && *row.on_time_before != *row.on_time_after;
    return say_change(*row.on_time_before, *row.on_time_after) + (is_noise ? " ~" : "");
  }
  if (row.on_time_after) return to_percent(*row.on_time_after);
  return row.on_time_before ? to_percent(*row.on_time_before) : "";
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
  for (const std::size_t i : order) {
    const MovedRow& row = now.moved[i];
    for (const Date date : {row.finish_before, row.finish_after, row.due_after}) dates.see(date);
  }
  // Everything but what moved a row; that gets the room that is left.
  const bool is_wide = options.width >= kWide;
  const std::size_t most_goal = is_wide ? 30 : options.width >= kNarrow ? 22 : 16;
  std::vector<std::string> labels;
  for (const std::size_t i : order) labels.push_back(label_of_moved(now.moved[i]));
  labels = cut_apart(labels, least_width_apart(labels, most_goal)).value();
  std::vector<std::vector<Cell>> rows;
  std::vector<std::size_t> widths = {4, 4, 3, 6, 4, 4, 7, 5};
  for (const std::size_t i : order) {
    const MovedRow& row = now.moved[i];
    const Style style = style_of_moved(row);
    rows.push_back({{labels[rows.size()], style},
                    {is_wide ? std::string(row.team) : ""},
                    {is_wide ? dates(row.due_after) : ""},
                    {dates(row.finish_before)},
                    {dates(row.finish_after)},
                    {say_days(row, report.parts[i])},
                    {say_odds(row), row.is_noise ? Style::muted : style},
                    {is_wide ? mark_of_moved(row, "gone") : "", style}});
    for (std::size_t column = 0; column < widths.size(); ++column)
      widths[column] = std::max(widths[column], display_width(rows.back()[column].text));
  }
  std::size_t used = 0;
  for (std::size_t column = 0; column < widths.size(); ++column) {
    const bool is_there = std::ranges::any_of(
        rows, [&](const std::vector<Cell>& row) { return !row[column].text.empty(); });
    if (is_there) used += widths[column] + kGap;
  }
  const std::size_t room = std::max(kLeastBy, options.width > used ? options.width - used : 0);
  Table table({{.title = "goal", .least = kLeastGoal, .has_names = true},
               {.title = "team", .least = 6, .drop = 4},
               {.title = "due", .align = Align::right, .drop = 6},
               {.title = "finish", .align = Align::right},
               {.title = "then", .align = Align::right},
               {.title = "days", .align = Align::right},
               {.title = "on time"},
               {.title = "marks", .drop = 3},
               {.title = "by what", .least = kLeastBy}});
  for (std::size_t i = 0; i < order.size(); ++i) {
    const DiffParts& parts = report.parts[order[i]];
    const std::string_view id = now.moved[order[i]].id;
    rows[i].push_back({say_parts(list_parts(report, parts, parts_in(parts), id), room)});
    table.add_row(std::move(rows[i]));
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour) + say_hidden(hidden);
}

std::string show_paths(const DiffReport& report, const TextOptions& options) {
  const std::vector<std::string_view>& before = report.sides.schedule.critical_path;
  const std::vector<std::string_view>& after = report.now().schedule.critical_path;
  if (before == after) return "";
  return '\n' + wrap("Critical path before: " + say_path(before), options.width, 2) +
         wrap("Critical path now:    " + say_path(after), options.width, 2);
}

std::string show_legend(const DiffReport& report, const TextOptions& options) {
  std::string out;
  if (report.sides.risk) {
    out = say_runs(*report.sides.risk) +
          " Both plans drew the same numbers. on time: runs that meet the due date (~: the change "
          "is within noise); days: working days.";
  } else {
    out = "Dates alone: no runs were made. days: working days.";
  }
  const std::string method = say_method(report);
  if (!method.empty()) out += ' ' + method;
  return '\n' + wrap(paint(out, Style::muted, options.colour), options.width);
}

}  // namespace

std::string say_difference(const DiffReport& report) {
  if (report.changes.empty()) return "Nothing differs between the two plans.";
  return say_case(report.sides, report.now());
}

std::string to_text(const DiffReport& report, const TextOptions& options) {
  std::string out =
      wrap(paint(say_difference(report), Style::strong, options.colour), options.width);
  if (report.changes.empty()) return out;
  out += show_plan_parts(report, options);
  out += show_turns(report, report.now().newly_late, "Newly late:", Style::bad, options);
  out += show_turns(report, report.now().newly_safe, "Saved:", Style::good, options);
  out += show_differences(report, options);
  out += show_table(report, options);
  out += show_paths(report, options);
  return out + show_legend(report, options);
}

}  // namespace slipway::viz
