#include "viz/graph/graph_frame.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/graph/graph_arrangement.hpp"
#include "viz/graph/graph_box_words.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_legend.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kTitleWidth = 28;

std::string counts_text(const GraphReport& report) {
  std::string out =
      std::to_string(report.num_shown) + " of " + to_count(report.num_goals, "goal") + " shown";
  if (report.num_folded > 0) out += ", " + std::to_string(report.num_folded) + " folded into boxes";
  return out;
}

constexpr int kSmall = 12;

// --- goals without links ---

/// Says whether the list has to name the box: the folded rest of a drawn team stands beside its
/// name.
bool is_listed(const GraphReport& report, const GraphBox& box) {
  if (box.kind != BoxKind::others || box.team == kNoTeam) return true;
  return std::ranges::none_of(report.boxes,
                              [&](const GraphBox& drawn) { return drawn.team == box.team; });
}

/// Says whether a box is known by what is inside alone: the rest of a team, or what has no team.
bool is_nameless(const GraphBox& box) {
  return box.kind == BoxKind::others || (box.is_folded() && box.id.empty());
}

std::string name_in_list(const GraphReport& report, const GraphBox& box) {
  if (box.kind == BoxKind::others) return say_rest(box);
  return is_nameless(box) ? say_briefly(report, box) : shorten(box.id, 40);
}

/// Returns three cells.
std::string list_entry(const GraphReport& report, const GraphBox& box, const Pen& pen, int size) {
  const bool is_rest = is_nameless(box);
  const std::string id = name_in_list(report, box);
  const bool is_dropped = box.status == Status::dropped;
  const bool is_over = is_dropped || box.status == Status::done;
  std::string out = pen.text(escape_label((box.status == Status::done ? "✓ " : "") + id),
                             {.paint = is_over ? Paint::muted : Paint::text,
                              .size = size,
                              .bold = true,
                              .struck = is_dropped});
  const std::string brief = is_rest ? "" : say_briefly(report, box);
  if (brief.empty()) return cell(out, "ALIGN=\"LEFT\" COLSPAN=\"3\"");
  const Paint paint = box.is_late() && !is_over ? Paint::critical : Paint::muted;
  return cell(out) + gap(6) + cell(pen.text(escape_label(brief), {.paint = paint, .size = size}));
}

/// A column per team, `columns` side by side. One table for all, so that the lines stand level.
std::string list_table(const GraphReport& report, const Pen& pen, std::size_t columns, int size) {
  std::vector<std::vector<std::string>> teams;
  std::uint32_t last = 0;
  for (const GraphBox& box : report.unlinked) {
    if (!is_listed(report, box)) continue;
    if (teams.empty() || last != box.team) {
      last = box.team;
      const std::string name = last == kNoTeam ? "no team" : cut_title(report.teams[last].name);
      teams.push_back(
          {cell(pen.text(escape_label(name), {.paint = Paint::muted, .size = size, .bold = true}),
                "ALIGN=\"LEFT\" COLSPAN=\"3\"")});
    }
    teams.back().push_back(list_entry(report, box, pen, size));
  }
  std::string out = open_table(1);
  for (std::size_t first = 0; first < teams.size(); first += columns) {
    const std::size_t end = std::min(teams.size(), first + columns);
    std::size_t num_lines = 0;
    for (std::size_t i = first; i < end; ++i) num_lines = std::max(num_lines, teams[i].size());
    for (std::size_t line = 0; line < num_lines; ++line) {
      std::string cells;
      for (std::size_t i = first; i < end; ++i) {
        cells += line < teams[i].size() ? teams[i][line] : cell("", "COLSPAN=\"3\"");
        cells += gap(16);
      }
      out += row(cells);
    }
  }
  return out + std::string(kCloseTable);
}

/// The list when it has one entry.
std::string list_line(const GraphReport& report, const Pen& pen, int size) {
  const auto box = std::ranges::find_if(
      report.unlinked, [&](const GraphBox& each) { return is_listed(report, each); });
  const bool is_rest = is_nameless(*box);
  std::string text = "Without links here: " + name_in_list(report, *box);
  const std::string brief = is_rest ? "" : say_briefly(report, *box);
  if (!brief.empty()) text += ", " + brief;
  text +=
      box->team == kNoTeam ? " (no team)" : " (" + cut_title(report.teams[box->team].name) + ")";
  return pen.text(escape_label(text), {.size = size});
}

}  // namespace

std::string cut_title(std::string_view title) { return shorten(title, kTitleWidth); }

std::string graph_title(const GraphReport& report) {
  return (report.plan.empty() ? std::string("Plan") : shorten(report.plan, 80)) +
         (report.shows_change() ? ": what a change moves" : ": what waits for what");
}

std::string graph_facts(const GraphReport& report) {
  std::string out;
  if (report.as_of.is_set()) out = "as of " + to_words(report.as_of) + " · ";
  if (report.samples > 0) {
    out += to_count(report.samples, "run") + ", seed " + std::to_string(report.seed) + " · ";
  }
  out += counts_text(report);
  if (!report.filter.empty()) out += " · shown: " + report.filter;
  return out;
}

std::string graph_description(const GraphReport& report) {
  std::string out = report.question + (report.shows_change() ? " " : "") + report.sentence + " " +
                    graph_facts(report) + ".";
  for (const std::string& note : report.notes) out += " " + note + ".";
  return out;
}

std::string title_label(const GraphReport& report, const Arrangement& shape, const Pen& pen) {
  const std::size_t width = shape.header_width;
  std::string out = "<" + open_table(1);
  const auto add = [&](const std::string& text, const LabelLook& look, std::size_t characters,
                       std::size_t most) {
    for (const std::string& line : break_lines(text, characters, most, Breaks::prose)) {
      out += row(cell(pen.text(escape_label(line), look)));
    }
  };
  // Wide pictures are shown smaller: what must be read first grows with them.
  const int title = shape.is_wide ? 22 : 20;
  const int answer = 16;
  const int small = 12;
  const auto fits = [&](int size) { return width * 12 / static_cast<std::size_t>(size); };
  add(graph_title(report), {.paint = Paint::text, .size = title, .bold = true},
      fits(title) * 9 / 10, 2);
  add(report.question, {.paint = Paint::text, .size = answer, .bold = true}, fits(answer) * 9 / 10,
      4);
  add(report.sentence, {.paint = Paint::text, .size = answer}, fits(answer), 6);
  std::string details = graph_facts(report);
  for (const std::string& note : report.notes) details += " · " + note;
  add(details, {.paint = Paint::muted, .size = small}, fits(small), 6);
  return out + row(cell("", "HEIGHT=\"6\"")) + std::string(kCloseTable) + ">";
}

std::string frame_label(const GraphReport& report, const Arrangement& shape, const Pen& pen) {
  const bool is_narrow = shape.has_frame_beside || !shape.moved.empty();
  const std::size_t columns = shape.legend_columns > 0     ? shape.legend_columns
                              : is_narrow || shape.is_wide ? 2
                                                           : 3;
  const std::size_t teams = columns;
  const int size = kSmall;
  std::string out = "<" + open_table(3);
  const auto heading = [&](const char* text) {
    out += row(cell(pen.text(text, {.paint = Paint::text, .size = size + 1, .bold = true})));
  };
  const auto listed = std::ranges::count_if(
      report.unlinked, [&](const GraphBox& box) { return is_listed(report, box); });
  if (listed == 1) {
    out += row(cell(list_line(report, pen, size)));
  } else if (listed > 1) {
    heading("Goals without links here");
    out += row(cell(list_table(report, pen, teams, size)));
  }
  const std::string legend = legend_table(report, pen, columns, size);
  if (!legend.empty()) {
    heading("Legend");
    out += row(cell(legend));
  }
  return out + row(cell("", "HEIGHT=\"2\"")) + std::string(kCloseTable) + ">";
}

}  // namespace slipway::viz
