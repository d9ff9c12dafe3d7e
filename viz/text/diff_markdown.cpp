#include "viz/text/diff_markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "viz/text/answer_rows.hpp"
#include "viz/text/diff_text.hpp"
#include "viz/text/diff_words.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/moved_rows.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/whatif_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kByWidth = 90;  // characters for what moved a row

std::string to_date(Date date) { return date.is_set() ? to_iso(date) : ""; }

std::string show_moved(const DiffReport& report, bool all) {
  const WhatifCase& now = report.now();
  std::vector<std::size_t> order = order_moved(now);
  if (order.empty()) return "";
  const std::size_t count = all ? order.size() : std::min(order.size(), kMostRows);
  const std::size_t hidden = order.size() - count;
  order.resize(count);
  const bool has_risk = report.sides.risk.has_value();
  std::string out = has_risk ? "\n| goal | team | finish | then | days | on time | by what |\n"
                               "|---|---|---|---|---:|---|---|\n"
                             : "\n| goal | team | finish | then | days | by what |\n"
                               "|---|---|---|---|---:|---|\n";
  for (const std::size_t i : order) {
    const MovedRow& row = now.moved[i];
    const DiffParts& parts = report.parts[i];
    const std::string mark = mark_of_moved(row, "gone");
    const double days = parts.finish ? parts.finish->shown : row.delta_days.value_or(0.0);
    std::string odds;
    if (row.on_time_before && row.on_time_after)
      odds = say_change(*row.on_time_before, *row.on_time_after) +
             (row.is_noise && *row.on_time_before != *row.on_time_after ? " (noise)" : "");
    else if (row.on_time_after)
      odds = to_percent(*row.on_time_after);
    out += fmt::format("| {}{} | {} | {} | {} | {} |", markdown_cell(label_of_moved(row)),
                       mark.empty() ? "" : fmt::format(" (**{}**)", mark),
                       markdown_cell(row.team_name), to_date(row.finish_before),
                       to_date(row.finish_after), days != 0.0 ? to_signed_days(days) : "");
    if (has_risk) out += ' ' + markdown_cell(odds) + " |";
    out += ' ' +
           markdown_cell(say_parts(list_parts(report, parts, parts_in(parts), row.id), kByWidth)) +
           " |\n";
  }
  if (hidden > 0) out += fmt::format("\nAnd {} that move less.\n", to_count(hidden, "other"));
  return out;
}

std::string show_differences(const DiffReport& report, bool all) {
  const std::vector<DiffLine> lines = list_differences(report);
  const std::size_t count = all ? lines.size() : std::min(lines.size(), kMostRows);
  std::string out =
      fmt::format("\n<details>\n<summary>{}</summary>\n\n", markdown_cell(count_changes(report)));
  for (std::size_t i = 0; i < count; ++i) {
    out +=
        fmt::format("- **{}**: {}\n", markdown_cell(lines[i].thing), markdown_cell(lines[i].words));
  }
  if (count < lines.size()) out += fmt::format("- and {} more\n", lines.size() - count);
  return out + "\n</details>\n";
}

}  // namespace

std::string to_markdown(const DiffReport& report, bool all) {
  std::string out = fmt::format("**{}**\n", markdown_cell(say_difference(report)));
  if (report.changes.empty()) return out;
  const std::optional<Odds>& before = report.now().all_on_time_before;
  const std::optional<Odds>& after = report.now().all_on_time_after;
  if (before && after) {
    out += fmt::format("\nEvery committed goal on time: {}.\n",
                       markdown_cell(say_change(before->share, after->share)));
  }
  out += show_moved(report, all);
  out += show_differences(report, all);
  std::string legend = report.sides.risk
                           ? say_runs(*report.sides.risk) + " Both plans drew the same numbers."
                           : "Dates alone: no runs were made.";
  const std::string method = say_method(report);
  if (!method.empty()) legend += ' ' + method;
  return out + "\n<sub>" + markdown_cell(legend) + "</sub>\n";
}

}  // namespace slipway::viz
