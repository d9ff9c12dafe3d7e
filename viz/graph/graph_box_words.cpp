#include "viz/graph/graph_box_words.hpp"

#include "planner/base/utf8.hpp"
#include "viz/graph/graph_turn.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kWholeTitle = 400;  // in descriptions

}  // namespace

std::string say_inside(const GraphBox& box) {
  std::string out;
  if (box.num_goals > 0 || box.num_blockers == 0) out = to_count(box.num_goals, "goal");
  if (box.num_blockers > 0) {
    out += (out.empty() ? "" : ", ") + to_count(box.num_blockers, "blocker");
  }
  return out;
}

std::string say_briefly(const GraphReport& report, const GraphBox& box) {
  if (box.is_folded()) return say_inside(box);
  if (box.is_absent) return "not expected (" + to_odds(box.probability) + ")";
  if (box.status == Status::dropped) return "dropped";
  if (const std::string turn = say_turn(report, box); !turn.empty()) return turn;
  std::string out;
  if (box.finish.is_set()) {
    out = (box.status == Status::done ? "done " : "to ") + short_date(box.finish, report.as_of);
  } else if (box.status == Status::done) {
    out = "done";
  }
  if (box.is_late()) out += ", " + to_days(box.late_days) + " d late";
  if (box.on_time && box.status != Status::done) out += ", on time " + to_odds(*box.on_time);
  if (box.is_assumed && box.status != Status::done) out += ", no estimate";
  return out;
}

std::string say_rest(const GraphBox& box) {
  return "+" + say_inside(box) + (box.turn ? " (" + count_turns(*box.turn) + ")" : "");
}

std::string describe_box(const GraphReport& report, const GraphBox& box) {
  std::string out = box.id;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
  if (!box.title.empty()) out += (out.empty() ? "" : ": ") + shorten(box.title, kWholeTitle);
  if (box.kind == BoxKind::milestone) add("milestone");
  if (box.kind == BoxKind::blocker) add("blocker");
  if (box.team != kNoTeam) add("team " + report.teams[box.team].name);
  if (!box.objective.empty()) add("in " + box.objective);
  if (box.is_folded()) add(say_inside(box));
  if (box.start.is_set()) add("from " + to_words(box.start));
  if (box.finish.is_set()) add("to " + to_words(box.finish));
  if (box.due.is_set()) add("due " + to_words(box.due));
  if (box.is_late()) add(to_days(box.late_days) + " working days late");
  if (box.float_days) add("float " + to_days(*box.float_days) + " working days");
  if (box.is_critical) add("critical");
  if (box.is_near_critical) add("near-critical");
  if (box.status == Status::done) add("done");
  if (box.status == Status::dropped) add("dropped");
  if (box.is_absent) add("not expected to exist");
  if (box.is_assumed) add("no estimate: the plan's default is assumed");
  if (box.on_time) add("on time in " + to_odds(*box.on_time) + " of the runs");
  if (box.p80.is_set()) add("P80 " + to_words(box.p80));
  if (const std::string turn = describe_turn(report, box); !turn.empty()) add(turn);
  return out;
}

}  // namespace slipway::viz
