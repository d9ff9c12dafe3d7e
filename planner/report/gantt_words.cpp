#include "planner/report/gantt_words.hpp"

#include <algorithm>

#include "planner/report/graph_words.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostGoneNamed = 6;

std::string is_or_are(std::size_t count) { return count == 1 ? " is " : " are "; }

}  // namespace

std::string say_moves(const std::string& baseline, const GanttMoves& moves) {
  std::string out = "Against " + baseline;
  if (moves.num_later + moves.num_earlier == 0) {
    out += " no finish moves";
  } else {
    out += moves.num_later > 0 ? " " + count_of(moves.num_later, "row") +
                                     (moves.num_later == 1 ? " finishes later" : " finish later")
                               : "";
    if (moves.num_earlier > 0) {
      out += moves.num_later > 0
                 ? " and " + std::to_string(moves.num_earlier) + " earlier"
                 : " " + count_of(moves.num_earlier, "row") +
                       (moves.num_earlier == 1 ? " finishes earlier" : " finish earlier");
    }
  }
  if (moves.num_new > 0)
    out += "; " + std::to_string(moves.num_new) + is_or_are(moves.num_new) + "new";
  if (!moves.gone.empty()) {
    out += "; gone: ";
    for (std::size_t i = 0; i < std::min(moves.gone.size(), kMostGoneNamed); ++i) {
      out += (i > 0 ? ", " : "") + moves.gone[i];
    }
    if (moves.gone.size() > kMostGoneNamed) {
      out += " and " + std::to_string(moves.gone.size() - kMostGoneNamed) + " more";
    }
  }
  return out + ".";
}

std::vector<std::string> say_gantt_notes(const GanttReport& report, const GanttView& view,
                                         const GanttOptions& options,
                                         const GanttLeftOut& left_out) {
  std::vector<std::string> notes;
  const std::string many = std::to_string(view.num_wanted) + " rows are too many to read: ";
  const std::string group =
      options.grouping == Grouping::team ? "one bar per team" : "one bar per objective";
  switch (view.step) {
    case GanttStep::every_row:
      break;
    case GanttStep::late_or_critical:
      notes.push_back(many + group + ", and what is late or critical (--all shows every row)");
      break;
    case GanttStep::critical:
      notes.push_back(many + group + ", and what is critical (--all shows every row)");
      break;
    case GanttStep::groups_only:
      notes.push_back(many + group + " (--all shows every row)");
      break;
  }
  if (left_out.late_goals > 0) {
    notes.push_back(
        count_of(left_out.late_goals, "late goal") + is_or_are(left_out.late_goals) +
        "only counted" +
        (left_out.all_late <= kMostGanttRows ? " (--late shows what is late alone)" : ""));
  }
  if (left_out.arrows > 0) {
    notes.push_back(count_of(left_out.arrows, "link") +
                    " that are neither critical nor in trouble" + is_or_are(left_out.arrows) +
                    "not drawn (--all draws them)");
  }
  if (left_out.trouble > 0) {
    notes.push_back(count_of(left_out.trouble, "broken or unagreed link") +
                    is_or_are(left_out.trouble) +
                    "not drawn, for want of a row (--all draws them)");
  }
  // A filter that leaves nothing is the answer already.
  if (report.rows.empty() && report.groups.empty() && report.filter.empty())
    notes.emplace_back("nothing to show");
  return notes;
}

}  // namespace slipway
