#include "viz/graph/graph_legend.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "viz/graph/graph_turn.hpp"
#include "viz/text/picture_text.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMeaningWidth = 34;  // of a line

using Entry = std::pair<std::string, std::string>;  // sample, meaning

/// Returns a small box like those in the drawing.
std::string sample_box(const Pen& pen, const std::string& inside, Paint line, Paint fill, int width,
                       const char* style) {
  return "<TABLE BORDER=\"" + std::to_string(width) + "\" CELLBORDER=\"0\" CELLSPACING=\"0\" " +
         "CELLPADDING=\"2\" STYLE=\"" + style + "\" COLOR=\"" + pen.colour(line) + "\" BGCOLOR=\"" +
         pen.colour(fill) + "\"><TR><TD WIDTH=\"44\">" + inside + "</TD></TR></TABLE>";
}

/// Adds what a change does to boxes.
void add_turn_entries(const GraphReport& report, const Pen& pen, int size,
                      std::vector<Entry>& out) {
  const auto turns = [&](auto holds) {
    return std::ranges::any_of(report.boxes, [&](const GraphBox& box) {
      return box.turn && !box.is_folded() && holds(*box.turn);
    });
  };
  const auto word = [&](const char* text, Paint paint) {
    return pen.text(text, {.paint = paint, .size = size, .bold = true});
  };
  const auto shifts = [&](bool is_later) {
    return turns([&](const BoxTurn& t) {
      return !t.is_gone && t.days && *t.days != 0.0 && (*t.days > 0.0) == is_later;
    });
  };
  if (shifts(true)) {
    out.emplace_back(word("+5 d", Paint::outside), "finishes 5 working days later");
  }
  if (shifts(false)) {
    out.emplace_back(word("−5 d", Paint::done), "finishes 5 working days earlier");
  }
  if (turns([](const BoxTurn& t) { return t.is_newly_late; })) {
    out.emplace_back(word("newly late", Paint::critical), "misses its date, did not before");
  }
  if (turns([](const BoxTurn& t) { return t.is_newly_safe; })) {
    out.emplace_back(word("now on time", Paint::done), "meets its date, did not before");
  }
  if (turns([](const BoxTurn& t) { return t.on_time_before.has_value(); })) {
    out.emplace_back(pen.text("62 % → 41 %", {.size = size}), "odds before and after");
  }
  if (turns([](const BoxTurn& t) { return t.leaves_path && !t.is_gone; })) {
    out.emplace_back(pen.badge("C", Paint::critical, Paint::page, Paint::critical),
                     "was critical, is no longer");
  }
  if (turns([](const BoxTurn& t) { return t.is_left_out; })) {
    out.emplace_back(sample_box(pen, pen.text("id", {.paint = Paint::muted, .size = size}),
                                Paint::line, Paint::page, 1, "DASHED"),
                     "no longer expected to exist");
  }
  if (turns([](const BoxTurn& t) { return t.is_gone && !t.is_left_out; })) {
    out.emplace_back(
        sample_box(pen, pen.text("id", {.paint = Paint::muted, .size = size, .struck = true}),
                   Paint::line, Paint::page, 1, "DASHED"),
        "dropped by the change");
  }
  if (std::ranges::any_of(report.boxes,
                          [&](const GraphBox& box) { return is_still(report, box); })) {
    out.emplace_back(pen.text("id", {.paint = Paint::muted, .size = size, .bold = true}),
                     "stays as it is");
  }
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
  if (report.shows_change()) add_turn_entries(report, pen, size, out);
  if (any([](const GraphBox& b) { return b.is_critical; })) {
    out.emplace_back(sample_box(pen, pen.badge("C", Paint::page, Paint::critical, Paint::critical),
                                Paint::critical, Paint::box_critical, 3, "ROUNDED"),
                     "critical: a delay moves the finish");
  }
  if (any([](const GraphBox& b) { return b.is_near_critical; })) {
    out.emplace_back(sample_box(pen, pen.badge("c", Paint::text, Paint::page, Paint::text),
                                Paint::text, Paint::box, 2, "ROUNDED"),
                     report.samples > 0
                         ? "near-critical: float up to 5 d, or critical in 20 % of the runs"
                         : "near-critical: float up to 5 d");
  }
  if (any([](const GraphBox& b) { return b.is_focus; })) {
    out.emplace_back(
        sample_box(pen, word("id", Paint::text), Paint::link, Paint::box, 4, "ROUNDED"),
        "what was asked about");
  }
  if (any([](const GraphBox& b) { return b.is_late() && !(b.turn && b.turn->is_newly_late); })) {
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
  const auto is_bright = [&](const GraphBox& b) { return !is_still(report, b); };
  const auto is_open_blocker = [&](const GraphBox& b) {
    return b.kind == BoxKind::blocker && !is_over(b);
  };
  if (any([&](const GraphBox& b) { return is_open_blocker(b) && is_bright(b); })) {
    out.emplace_back(
        sample_box(pen, word("blocker", Paint::risk), Paint::risk, Paint::box_blocker, 2, "SOLID"),
        "waited for, not worked on");
  } else if (any(is_open_blocker)) {
    out.emplace_back(word("⬢", Paint::muted), "blocker: waited for, not worked on");
  }
  const auto is_outside = [](const GraphBox& b) { return b.team == kNoTeam && !b.is_folded(); };
  if (any(is_outside)) {
    const bool is_dim = !any([&](const GraphBox& b) { return is_outside(b) && is_bright(b); });
    out.emplace_back(
        sample_box(pen, word("id", is_dim ? Paint::muted : Paint::text),
                   is_dim ? Paint::line : Paint::outside, Paint::box, is_dim ? 1 : 2, "DASHED"),
        "outside every team");
  }
  if (any([](const GraphBox& b) { return b.status == Status::done; })) {
    out.emplace_back(sample_box(pen, word("✓ id", Paint::muted), Paint::team_line, Paint::box_done,
                                1, "ROUNDED"),
                     "done");
  }
  if (any([](const GraphBox& b) {
        return b.status == Status::dropped && !(b.turn && b.turn->is_gone);
      })) {
    out.emplace_back(word("id", Paint::muted, true),
                     report.shows_change() ? "dropped before" : "dropped");
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
  const LabelLook ink{.paint = stroke.paint, .size = 12, .bold = true};
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
  if (any([](const GraphLink& l) { return l.is_near_critical && !l.is_idle && !is_ghost(l); })) {
    add({.paint = Paint::text}, "near-critical link");
  }
  if (any([](const GraphLink& l) {
        return !l.is_critical && !l.is_near_critical && !l.is_soft() && !l.is_idle &&
               !is_ghost(l) && l.turn == LinkTurn::none;
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
  if (any([](const GraphLink& l) { return l.is_soft() && !is_ghost(l); })) {
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
  if (any([](const GraphLink& l) { return l.is_idle && !is_ghost(l); })) {
    add({.width = 1}, "holds nothing up");
  }
  if (any([](const GraphLink& l) { return l.turn == LinkTurn::added; })) {
    add({.paint = Paint::outside, .mark = "new"}, "was not there before");
  }
  const auto has_left = [&](bool is_gone) {
    return any([&](const GraphLink& l) {
      return l.was_critical && (l.turn == LinkTurn::gone) == is_gone;
    });
  };
  if (has_left(false) || has_left(true)) {
    add({.paint = Paint::critical, .style = "DASHED"},
        has_left(true) ? "was critical, and is dropped" : "was critical, is no longer");
  }
  if (any([](const GraphLink& l) { return l.turn == LinkTurn::gone && !l.was_critical; })) {
    add({.width = 1, .style = "DASHED"}, "dropped, alone or with its goal");
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

}  // namespace

std::string legend_table(const GraphReport& report, const Pen& pen, std::size_t columns, int size) {
  const std::vector<Entry> boxes = box_entries(report, pen, size);
  const std::vector<Entry> links = link_entries(report, pen, size);
  if (boxes.empty() && links.empty()) return "";
  // Filled column by column; arrows begin a column of their own.
  const auto columns_of = [](const std::vector<Entry>& entries, std::size_t rows) {
    return (entries.size() + rows - 1) / rows;
  };
  columns = std::max<std::size_t>(columns, 2);
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

}  // namespace slipway::viz
