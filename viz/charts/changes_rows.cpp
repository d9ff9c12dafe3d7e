#include "viz/charts/changes_rows.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "viz/charts/changes_words.hpp"

namespace slipway::viz {
namespace {

constexpr double kNames = 256.0;  // of ids and titles
constexpr double kShift = 92.0;
constexpr double kOdds = 112.0;
constexpr double kMark = 96.0;
constexpr double kGhost = 20.0;  // heights of the bars
constexpr double kBar = 10.0;
constexpr double kTag = 14.0;
constexpr double kLeastBar = 3.0;  // work of a moment is still seen

const Look kGhostLook{.stroke = Paint::muted, .width = 1.25, .dash = Dash::dashed};

double days_of(const ChangedRow& row) {
  return row.days.value_or(0.0) != 0.0 ? *row.days : row.p80_days.value_or(0.0);
}

/// Says whether only odds move, or nothing that has a direction.
bool stands(const ChangedRow& row) { return days_of(row) == 0.0; }

Look bar_look(const ChangedRow& row) {
  Look look{.fill = Paint::box, .stroke = Paint::line, .width = 1.5};
  if (row.is_newly_late) {
    look.fill = Paint::box_critical;
    look.stroke = Paint::critical;
  } else if (row.is_newly_safe || (!stands(row) && days_of(row) < 0.0)) {
    look.fill = Paint::box_folded;
    look.stroke = Paint::done;
  } else if (row.is_new || !stands(row)) {
    look.fill = Paint::box_outside;
    look.stroke = Paint::outside;
  }
  if (row.is_critical) look.width = 3.0;
  if (row.is_assumed && !row.is_done) look.hatch = Hatch::rising;
  return look;
}

Paint mark_ink(const ChangedRow& row) {
  if (row.is_newly_late || row.is_late) return Paint::critical;
  if (row.is_newly_safe) return Paint::done;
  return row.is_gone ? Paint::muted : Paint::outside;
}

void draw_tag(Brush& brush, const ChangedRow& row, double x, double top) {
  if (!row.is_critical && !row.was_critical) return;
  const Area area{x, top, kTag, kTag};
  if (row.is_critical)
    brush.box(area, {.fill = Paint::critical, .stroke = Paint::critical}, 3);
  else
    brush.box(area, {.fill = Paint::page, .stroke = Paint::critical, .dash = Dash::dashed}, 3);
  brush.text({.at = {x + kTag / 2, top + 11},
              .text = "C",
              .size = kSmallSize,
              .weight = Weight::bold,
              .ink = row.is_critical ? Paint::page : Paint::critical,
              .anchor = Anchor::middle});
}

void draw_names(Brush& brush, const ChangedRow& row, const ChangeColumns& columns, double top) {
  const bool has_tag = row.is_critical || row.was_critical;
  const double left = kPadding + (has_tag ? kTag + 6 : 0);
  const double room = columns.plot_left - left - 14;
  draw_tag(brush, row, kPadding, top + 6);
  std::string name = row.id;
  if (row.is_done) name = "✓ " + name;
  if (row.kind == Kind::milestone) name = "◆ " + name;
  if (row.kind == Kind::blocker) name = "⬢ " + name;
  const bool is_quiet = row.is_gone || row.is_done;
  brush.label({.at = {left, top + 17},
               .text = std::move(name),
               .size = kTextSize,
               .weight = Weight::bold,
               .ink = is_quiet ? Paint::muted : Paint::text,
               .is_struck = row.is_gone},
              room);
  const double all = columns.plot_left - kPadding - 14;
  const std::string team = row.team.empty() ? "" : cut_label(row.team, all / 2, kSmallSize);
  double x = kPadding;
  if (!row.title.empty() && row.title != row.id) {
    const double most = all - (team.empty() ? 0 : text_width(" · " + team, kSmallSize));
    Text title{.at = {x, top + 32}, .text = row.title, .size = kSmallSize, .ink = Paint::muted};
    x += text_width(cut_label(row.title, most, kSmallSize), kSmallSize);
    brush.label(std::move(title), most);
  }
  if (team.empty()) return;
  const bool is_second = x > kPadding;  // a space at the front of a text would get lost
  Text words{.at = {is_second ? x + text_width(" ", kSmallSize) : x, top + 32},
             .text = (is_second ? "· " : "") + team,
             .size = kSmallSize,
             .ink = Paint::muted};
  if (team != row.team) words.title = row.team;
  brush.text(std::move(words));
}

void draw_span(Brush& brush, const DayAxis& axis, Date start, Date finish, double middle,
               double height, const Look& look) {
  if (!finish.is_set()) return;
  const double right = axis.end_of(finish);
  const double left = std::min(axis.start_of(start.is_set() ? start : finish), right);
  // At an edge of the axis a bar of a moment is kept within it.
  const double width = std::max(right - left, kLeastBar);
  const double x = std::clamp(left, axis.left(), axis.right() - width);
  brush.box({x, middle - height / 2, width, height}, look, 2);
}

void draw_moment(Brush& brush, const DayAxis& axis, Date date, double middle, double radius,
                 const Look& look) {
  if (!date.is_set()) return;
  const double x = std::clamp(axis.end_of(date), axis.left() + radius, axis.right() - radius);
  brush.diamond({x, middle}, radius, look);
}

void draw_tail(Brush& brush, const DayAxis& axis, const ChangedRow& row, double middle,
               const Look& bar) {
  if (!row.p80_after.is_set() || row.is_gone) return;
  const double from = axis.end_of(row.finish_after.is_set() ? row.finish_after : row.p80_after);
  const double to = axis.end_of(row.p80_after);
  const Look line{.stroke = bar.stroke, .width = 1.5};
  if (to > from) brush.line({from, middle}, {to, middle}, line);
  brush.line({to, middle - 4}, {to, middle + 4}, line);
  if (!row.p80_before.is_set() || row.p80_before == row.p80_after) return;
  const double was = axis.end_of(row.p80_before);
  brush.line({was, middle - 8}, {was, middle + 8}, kGhostLook);
}

void draw_due(Brush& brush, const DayAxis& axis, const ChangedRow& row, double top) {
  const auto bracket = [&](Date date, const Look& look) {
    const double x = axis.end_of(date);
    const double foot = std::max(x - 4, axis.left());
    brush.path(
        {{foot, top + 3}, {x, top + 3}, {x, top + kChangeRow - 3}, {foot, top + kChangeRow - 3}},
        look);
  };
  const bool moved =
      row.due_before.is_set() && row.due_after.is_set() && row.due_before != row.due_after;
  if (moved && axis.covers(row.due_before)) bracket(row.due_before, kGhostLook);
  const Date due = row.due_after.is_set() ? row.due_after : row.due_before;
  if (!due.is_set() || !axis.covers(due)) return;
  bracket(due, {.stroke = row.is_late ? Paint::critical : Paint::text, .width = 1.75});
}

}  // namespace

ChangeColumns columns_for(double width, bool has_odds) {
  ChangeColumns out;
  out.mark_right = width - kPadding;
  out.mark_left = out.mark_right - kMark;
  out.odds_right = out.mark_left - 12;
  out.shift_right = has_odds ? out.odds_right - kOdds - 8 : out.odds_right;
  out.plot_left = kPadding + kNames;
  out.plot_right = out.shift_right - kShift;
  return out;
}

void draw_change_headings(Brush& brush, const ChangesReport& report, const ChangeColumns& columns,
                          double baseline) {
  const auto head = [&](double right, const char* text) {
    brush.text({.at = {right, baseline},
                .text = text,
                .size = kSmallSize,
                .ink = Paint::muted,
                .anchor = Anchor::end});
  };
  head(columns.shift_right, "moves");
  if (report.samples > 0) head(columns.odds_right, "on time");
}

void draw_change_row(Brush& brush, const ChangedRow& row, const ChangeColumns& columns,
                     const DayAxis& axis, double top) {
  std::string kind = row.kind == Kind::milestone ? "milestone"
                     : row.kind == Kind::blocker ? "blocker"
                                                 : "goal";
  if (row.is_late) kind += " late";
  if (row.is_newly_late) kind += " newly-late";
  if (row.is_newly_safe) kind += " newly-safe";
  if (row.is_critical) kind += " critical";
  if (!row.is_critical && row.was_critical) kind += " was-critical";
  if (row.is_gone) kind += " gone";
  if (row.is_new) kind += " new";
  if (row.is_done) kind += " done";
  Brush group = brush.group("goal-" + std::to_string(row.number), std::move(kind), row_title(row));
  draw_names(group, row, columns, top);
  const double middle = top + kChangeRow / 2;
  const Look look = bar_look(row);
  draw_due(group, axis, row, top);
  const bool is_moment = row.kind == Kind::milestone;
  if (!row.is_new) {
    if (is_moment)
      draw_moment(group, axis, row.finish_before, middle, 9, kGhostLook);
    else
      draw_span(group, axis, row.start_before, row.finish_before, middle, kGhost, kGhostLook);
  }
  if (!row.is_gone) {
    draw_tail(group, axis, row, middle, look);
    if (is_moment)
      draw_moment(group, axis, row.finish_after, middle, 6, look);
    else
      draw_span(group, axis, row.start_after, row.finish_after, middle, kBar, look);
  }
  const double baseline = middle + 4;
  if (const std::string shift = shift_words(row); !shift.empty()) {
    group.text({.at = {columns.shift_right, baseline},
                .text = shift,
                .weight = Weight::bold,
                .ink = look.stroke.value_or(Paint::text),
                .anchor = Anchor::end});
  }
  if (const std::string odds = odds_words(row); !odds.empty()) {
    const bool moves = row.on_time_before && row.on_time_after &&
                       *row.on_time_before != *row.on_time_after && !row.is_noise;
    group.text({.at = {columns.odds_right, baseline},
                .text = odds,
                .ink = moves ? Paint::text : Paint::muted,
                .anchor = Anchor::end});
  }
  if (const std::string mark = mark_words(row); !mark.empty()) {
    group.text({.at = {columns.mark_left, baseline},
                .text = mark,
                .weight = row.is_newly_late || row.is_newly_safe ? Weight::bold : Weight::regular,
                .ink = mark_ink(row)});
  }
}

std::vector<LegendEntry> change_legend(const ChangesReport& report) {
  using Mark = LegendEntry::Mark;
  std::vector<LegendEntry> out = {{Mark::box, kGhostLook, "before"}};
  const auto any = [&](auto says) { return std::ranges::any_of(report.rows, says); };
  const auto add_bar = [&](ChangedRow example, std::string text) {
    out.push_back({Mark::box, bar_look(example), std::move(text)});
  };
  if (any([](const ChangedRow& row) { return row.is_newly_late; }))
    add_bar({.is_newly_late = true}, "now, newly late");
  if (any([](const ChangedRow& row) { return !row.is_newly_late && days_of(row) > 0.0; }))
    add_bar({.days = 1.0}, "now, later");
  if (any([](const ChangedRow& row) { return days_of(row) < 0.0; }))
    add_bar({.days = -1.0}, "now, earlier");
  if (any([](const ChangedRow& row) { return !row.is_gone && !row.is_new && stands(row); }))
    add_bar({}, "now, in its place");
  if (any([](const ChangedRow& row) { return row.is_new && !row.is_newly_late; }))
    add_bar({.is_new = true}, "new");
  if (any([](const ChangedRow& row) { return row.is_assumed && !row.is_done; }))
    add_bar({.is_assumed = true}, "no estimate: the plan's default");
  if (any([](const ChangedRow& row) { return row.is_critical; }))
    out.push_back({Mark::line, {.stroke = Paint::critical, .width = 3}, "C, thick: critical"});
  if (any([](const ChangedRow& row) { return row.was_critical && !row.is_critical; })) {
    out.push_back({Mark::line,
                   {.stroke = Paint::critical, .width = 1, .dash = Dash::dashed},
                   "C, dashed: was critical"});
  }
  if (any([](const ChangedRow& row) { return row.p80_after.is_set(); }))
    out.push_back({Mark::line,
                   {.stroke = Paint::line, .width = 1.5},
                   "thin, to the tick: P80 (dashed: before)"});
  if (any([](const ChangedRow& row) { return row.due_after.is_set(); }))
    out.push_back({Mark::line, {.stroke = Paint::text, .width = 1.75}, "bracket: due date"});
  return out;
}

}  // namespace slipway::viz
