#include "viz/gantt/gantt_words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <vector>

#include "viz/gantt/gantt_chart.hpp"
#include "viz/graph/graph_turn.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

void add(std::string& out, std::string_view text, std::string_view between = ", ") {
  if (text.empty()) return;
  if (!out.empty()) out += between;
  out += text;
}

std::string from_to(Date start, Date finish) {
  if (!start.is_set() && !finish.is_set()) return "no dates";
  if (!start.is_set() || start == finish) return to_words(finish);
  if (!finish.is_set()) return "from " + to_words(start);
  return to_words(start) + " to " + to_words(finish);
}

std::string_view ends_of(LinkType type) {
  switch (type) {
    case LinkType::fs:
      return "finish to start";
    case LinkType::ss:
      return "start to start";
    case LinkType::ff:
      return "finish to finish";
    case LinkType::sf:
      return "start to finish";
  }
  return "";
}

}  // namespace

std::string say_move_of(double days, int days_per_week) {
  const double weeks = days / days_per_week;
  if (days == 0.0 || weeks != std::round(weeks)) return say_shift(days);
  return (days < 0.0 ? "−" : "+") + to_days(std::fabs(weeks)) + " w";
}

std::string mark_of(const GanttRow& row) {
  if (row.status == Status::done) return "✓";
  if (row.is_critical) return "C";
  return row.is_near_critical ? "c" : "";
}

std::string state_of(const GanttRow& row) {
  std::string out;
  if (row.status == Status::dropped)
    out = "dropped";
  else if (row.is_absent)
    out = "left out, " + to_odds(row.probability);
  else if (!row.finish.is_set())
    out = "no dates";
  else if (row.is_assumed)
    out = "no estimate";
  if (row.is_new) add(out, "new");
  return out;
}

std::string classes_of(const GanttRow& row) {
  std::string out(to_string(row.kind));
  if (row.is_late()) out += " late";
  if (row.is_critical) out += " critical";
  if (row.is_near_critical) out += " near";
  if (row.status == Status::done) out += " done";
  if (row.status == Status::dropped) out += " dropped";
  if (row.is_absent) out += " absent";
  if (row.is_assumed) out += " assumed";
  if (row.is_beside) out += " beside";
  if (row.is_new) out += " new";
  if (row.moved_days.value_or(0.0) != 0.0) out += " moved";
  return out;
}

std::string describe(const GanttReport& report, const GanttRow& row) {
  std::string out = row.id;
  add(out, row.title, ": ");
  if (row.kind != Kind::goal) add(out, to_string(row.kind));
  add(out, row.team);
  if (row.status == Status::dropped) {
    add(out, "dropped");
    return out;
  }
  if (row.is_absent) {
    add(out, "left out of the schedule: it exists with " + to_odds(row.probability));
    return out;
  }
  if (row.status == Status::done) add(out, "done");
  add(out, from_to(row.start, row.finish));
  if (row.p50.is_set()) {
    add(out, fmt::format("finish P10 {}, P50 {}, P90 {}", to_words(row.p10), to_words(row.p50),
                         to_words(row.p90)));
  }
  if (row.due.is_set()) add(out, "due " + to_words(row.due));
  if (row.is_late()) add(out, to_days(row.late_days) + " d late");
  if (row.on_time) add(out, to_odds(*row.on_time) + " on time");
  if (row.float_days) add(out, "total float " + to_days(*row.float_days) + " d");
  if (row.is_critical) add(out, "critical");
  if (row.is_near_critical) add(out, "near-critical");
  if (row.status == Status::in_progress)
    add(out, to_whole_percent(row.progress) + " of the work done");
  if (row.is_assumed) add(out, "no estimate: the plan's default");
  if (row.is_new) add(out, "new against " + report.baseline);
  if (row.finish_before.is_set()) {
    add(out, "before " + from_to(row.start_before, row.finish_before));
    if (row.moved_days) add(out, say_move_of(*row.moved_days, report.days_per_week));
  }
  return out;
}

std::string name_of(const GanttReport& report, const GanttGroup& group) {
  const bool by_team = report.grouping == Grouping::team;
  if (group.num_merged > 0) {
    return fmt::format("{} other {}", group.num_merged, by_team ? "teams" : "objectives");
  }
  if (group.id.empty()) return by_team ? "no team" : "no objective";
  return group.name.empty() ? group.id : group.name;
}

std::string count_words(const GanttGroup& group) {
  const bool has_goals = group.num_goals > 0 || group.num_blockers == 0;
  std::string out = has_goals ? to_count(group.num_goals, "goal") : "";
  if (group.num_blockers > 0) add(out, to_count(group.num_blockers, "blocker"));
  const bool has_rows = group.num_rows > 0;
  if (has_rows && group.num_hidden > 0) add(out, to_grouped(group.num_hidden) + " not shown");
  return out;
}

std::string describe(const GanttReport& report, const GanttGroup& group) {
  std::string out = name_of(report, group);
  if (!group.id.empty() && group.id != out) out += " (" + group.id + ")";
  out += ": " + count_words(group);
  if (group.num_late > 0) add(out, to_grouped(group.num_late) + " late");
  if (group.num_done > 0) add(out, to_grouped(group.num_done) + " done");
  if (group.num_critical > 0) add(out, to_grouped(group.num_critical) + " critical");
  add(out, from_to(group.start, group.finish));
  if (group.p90.is_set()) add(out, "latest P90 " + to_words(group.p90));
  return out;
}

std::string describe(const GanttReport& report, const GraphLink& link) {
  std::string out = report.rows[link.from].id + " → " + report.rows[link.to].id;
  add(out, ends_of(link.type));
  if (link.lag_days != 0.0) add(out, "lag " + say_shift(link.lag_days));
  if (link.is_soft()) add(out, "binds with " + to_odds(link.probability));
  if (link.is_critical) add(out, "critical");
  if (link.is_unagreed()) add(out, "asked, not agreed");
  if (link.is_declined()) add(out, "declined");
  if (link.missing_days > 0.0)
    add(out, to_days(link.missing_days) + " d too late for the due date");
  if (link.is_out_of_sequence) add(out, "out of sequence");
  return out;
}

std::string mark_of(const GraphLink& link) {
  std::string out;
  switch (link.type) {
    case LinkType::fs:
      break;
    case LinkType::ss:
      out = "SS";
      break;
    case LinkType::ff:
      out = "FF";
      break;
    case LinkType::sf:
      out = "SF";
      break;
  }
  if (link.is_declined())
    add(out, "×", " ");
  else if (link.is_unagreed())
    add(out, "?", " ");
  if (link.missing_days > 0.0)
    add(out, "! " + to_days(link.missing_days) + " d", " ");
  else if (link.is_broken())
    add(out, "!", " ");
  return out;
}

std::string gantt_title(const GanttReport& report) {
  return name_of_plan(report.plan) + ": when each goal is done";
}

std::string gantt_facts(const GanttReport& report) {
  std::string out = name_of_plan(report.plan);
  if (report.as_of.is_set()) add(out, "as of " + to_words(report.as_of), " · ");
  if (report.samples > 0) {
    add(out, fmt::format("{}, seed {}", to_count(report.samples, "run"), report.seed), " · ");
  }
  add(out,
      fmt::format("{} of {} shown", to_grouped(report.num_shown),
                  to_count(report.num_goals, "goal")),
      " · ");
  if (report.has_baseline()) add(out, "baseline " + report.baseline, " · ");
  if (!report.filter.empty()) add(out, "shown: " + report.filter, " · ");
  for (const std::string& note : report.notes) add(out, note, " · ");
  return out;
}

std::vector<std::string> answer_in_words(const GanttReport& report) {
  std::vector<std::string> out{report.sentence};
  if (report.has_baseline()) out.push_back(report.baseline_sentence);
  return out;
}

}  // namespace slipway::viz
