#include "planner/report/trend_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

Date day(const char* text) { return *parse_date(text); }

const std::string kPlan = kEveryDay + R"("as_of": "2024-02-01",
  "teams": [{"id": "t", "name": "Ours"}],
  "goals": [{"id": "a", "title": "First", "team": "t", "estimate": "4d/5d/9d", "due": "2024-02-09"},
            {"id": "b", "estimate": "3d"},
            {"id": "c", "status": "done", "started": "2024-01-01", "finished": "2024-01-20"},
            {"id": "d"}, {"id": "quiet"}],
  "checkins": [{"date": "2024-01-15", "goal": "a", "forecast": "2024-02-05", "confidence": 0.7},
               {"date": "2024-01-01", "goal": "a", "forecast": "2024-01-31", "confidence": 0.9},
               {"date": "2024-01-15", "goal": "a", "forecast": "2024-02-07"},
               {"date": "2024-01-08", "goal": "b", "forecast": "2024-02-20"},
               {"date": "2024-01-15", "goal": "b", "forecast": "2024-02-05"},
               {"date": "2024-01-08", "goal": "c", "forecast": "2024-01-20"},
               {"date": "2024-01-08", "goal": "d", "confidence": 0.4},
               {"date": "2024-01-08", "goal": "quiet", "score": 0.4, "note": "no date"}]})";

TEST(TrendReport, HasWhatWasSaidByDay) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 500};
  const Analysis analysis = analyse_text(kPlan, options);
  const TrendReport report = report_trend(analysis);
  ASSERT_EQ(report.lines.size(), 4U) << "who only has a score says nothing about dates";
  EXPECT_EQ(report.candidates, 4U);
  EXPECT_EQ(report.checkins, 8U);
  EXPECT_EQ(report.num_goals, 5U);
  const TrendLine& a = report.lines[0];
  EXPECT_EQ(a.title, "First");
  EXPECT_EQ(a.team_name, "Ours");
  EXPECT_THAT(a.said, testing::ElementsAre(SaidDate{day("2024-01-01"), day("2024-01-31")},
                                           SaidDate{day("2024-01-15"), day("2024-02-07")}))
      << "of one day, the last in the file";
  EXPECT_THAT(a.confidence, testing::ElementsAre(SaidConfidence{day("2024-01-01"), 0.9},
                                                 SaidConfidence{day("2024-01-15"), 0.7}));
  EXPECT_EQ(a.checkins, 3U);
  EXPECT_EQ(a.moved_days(), 7);
  EXPECT_EQ(report.lines[1].moved_days(), -15);
  EXPECT_EQ(report.lines[2].finish, day("2024-01-20"));
  EXPECT_EQ(report.lines[2].moved_days(), 0) << "said once";
  EXPECT_EQ(a.finish, day("2024-02-05"));
  EXPECT_EQ(a.forecast->p80, analysis.risk->items[0].forecast->p80);
  EXPECT_EQ(a.on_time->share, odds_of(*analysis.risk->items[0].on_time, 500).share);
  EXPECT_TRUE(report.lines[3].is_assumed);
  EXPECT_FALSE(report_trend(analyse_text(kPlan)).lines[0].forecast);
}

TEST(TrendReport, ChoosesThoseThatMovedMost) {
  const Analysis analysis = analyse_text(kPlan);
  const auto ids = [&](std::size_t most) {
    std::vector<std::string> out;
    for (const ItemId id : choose_trend_goals(*analysis.plan, most))
      out.emplace_back(analysis.plan->item(id).id);
    return out;
  };
  EXPECT_THAT(ids(1), testing::ElementsAre("b"));
  EXPECT_THAT(ids(2), testing::ElementsAre("a", "b"));
  EXPECT_THAT(ids(3), testing::ElementsAre("a", "b", "c")) << "a date before a confidence";
  EXPECT_THAT(ids(9), testing::ElementsAre("a", "b", "c", "d"));
  const TrendReport asked = report_trend(
      analysis, {.goals = {ItemId(std::size_t{4}), ItemId(std::size_t{0})}, .most = 1});
  ASSERT_EQ(asked.lines.size(), 2U);
  EXPECT_EQ(asked.lines[0].id, "quiet") << "as asked for, in that order";
  EXPECT_TRUE(asked.lines[0].said.empty());
}

TEST(TrendReport, IsWhatTheCheckInsSayInAnyOrder) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Plan plan = uncertain_plan(seed, slow::RandomOptions{});
    std::mt19937_64 random(seed);
    std::map<std::pair<ItemId, Date>, Date> said;
    for (int i = 0; i < 30; ++i) {
      CheckIn checkin;
      checkin.goal = ItemId(static_cast<std::size_t>(random() % plan.num_goals));
      checkin.date = plus_days(plan.as_of, -static_cast<std::int32_t>(random() % 40));
      checkin.forecast = plus_days(plan.as_of, static_cast<std::int32_t>(random() % 60) - 20);
      if (said.emplace(std::pair(checkin.goal, checkin.date), checkin.forecast).second)
        plan.checkins.push_back(checkin);
    }
    std::ranges::shuffle(plan.checkins, random);
    Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(std::move(plan)));
    ASSERT_TRUE(analysis.ok);
    const TrendReport report = report_trend(analysis.value, {.most = 1000});
    std::size_t points = 0;
    for (const TrendLine& line : report.lines) {
      EXPECT_TRUE(std::ranges::is_sorted(line.said, {}, &SaidDate::on));
      const auto row = std::ranges::find(analysis.value.plan->items, line.id, &Item::id) -
                       analysis.value.plan->items.begin();
      for (const SaidDate& point : line.said) {
        EXPECT_EQ(said.at({ItemId(static_cast<std::size_t>(row)), point.on}), point.forecast);
        ++points;
      }
    }
    EXPECT_EQ(points, said.size());
  }
}

TEST(TrendReport, AFilterLeavesTheGoalsThatPassIt) {
  std::size_t shown = 0;
  std::size_t left_out = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    Plan plan = uncertain_plan(seed, {});
    for (std::size_t row = 0; row < plan.num_goals; ++row) {
      if (plan.items[row].kind == Kind::objective || row % 4 == 0) continue;
      CheckIn checkin;
      checkin.date = plan.as_of;
      checkin.goal = ItemId(row);
      checkin.confidence = 0.5;
      plan.checkins.push_back(checkin);
    }
    const Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(std::move(plan)));
    ASSERT_TRUE(analysis.ok);
    const Plan& of = *analysis.value.plan;
    const ScheduleReport schedule = report_schedule(analysis.value);
    const TrendReport all = report_trend(analysis.value, {.most = 1000});
    for (const ViewFilter& filter :
         {ViewFilter{.only_critical = true}, ViewFilter{.near_days = 2.0},
          ViewFilter{.only_late = true}, ViewFilter{.focus = ItemId(std::size_t{1}), .up = 1}}) {
      const Selection selection = select_items(analysis.value, schedule, spread_links(of), filter);
      const TrendReport report = report_trend(analysis.value, {.most = 1000, .filter = filter});
      std::vector<std::string> wanted, got;
      for (const TrendLine& line : all.lines) {
        if (selection.has(ItemId(line.row)))
          wanted.push_back(line.id);
        else
          ++left_out;
      }
      for (const TrendLine& line : report.lines) got.push_back(line.id);
      EXPECT_EQ(got, wanted) << seed << ' ' << report.filter;
      EXPECT_EQ(report.passing, wanted.size());
      EXPECT_EQ(report.candidates, all.candidates);
      if (all.candidates > 0) {
        EXPECT_EQ(report.nothing.empty(), !wanted.empty()) << seed;
      }
      shown += got.size();
      std::vector<ItemId> named;
      for (const TrendLine& line : all.lines) named.emplace_back(line.row);
      if (named.empty()) continue;
      EXPECT_EQ(report_trend(analysis.value, {.goals = named, .filter = filter}).lines.size(),
                wanted.size())
          << "also of goals that are named";
    }
  }
  EXPECT_GT(shown, 50U);
  EXPECT_GT(left_out, 50U);
}

TEST(TrendReport, SeveralCheckInsOfADayAreTold) {
  const auto say = [](const std::string& checkins) {
    return report_trend(analyse_text(R"({"slipway": 1, "name": "test", "start": "2024-01-01",
      "as_of": "2024-02-01", "goals": [{"id": "a", "estimate": "1w"}, {"id": "b"}],
      "checkins": [)" + checkins + "]}"));
  };
  const std::string first = R"({"date": "2024-01-08", "goal": "a", "forecast": "2024-02-02",
                                "confidence": 0.4})";
  EXPECT_TRUE(say(first).notes.empty());
  const TrendReport twice = say(first + R"(, {"date": "2024-01-08", "goal": "b", "confidence": 0.1},
    {"date": "2024-01-08", "goal": "a", "forecast": "2024-02-09"})");
  ASSERT_EQ(twice.notes.size(), 1U);
  EXPECT_EQ(twice.notes[0],
            "1 date or confidence was said again on the same day: the last in the file counts");
  ASSERT_EQ(twice.lines[0].said.size(), 1U);
  EXPECT_EQ(twice.lines[0].said[0].forecast, day("2024-02-09"));
  EXPECT_EQ(twice.lines[0].confidence.size(), 1U) << "it was said once";
  const TrendReport thrice = say(first + ", " + first + ", " + first);
  EXPECT_EQ(thrice.notes.at(0),
            "4 dates and confidences were said again on the same day: the last in the file counts");
}

}  // namespace
}  // namespace slipway
