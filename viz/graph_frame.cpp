#include "viz/graph_frame.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/graph_arrangement.hpp"
#include "viz/graph_box.hpp"
#include "viz/graph_dot.hpp"
#include "viz/graph_text.hpp"
#include "viz/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kTitleWidth = 28;
constexpr std::size_t kMeaningWidth = 34;  // of a line in the legend

std::string counts_text(const GraphReport& report) {
  std::string out =
      std::to_string(report.num_shown) + " of " + to_count(report.num_goals, "goal") + " shown";
  if (report.num_folded > 0) out += ", " + std::to_string(report.num_folded) + " folded into boxes";
  return out;
}

std::string details_text(const GraphReport& report) {
  std::string out;
  if (report.as_of.is_set()) out = "status of " + to_words(report.as_of) + " · ";
  out += counts_text(report);
  if (!report.filter.empty()) out += " · shown: " + report.filter;
  if (report.samples > 0) {
    out += " · odds from " + to_count(report.samples, "sample") + ", seed " +
           std::to_string(report.seed);
  }
  return out;
}

constexpr int kSmall = 12;

// --- the legend ---

using Entry = std::pair<std::string, std::string>;  // sample, meaning

/// Returns a small box like those in the drawing.
std::string sample_box(const Pen& pen, const std::string& inside, Paint line, Paint fill, int width,
                       const char* style) {
  return "<TABLE BORDER=\"" + std::to_string(width) + "\" CELLBORDER=\"0\" CELLSPACING=\"0\" " +
         "CELLPADDING=\"2\" STYLE=\"" + style + "\" COLOR=\"" + pen.colour(line) + "\" BGCOLOR=\"" +
         pen.colour(fill) + "\"><TR><TD WIDTH=\"44\">" + inside + "</TD></TR></TABLE>";
}

std::vector<Entry> box_entries(const GraphReport& report, const Pen& pen, int size) {
  const auto any = [&](auto holds) { return std::ranges::any_of(report.boxes, holds); };
  const auto is_over = [](const GraphBox& b) {
    return b.status == Status::done || b.status == Status::dropped;
  };
  const auto word = [&](const char* text, Paint paint, bool struck = false) {
    return pen.text(text, {.paint = paint, .size = size, .bold = !struck, .struck = struck});
  };
  std::vector<Entry> out;
  if (any([](const GraphBox& b) { return b.is_critical; })) {
    out.emplace_back(sample_box(pen, pen.badge("C", Paint::page, Paint::critical, Paint::critical),
                                Paint::critical, Paint::box_critical, 3, "ROUNDED"),
                     "critical: a delay moves the finish");
  }
  if (any([](const GraphBox& b) { return b.is_near_critical; })) {
    out.emplace_back(sample_box(pen, pen.badge("c", Paint::text, Paint::page, Paint::text),
                                Paint::text, Paint::box, 2, "ROUNDED"),
                     report.samples > 0
                         ? "near-critical: float up to 5 d, or critical in 20 % of the samples"
                         : "near-critical: float up to 5 d");
  }
  if (any([](const GraphBox& b) { return b.is_focus; })) {
    out.emplace_back(
        sample_box(pen, word("id", Paint::text), Paint::link, Paint::box, 4, "ROUNDED"),
        "what was asked about");
  }
  if (any([](const GraphBox& b) { return b.is_late(); })) {
    out.emplace_back(word("5 d late", Paint::critical), "misses its date by 5 working days");
  }
  if (any([](const GraphBox& b) { return b.kind == BoxKind::milestone; })) {
    out.emplace_back(pen.text("◆", {.paint = Paint::link, .size = size + 7}), "milestone");
  }
  if (any([](const GraphBox& b) { return b.is_folded(); })) {
    out.emplace_back(
        sample_box(pen, word("n goals", Paint::text), Paint::line, Paint::box_folded, 2, "SOLID"),
        "several goals in one box");
  }
  if (any([&](const GraphBox& b) { return b.kind == BoxKind::blocker && !is_over(b); })) {
    out.emplace_back(
        sample_box(pen, word("blocker", Paint::risk), Paint::risk, Paint::box_blocker, 2, "SOLID"),
        "waited for, not worked on");
  }
  if (any([](const GraphBox& b) { return b.team == kNoTeam && !b.is_folded(); })) {
    out.emplace_back(
        sample_box(pen, word("id", Paint::text), Paint::outside, Paint::box, 2, "DASHED"),
        "outside every team");
  }
  if (any([](const GraphBox& b) { return b.status == Status::done; })) {
    out.emplace_back(sample_box(pen, word("✓ id", Paint::muted), Paint::team_line, Paint::box_done,
                                1, "ROUNDED"),
                     "done");
  }
  if (any([](const GraphBox& b) { return b.status == Status::dropped; })) {
    out.emplace_back(word("id", Paint::muted, true), "dropped");
  }
  return out;
}

/// How a line looks, as the drawing has it.
struct Stroke {
  Paint paint = Paint::line;
  int width = 2;
  const char* style = "SOLID";
  bool is_double = false;
  const char* head = "▶";
  const char* mark = "";
};

/// Returns a piece of line with its arrow head. The line is the border of an empty cell, because a
/// dash made of letters says nothing about the dots and the width of the real one.
std::string sample_line(const Pen& pen, const Stroke& stroke) {
  const std::string colour = " COLOR=\"" + pen.colour(stroke.paint) + "\"";
  const std::string border =
      "BORDER=\"" + std::to_string(stroke.width) + "\" STYLE=\"" + stroke.style + "\"" + colour;
  std::string line;
  if (stroke.is_double) {
    line = row(cell("", "HEIGHT=\"6\"")) +
           row(cell("", border + " SIDES=\"TB\" WIDTH=\"34\" HEIGHT=\"3\"")) +
           row(cell("", "HEIGHT=\"6\""));
  } else {
    line = row(cell("", border + " SIDES=\"B\" WIDTH=\"34\" HEIGHT=\"8\"")) +
           row(cell("", "HEIGHT=\"8\""));
  }
  const Look ink{.paint = stroke.paint, .size = 12, .bold = true};
  return open_table(0) +
         row(cell(open_table(0) + line + std::string(kCloseTable)) +
             cell(pen.text(stroke.head, {.paint = stroke.paint, .size = 12})) +
             (*stroke.mark == 0 ? "" : gap(4) + cell(pen.text(stroke.mark, ink)))) +
         std::string(kCloseTable);
}

std::vector<Entry> link_entries(const GraphReport& report, const Pen& pen, int size) {
  const auto any = [&](auto holds) { return std::ranges::any_of(report.links, holds); };
  const auto is_loud = [](const GraphLink& l) {
    return (l.is_broken() || l.num_broken > 0) && !l.is_idle;
  };
  std::vector<Entry> out;
  const auto add = [&](const Stroke& stroke, const char* meaning) {
    out.emplace_back(sample_line(pen, stroke), meaning);
  };
  if (any([](const GraphLink& l) { return l.is_critical; })) {
    add({.paint = Paint::critical, .width = 3}, "critical link");
  }
  if (any([](const GraphLink& l) { return l.is_near_critical && !l.is_idle; })) {
    add({.paint = Paint::text}, "near-critical link");
  }
  if (any([](const GraphLink& l) {
        return !l.is_critical && !l.is_near_critical && !l.is_soft() && !l.is_idle;
      })) {
    add({}, "must wait");
  }
  if (any([](const GraphLink& l) { return l.count > 1; })) {
    out.emplace_back(pen.text("3", {.size = size}), "so many links in one");
  }
  if (any([](const GraphLink& l) { return l.count > 1 && l.num_broken > 0; })) {
    out.emplace_back(pen.text("3 · 2 !", {.paint = Paint::critical, .size = size, .bold = true}),
                     "3 links in one, 2 of them too late or begun out of order");
  }
  if (any([](const GraphLink& l) { return l.count > 1 && l.num_unagreed > 0; })) {
    out.emplace_back(pen.text("3 · 2 ?", {.size = size}), "3 links in one, 2 of them not agreed");
  }
  if (any([](const GraphLink& l) { return l.is_soft(); })) {
    add({.style = "DOTTED"}, "soft: may wait, with these odds");
  }
  if (any(is_loud)) {
    add({.paint = Paint::critical, .width = 1, .is_double = true, .mark = "!"},
        "too late by so many days, or begun out of order");
  }
  if (any([](const GraphLink& l) {
        return (l.is_unagreed() || l.num_unagreed > 0) && !l.is_idle;
      })) {
    add({.head = "▷", .mark = "?"}, "asked of another team, not agreed");
  }
  if (any([](const GraphLink& l) { return l.is_declined() && !l.is_idle; })) {
    add({.head = "▷", .mark = "×"}, "declined");
  }
  if (any([](const GraphLink& l) { return l.type != LinkType::fs; })) {
    out.emplace_back(pen.text("SS FF SF", {.size = size}), "which ends are tied: start, finish");
  }
  if (any([](const GraphLink& l) { return l.is_idle; })) {
    add({.width = 1}, "holds nothing up");
  }
  return out;
}

/// Returns the words of an entry, in lines.
std::string meaning(const std::string& text, const Pen& pen, int size) {
  std::string lines;
  for (const std::string& line : break_lines(text, kMeaningWidth, 2, Breaks::prose)) {
    if (!lines.empty()) lines += "<BR ALIGN=\"LEFT\"/>";
    lines += pen.text(escape_label(line), {.paint = Paint::text, .size = size});
  }
  return lines + "<BR ALIGN=\"LEFT\"/>";
}

std::string legend_table(const GraphReport& report, const Pen& pen, std::size_t columns, int size) {
  const std::vector<Entry> boxes = box_entries(report, pen, size);
  const std::vector<Entry> links = link_entries(report, pen, size);
  if (boxes.empty() && links.empty()) return "";
  // Filled column by column; arrows begin a column of their own.
  const auto columns_of = [](const std::vector<Entry>& entries, std::size_t rows) {
    return (entries.size() + rows - 1) / rows;
  };
  std::size_t num_rows = 1;
  while (columns_of(boxes, num_rows) + columns_of(links, num_rows) > columns) ++num_rows;
  std::string out = open_table(2);
  for (std::size_t r = 0; r < num_rows; ++r) {
    std::string cells;
    for (const auto* entries : {&boxes, &links}) {
      for (std::size_t i = r; i < columns_of(*entries, num_rows) * num_rows; i += num_rows) {
        if (i >= entries->size()) {
          cells += cell("") + cell("") + cell("");
          continue;
        }
        cells += cell((*entries)[i].first, "ALIGN=\"CENTER\"");
        cells += cell(meaning((*entries)[i].second, pen, size), "ALIGN=\"LEFT\" BALIGN=\"LEFT\"");
        cells += gap(8);
      }
    }
    out += row(cells);
  }
  return out + std::string(kCloseTable);
}

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
         ": what waits for what";
}

std::string graph_description(const GraphReport& report) {
  std::string out = report.sentence + " " + details_text(report) + ".";
  for (const std::string& note : report.notes) out += " " + note + ".";
  return out;
}

std::string title_label(const GraphReport& report, const Arrangement& shape, const Pen& pen) {
  const std::size_t width = shape.header_width;
  std::string out = "<" + open_table(1);
  const auto add = [&](const std::string& text, const Look& look, std::size_t characters,
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
  add(report.sentence, {.paint = Paint::text, .size = answer}, fits(answer), 6);
  std::string details = details_text(report);
  for (const std::string& note : report.notes) details += " · " + note;
  add(details, {.paint = Paint::muted, .size = small}, fits(small), 6);
  return out + row(cell("", "HEIGHT=\"6\"")) + std::string(kCloseTable) + ">";
}

std::string frame_label(const GraphReport& report, const Arrangement& shape, const Pen& pen) {
  const bool is_narrow = shape.has_frame_beside || !shape.moved.empty();
  const std::size_t columns = is_narrow || shape.is_wide ? 2 : 3;
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
