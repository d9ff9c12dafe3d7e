#include "planner/report/graph_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace slipway {
namespace {

constexpr std::size_t kMostLateNamed = 3;
constexpr std::size_t kMostOfPath = 6;  // ids of the critical path in the sentence

std::string say_late(const ScheduleReport& schedule) {
  std::vector<const ScheduleRow*> late;
  std::size_t num_dated = 0;
  for (const ScheduleRow& row : schedule.rows) {
    const bool is_goal = row.kind == Kind::goal || row.kind == Kind::milestone;
    if (!is_goal || row.status == Status::dropped || row.is_absent || !row.due.is_set()) continue;
    ++num_dated;
    if (row.is_late()) late.push_back(&row);
  }
  if (num_dated == 0) return "No goal has a date to meet.";
  if (late.empty()) {
    if (num_dated == 1) return "The one goal with a date meets it.";
    if (num_dated == 2) return "Both goals with a date meet it.";
    return "All " + std::to_string(num_dated) + " goals with a date meet it.";
  }
  const auto days_late = [](const ScheduleRow* row) { return -row->due_float_days.value_or(0.0); };
  std::ranges::stable_sort(late, [&](const ScheduleRow* a, const ScheduleRow* b) {
    return days_late(a) > days_late(b);
  });
  std::string out = std::to_string(late.size()) + " of " + count_of(num_dated, "goal");
  out += late.size() == 1 ? " misses its date: " : " miss their date: ";
  for (std::size_t i = 0; i < std::min(late.size(), kMostLateNamed); ++i) {
    if (i > 0) out += ", ";
    out += late[i]->id;
    out += " (" + say_days(days_late(late[i])) + (days_late(late[i]) == 1.0 ? " day" : " days") +
           " late)";
  }
  if (late.size() > kMostLateNamed) {
    out += " and " + std::to_string(late.size() - kMostLateNamed) + " more";
  }
  return out + ".";
}

std::string say_path(const ScheduleReport& schedule) {
  const auto& path = schedule.critical_path;
  if (path.empty()) return "";
  std::string out = schedule.target.empty()
                        ? "Critical path "
                        : "Longest path to " + std::string(schedule.target) + ": ";
  const bool is_cut = path.size() > kMostOfPath;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (is_cut && i >= 3 && i + 2 < path.size()) continue;
    if (i > 0) out += " → ";
    if (is_cut && i == path.size() - 2) out += "(" + std::to_string(path.size() - 5) + " more) → ";
    out += path[i];
  }
  return out;
}

}  // namespace

std::string count_of(std::size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string say_percent(double share) {
  if (share < 0.05) return "<5 %";
  if (share > 0.95) return ">95 %";
  return std::to_string(std::lround(share * 100.0)) + " %";
}

std::string say_days(double days) {
  std::array<char, 32> text{};
  const double tenth = std::round(days * 10.0) / 10.0;
  const bool is_whole = tenth == std::round(tenth);
  std::snprintf(text.data(), text.size(), is_whole ? "%.0f" : "%.1f", tenth);
  return text.data();
}

std::string say_answer(const Analysis& analysis, const ScheduleReport& schedule) {
  std::string out = say_late(schedule);
  const std::string path = say_path(schedule);
  if (!path.empty()) out += " " + path;
  if (schedule.finish.is_set()) {
    out += (path.empty() ? " Finish " : ", finish ") + to_words(schedule.finish) + ".";
  } else if (!path.empty()) {
    out += ".";
  }
  if (analysis.risk && analysis.risk->finish) {
    const Simulation& risk = *analysis.risk;
    out += " In 8 of 10 runs the plan finishes by " + to_words(risk.finish->p80) + " (P80)";
    if (risk.all_on_time && risk.samples > 0) {
      out +=
          "; all that is committed is on time in " +
          say_percent(static_cast<double>(*risk.all_on_time) / static_cast<double>(risk.samples)) +
          " of them";
    }
    out += ".";
  }
  return out;
}

std::string say_asked(std::string filter, const GraphOptions& options) {
  if (options.collapse == Collapse::none) return filter;
  if (!filter.empty()) filter += "; ";
  return filter +
         (options.collapse == Collapse::objective ? "one box per objective" : "one box per team");
}

std::vector<std::string> say_notes(const GraphReport& report, const GraphView& view,
                                   const GraphOptions& options, const LeftOut& left_out) {
  std::vector<std::string> notes;
  // Only what could not be laid out begins beyond the second step: more goals would not help.
  const bool is_last_resort = options.filter.all || options.first_step > GraphStep::near_critical;
  const std::string many = std::to_string(view.num_boxes_wanted) +
                           (is_last_resort ? " linked boxes are too many to lay out: "
                                           : " linked boxes are too many to read: ");
  const auto unless_all = [&](const char* hint) { return is_last_resort ? "" : hint; };
  const bool was_asked =
      (view.step == GraphStep::per_objective && options.collapse == Collapse::objective) ||
      (view.step == GraphStep::per_team && options.collapse == Collapse::team);
  if (!was_asked) {
    switch (view.step) {
      case GraphStep::every_goal:
        break;
      case GraphStep::near_critical:
        if (report.shows_change()) break;  // the filter says what is chosen
        notes.push_back(many + "what is neither near-critical nor late is folded per team" +
                        unless_all(" (--all shows it)"));
        break;
      case GraphStep::per_objective:
        notes.push_back(many + "one box per objective" + unless_all(" (--all shows every goal)"));
        break;
      case GraphStep::per_team:
        notes.push_back(many + "one box per team" + unless_all(" (--all shows every goal)"));
        break;
    }
  }
  if (left_out.links_of_rest > 0) {
    std::string note = count_of(left_out.links_of_rest, "link") + " of folded goals not drawn";
    if (left_out.asks_of_rest > 0) {
      note += ", " + std::to_string(left_out.asks_of_rest) + " of them asked and not agreed";
    }
    notes.push_back(note);
  }
  if (left_out.implied_links > 0) {
    notes.push_back(count_of(left_out.implied_links, "implied link") + " hidden");
  }
  if (left_out.light_arrows > 0) {
    notes.push_back(count_of(left_out.light_arrows, "arrow") + " of the fewest links hidden");
  }
  if (left_out.late_goals > 0) {
    notes.push_back(count_of(left_out.late_goals, "late goal") + " not drawn one by one");
  }
  if (report.num_unlinked_more > 0) {
    notes.push_back(count_of(report.num_unlinked_more, "goal") + " without links not listed");
  }
  return notes;
}

std::string name_some(std::vector<std::string> names) {
  constexpr std::size_t kMostNamed = 6;
  if (names.size() > kMostNamed) {
    const std::size_t hidden = names.size() - kMostNamed + 1;
    names.resize(kMostNamed - 1);
    names.push_back(std::to_string(hidden) + " more");
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

}  // namespace slipway
