// The facts of a Gantt chart as Markdown tables: the groups, then the rows.
#include <string>

#include "viz/gantt/gantt_chart.hpp"
#include "viz/gantt/gantt_words.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

void add_cell(std::string& out, const std::string& text) {
  out += ' ' + markdown_cell(text) + " |";
}

std::string date_cell(Date date) { return date.is_set() ? to_iso(date) : ""; }

std::string days_cell(std::optional<double> days) { return days ? to_days(*days) + " d" : ""; }

std::string marks_cell(const GanttRow& row) {
  std::string out;
  const auto add = [&](bool is_there, const std::string& word) {
    if (is_there) out += (out.empty() ? "" : ", ") + word;
  };
  add(row.kind != Kind::goal, std::string(to_string(row.kind)));
  add(row.status == Status::done, "done");
  add(row.status == Status::in_progress, to_whole_percent(row.progress) + " of the work done");
  add(row.is_critical, "critical");
  add(row.is_near_critical, "near-critical");
  const std::string state = state_of(row);
  add(!state.empty(), state);
  return out;
}

std::string groups_table(const GanttReport& report) {
  std::string out = report.grouping == Grouping::team ? "| team |" : "| objective |";
  out +=
      " goals | done | late | critical | blockers | not shown | start | finish | last P90 |\n"
      "|---|---:|---:|---:|---:|---:|---:|---|---|---|\n";
  for (const GanttGroup& group : report.groups) {
    out += '|';
    add_cell(out, name_of(report, group));
    for (const std::size_t count : {group.num_goals, group.num_done, group.num_late,
                                    group.num_critical, group.num_blockers, group.num_hidden}) {
      add_cell(out, to_grouped(count));
    }
    for (const Date date : {group.start, group.finish, group.p90}) add_cell(out, date_cell(date));
    out += '\n';
  }
  return out;
}

std::string rows_table(const GanttReport& report) {
  std::string out = "| goal | ";
  out += report.grouping == Grouping::team ? "team" : "objective";
  out += " | start | finish | P10 | P50 | P90 | due | late | on time | float | marks |";
  if (report.has_baseline()) out += " start before | finish before | moved |";
  out += "\n|---|---|---|---|---|---|---|---|---:|---:|---:|---|";
  if (report.has_baseline()) out += "---|---|---:|";
  out += '\n';
  for (const GanttGroup& group : report.groups) {
    for (std::size_t i = 0; i < group.num_rows; ++i) {
      const GanttRow& row = report.rows[group.first_row + i];
      out += '|';
      add_cell(out, row.title.empty() ? row.id : row.id + ": " + row.title);
      add_cell(out, name_of(report, group));
      for (const Date date : {row.start, row.finish, row.p10, row.p50, row.p90, row.due}) {
        add_cell(out, date_cell(date));
      }
      add_cell(out, row.is_late() ? to_days(row.late_days) + " d" : "");
      add_cell(out, row.on_time ? to_odds(*row.on_time) : "");
      add_cell(out, days_cell(row.float_days));
      add_cell(out, marks_cell(row));
      if (report.has_baseline()) {
        add_cell(out, date_cell(row.start_before));
        add_cell(out, date_cell(row.finish_before));
        add_cell(out, row.moved_days ? say_move_of(*row.moved_days, report.days_per_week) : "");
      }
      out += '\n';
    }
  }
  return out;
}

}  // namespace

std::string to_markdown(const GanttReport& report) {
  std::string out = groups_table(report);
  if (!report.rows.empty()) out += '\n' + rows_table(report);
  out += '\n' + markdown_cell(gantt_facts(report)) + "\n";
  return out;
}

}  // namespace slipway::viz
