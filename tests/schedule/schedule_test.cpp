// Published and hand-computed schedules.
#include "planner/schedule/schedule.hpp"

#include <gtest/gtest.h>

#include <string>

#include "planner/report/schedule_report.hpp"
#include "tests/support/analyse_text.hpp"

namespace slipway {
namespace {

const ScheduleRow& row_of(const ScheduleReport& report, std::string_view id) {
  for (const ScheduleRow& row : report.rows) {
    if (row.id == id) return row;
  }
  ADD_FAILURE() << "no " << id;
  return report.rows.front();
}

// Precedence network with every link type (domain reference, section 10).
TEST(Schedule, FourLinkTypesWithLagAndLead) {
  const std::string goals = R"("goals": [
    {"id": "A", "estimate": "5d"},
    {"id": "B", "estimate": "10d", "depends_on": ["A"]},
    {"id": "C", "estimate": "4d", "depends_on": [{"on": "A", "type": "SS", "lag": "2d"}]},
    {"id": "D", "estimate": "6d", "depends_on": [{"on": "B", "type": "FF", "lag": "3d"},
                                                 {"on": "C", "lag": "-1d"}]},
    {"id": "E", "kind": "milestone", "depends_on": ["D"]}]})";
  const Analysis analysis = analyse_text(kEveryDay + goals);
  const ScheduleReport report = report_schedule(analysis);
  const Date start = make_date(2024, 1, 1);
  struct Expected {
    std::string_view id;
    int early_start, early_finish;
    double total_float;
  };
  for (const Expected& want : {Expected{"A", 0, 5, 0}, Expected{"B", 5, 15, 0},
                               Expected{"C", 2, 6, 7}, Expected{"D", 12, 18, 0}}) {
    const ScheduleRow& row = row_of(report, want.id);
    EXPECT_EQ(to_iso(row.start), to_iso(plus_days(start, want.early_start))) << want.id;
    EXPECT_EQ(to_iso(row.finish), to_iso(plus_days(start, want.early_finish - 1))) << want.id;
    EXPECT_EQ(row.total_float_days, want.total_float) << want.id;
  }
  EXPECT_EQ(row_of(report, "C").free_float_days, 7);
  EXPECT_EQ(row_of(report, "E").total_float_days, 0);
  EXPECT_EQ(to_iso(row_of(report, "E").finish), to_iso(plus_days(start, 17)));
  EXPECT_EQ(report.critical_path, (std::vector<std::string_view>{"A", "B", "D", "E"}));
}

// A drives B although it has two days of float (domain reference, section 10).
TEST(Schedule, MondaysOnlyTeam) {
  const Analysis analysis = analyse_text(R"({
    "slipway": 1, "name": "calendars", "start": "2024-01-01",
    "teams": [{"id": "a"}, {"id": "b", "calendar": {"work_days": ["mon"]}}],
    "goals": [{"id": "A", "team": "a", "estimate": "3d"},
              {"id": "B", "team": "b", "estimate": "1d", "depends_on": ["A"]}]})");
  const ScheduleReport report = report_schedule(analysis);
  EXPECT_EQ(to_iso(report.rows[0].finish), "2024-01-03");
  EXPECT_EQ(to_iso(report.rows[1].start), "2024-01-08");
  EXPECT_EQ(report.rows[0].total_float_days, 2);
  EXPECT_EQ(report.rows[0].free_float_days, 2);
  EXPECT_TRUE(report.rows[0].is_critical);
  EXPECT_EQ(report.rows[1].driven_by, (std::vector<std::string_view>{"A"}));
}

TEST(Schedule, FloatAgainstATargetOfItsOwn) {
  const std::string json = kEveryDay + R"("goals": [
    {"id": "a", "estimate": "3d"},
    {"id": "b", "estimate": "2d", "depends_on": ["a"]},
    {"id": "c", "estimate": "9d"}]})";
  const Analysis to_the_end = analyse_text(json);
  const ScheduleReport whole = report_schedule(to_the_end);
  EXPECT_EQ(row_of(whole, "b").total_float_days, 4);
  EXPECT_FALSE(row_of(whole, "a").is_critical);
  const Analysis to_goal_b = analyse_text(json, {.target = ItemId(1), .risk = {}});
  const ScheduleReport to_b = report_schedule(to_goal_b);
  EXPECT_EQ(to_b.critical_path, (std::vector<std::string_view>{"a", "b"}));
  EXPECT_TRUE(row_of(to_b, "a").is_critical);
  EXPECT_FALSE(row_of(to_b, "c").is_critical);
  EXPECT_EQ(row_of(to_b, "a").target_float_days, 0);
  EXPECT_EQ(row_of(to_b, "c").target_float_days, std::nullopt);
  EXPECT_EQ(row_of(to_b, "b").total_float_days, 4);
}

TEST(Schedule, AChainOfAHundredThousandGoals) {
  std::string goals;
  for (int i = 0; i < 100'000; ++i) {
    if (i > 0) goals += ",\n";
    goals += "{\"id\": \"g" + std::to_string(i) + "\", \"estimate\": \"1d\"";
    if (i > 0) goals += ", \"depends_on\": [\"g" + std::to_string(i - 1) + "\"]";
    goals += "}";
  }
  const Analysis analysis = analyse_text(kEveryDay + "\"goals\": [" + goals + "]}");
  EXPECT_EQ(analysis.schedule.critical_path.size(), 100'000U);
  EXPECT_EQ(to_iso(analysis.shown.plan_finish),
            to_iso(plus_days(make_date(2024, 1, 1), 100'000 - 1)));
}

// As if the absent goal were not there: work that has started no longer waits for finished work,
// while work that has not started waits for the evening of its last day.
TEST(Schedule, FinishedWorkBehindAnAbsentGoalDoesNotHoldStartedWork) {
  const Analysis analysis = analyse_text(R"({
    "slipway": 1, "name": "absent", "start": "2026-07-01", "as_of": "2026-08-11",
    "goals": [
      {"id": "a", "status": "done", "started": "2026-08-03", "finished": "2026-08-11"},
      {"id": "p", "estimate": "3d", "probability": 0.1, "depends_on": ["a"]},
      {"id": "q", "estimate": "3d", "probability": 0.1, "depends_on": ["p"]},
      {"id": "b", "status": "in_progress", "started": "2026-08-05", "remaining": "2d",
       "depends_on": ["q"]},
      {"id": "c", "estimate": "2d", "depends_on": ["q"]}]})");
  const ScheduleReport report = report_schedule(analysis);
  EXPECT_EQ(to_iso(row_of(report, "b").finish), "2026-08-12");
  EXPECT_EQ(to_iso(row_of(report, "c").finish), "2026-08-13");
}

// Wednesday is worked by the finished predecessor's calendar alone, which no longer counts.
TEST(Schedule, FinishedWorkBehindAnAbsentGoalDoesNotShowTheDayOfStartedWork) {
  const Analysis analysis = analyse_text(R"({
    "slipway": 1, "name": "absent", "start": "2026-07-01", "as_of": "2026-08-11",
    "teams": [{"id": "t", "calendar": {"holidays": ["2026-08-10..2026-08-12"]}}],
    "goals": [
      {"id": "a", "status": "done", "started": "2026-07-20", "finished": "2026-07-31"},
      {"id": "p", "estimate": "3d", "probability": 0.1, "depends_on": ["a"]},
      {"id": "b", "team": "t", "estimate": "0d", "status": "in_progress", "started": "2026-08-05",
       "depends_on": ["p", "w"]}],
    "blockers": [{"id": "w", "team": "t", "estimate": "0d"}]})");
  const ScheduleReport report = report_schedule(analysis);
  EXPECT_EQ(to_iso(row_of(report, "w").finish), "2026-08-13");
  EXPECT_EQ(to_iso(row_of(report, "b").finish), "2026-08-13");
}

// Held back by the status date to Monday: without float, the Friday before is no late finish.
TEST(Schedule, AHeldMilestoneIsNotLateBeforeItsFinish) {
  const Analysis analysis = analyse_text(R"({
    "slipway": 1, "name": "held", "start": "2026-08-03", "as_of": "2026-08-08",
    "goals": [
      {"id": "a", "status": "done", "started": "2026-08-03", "finished": "2026-08-07"},
      {"id": "m", "kind": "milestone", "depends_on": ["a"]},
      {"id": "b", "estimate": "5d", "depends_on": ["m"]}]})");
  const ScheduleReport report = report_schedule(analysis);
  const ScheduleRow& held = row_of(report, "m");
  EXPECT_EQ(to_iso(held.finish), "2026-08-10");
  EXPECT_EQ(to_iso(held.late_start), "2026-08-10");
  EXPECT_EQ(to_iso(held.late_finish), "2026-08-10");
  EXPECT_EQ(held.total_float_days, 0);
}

// A Saturday is after Friday also for those who do not work then.
TEST(Schedule, LateOnADayOffIsADayLate) {
  const Analysis analysis = analyse_text(R"({
    "slipway": 1, "name": "Saturday", "start": "2026-08-03", "as_of": "2026-08-11",
    "teams": [{"id": "shop", "calendar": {"work_days": ["sat"]}}],
    "goals": [
      {"id": "sale", "team": "shop", "estimate": "1d", "parent": "o"},
      {"id": "m", "kind": "milestone", "depends_on": ["sale"], "due": "2026-08-14"},
      {"id": "o", "kind": "objective", "due": "2026-08-14"},
      {"id": "d", "status": "done", "finished": "2026-08-09", "due": "2026-08-07"},
      {"id": "e", "status": "done", "finished": "2026-08-10", "due": "2026-08-07"},
      {"id": "f", "status": "done", "finished": "2026-08-07", "due": "2026-08-09"}]})");
  const ScheduleReport report = report_schedule(analysis);
  EXPECT_EQ(to_iso(row_of(report, "m").finish), "2026-08-15");
  EXPECT_EQ(row_of(report, "m").due_float_days, -1);
  EXPECT_EQ(row_of(report, "o").due_float_days, -1);
  EXPECT_EQ(row_of(report, "d").due_float_days, -1);
  EXPECT_EQ(row_of(report, "e").due_float_days, -1);
  EXPECT_EQ(row_of(report, "f").due_float_days, 0) << "early, with no work left to wait for";
}

// The last day there is may be worked in part, but nothing ends with it.
TEST(Schedule, EndsBeforeTheYear10000) {
  const auto findings_of = [](const std::string& goals) {
    const auto source = std::make_shared<Source>(
        Source{"plan.json", R"({"slipway": 1, "name": "far", "start": "9999-12-20",
                         "calendar": {"work_days": ["mon","tue","wed","thu","fri","sat","sun"]},)" +
                                goals + "}"});
    Loaded<Plan> plan = read_plan(source);
    EXPECT_TRUE(plan.ok);
    return analyse(std::make_shared<const Plan>(std::move(plan.value))).findings;
  };
  EXPECT_FALSE(findings_of(R"("goals": [{"id": "a", "estimate": "11d"}])").has_errors());
  EXPECT_FALSE(findings_of(R"("goals": [{"id": "a", "estimate": "11.5d"}])").has_errors());
  for (const char* const goals : {
           R"("goals": [{"id": "a", "estimate": "12d"}])",
           R"("goals": [{"id": "a", "estimate": "999999w"}])",
           R"("goals": [{"id": "a", "estimate": "11d"},
                        {"id": "b", "estimate": "2d", "depends_on": ["a"]}])",
           R"("goals": [{"id": "a", "estimate": "0d", "not_before": "9999-12-31"},
                        {"id": "b", "kind": "milestone",
                         "depends_on": [{"on": "a", "lag": "2d"}]}])",
           R"("goals": [{"id": "a", "estimate": "1d"}],
              "blockers": [{"id": "w", "estimate": "3w"}])",
       }) {
    const Findings findings = findings_of(goals);
    EXPECT_TRUE(findings.has(Code::plan_too_long)) << goals;
    EXPECT_EQ(findings.count(Severity::error), 1U) << goals;
  }
}

// Work side by side is not long, however much of it there is.
TEST(Schedule, AWidePlanIsNotTooLong) {
  std::string goals;
  for (int i = 0; i < 3000; ++i) {
    if (i > 0) goals += ",";
    goals += "{\"id\": \"g" + std::to_string(i) + "\", \"estimate\": \"520w\"}";
  }
  goals = "\"goals\": [" + goals + "]}";
  EXPECT_EQ(to_iso(analyse_text(kEveryDay + goals).shown.plan_finish), "2033-12-18");
}

// Late dates go no further either: leads before a target add up to more than can be counted.
TEST(Schedule, LeadsAddUpToTheEndOfTimeAtMost) {
  constexpr int kLinks = 60'000;
  std::string goals = R"({"id": "g0", "estimate": "1d"})";
  for (int i = 1; i <= kLinks; ++i) {
    goals += ",{\"id\": \"g" + std::to_string(i) +
             R"(", "estimate": "1d", "depends_on": [{"on": "g)" + std::to_string(i - 1) +
             R"(", "lag": "-999999w"}]})";
  }
  const Analysis analysis = analyse_text(kEveryDay + "\"goals\": [" + goals + "]}",
                                         {.target = ItemId(std::size_t{kLinks}), .risk = {}});
  const ScheduleReport report = report_schedule(analysis, false);
  const double to_the_end = kLastDate.day - make_date(2024, 1, 1).day;
  EXPECT_EQ(report.rows.back().target_float_days, 0);
  EXPECT_NEAR(report.rows.front().target_float_days.value(), to_the_end, 1);
}

// What a sample may take beyond the last date stops there.
TEST(Schedule, NoSampleEndsBeyondTheLastDate) {
  const Analysis analysis =
      analyse_text(kEveryDay + R"("goals": [
        {"id": "a", "estimate": "500000w", "probability": 0.4},
        {"id": "b", "kind": "milestone", "depends_on": ["a"]},
        {"id": "c", "estimate": {"p50": "3d", "p90": "999999w", "shape": "lognormal"}},
        {"id": "d", "estimate": "3d", "depends_on": ["c"]}]})",
                   {.target = {}, .risk = SimulationOptions{.samples = 500, .threads = 1}});
  for (const std::size_t row : {0U, 1U, 2U, 3U}) {
    const Forecast& forecast = analysis.risk->items[row].forecast.value();
    EXPECT_EQ(to_iso(forecast.p90), "9999-12-31") << row;
  }
  EXPECT_EQ(analysis.risk->finish->p90, kLastDate);
}

// Each of the dropped goals lies below all of the objectives: what they add up to must not be
// gathered for each anew, which would take gigabytes.
TEST(Schedule, ObjectivesNestedTwentyThousandDeep) {
  constexpr int kDepth = 20'000;
  std::string goals;
  for (int i = 0; i < kDepth; ++i) {
    goals += "{\"id\": \"o" + std::to_string(i) + "\", \"kind\": \"objective\"";
    if (i > 0) goals += ", \"parent\": \"o" + std::to_string(i - 1) + "\"";
    goals += "},";
  }
  const std::string deepest = "\"parent\": \"o" + std::to_string(kDepth - 1) + "\"";
  for (int i = 0; i < kDepth; ++i) {
    goals += "{\"id\": \"d" + std::to_string(i) + "\", \"status\": \"dropped\", " + deepest + "},";
  }
  goals += R"({"id": "a", "status": "done", "started": "2023-12-28", "finished": "2024-01-01", )" +
           deepest + R"(}, {"id": "b", "estimate": "3d", "parent": "o1", "due": "2024-01-03"})";
  const Analysis analysis = analyse_text(kEveryDay + "\"goals\": [" + goals + "]}");
  const ScheduleReport report = report_schedule(analysis, false);
  const ScheduleRow& top = row_of(report, "o0");
  EXPECT_EQ(to_iso(top.start), "2023-12-28");
  EXPECT_EQ(to_iso(top.finish), "2024-01-03");
  EXPECT_EQ(top.status, Status::in_progress);
  EXPECT_TRUE(top.is_critical);
  EXPECT_EQ(top.total_float_days, 0);
  const ScheduleRow& below = row_of(report, "o2");
  EXPECT_EQ(to_iso(below.finish), "2024-01-01");
  EXPECT_EQ(below.status, Status::done);
  EXPECT_FALSE(below.is_critical);
}

TEST(Schedule, ExactToTheMinute) {
  const Analysis analysis = analyse_text(kEveryDay + R"("goals": [
    {"id": "a", "estimate": "12.3d"}, {"id": "b", "estimate": "0.7d", "depends_on": ["a"]},
    {"id": "c", "estimate": "1d", "depends_on": ["b"]}]})");
  const ScheduleReport report = report_schedule(analysis);
  EXPECT_EQ(to_iso(report.rows[1].finish), "2024-01-13");  // 12.3 + 0.7 is 13, not a moment more
  EXPECT_EQ(to_iso(report.rows[2].start), "2024-01-14");
}

}  // namespace
}  // namespace slipway
