#include "viz/graph/graph_markdown.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "viz/graph/graph_box_words.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_link_words.hpp"
#include "viz/graph/graph_turn.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

std::string to_date(Date date) { return date.is_set() ? to_iso(date) : ""; }

std::string name_of(const GraphBox& box) {
  if (!box.id.empty()) return markdown_cell(box.id);
  return box.kind == BoxKind::others ? "other goals" : "no team";
}

bool is_over(const GraphBox& box) {
  return box.status == Status::done || box.status == Status::dropped || box.is_absent;
}

std::string marks_of(const GraphReport& report, const GraphBox& box) {
  std::vector<std::string> out;
  if (box.kind == BoxKind::milestone) out.emplace_back("milestone");
  if (box.kind == BoxKind::blocker) out.emplace_back("blocker");
  if (box.is_folded()) {
    out.push_back(say_inside(box));
    if (box.num_late > 0) out.push_back(to_grouped(box.num_late) + " late");
    if (box.num_critical > 0) out.push_back(to_grouped(box.num_critical) + " critical");
    if (box.num_done > 0) out.push_back(to_grouped(box.num_done) + " done");
  } else {
    if (box.status == Status::done) out.emplace_back("done");
    if (box.status == Status::dropped) out.emplace_back("dropped");
    if (box.is_absent) out.push_back("not expected (" + to_odds(box.probability) + ")");
    if (box.is_late() && !is_over(box)) out.push_back(to_days(box.late_days) + " d late");
    if (box.is_critical) out.emplace_back("critical");
    if (box.is_near_critical) out.emplace_back("near-critical");
    if (box.is_assumed && !is_over(box)) out.emplace_back("no estimate");
    if (box.probability < 1.0 && !box.is_absent && !is_over(box))
      out.push_back(to_odds(box.probability) + " sure to exist");
    if (const std::string turn = say_turn(report, box); !turn.empty()) out.push_back(turn);
  }
  return markdown_cell(fmt::format("{}", fmt::join(out, ", ")));
}

std::string box_row(const GraphReport& report, const GraphBox& box) {
  const std::string team = box.team == kNoTeam ? "" : markdown_cell(report.teams[box.team].name);
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name_of(box),
                     markdown_cell(box.title), team, to_date(box.start), to_date(box.finish),
                     to_date(box.due), box.float_days ? to_days(*box.float_days) : "",
                     box.on_time ? markdown_cell(to_odds(*box.on_time)) : "",
                     marks_of(report, box));
}

std::string link_marks(const GraphLink& link) {
  std::vector<std::string> out;
  if (link.count > 1) {
    out.push_back(to_count(link.count, "link"));
    if (link.num_broken > 0) out.push_back(to_grouped(link.num_broken) + " too late");
    if (link.num_unagreed > 0) out.push_back(to_grouped(link.num_unagreed) + " not agreed");
  }
  if (link.is_critical) out.emplace_back("critical");
  if (link.is_near_critical) out.emplace_back("near-critical");
  if (link.is_soft() && link.count == 1) out.push_back("soft, " + to_odds(link.probability));
  if (!link.is_idle && link.count == 1) {
    if (link.is_unagreed()) out.emplace_back("asked, not agreed");
    if (link.is_declined()) out.emplace_back("declined");
    if (link.missing_days > 0.0)
      out.push_back(to_days(link.missing_days) + " d too late");
    else if (link.is_out_of_sequence)
      out.emplace_back("out of sequence");
  }
  if (link.turn == LinkTurn::added) out.emplace_back("new");
  if (link.turn == LinkTurn::gone) out.emplace_back("dropped");
  if (link.is_idle && link.turn != LinkTurn::gone) out.emplace_back("holds nothing up");
  return markdown_cell(fmt::format("{}", fmt::join(out, ", ")));
}

std::string link_row(const GraphReport& report, const GraphLink& link) {
  std::string lag;
  if (link.lag_days != 0.0) {
    lag = (link.lag_days > 0.0 ? "+" : "−") +
          to_days(link.lag_days > 0.0 ? link.lag_days : -link.lag_days) +
          (link.is_elapsed ? " d elapsed" : " d");
  }
  return fmt::format("| {} | {} | {} | {} | {} |\n", name_of(report.boxes[link.from]),
                     name_of(report.boxes[link.to]),
                     link.count > 1 ? "" : std::string(to_string(link.type)), lag,
                     link_marks(link));
}

}  // namespace

std::string to_markdown(const GraphReport& report) {
  std::string out;
  if (report.shows_change()) out += markdown_cell(report.question) + "\n\n";
  out += "**" + markdown_cell(report.sentence) + "**\n";
  if (!report.boxes.empty() || !report.unlinked.empty()) {
    out +=
        "\n| id | title | team | from | to | due | float, days | on time | marks |\n"
        "|---|---|---|---|---|---|---:|---:|---|\n";
    for (const GraphBox& box : report.boxes) out += box_row(report, box);
    for (const GraphBox& box : report.unlinked) out += box_row(report, box);
  }
  if (!report.links.empty()) {
    out += "\n| first | then waits | type | lag | marks |\n|---|---|---|---:|---|\n";
    for (const GraphLink& link : report.links) out += link_row(report, link);
  }
  out += "\n" + markdown_cell(graph_facts(report)) + "\n";
  for (const std::string& note : report.notes) out += "\n- " + markdown_cell(note);
  return out + (report.notes.empty() ? "" : "\n");
}

}  // namespace slipway::viz
