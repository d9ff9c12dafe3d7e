// The engine against the slow oracle, which shares no code with it: equal dates, floats, critical
// set, path and drivers on random plans of every kind.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/report/risk_report.hpp"
#include "planner/report/schedule_report.hpp"
#include "tests/support/random_problem.hpp"
#include "tests/support/slow_oracle.hpp"

namespace slipway {
namespace {

std::string shown(std::optional<int> day) { return day ? slow::to_iso_day(*day) : "-"; }
std::string shown(Date date) { return date.is_set() ? to_iso(date) : "-"; }
std::string eighths(std::optional<long> count) { return count ? std::to_string(*count) : "-"; }
std::string eighths(std::optional<double> days) {
  if (!days) return "-";
  const double count = *days * 8.0;
  const long whole = std::lround(count);
  return std::fabs(count - static_cast<double>(whole)) < 1e-9 ? std::to_string(whole)
                                                              : std::to_string(count);
}

// Returns what differs between engine and oracle for one plan, in words; empty when equal.
std::string compare(const slow::Problem& problem) {
  const std::string json = slow::to_plan_json(problem);
  const auto source = std::make_shared<Source>(Source{"random.json", json});
  Loaded<Plan> plan = read_plan(source);
  if (!plan.ok) return "not read:\n" + to_text(plan.findings, *source, false, true) + json;
  Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(std::move(plan.value)));
  if (!analysis.ok)
    return "not analysed:\n" + to_text(analysis.findings, *source, false, true) + json;
  const ScheduleReport report = report_schedule(analysis.value);
  const slow::Result expected = slow::solve(problem);

  std::string out;
  const auto check = [&](const std::string& what, const std::string& got, const std::string& want) {
    if (got != want) out += what + ": " + got + ", oracle " + want + "\n";
  };
  const auto id_of = [&](int item) { return problem.items[static_cast<std::size_t>(item)].id; };
  check("plan finish", shown(report.finish), shown(expected.finish));
  std::string path;
  for (const auto id : report.critical_path) path += std::string(id) + ' ';
  std::string expected_path;
  for (const int item : expected.critical_path) expected_path += id_of(item) + ' ';
  check("critical path", path, expected_path);
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    const ScheduleRow& row = report.rows[i];
    const slow::ItemResult& want = expected.items[i];
    const std::string id = problem.items[i].id + ' ';
    check(id + "start", shown(row.start), shown(want.start));
    check(id + "finish", shown(row.finish), shown(want.finish));
    check(id + "late start", shown(row.late_start), shown(want.late_start));
    check(id + "late finish", shown(row.late_finish), shown(want.late_finish));
    check(id + "total float", eighths(row.total_float_days), eighths(want.total_float));
    check(id + "free float", eighths(row.free_float_days), eighths(want.free_float));
    check(id + "due float", eighths(row.due_float_days), eighths(want.due_float));
    check(id + "critical", row.is_critical ? "yes" : "no", want.critical ? "yes" : "no");
    std::string drivers;
    for (const auto driver : row.driven_by) drivers += std::string(driver) + ' ';
    std::string expected_drivers;
    for (const int driver : want.driven_by) expected_drivers += id_of(driver) + ' ';
    check(id + "driven by", drivers, expected_drivers);
  }
  if (!out.empty()) out += json;
  return out;
}

int count_of_plans() {
  const char* wanted = std::getenv("SLIPWAY_RANDOM_PLANS");
  return wanted != nullptr ? std::atoi(wanted) : 1000;
}

// SLIPWAY_SEED looks at other plans: it is added to every seed.
std::uint64_t seeds_from() {
  const char* wanted = std::getenv("SLIPWAY_SEED");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 0;
}

void compare_many(const slow::RandomOptions& options, std::uint64_t first_seed, int count) {
  first_seed += seeds_from();
  ASSERT_GT(count, 0) << "SLIPWAY_RANDOM_PLANS must be a number above 3";
  int wrong = 0;
  for (int i = 0; i < count && wrong < 3; ++i) {
    const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(i);
    const std::string difference = compare(slow::random_problem(seed, options));
    if (!difference.empty()) ++wrong;
    EXPECT_EQ(difference, "") << "seed " << seed;
  }
}

TEST(Oracle, AgreesOnPlansOfEveryKind) { compare_many({}, 1, count_of_plans()); }

TEST(Oracle, AgreesOnPlainNetworks) {
  slow::RandomOptions plain;
  plain.team_calendars = plain.holidays = plain.lag_calendars = plain.elapsed_lags = false;
  plain.progress = plain.out_of_sequence = plain.override_links = plain.partial_actuals = false;
  plain.dropped = plain.absent = plain.soft_links = plain.not_before = plain.objectives = false;
  compare_many(plain, 100'000, count_of_plans() / 4);
}

TEST(Oracle, AgreesOnMixedCalendarsWithoutProgress) {
  slow::RandomOptions mixed;
  mixed.progress = mixed.out_of_sequence = mixed.override_links = mixed.partial_actuals = false;
  mixed.dropped = mixed.absent = mixed.soft_links = false;
  compare_many(mixed, 200'000, count_of_plans() / 4);
}

// What is absent passes on what lies behind it, and started work no longer waits for what is done.
TEST(Oracle, AgreesOnStartedWorkBehindAbsentGoals) {
  slow::RandomOptions doubtful;
  doubtful.absent_percent = 50;
  doubtful.done_within_days = 1;
  compare_many(doubtful, 300'000, count_of_plans() / 2);
}

// Random plans have fixed durations: where nothing is left to chance, risk must show the schedule.
TEST(Oracle, RiskWithoutChanceShowsTheSchedule) {
  slow::RandomOptions certain;
  certain.absent = certain.soft_links = false;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const std::string json = slow::to_plan_json(slow::random_problem(seed, certain));
    if (json.find("\"probability\"") != std::string::npos) continue;
    const auto source = std::make_shared<Source>(Source{"random.json", json});
    Loaded<Plan> plan = read_plan(source);
    ASSERT_TRUE(plan.ok) << seed;
    AnalysisOptions options;
    options.risk = SimulationOptions{.samples = 3, .threads = 1};
    const Loaded<Analysis> analysis =
        analyse(std::make_shared<const Plan>(std::move(plan.value)), options);
    ASSERT_TRUE(analysis.ok) << seed;
    const RiskReport report = report_risk(analysis.value);
    if (report.finish) {
      EXPECT_EQ(shown(report.finish->p50), shown(report.schedule.finish)) << seed << json;
    }
    for (std::size_t i = 0; i < report.rows.size(); ++i) {
      const ScheduleRow& row = report.schedule.rows[i];
      if (!row.finish.is_set() || !report.rows[i].forecast) continue;
      EXPECT_EQ(shown(report.rows[i].forecast->p50), shown(row.finish)) << row.id << seed << json;
      if (!report.rows[i].on_time) continue;
      EXPECT_EQ(report.rows[i].on_time->share, row.is_late() ? 0.0 : 1.0) << row.id << seed << json;
      EXPECT_EQ(*report.rows[i].criticality, row.is_critical ? 1.0 : 0.0) << row.id << seed << json;
    }
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace slipway
