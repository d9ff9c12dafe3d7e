#include "viz/gantt/gantt_legend.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "viz/gantt/gantt_arrows.hpp"
#include "viz/gantt/gantt_bar.hpp"
#include "viz/scene/chart_head.hpp"

namespace slipway::viz {
namespace {

constexpr double kSample = 30.0;  // width of a sample
constexpr double kLineHeight = 20.0;
constexpr double kGapAfter = 20.0;

struct Entry {
  std::string text;
  void (*draw)(Brush& brush, double x, double middle) = nullptr;
};

void draw_sample_bar(Brush& brush, double x, double middle, const GanttRow& row) {
  draw_bar_shape(brush, row, x + 2, x + kSample - 2, middle);
}

void draw_sample_arrow(Brush& brush, double x, double middle, const GraphLink& link) {
  const Look look = look_of(link);
  brush.line({x, middle}, {x + kSample - 6, middle}, look);
  if (link.is_broken()) {
    brush.line({x, middle}, {x + kSample - 6, middle},
               {.stroke = Paint::page, .width = look.width / 3});
  }
  draw_arrow_head(brush, {x, middle}, {x + kSample, middle}, link);
}

void draw_goal(Brush& brush, double x, double middle) { draw_sample_bar(brush, x, middle, {}); }
void draw_critical(Brush& brush, double x, double middle) {
  GanttRow row;
  row.is_critical = true;
  draw_sample_bar(brush, x, middle, row);
}
void draw_near(Brush& brush, double x, double middle) {
  GanttRow row;
  row.is_near_critical = true;
  draw_sample_bar(brush, x, middle, row);
}
void draw_done(Brush& brush, double x, double middle) {
  GanttRow row;
  row.status = Status::done;
  draw_sample_bar(brush, x, middle, row);
}
void draw_blocker(Brush& brush, double x, double middle) {
  GanttRow row;
  row.kind = Kind::blocker;
  draw_sample_bar(brush, x, middle, row);
}
void draw_assumed(Brush& brush, double x, double middle) {
  GanttRow row;
  row.is_assumed = true;
  draw_sample_bar(brush, x, middle, row);
}
void draw_beside(Brush& brush, double x, double middle) {
  GanttRow row;
  row.is_beside = true;
  draw_sample_bar(brush, x, middle, row);
}
void draw_begun(Brush& brush, double x, double middle) {
  draw_goal(brush, x, middle);
  brush.box({x + 2, middle - 2, kSample / 2, 4}, {.fill = Paint::link});
}
void draw_group_shape(Brush& brush, double x, double middle) {
  draw_summary_shape(brush, x, x + kSample - 8, middle - 1);
}
void draw_group(Brush& brush, double x, double middle) {
  draw_group_shape(brush, x, middle);
  brush.line({x + kSample - 8, middle - 1}, {x + kSample, middle - 1}, kLastP90Look);
}
void draw_milestone(Brush& brush, double x, double middle) {
  brush.diamond({x + kSample / 2, middle}, 6.5, look_of(GanttRow{}));
}
void draw_forecast(Brush& brush, double x, double middle) {
  brush.path({{x, middle - 4},
              {x + 14, middle - 4},
              {x + kSample, middle - 1},
              {x + kSample, middle + 1},
              {x + 14, middle + 4},
              {x, middle + 4}},
             {.fill = Paint::page, .stroke = Paint::link, .width = 0.9}, true);
}
void draw_p10(Brush& brush, double x, double middle) {
  brush.line({x + kSample - 5, middle - 7}, {x + kSample - 5, middle + 7},
             {.stroke = Paint::text, .width = 1.5});
}
void draw_float(Brush& brush, double x, double middle) {
  brush.box({x, middle - 1.5, kSample, 3}, kFloatLook);
}
void draw_due(Brush& brush, double x, double middle) {
  const double right = x + kSample - 5;
  brush.path(
      {{right - 4, middle - 7}, {right, middle - 7}, {right, middle + 7}, {right - 4, middle + 7}},
      kDueLook);
}
void draw_due_beyond(Brush& brush, double x, double middle) {
  const double tip = x + kSample - 5;
  brush.path({{tip - 4, middle - 4}, {tip, middle}, {tip - 4, middle + 4}}, kDueLook);
}
void draw_ghost(Brush& brush, double x, double middle) {
  brush.box({x + 1, middle - 2.5, kSample - 2, 5}, kGhostLook);
}
void draw_status_date(Brush& brush, double x, double middle) {
  brush.line({x + kSample - 8, middle - 8}, {x + kSample - 8, middle + 8}, kStatusDateLook);
}
void draw_holiday(Brush& brush, double x, double middle) {
  brush.box({x + kSample - 14, middle - 7, 10, 14}, kHolidayLook);
}
void draw_link(Brush& brush, double x, double middle) { draw_sample_arrow(brush, x, middle, {}); }
void draw_critical_link(Brush& brush, double x, double middle) {
  GraphLink link;
  link.is_critical = true;
  draw_sample_arrow(brush, x, middle, link);
}
void draw_soft_link(Brush& brush, double x, double middle) {
  GraphLink link;
  link.probability = 0.5;
  draw_sample_arrow(brush, x, middle, link);
}
void draw_unagreed_link(Brush& brush, double x, double middle) {
  GraphLink link;
  link.is_cross_team = true;
  link.ask = Ask::asked;
  draw_sample_arrow(brush, x, middle, link);
}
void draw_declined_link(Brush& brush, double x, double middle) {
  GraphLink link;
  link.ask = Ask::declined;
  draw_sample_arrow(brush, x, middle, link);
}
void draw_broken_link(Brush& brush, double x, double middle) {
  GraphLink link;
  link.missing_days = 1.0;
  draw_sample_arrow(brush, x, middle, link);
}

bool has_bar(const GanttRow& row) { return row.finish.is_set() && row.status != Status::dropped; }

std::vector<Entry> entries_of(const GanttMarks& marks) {
  std::vector<Entry> out;
  const auto any_row = [&](auto claim) {
    return std::ranges::any_of(marks.rows, [&](const GanttRow* row) { return claim(*row); });
  };
  const auto any_link = [&](auto claim) {
    return std::ranges::any_of(marks.links, [&](const GraphLink* link) { return claim(*link); });
  };
  const auto add_if = [&](bool is_there, const char* text, void (*draw)(Brush&, double, double)) {
    if (is_there) out.push_back({text, draw});
  };
  const auto is_open = [](const GanttRow& row) {
    return has_bar(row) && row.status != Status::done;
  };
  add_if(marks.has_groups && marks.has_forecasts, "all of a group, line to its last P90",
         draw_group);
  add_if(marks.has_groups && !marks.has_forecasts, "all of a group", draw_group_shape);
  add_if(any_row([&](const GanttRow& row) {
           return is_open(row) && row.kind == Kind::goal && !row.is_critical;
         }),
         "start to planned finish", draw_goal);
  add_if(any_row([](const GanttRow& row) { return row.is_critical; }), "C critical", draw_critical);
  add_if(any_row([](const GanttRow& row) { return row.is_near_critical; }), "c near-critical",
         draw_near);
  add_if(any_row([](const GanttRow& row) { return row.status == Status::done; }), "✓ done",
         draw_done);
  add_if(any_row([&](const GanttRow& row) {
           return is_open(row) && row.status == Status::in_progress && row.progress > 0.0;
         }),
         "share of the work done", draw_begun);
  add_if(any_row([&](const GanttRow& row) { return has_bar(row) && row.kind == Kind::milestone; }),
         "milestone", draw_milestone);
  add_if(any_row([&](const GanttRow& row) { return has_bar(row) && row.kind == Kind::blocker; }),
         "blocker", draw_blocker);
  add_if(any_row([&](const GanttRow& row) { return has_bar(row) && row.is_assumed; }),
         "no estimate: the plan's default", draw_assumed);
  add_if(any_row([](const GanttRow& row) { return row.is_beside; }), "linked to what was asked for",
         draw_beside);
  const bool has_forecast = any_row([](const GanttRow& row) { return row.p90.is_set(); });
  add_if(has_forecast, "finish P10", draw_p10);
  add_if(has_forecast, "finish to P50, narrowing to P90", draw_forecast);
  add_if(any_row([&](const GanttRow& row) {
           return is_open(row) && row.late_finish.is_set() && row.late_finish > row.finish;
         }),
         "total float", draw_float);
  add_if(marks.has_due, "due", draw_due);
  add_if(marks.has_due_beyond, "due beyond the axis", draw_due_beyond);
  add_if(any_row(has_moved), "before: the baseline", draw_ghost);
  add_if(marks.has_status_date, "status date", draw_status_date);
  add_if(marks.has_holidays, "holiday", draw_holiday);
  add_if(any_link([](const GraphLink& link) {
           return !link.is_critical && !link.is_broken() && !link.is_unagreed() &&
                  !link.is_declined() && !link.is_soft();
         }),
         "waits for", draw_link);
  add_if(any_link([](const GraphLink& link) { return link.is_critical; }), "critical link",
         draw_critical_link);
  add_if(any_link([](const GraphLink& link) { return link.is_soft(); }), "may not bind",
         draw_soft_link);
  add_if(any_link([](const GraphLink& link) { return link.is_unagreed(); }), "? not agreed",
         draw_unagreed_link);
  add_if(any_link([](const GraphLink& link) { return link.is_declined(); }), "× declined",
         draw_declined_link);
  add_if(any_link([](const GraphLink& link) { return link.is_broken(); }),
         "! misses a due date by these days", draw_broken_link);
  return out;
}

}  // namespace

double draw_gantt_legend(Brush& brush, const GanttMarks& marks, double left, double right,
                         double baseline) {
  Brush group = brush.group("legend", "legend");
  double x = left;
  for (const Entry& entry : entries_of(marks)) {
    const double width = kSample + 6 + text_width(entry.text, kSmallSize);
    if (x > left && x + width > right) {
      x = left;
      baseline += kLineHeight;
    }
    entry.draw(group, x, baseline - 4);
    group.text({.at = {x + kSample + 6, baseline}, .text = entry.text, .size = kSmallSize});
    x += width + kGapAfter;
  }
  return baseline;
}

}  // namespace slipway::viz
