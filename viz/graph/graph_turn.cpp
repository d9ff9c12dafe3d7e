#include "viz/graph/graph_turn.hpp"

#include <cmath>
#include <utility>

#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

std::string join(const std::string& left, const std::string& right, const char* between) {
  return left + (left.empty() || right.empty() ? "" : between) + right;
}

bool has_gone(const GraphReport& report, std::uint32_t box) {
  return report.boxes[box].turn && report.boxes[box].turn->is_gone;
}

}  // namespace

std::string say_shift(double days) {
  return (days < 0.0 ? "−" : "+") + to_days(std::fabs(days)) + " d";
}

std::string say_move(const GraphReport& report, const GraphBox& box) {
  if (!box.turn) return "";
  const BoxTurn& turn = *box.turn;
  if (turn.p80_before.is_set() && box.p80.is_set()) {
    return "P80 " + short_date(turn.p80_before, report.as_of) + " → " +
           short_date(box.p80, report.as_of);
  }
  if (!turn.finish_before.is_set() || !box.finish.is_set()) return "";
  return short_date(turn.finish_before, report.as_of) + " → " +
         (box.status == Status::done ? "done " : "") + short_date(box.finish, report.as_of);
}

std::string say_standing(const GraphBox& box) {
  const std::string late = box.is_late() ? to_days(box.late_days) + " d" : "";
  if (box.turn && box.turn->is_newly_late)
    return late.empty() ? "newly late" : "newly late: " + late;
  if (box.turn && box.turn->is_newly_safe) return "now on time";
  return late.empty() ? "" : "still " + late + " late";
}

std::string say_turn_marks(const GraphReport& report, const GraphBox& box) {
  const BoxTurn& turn = *box.turn;
  std::string out = turn.is_new ? "new" : "";
  if (turn.had_no_date) out = join(out, "no date before", " · ");
  if (turn.p80_before.is_set() && !box.p80.is_set())
    out = join(out, "P80 was " + short_date(turn.p80_before, report.as_of), " · ");
  if (turn.joins_path) out = join(out, "now critical", " · ");
  if (turn.leaves_path && !turn.is_gone) out = join(out, "was critical", " · ");
  return out;
}

std::string count_turns(const BoxTurn& turn) {
  std::string out;
  for (const auto& [count, word] :
       {std::pair{turn.num_later, "later"}, std::pair{turn.num_earlier, "earlier"},
        std::pair{turn.num_newly_late, "newly late"}, std::pair{turn.num_newly_safe, "now on time"},
        std::pair{turn.num_gone, "dropped"}, std::pair{turn.num_left_out, "no longer expected"},
        std::pair{turn.num_new, "new"}, std::pair{turn.num_other, "otherwise changed"}}) {
    if (count > 0) out = join(out, std::to_string(count) + " " + word, " · ");
  }
  return out;
}

std::string say_turn(const GraphReport& report, const GraphBox& box) {
  if (!box.turn) return "";
  if (box.is_folded()) return count_turns(*box.turn);
  const BoxTurn& turn = *box.turn;
  if (turn.is_left_out) return "no longer expected";
  if (turn.is_gone) return "dropped";
  std::string out = say_move(report, box);
  if (out.empty() && turn.finish_before.is_set())
    out = "was " + short_date(turn.finish_before, report.as_of);
  if (turn.days) out = join(out, say_shift(*turn.days), ", ");
  if (turn.is_newly_late || turn.is_newly_safe) out = join(out, say_standing(box), ", ");
  if (turn.on_time_before && box.on_time) {
    out =
        join(out, "on time " + to_odds(*turn.on_time_before) + " → " + to_odds(*box.on_time), ", ");
  }
  return join(out, say_turn_marks(report, box), ", ");
}

std::string describe_turn(const GraphReport& report, const GraphBox& box) {
  if (!box.turn) return "";
  const BoxTurn& turn = *box.turn;
  if (box.is_folded()) return count_turns(turn);
  std::string out;
  if (turn.is_left_out)
    out = "was expected before";
  else if (turn.is_gone)
    out = "dropped by the change";
  if (turn.finish_before.is_set()) {
    out = join(out, "finish before " + to_words(turn.finish_before), ", ");
    if (turn.days) out += ", moved by " + say_shift(*turn.days);
  }
  if (turn.p80_before.is_set()) out = join(out, "P80 before " + to_words(turn.p80_before), ", ");
  if (turn.is_newly_late) out = join(out, "newly late", ", ");
  if (turn.is_newly_safe) out = join(out, "now on time", ", ");
  if (turn.on_time_before) {
    out = join(out, "on time before in " + to_odds(*turn.on_time_before) + " of the runs", ", ");
  }
  return join(out, say_turn_marks(report, box), ", ");
}

Paint paint_of_turn(const GraphBox& box) {
  const BoxTurn& turn = *box.turn;
  if (turn.is_gone) return Paint::muted;
  if (turn.is_newly_late) return Paint::critical;
  if (turn.is_newly_safe) return Paint::done;
  bool is_better = false;
  if (turn.days)
    is_better = *turn.days < 0.0;
  else if (turn.p80_before.is_set() && box.p80.is_set())
    is_better = box.p80 < turn.p80_before;
  else if (turn.on_time_before && box.on_time)
    is_better = *box.on_time > *turn.on_time_before;
  return is_better ? Paint::done : Paint::outside;
}

bool is_still(const GraphReport& report, const GraphBox& box) {
  return report.shows_change() && !box.turn && !box.is_critical && !box.is_focus;
}

bool is_ghost(const GraphLink& link) { return link.turn == LinkTurn::gone || link.was_critical; }

std::string say_link_turn(const GraphReport& report, const GraphLink& link) {
  if (link.turn == LinkTurn::added) return "new";
  if (link.turn != LinkTurn::gone) return "";
  return has_gone(report, link.from) || has_gone(report, link.to) ? "" : "dropped";
}

}  // namespace slipway::viz
