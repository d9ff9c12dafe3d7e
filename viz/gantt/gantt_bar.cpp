#include "viz/gantt/gantt_bar.hpp"

#include <algorithm>

namespace slipway::viz {
namespace {

constexpr double kRowHeight = 24.0;
constexpr double kGhostHeight = 7.0;  // of the ghost below a bar, with its gap
constexpr double kBarTop = 4.0;       // below the top of the row
constexpr double kLeastBar = 3.0;     // a bar of no time can still be seen
constexpr double kDiamond = 7.0;
constexpr double kFloatHeight = 3.0;

struct Span {
  double left = 0.0;
  double right = 0.0;
};

/// Returns where work from `start` to `finish` stands on the axis; nothing without a finish.
std::optional<Span> span_of(const DayAxis& axis, Date start, Date finish) {
  if (!finish.is_set()) return std::nullopt;
  const double right = axis.end_of(finish);
  double left = start.is_set() ? std::min(axis.start_of(start), right) : right;
  if (right - left < kLeastBar) left = std::max(axis.left(), right - kLeastBar);
  return Span{left, std::max(right, left + kLeastBar)};
}

Paint hue_of(const GanttRow& row) {
  if (row.status == Status::done) return Paint::muted;
  if (row.is_critical) return Paint::critical;
  return row.kind == Kind::blocker ? Paint::risk : Paint::link;
}

// Full height from the bar to the P50, then narrower to the P90.
void draw_tail(Brush& brush, const DayAxis& axis, const GanttRow& row, double right,
               double middle) {
  if (!row.p90.is_set()) return;
  const double p90 = axis.end_of(row.p90);
  if (p90 <= right + 0.5) return;
  const double p50 = std::clamp(axis.end_of(row.p50), right, p90);
  const double half = kBarHeight / 2 - 2;
  constexpr double kEnd = 1.0;
  brush.path({{right, middle - half},
              {p50, middle - half},
              {p90, middle - kEnd},
              {p90, middle + kEnd},
              {p50, middle + half},
              {right, middle + half}},
             {.fill = Paint::page, .stroke = hue_of(row), .width = 0.9}, true);
}

void draw_ghost(Brush& brush, const DayAxis& axis, const GanttRow& row, double top) {
  const std::optional<Span> before = span_of(axis, row.start_before, row.finish_before);
  if (!before || !has_moved(row)) return;
  const double middle = top + kBarTop + kBarHeight + kGhostHeight / 2 + 1.5;
  if (row.kind == Kind::milestone) {
    brush.diamond({before->right, middle}, kGhostHeight / 2 + 0.5,
                  {.fill = Paint::page, .stroke = kGhostLook.stroke});
  } else {
    brush.box({before->left, middle - kGhostHeight / 2 + 1, before->right - before->left,
               kGhostHeight - 2},
              kGhostLook);
  }
}

void draw_due(Brush& brush, const DayAxis& axis, const GanttRow& row, double top) {
  if (!has_due(row)) return;
  constexpr double kHook = 4.0;
  Look look = row.is_late() ? kLateDueLook : kDueLook;
  if (row.status == Status::done) look.stroke = Paint::muted;
  if (is_due_beyond(axis, row)) {
    const bool is_after = row.due > axis.days().back();
    const double tip = is_after ? axis.right() - 1 : axis.left() + 1;
    const double back = is_after ? tip - kHook : tip + kHook;
    const double middle = top + kBarTop + kBarHeight / 2;
    brush.path({{back, middle - kHook}, {tip, middle}, {back, middle + kHook}}, look);
    return;
  }
  const double x = axis.end_of(row.due);
  const double from = top + 1.5;
  const double to = top + kBarTop + kBarHeight + 2.5;
  brush.path({{x - kHook, from}, {x, from}, {x, to}, {x - kHook, to}}, look);
}

void draw_progress(Brush& brush, const GanttRow& row, double left, double right, double middle) {
  if (row.status != Status::in_progress || row.progress <= 0.0) return;
  constexpr double kStripe = 4.0;
  brush.box({left, middle - kStripe / 2, (right - left) * std::min(1.0, row.progress), kStripe},
            {.fill = hue_of(row)});
}

}  // namespace

bool has_moved(const GanttRow& row) {
  return row.finish_before.is_set() &&
         (row.start_before != row.start || row.finish_before != row.finish);
}

bool has_due(const GanttRow& row) {
  return row.due.is_set() && row.status != Status::dropped && !row.is_absent;
}

bool is_due_beyond(const DayAxis& axis, const GanttRow& row) {
  return has_due(row) && !axis.covers(row.due);
}

double row_height(bool has_ghosts) { return kRowHeight + (has_ghosts ? kGhostHeight : 0.0); }

Look look_of(const GanttRow& row) {
  Look look{.fill = Paint::box_folded, .stroke = hue_of(row), .width = 1.25};
  if (row.kind == Kind::blocker) look.fill = Paint::box_blocker;
  if (row.is_near_critical) look.width = 2.0;
  if (row.is_critical) {
    look.fill = Paint::box_critical;
    look.width = 3.0;
  }
  if (row.status == Status::done) look = {.fill = Paint::box_done, .stroke = Paint::muted};
  if (row.kind == Kind::milestone) return look;  // too small for dashes and hatches
  if (row.is_beside) look.dash = Dash::dashed;
  if (row.is_assumed) look.hatch = Hatch::rising;
  return look;
}

std::optional<BarPlace> place_bar(const DayAxis& axis, const GanttRow& row, double top,
                                  bool has_ghosts) {
  if (row.status == Status::dropped) return std::nullopt;
  const std::optional<Span> span = span_of(axis, row.start, row.finish);
  if (!span) return std::nullopt;
  BarPlace out{span->left, span->right, top + kBarTop + kBarHeight / 2, top,
               top + row_height(has_ghosts)};
  if (row.kind == Kind::milestone) {
    const double x = axis.end_of(row.finish);
    out.left = x - kDiamond;
    out.right = x + kDiamond;
  }
  return out;
}

void draw_bar_shape(Brush& brush, const GanttRow& row, double left, double right, double middle) {
  constexpr double kHalf = kBarHeight / 2;
  if (row.kind != Kind::blocker) {
    brush.box({left, middle - kHalf, right - left, kBarHeight}, look_of(row), 2.0);
    return;
  }
  const double point = std::min(kHalf - 1, (right - left) / 2);
  brush.path({{left, middle},
              {left + point, middle - kHalf},
              {right - point, middle - kHalf},
              {right, middle},
              {right - point, middle + kHalf},
              {left + point, middle + kHalf}},
             look_of(row), true);
}

void draw_bar(Brush& brush, const DayAxis& axis, const GanttRow& row, double top, bool has_ghosts) {
  if (has_ghosts) draw_ghost(brush, axis, row, top);
  const std::optional<BarPlace> bar = place_bar(axis, row, top, has_ghosts);
  if (!bar) return draw_due(brush, axis, row, top);
  const bool is_milestone = row.kind == Kind::milestone;
  const double end = is_milestone ? (bar->left + bar->right) / 2 : bar->right;
  if (row.late_finish.is_set() && row.status != Status::done) {
    const double late = axis.end_of(row.late_finish);
    if (late > end + 0.5) {
      brush.box({end, bar->bottom - kFloatHeight - 1.5, late - end, kFloatHeight}, kFloatLook);
    }
  }
  draw_tail(brush, axis, row, end, bar->middle);
  const Look look = look_of(row);
  if (is_milestone) {
    brush.diamond({end, bar->middle}, kDiamond - look.width / 2, look);
  } else {
    draw_bar_shape(brush, row, bar->left, bar->right, bar->middle);
    draw_progress(brush, row, bar->left, bar->right, bar->middle);
  }
  if (row.p10.is_set() && row.p10 != row.p90) {
    const double x = axis.end_of(row.p10);
    if (x < bar->left) {
      brush.line({x, bar->middle}, {bar->left, bar->middle}, {.stroke = hue_of(row), .width = 0.9});
    }
    brush.line({x, bar->middle - kBarHeight / 2 - 1}, {x, bar->middle + kBarHeight / 2 + 1},
               {.stroke = Paint::text, .width = 1.5});
  }
  draw_due(brush, axis, row, top);
}

void draw_summary_shape(Brush& brush, double left, double right, double middle) {
  constexpr double kHalf = 2.5;
  constexpr double kFoot = 6.0;
  const double foot = std::min(kFoot, (right - left) / 2);
  brush.path({{left, middle - kHalf},
              {right, middle - kHalf},
              {right, middle + kFoot},
              {right - foot, middle + kHalf},
              {left + foot, middle + kHalf},
              {left, middle + kFoot}},
             {.fill = Paint::muted}, true);
}

void draw_summary(Brush& brush, const DayAxis& axis, const GanttGroup& group, double middle) {
  const std::optional<Span> span = span_of(axis, group.start, group.finish);
  if (!span) return;
  if (group.p90.is_set()) {
    const double p90 = axis.end_of(group.p90);
    if (p90 > span->right) brush.line({span->right, middle}, {p90, middle}, kLastP90Look);
  }
  draw_summary_shape(brush, span->left, span->right, middle);
}

}  // namespace slipway::viz
