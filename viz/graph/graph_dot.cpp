#include "viz/graph/graph_dot.hpp"

#include <algorithm>
#include <array>

#include "viz/graph/graph_arrangement.hpp"
#include "viz/graph/graph_box.hpp"
#include "viz/graph/graph_box_words.hpp"
#include "viz/graph/graph_frame.hpp"
#include "viz/graph/graph_label.hpp"
#include "viz/graph/graph_link_words.hpp"
#include "viz/graph/graph_turn.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

// With newrank clusters share columns; above this many boxes its time is not bounded any more.
constexpr std::size_t kMostForNewrank = 150;

constexpr std::array<Paint, 6> kTeamFills = {Paint::team_a, Paint::team_b, Paint::team_c,
                                             Paint::team_d, Paint::team_e, Paint::team_f};

std::string name_of_box(std::size_t row) { return "n" + std::to_string(row); }

std::string classes_of(const GraphLink& link) {
  std::string out = "link";
  if (link.is_critical) out += " critical";
  if (link.is_near_critical) out += " near-critical";
  if (link.is_soft()) out += " soft";
  if (link.is_idle) out += " idle";
  if (link.is_broken() || link.num_broken > 0) out += " broken";
  if (link.is_unagreed() || link.num_unagreed > 0) out += " unagreed";
  if (link.is_declined()) out += " declined";
  if (link.is_cross_team) out += " cross-team";
  if (link.turn == LinkTurn::added) out += " new";
  if (link.turn == LinkTurn::gone) out += " gone";
  if (link.was_critical) out += " was-critical";
  return out;
}

class Writer {
 public:
  Writer(const GraphReport& report, Theme theme, Packing packing)
      : report_(report), pen_(theme), shape_(arrange(report, packing)) {}

  std::string write() {
    open_graph();
    add_part(false);
    if (!shape_.moved.empty()) {
      out_ +=
          "  subgraph cluster_beside {\n    peripheries=0; margin=6; labelloc=b; labeljust=l; "
          "id=\"beside\"; class=\"frame\";\n    label=" +
          frame_label(report_, shape_, pen_) + ";\n";
      add_part(true);
      out_ += "  }\n";
    }
    if (report_.boxes.empty()) add_nothing();
    out_ += "  }\n";
    move_beside();
    for (std::size_t row = 0; row < report_.links.size(); ++row) add_link(row);
    out_ += "}\n";
    return std::move(out_);
  }

 private:
  bool is_in_team(const GraphBox& box) const {
    return box.team != kNoTeam && report_.step != GraphStep::per_team;
  }

  /// Says whether all goals of a team belong to one objective: its label then names it.
  bool has_one_objective(std::uint32_t team) const {
    if (team == kNoTeam) return false;
    const std::string* name = nullptr;
    for (const GraphBox& box : report_.boxes) {
      if (box.team != team || box.is_folded() || box.kind == BoxKind::blocker) continue;
      if (name != nullptr && *name != box.objective) return false;
      name = &box.objective;
    }
    return name != nullptr && !name->empty();
  }

  void open_graph() {
    // Boxes that all wait for each other have arrows every way between any two columns.
    const char* const between = !shape_.loose.empty() ? "1.1"
                                : shape_.is_tight     ? "0.14"
                                : shape_.is_wide      ? "0.3"
                                                      : "0.6";
    const std::string font = "fontname=\"DejaVu Sans\"";
    out_ += "digraph slipway {\n  graph [rankdir=LR, nodesep=" +
            std::string(shape_.is_tight ? "0.18" : "0.34") + ", ranksep=" + std::string(between) +
            ", pad=0.125, ";
    if (report_.boxes.size() <= kMostForNewrank) out_ += "newrank=true, ";
    out_ += "bgcolor=\"" + pen_.colour(Paint::page) + "\", " + font +
            ", fontsize=12, fontcolor=\"" + pen_.colour(Paint::text) +
            "\", labelloc=t, labeljust=l,\n    label=" + title_label(report_, shape_, pen_) +
            "];\n";
    out_ += "  node [" + font + ", fontsize=12, margin=\"" +
            std::string(shape_.is_wide ? "0.07,0.04" : "0.09,0.05") +
            "\", height=0.4, fontcolor=\"" + pen_.colour(Paint::text) + "\"];\n";
    out_ += "  edge [" + font + ", fontsize=12, arrowsize=0.8, fontcolor=\"" +
            pen_.colour(Paint::text) + "\"];\n";
    // One frame around everything carries the legend at the bottom; the graph's own label is on
    // top.
    out_ +=
        "  subgraph cluster_all {\n    peripheries=0; margin=6; labelloc=b; labeljust=l; "
        "id=\"all\"; class=\"frame\";\n";
    if (!shape_.has_frame_beside && shape_.moved.empty()) {
      out_ += "    label=" + frame_label(report_, shape_, pen_) + ";\n";
    } else {
      out_ += "    label=\"\";\n";  // else it takes the graph's
    }
  }

  /// Adds the boxes of the largest part of the picture, or those moved right of it.
  void add_part(bool is_moved) {
    const auto belongs = [&](std::size_t row) { return shape_.is_moved(row) == is_moved; };
    for (std::size_t team = 0; team < report_.teams.size(); ++team) {
      bool has_box = false;
      for (std::size_t row = 0; row < report_.boxes.size(); ++row) {
        const GraphBox& box = report_.boxes[row];
        has_box = has_box || (is_in_team(box) && box.team == team && belongs(row));
      }
      if (has_box) add_team(team);
    }
    for (std::size_t row = 0; row < report_.boxes.size(); ++row) {
      if (!is_in_team(report_.boxes[row]) && belongs(row)) add_box(row, "    ");
    }
  }

  void add_team(std::size_t team) {
    const std::string number = std::to_string(team);
    out_ += "    subgraph cluster_t" + number + " {\n      id=\"t" + number +
            "\"; class=\"team\"; style=\"rounded,filled\"; margin=" +
            std::string(shape_.is_tight  ? "6"
                        : shape_.is_wide ? "8"
                                         : "12") +
            "; penwidth=1; labelloc=t; "
            "labeljust=l; peripheries=1; color=\"" +
            pen_.colour(Paint::team_line) + "\"; fillcolor=\"" +
            pen_.colour(kTeamFills[report_.teams[team].row % kTeamFills.size()]) +
            "\";\n      label=<" + open_table(0) +
            row(cell(pen_.text(escape_label(cut_title(report_.teams[team].name)),
                               {.paint = Paint::text, .size = 14, .bold = true})) +
                objective_cells(team) + rest_cells(team)) +
            std::string(kCloseTable) + ">;\n";
    for (std::size_t row = 0; row < report_.boxes.size(); ++row) {
      if (is_in_team(report_.boxes[row]) && report_.boxes[row].team == team) add_box(row, "      ");
    }
    out_ += "    }\n";
  }

  /// What of the team is folded and not drawn as a box.
  std::string rest_cells(std::size_t team) const {
    for (const GraphBox& box : report_.unlinked) {
      if (box.kind != BoxKind::others || box.team != team) continue;
      return gap(10) + cell(pen_.text("+" + std::to_string(box.num_goals + box.num_blockers) +
                                          " more" + (box.turn ? ", " + count_turns(*box.turn) : ""),
                                      {.paint = Paint::muted}));
    }
    return "";
  }

  std::string objective_cells(std::size_t team) const {
    if (!has_one_objective(static_cast<std::uint32_t>(team))) return "";
    for (const GraphBox& box : report_.boxes) {
      if (box.team != team || box.objective.empty()) continue;
      return gap(10) + cell(pen_.text(escape_label("in " + cut_title(box.objective)),
                                      {.paint = Paint::muted}));
    }
    return "";
  }

  void add_box(std::size_t row, const char* indent) {
    const std::string name = name_of_box(row);
    out_ += indent + name + " [id=\"" + name + "\", " +
            box_attributes(report_, report_.boxes[row], shape_,
                           !has_one_objective(report_.boxes[row].team), pen_) +
            "];\n";
  }

  // Unseen arrows keep what is moved right of the largest part, without pulling it up or down.
  void move_beside() {
    const std::string from = "  " + name_of_box(shape_.anchor) + " -> ";
    for (const std::uint32_t row : shape_.moved) {
      out_ += from + name_of_box(row) + " [style=invis, weight=0];\n";
    }
    if (!shape_.has_frame_beside) return;
    out_ += "  frame [id=\"frame\", class=\"frame\", shape=plain, label=" +
            frame_label(report_, shape_, pen_) + "];\n" + from + "frame [style=invis, weight=0];\n";
  }

  void add_nothing() {
    out_ += "    nothing [shape=plain, label=<" +
            pen_.text("nothing to draw: no links among what is shown",
                      {.paint = Paint::muted, .size = 14}) +
            ">];\n";
  }

  bool is_folded_rest(const GraphLink& link) const {
    return report_.boxes[link.from].kind == BoxKind::others ||
           report_.boxes[link.to].kind == BoxKind::others;
  }

  void add_link(std::size_t row) {
    const GraphLink& link = report_.links[row];
    const bool is_broken = link.is_broken() || link.num_broken > 0;
    const bool warns = is_broken && !link.is_idle;
    Paint paint = Paint::line;
    std::string width = "1.5";
    std::string more;
    if (link.is_critical) {
      paint = Paint::critical;
      width = "3";
      more = ", weight=8";
    } else if (warns) {
      paint = Paint::critical;
    } else if (is_ghost(link)) {
      paint = link.was_critical ? Paint::critical : Paint::line;
    } else if (link.turn == LinkTurn::added) {
      paint = Paint::outside;
      width = "2";
    } else if (link.is_idle || is_folded_rest(link)) {
      width = "0.8";
    } else if (link.is_near_critical) {
      paint = Paint::text;
      width = "2";
      more = report_.shows_change() ? "" : ", weight=2";
    }
    // What was critical is drawn as straight as what is: then boxes keep their places.
    if (link.was_critical) more = ", weight=8";
    std::string colour = pen_.colour(paint);
    if (warns) {
      colour += ":" + colour;
      width = link.is_critical ? "2.4" : "1.2";
    }
    out_ += "  " + name_of_box(link.from) + " -> " + name_of_box(link.to) + " [id=\"e" +
            std::to_string(row) + "\", class=\"" + classes_of(link) + "\", color=\"" + colour +
            "\", penwidth=" + width + more;
    if (is_ghost(link))
      out_ += ", style=dashed";
    else if (link.is_soft())
      out_ += ", style=dotted";
    if (!is_ordering(report_, link) || shape_.is_loose(row)) out_ += ", constraint=false";
    if (is_at_once(link)) out_ += ", minlen=0";
    if (link.is_declined() && !link.is_idle)
      out_ += ", arrowhead=onormal";
    else if ((link.is_unagreed() || link.num_unagreed > 0) && !link.is_idle)
      out_ += ", arrowhead=onormal";
    const std::string turn = say_link_turn(report_, link);
    std::string facts = link.turn == LinkTurn::gone ? "" : say_link(link);
    // Of a change the boxes say how late they are, and there are columns enough.
    const std::size_t days = facts.rfind("! ");
    if (report_.shows_change() && shape_.is_wide && days != std::string::npos && link.count == 1)
      facts.resize(days + 1);
    const std::string label = turn + (turn.empty() || facts.empty() ? "" : " ") + facts;
    if (!label.empty()) {
      // Texts with room of their own widen the picture: not where both ends may share a column, nor
      // on crowded sheets, nor for mere counts between folded boxes, where nearly every arrow has
      // one.
      const bool is_count = link.count > 1 && link.num_broken == 0 && link.num_unagreed == 0;
      const bool has_room = !is_at_once(link) && !is_count && !shape_.is_tight;
      const bool is_loud = warns || link.is_critical;
      const bool is_dim = link.is_idle || is_ghost(link);
      const Paint ink = is_loud                        ? Paint::critical
                        : is_dim                       ? Paint::muted
                        : link.turn == LinkTurn::added ? Paint::outside
                                                       : Paint::text;
      out_ += std::string(has_room ? ", label=<" : ", xlabel=<") +
              pen_.text(escape_label(label), {.paint = ink, .size = 12, .bold = is_loud}) + ">";
    }
    out_ += "];\n";
  }

  const GraphReport& report_;
  Pen pen_;
  Arrangement shape_;
  std::string out_;
};

}  // namespace

std::string to_dot(const GraphReport& report, Theme theme, Packing packing) {
  return Writer(report, theme, packing).write();
}

std::vector<std::pair<std::string, std::string>> describe_parts(const GraphReport& report) {
  std::vector<std::pair<std::string, std::string>> parts;
  for (std::size_t row = 0; row < report.teams.size(); ++row) {
    parts.emplace_back("t" + std::to_string(row), "team " + report.teams[row].name);
  }
  for (std::size_t row = 0; row < report.boxes.size(); ++row) {
    parts.emplace_back(name_of_box(row), describe_box(report, report.boxes[row]));
  }
  for (std::size_t row = 0; row < report.links.size(); ++row) {
    parts.emplace_back("e" + std::to_string(row), describe_link(report, report.links[row]));
  }
  return parts;
}

}  // namespace slipway::viz
