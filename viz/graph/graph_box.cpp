#include "viz/graph/graph_box.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/graph/graph_box_words.hpp"
#include "viz/graph/graph_turn.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kTitleWidth = 28;  // code points
constexpr std::size_t kIdWidth = 28;
constexpr std::size_t kIdLines = 4;
constexpr std::size_t kNarrowName = 13;  // where columns are many
constexpr std::size_t kTightName = 13;   // where they are close too
constexpr std::size_t kNarrow = 16;

bool is_over(const GraphBox& box) {
  return box.status == Status::done || box.status == Status::dropped || box.is_absent;
}

/// Says whether an id reads like a name: then a title beside it can be spared.
bool is_telling(std::string_view id) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return id.size() >= 6 && std::ranges::none_of(id, is_digit);
}

/// The lines of a box, from top to bottom.
class Label {
 public:
  Label(const GraphReport& report, const GraphBox& box, const Arrangement& shape,
        bool shows_objective, const Pen& pen)
      : report_(report), box_(box), shape_(shape), shows_objective_(shows_objective), pen_(pen) {}

  std::string write() {
    if (box_.is_folded())
      add_folded();
    else
      add_item();
    std::string out = "<" + open_table(0);
    for (std::size_t line = 0; line < rows_.size(); ++line) {
      out += row(gutter(line) + rows_[line]);
    }
    return out + std::string(kCloseTable) + ">";
  }

 private:
  Paint ink() const {
    return is_over(box_) || is_still(report_, box_) ? Paint::muted : Paint::text;
  }

  // Left of the text: whether it is critical, and a shape for what kind of thing it is, which takes
  // less room there than a shape around it. A column of its own, so that the lines begin together.
  std::string gutter(std::size_t line) const {
    const std::string mark = tag();
    if (shape_.is_tight) return "";
    const std::size_t first = mark.empty() ? 0 : 1;
    if (line < first) return cell(mark, shape_.is_wide ? "CELLPADDING=\"1\"" : "CELLPADDING=\"3\"");
    const bool is_small = shape_.is_wide || first > 0;
    const std::string glyph = kind_mark(is_small ? 19 : 26);
    if (glyph.empty()) return mark.empty() ? "" : cell("");
    if (line > first) return "";
    return cell(glyph,
                "ROWSPAN=\"" + std::to_string(rows_.size() - first) + "\" VALIGN=\"MIDDLE\"");
  }

  // Where room is short the marks are words before the name, without frames, and the other lines
  // stand below them.
  std::string marks_in_line() const {
    std::string out;
    if (box_.is_critical) {
      out = pen_.text("C ", {.paint = Paint::critical, .size = 12, .bold = true});
    } else if (box_.turn && box_.turn->leaves_path && !box_.turn->is_gone) {
      out = pen_.text("C ", {.paint = Paint::critical, .size = 12, .struck = true});
    } else if (box_.is_near_critical) {
      out = pen_.text("c ", {.paint = ink(), .size = 12, .bold = true});
    }
    const std::string kind = kind_mark(12);
    return kind.empty() ? out : out + kind + ' ';
  }

  /// A shape for what kind of thing it is; empty for goals.
  std::string kind_mark(int size) const {
    const char* const glyph = box_.kind == BoxKind::milestone ? "◆"
                              : box_.kind == BoxKind::blocker ? "⬢"
                                                              : nullptr;
    if (glyph == nullptr) return "";
    const Paint usual = box_.kind == BoxKind::milestone ? Paint::link : Paint::risk;
    const bool is_dim = is_over(box_) || is_still(report_, box_);
    const Paint paint = is_dim ? Paint::muted : box_.is_critical ? Paint::critical : usual;
    return pen_.text(glyph, {.paint = paint, .size = size});
  }

  void add(const std::string& left, const std::string& right) {
    if (!left.empty() && !right.empty() && shape_.is_wide) {
      add(left, "");
      add(right, "");
    } else if (right.empty()) {
      rows_.push_back(
          cell(left, shape_.is_tight ? "ALIGN=\"LEFT\"" : "ALIGN=\"LEFT\" COLSPAN=\"3\""));
    } else {
      rows_.push_back(cell(left) + gap(14) + cell(right, "ALIGN=\"RIGHT\""));
    }
  }
  void add(const std::string& text, const LabelLook& look) {
    add(pen_.text(escape_label(text), look), "");
  }

  std::string tag() const {
    if (box_.is_critical) return pen_.badge("C", Paint::page, Paint::critical, Paint::critical);
    if (box_.turn && box_.turn->leaves_path && !box_.turn->is_gone) {
      return pen_.badge("C", Paint::critical, Paint::page, Paint::critical);
    }
    if (box_.is_near_critical) return pen_.badge("c", Paint::text, Paint::page, Paint::text);
    return "";
  }

  void add_name(const std::string& name, std::size_t lines) {
    const LabelLook look{.paint = ink(),
                         .size = shape_.is_wide ? 12 : 13,
                         .bold = true,
                         .struck = box_.status == Status::dropped};
    bool is_first = true;
    for (const std::string& line : break_lines(name,
                                               shape_.is_tight  ? kTightName
                                               : shape_.is_wide ? kNarrowName
                                                                : kIdWidth,
                                               lines, Breaks::name)) {
      const std::string mark = is_first && box_.status == Status::done ? "✓ " : "";
      const std::string marks = is_first && shape_.is_tight ? marks_in_line() : "";
      add(marks + pen_.text(escape_label(mark + line), look), "");
      is_first = false;
    }
  }

  void add_title() {
    for (const std::string& line :
         break_lines(shorten(box_.title, kTitleWidth), shape_.is_wide ? kNarrow : kTitleWidth, 2,
                     Breaks::prose)) {
      add(line, {.paint = ink(), .size = 12, .struck = box_.status == Status::dropped});
    }
  }

  void add_item() {
    add_name(box_.id, kIdLines);
    if (!box_.title.empty() && !(shape_.is_wide && is_telling(box_.id))) add_title();
    if (has_moved())
      add_move();
    else
      add_dates();
    add_odds();
    add_marks();
  }

  bool has_moved() const {
    return box_.turn && box_.turn->finish_before.is_set() && box_.finish.is_set();
  }

  /// Before and after a change, and how it stands then.
  void add_move() {
    const std::string move =
        pen_.text(escape_label(say_move(report_, box_)), {.paint = ink(), .size = 12});
    const Paint paint = paint_of_turn(box_);
    const LabelLook look{
        .paint = paint == Paint::critical ? Paint::outside : paint, .size = 12, .bold = true};
    add(move, box_.turn->days ? pen_.text(escape_label(say_shift(*box_.turn->days)), look) : "");
    add_standing();
  }

  void add_standing() {
    const std::string standing = is_over(box_) ? "" : say_standing(box_);
    if (standing.empty()) return;
    const bool is_safe = box_.turn && box_.turn->is_newly_safe;
    add(standing, {.paint = is_safe ? Paint::done : Paint::critical, .size = 12, .bold = true});
  }

  void add_dates() {
    std::string dates = box_.kind == BoxKind::milestone
                            ? (box_.finish.is_set() ? short_date(box_.finish, report_.as_of) : "")
                            : date_range(box_.start, box_.finish, report_.as_of);
    if (box_.status == Status::done) {
      dates = box_.finish.is_set() ? "done " + short_date(box_.finish, report_.as_of) : "done";
    }
    if (box_.status == Status::dropped) dates = "dropped";
    if (box_.is_absent) dates = "not expected (" + to_odds(box_.probability) + ")";
    if (box_.turn && box_.turn->finish_before.is_set() && !box_.finish.is_set()) {
      dates += ", was " + short_date(box_.turn->finish_before, report_.as_of);
    }
    const std::string right = standing();
    if (dates.empty() && right.empty()) return;
    add(pen_.text(escape_label(dates), {.paint = ink(), .size = 12}), right);
  }

  /// How it stands against its date: late in words, else its float.
  std::string standing() const {
    if (box_.is_absent || box_.status == Status::dropped) return "";
    if (box_.turn && (box_.turn->is_newly_late || box_.turn->is_newly_safe)) {
      return pen_.text(escape_label(say_standing(box_)),
                       {.paint = paint_of_turn(box_), .size = 12, .bold = true});
    }
    if (box_.is_late()) {
      return pen_.text(escape_label(to_days(box_.late_days) + " d late"),
                       {.paint = Paint::critical, .size = 12, .bold = true});
    }
    if (is_over(box_) || !box_.float_days || box_.is_critical) return "";
    if (shape_.is_wide && has_odds()) return "";
    return pen_.text(escape_label("float " + to_days(*box_.float_days) + " d"),
                     {.paint = Paint::muted, .size = 12});
  }

  bool has_odds() const { return box_.on_time || box_.p80.is_set(); }

  void add_odds() {
    if (is_over(box_)) return;
    std::string text;
    if (box_.on_time) text = "on time " + to_odds(*box_.on_time);
    std::string late_date = box_.p80.is_set() && !(shape_.is_wide && box_.on_time)
                                ? "P80 " + short_date(box_.p80, report_.as_of)
                                : "";
    const bool moves_p80 = box_.turn && box_.turn->p80_before.is_set() && box_.p80.is_set();
    if (box_.turn && box_.on_time && (moves_p80 || box_.turn->on_time_before)) {
      add_odds_turn(moves_p80 ? say_move(report_, box_) : late_date);
      return;
    }
    if (moves_p80) {
      add(say_move(report_, box_), {.paint = paint_of_turn(box_), .size = 12, .bold = true});
      return;
    }
    const bool is_doubtful = box_.on_time && *box_.on_time < 0.5;
    const LabelLook look{
        .paint = is_doubtful ? Paint::critical : ink(), .size = 12, .bold = is_doubtful};
    if (text.empty() && late_date.empty()) return;
    const LabelLook quiet{.paint = Paint::muted, .size = 12};
    if (text.empty())
      add(late_date, quiet);
    else if (late_date.empty())
      add(text, look);
    else
      add(pen_.text(escape_label(text), look), pen_.text(escape_label(late_date), quiet));
  }

  /// Odds before and after a change; the date has a line of its own.
  void add_odds_turn(const std::string& date) {
    const double before = box_.turn->on_time_before.value_or(*box_.on_time);
    const std::string was = to_odds(before);
    const std::string is = to_odds(*box_.on_time);
    const bool is_better = *box_.on_time > before;
    Paint paint = ink();
    if (was != is) paint = is_better ? Paint::done : Paint::outside;
    if (was != is && !is_better && *box_.on_time < 0.5) paint = Paint::critical;
    const std::string odds = was == is ? is : was + " → " + is;
    add((shape_.is_wide && was != is ? "" : "on time ") + odds,
        {.paint = paint, .size = 12, .bold = was != is});
    const bool moves = box_.turn->p80_before.is_set();
    if (date.empty() || (shape_.is_wide && was != is)) return;
    add(date, {.paint = moves ? paint_of_turn(box_) : Paint::muted, .size = 12, .bold = moves});
  }

  void add_marks() {
    if (box_.turn) {
      const bool is_loud = box_.turn->joins_path;
      add_turn_mark(say_turn_marks(report_, box_), is_loud ? Paint::critical : Paint::outside);
    }
    std::string marks;
    const auto join = [&](const std::string& text) {
      marks += (marks.empty() ? "" : " · ") + text;
    };
    if (box_.kind == BoxKind::blocker && !is_over(box_)) join("blocker");
    if (box_.is_assumed && !is_over(box_)) join("no estimate");
    if (box_.probability < 1.0 && !box_.is_absent && !is_over(box_)) {
      join(to_odds(box_.probability) + " sure to exist");
    }
    for (const std::string& line :
         break_lines(marks, shape_.is_wide ? kNarrow : 40, 3, Breaks::prose)) {
      add(line, {.paint = is_still(report_, box_) ? Paint::muted : Paint::risk,
                 .size = 12,
                 .bold = true});
    }
    if (shows_objective_ && !box_.objective.empty() && !shape_.is_wide) {
      add("in " + shorten(box_.objective, shape_.is_wide ? kNarrow : kTitleWidth),
          {.paint = Paint::muted, .size = 12});
    }
  }

  void add_turn_mark(const std::string& text, Paint paint) {
    for (const std::string& line :
         break_lines(text, shape_.is_wide ? kNarrow : kTitleWidth, 3, Breaks::prose)) {
      add(line, {.paint = paint, .size = 12, .bold = true});
    }
  }

  void add_folded() {
    std::string name = box_.title.empty() ? box_.id : box_.title;
    if (box_.kind == BoxKind::others) {
      add_name(say_rest(box_), 2);
    } else {
      if (name.empty()) name = "no team";
      if (box_.kind == BoxKind::objective) {
        add_name(box_.id, kIdLines);
        if (!box_.title.empty()) add_title();
      } else {
        add_name(shorten(name, kTitleWidth), 2);
      }
      add(say_inside(box_), {.paint = ink(), .size = 12});
    }
    const std::string dates = date_range(box_.start, box_.finish, report_.as_of);
    if (!dates.empty()) add(dates, {.paint = ink(), .size = 12});
    std::string counts;
    if (box_.num_late > 0) counts = std::to_string(box_.num_late) + " late";
    if (box_.num_critical > 0) {
      counts += (counts.empty() ? "" : " · ") + std::to_string(box_.num_critical) + " critical";
    }
    if (!counts.empty()) add(counts, {.paint = Paint::critical, .size = 12, .bold = true});
    if (box_.turn) add_turn_mark(count_turns(*box_.turn), Paint::outside);
    if (box_.num_done > 0)
      add(std::to_string(box_.num_done) + " done", {.paint = Paint::done, .size = 12});
  }

  const GraphReport& report_;
  const GraphBox& box_;
  const Arrangement& shape_;
  bool shows_objective_;
  const Pen& pen_;
  std::vector<std::string> rows_;
};

std::string shape_of(const GraphBox& box) {
  switch (box.kind) {
    case BoxKind::milestone:
      return "shape=box, style=\"filled";
    case BoxKind::blocker:
      return "shape=box, style=\"filled";
    case BoxKind::others:
    case BoxKind::team:
    case BoxKind::objective:
      return "shape=box, peripheries=2, style=\"filled";
    case BoxKind::goal:
      break;
  }
  return "shape=box, style=\"rounded,filled";
}

Paint fill_of(const GraphReport& report, const GraphBox& box) {
  if (is_still(report, box) && !box.is_folded()) return is_over(box) ? Paint::box_done : Paint::box;
  if (box.turn && box.turn->is_gone) return Paint::page;
  if (is_over(box)) return Paint::box_done;
  if (box.is_critical) return Paint::box_critical;
  if (box.is_folded()) return Paint::box_folded;
  if (box.kind == BoxKind::blocker) return Paint::box_blocker;
  return Paint::box;
}

std::string classes_of(const GraphBox& box) {
  static constexpr const char* kKinds[] = {"goal",      "milestone", "blocker",
                                           "objective", "team-box",  "others"};
  std::string out = kKinds[static_cast<std::size_t>(box.kind)];
  if (box.is_critical) out += " critical";
  if (box.is_near_critical) out += " near-critical";
  if (box.is_late()) out += " late";
  if (box.status == Status::done) out += " done";
  if (box.status == Status::dropped) out += " dropped";
  if (box.is_absent) out += " absent";
  if (box.is_assumed) out += " assumed";
  if (box.is_focus) out += " focus";
  if (box.is_beside) out += " beside";
  if (box.team == kNoTeam && !box.is_folded()) out += " outside";
  if (!box.turn) return out;
  if (box.turn->is_gone) out += " gone";
  if (box.turn->is_new) out += " new";
  if (box.turn->days) out += *box.turn->days < 0.0 ? " earlier" : " later";
  if (box.turn->is_newly_late) out += " newly-late";
  if (box.turn->is_newly_safe) out += " newly-safe";
  if (box.turn->joins_path) out += " now-critical";
  if (box.turn->leaves_path) out += " was-critical";
  return out;
}

}  // namespace

std::string box_attributes(const GraphReport& report, const GraphBox& box, const Arrangement& shape,
                           bool shows_objective, const Pen& pen) {
  const bool is_outside = box.team == kNoTeam && !box.is_folded();
  std::string out = shape_of(box);
  const bool is_gone = box.turn && box.turn->is_gone;
  if (is_outside || box.is_absent || is_gone) out += ",dashed";
  out += "\", fillcolor=\"" + pen.colour(fill_of(report, box)) + "\"";
  Paint edge = Paint::line;
  std::string width = "1.2";
  if (box.is_critical) {
    edge = Paint::critical;
    width = "3";
  } else if (is_gone) {
    edge = Paint::line;
    width = "1.6";
  } else if (is_over(box)) {
    edge = Paint::team_line;
  } else if (is_still(report, box)) {
    edge = Paint::line;
  } else if (box.turn && !box.is_folded()) {
    edge = paint_of_turn(box);
    width = "2";
  } else {
    if (is_outside || box.kind == BoxKind::blocker || box.is_near_critical) width = "1.6";
    if (is_outside) {
      edge = Paint::outside;
    } else if (box.kind == BoxKind::blocker) {
      edge = Paint::risk;
    } else if (box.is_near_critical) {
      edge = Paint::text;
    }
  }
  if (box.is_focus) {
    width = is_gone ? "3" : "4";
    edge = Paint::link;
  }
  out += ", color=\"" + pen.colour(edge) + "\", penwidth=" + width;
  out += ", class=\"" + classes_of(box) + "\"";
  return out + ", label=" + Label(report, box, shape, shows_objective, pen).write();
}

}  // namespace slipway::viz
