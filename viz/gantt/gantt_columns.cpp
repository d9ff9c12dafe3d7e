#include "viz/gantt/gantt_columns.hpp"

#include <algorithm>

#include "viz/gantt/gantt_bar.hpp"
#include "viz/gantt/gantt_words.hpp"
#include "viz/scene/chart_head.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kWide = 1400.0;    // from this width on there is room for the forecast's dates
constexpr double kMarkRoom = 18.0;  // left of the names
constexpr double kGap = 12.0;       // between columns
constexpr double kLeastTitle = 40.0;

bool is_over(const GanttRow& row) {
  return row.status == Status::done || row.status == Status::dropped || row.is_absent;
}

std::string date_text(const GanttReport& report, Date date) {
  return date.is_set() ? short_date(date, report.as_of.is_set() ? report.as_of : date) : "";
}

std::string finish_text(const GanttReport& report, const GanttRow& row) {
  return date_text(report, row.finish);
}
std::string group_finish_text(const GanttReport& report, const GanttGroup& group) {
  return date_text(report, group.finish);
}
std::string group_p90_text(const GanttReport& report, const GanttGroup& group) {
  return date_text(report, group.p90);
}
std::string group_due_text(const GanttReport& report, const GanttGroup& group) {
  return date_text(report, group.due);
}
std::string group_odds_text(const GanttReport&, const GanttGroup& group) {
  return group.on_time ? to_odds(*group.on_time) : "";
}
std::string group_late_text(const GanttReport&, const GanttGroup& group) {
  return group.num_late > 0 ? to_grouped(group.num_late) + " late" : "";
}
std::string team_text(const GanttReport&, const GanttRow& row) {
  constexpr double kMostTeam = 90.0;
  return row.team.empty() ? "" : cut_label(row.team, kMostTeam, kSmallSize);
}
std::string p50_text(const GanttReport& report, const GanttRow& row) {
  return date_text(report, row.p50);
}
std::string p90_text(const GanttReport& report, const GanttRow& row) {
  return date_text(report, row.p90);
}
std::string due_text(const GanttReport& report, const GanttRow& row) {
  return has_due(row) ? date_text(report, row.due) : "";
}
std::string odds_text(const GanttReport&, const GanttRow& row) {
  return row.on_time ? to_odds(*row.on_time) : "";
}
std::string late_text(const GanttReport&, const GanttRow& row) {
  return row.is_late() ? to_days(row.late_days) + " d late" : "";
}
std::string float_text(const GanttReport&, const GanttRow& row) {
  return row.float_days && !is_over(row) ? to_days(*row.float_days) + " d" : "";
}
std::string moved_text(const GanttReport& report, const GanttRow& row) {
  if (!row.moved_days || *row.moved_days == 0.0) return "";
  return say_move_of(*row.moved_days, report.days_per_week);
}

Paint plain_ink(const GanttRow& row) { return is_over(row) ? Paint::muted : Paint::text; }
Paint muted_ink(const GanttRow&) { return Paint::muted; }
Paint late_ink(const GanttRow& row) {
  return row.status == Status::done ? Paint::muted : Paint::critical;
}
Paint odds_ink(const GanttRow& row) {
  const std::string_view word = word_of_odds(row.on_time.value_or(1.0));
  if (word.empty()) return Paint::text;
  return word == "at risk" ? Paint::risk : Paint::critical;
}
Paint moved_ink(const GanttRow& row) {
  return row.moved_days.value_or(0.0) > 0.0 ? Paint::critical : Paint::done;
}

Text cell(const GanttColumn& column, std::string text, double baseline, Paint ink) {
  return {.at = {column.right, baseline},
          .text = std::move(text),
          .size = kSmallSize,
          .ink = ink,
          .anchor = Anchor::end};
}

}  // namespace

GanttColumns choose_columns(const GanttReport& report, const Frame& frame) {
  GanttColumns out;
  out.mark_left = kPadding;
  out.name_left = kPadding + kMarkRoom;
  std::vector<GanttColumn> wanted;
  const auto add = [&](const char* heading, auto text, auto ink, auto group_text) {
    wanted.push_back({heading, text, ink, group_text});
  };
  constexpr std::string (*kNothing)(const GanttReport&, const GanttGroup&) = nullptr;
  if (report.grouping != Grouping::team) add("team", team_text, muted_ink, kNothing);
  add("finish", finish_text, plain_ink, group_finish_text);
  if (frame.width >= kWide) {
    add("P50", p50_text, muted_ink, kNothing);
    add("P90", p90_text, muted_ink, group_p90_text);
  }
  add("due", due_text, muted_ink, group_due_text);
  add("late", late_text, late_ink, group_late_text);
  add("on time", odds_text, odds_ink, group_odds_text);
  add("float", float_text, muted_ink, kNothing);
  add("moved", moved_text, moved_ink, kNothing);
  double right = frame.width - kPadding;
  for (auto column = wanted.rbegin(); column != wanted.rend(); ++column) {
    double widest = 0.0;
    for (const GanttRow& row : report.rows) {
      widest = std::max(widest, text_width(column->text(report, row), kSmallSize));
    }
    if (column->group_text != nullptr) {
      for (const GanttGroup& group : report.groups) {
        widest = std::max(widest, text_width(column->group_text(report, group), kSmallSize));
      }
    }
    if (widest == 0.0) continue;
    widest = std::max(widest, text_width(column->heading, kSmallSize));
    column->right = right;
    right -= widest + kGap;
    out.columns.push_back(std::move(*column));
  }
  std::ranges::reverse(out.columns);
  out.name_right = out.name_left + 0.235 * frame.width;
  out.plot_left = out.name_right + 16;
  out.plot_right = right - (out.columns.empty() ? 8 : 2);
  return out;
}

void draw_headings(Brush& brush, const GanttColumns& columns, double baseline) {
  for (const GanttColumn& column : columns.columns) {
    brush.text(cell(column, column.heading, baseline, Paint::muted));
  }
}

void draw_texts(Brush& brush, const GanttReport& report, const GanttColumns& columns,
                const GanttRow& row, double baseline) {
  if (const std::string mark = mark_of(row); !mark.empty()) {
    brush.text({.at = {columns.mark_left + 6, baseline},
                .text = mark,
                .weight = row.is_critical ? Weight::bold : Weight::regular,
                .ink = row.status == Status::done ? Paint::done : Paint::critical,
                .anchor = Anchor::middle});
  }
  double right = columns.name_right;
  if (const std::string state = state_of(row); !state.empty()) {
    brush.text({.at = {right, baseline},
                .text = state,
                .size = kSmallSize,
                .ink = row.is_assumed ? Paint::risk : Paint::muted,
                .anchor = Anchor::end});
    right -= text_width(state, kSmallSize) + 8;
  }
  const bool is_struck = row.status == Status::dropped;
  const double room = right - columns.name_left;
  const std::string id = cut_label(row.id, room, kTextSize);
  brush.label({.at = {columns.name_left, baseline},
               .text = row.id,
               .ink = is_over(row) || row.is_beside ? Paint::muted : Paint::text,
               .is_struck = is_struck},
              room);
  const double left = columns.name_left + text_width(id, kTextSize) + 8;
  if (!row.title.empty() && right - left >= kLeastTitle) {
    brush.label({.at = {left, baseline},
                 .text = row.title,
                 .size = kSmallSize,
                 .ink = Paint::muted,
                 .is_struck = is_struck},
                right - left);
  }
  for (const GanttColumn& column : columns.columns) {
    std::string text = column.text(report, row);
    if (!text.empty()) brush.text(cell(column, std::move(text), baseline, column.ink(row)));
  }
}

void draw_texts(Brush& brush, const GanttReport& report, const GanttColumns& columns,
                const GanttGroup& group, bool is_continued, double baseline) {
  const std::string name = name_of(report, group) + (is_continued ? " (continued)" : "");
  const double room = columns.name_right - columns.mark_left;
  std::string counts = count_words(group);
  if (!group.id.empty() && group.id != name_of(report, group)) {  // people say ids aloud
    const std::string id = cut_label(group.id, 0.35 * room, kSmallSize);
    counts += (counts.empty() ? "" : " · ") + id;
  }
  const double name_room = std::max(room - text_width(counts, kSmallSize) - 10, 0.35 * room);
  const double name_width =
      text_width(cut_label(name, name_room, kTextSize, Weight::bold), kTextSize, Weight::bold);
  brush.label({.at = {columns.mark_left, baseline}, .text = name, .weight = Weight::bold},
              name_room);
  const double left = columns.mark_left + name_width + 10;
  Text text{.at = {left, baseline},
            .text = fit_text(counts, columns.name_right - left, kSmallSize),
            .size = kSmallSize,
            .ink = Paint::muted};
  if (text.text != counts) text.title = counts;
  brush.text(std::move(text));
  for (const GanttColumn& column : columns.columns) {
    if (column.group_text == nullptr) continue;
    std::string words = column.group_text(report, group);
    const Paint ink = column.heading == "late" ? Paint::critical : Paint::text;
    if (!words.empty()) brush.text(cell(column, std::move(words), baseline, ink));
  }
}

}  // namespace slipway::viz
