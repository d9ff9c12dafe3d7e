#include "planner/report/burnup_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "planner/io/file.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

constexpr std::uint64_t kSamples = 300;

Date day(const char* text) { return *parse_date(text); }

std::shared_ptr<const Plan> random_plan(std::uint64_t seed) {
  slow::RandomOptions options;
  options.max_items = seed % 2 == 0 ? 14 : 30;
  return std::make_shared<const Plan>(uncertain_plan(seed, options));
}

/// Analyses and keeps the finishes that a burn-up of `objective` needs, and its own.
Analysis analyse_for(const std::shared_ptr<const Plan>& plan, ItemId objective,
                     bool keeps_samples = true, unsigned threads = 1) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = kSamples,
                                   .threads = threads,
                                   .keep = burnup_goals(*plan, objective),
                                   .keeps_samples = keeps_samples};
  if (objective.is_set()) options.risk->keep.push_back(objective);
  Loaded<Analysis> out = analyse(plan, options);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

std::vector<ItemId> objectives_of(const Plan& plan) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    if (plan.items[row].kind == Kind::objective) out.emplace_back(row);
  }
  return out;
}

const KeptFinishes* kept_of(const Analysis& analysis, ItemId id) {
  const auto found = std::ranges::find(analysis.risk->kept, id, &KeptFinishes::item);
  return found == analysis.risk->kept.end() ? nullptr : &*found;
}

/// So many goals are done by the evening of `date` in each sample, counted one by one.
std::vector<std::size_t> count_slowly(const Analysis& analysis, const std::vector<ItemId>& goals,
                                      Date date) {
  std::vector<std::size_t> out(kSamples, 0);
  for (const ItemId id : goals) {
    const Item& item = analysis.plan->item(id);
    const KeptFinishes* kept = kept_of(analysis, id);
    for (std::size_t s = 0; s < kSamples; ++s) {
      if (item.status == Status::done)
        ++out[s];
      else if (kept != nullptr && kept->days[s] <= date)
        ++out[s];
    }
  }
  return out;
}

std::size_t reached_slowly(const std::vector<std::size_t>& counts, double share) {
  std::size_t best = 0;
  for (std::size_t n = 0; n <= *std::ranges::max_element(counts); ++n) {
    const auto with = std::ranges::count_if(counts, [&](std::size_t count) { return count >= n; });
    if (static_cast<double>(with) >= share * static_cast<double>(counts.size()) - 1e-9) best = n;
  }
  return best;
}

TEST(BurnupReport, PercentilesAreThoseOfTheCountsOfSingleSamples) {
  std::size_t days = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::shared_ptr<const Plan> plan = random_plan(seed);
    std::vector<ItemId> wanted = objectives_of(*plan);
    wanted.emplace_back();
    for (const ItemId objective : wanted) {
      const Analysis analysis = analyse_for(plan, objective);
      const BurnupReport report = report_burnup(analysis, {.objective = objective});
      const std::vector<ItemId> goals = burnup_goals(*plan, objective);
      EXPECT_EQ(report.scope, goals.size());
      for (const BurnupDay& at : report.ahead) {
        const std::vector<std::size_t> counts = count_slowly(analysis, goals, at.day);
        ASSERT_EQ(at.p10, reached_slowly(counts, 0.1)) << seed << ' ' << to_iso(at.day);
        ASSERT_EQ(at.p50, reached_slowly(counts, 0.5)) << seed << ' ' << to_iso(at.day);
        ASSERT_EQ(at.p80, reached_slowly(counts, 0.8)) << seed << ' ' << to_iso(at.day);
        ASSERT_EQ(at.p90, reached_slowly(counts, 0.9)) << seed << ' ' << to_iso(at.day);
        ASSERT_EQ(at.all, static_cast<std::uint64_t>(std::ranges::count(counts, goals.size())));
        std::size_t sum = 0;
        for (const std::size_t count : counts) sum += count;
        ASSERT_NEAR(at.mean, static_cast<double>(sum) / kSamples, 1e-9);
        ++days;
      }
    }
  }
  EXPECT_GT(days, 2000U);
}

/// The largest amount that a share of the runs reach, looked for among all of them.
double reached_slowly(const std::vector<double>& amounts, double share) {
  double best = 0.0;
  for (const double amount : amounts) {
    const auto with =
        std::ranges::count_if(amounts, [&](double other) { return other >= amount - 1e-9; });
    if (static_cast<double>(with) >= share * static_cast<double>(amounts.size()) - 1e-9)
      best = std::max(best, amount);
  }
  return best;
}

TEST(BurnupReport, ByValueEachGoalCountsWhatItIsWorth) {
  std::size_t days = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    slow::RandomOptions options;
    options.max_items = 20;
    Plan plan = uncertain_plan(seed, options);
    for (std::size_t row = 0; row < plan.num_goals; ++row) {
      Item& item = plan.items[row];
      if (item.details == kNoRow) {
        item.details = static_cast<std::uint32_t>(plan.details.size());
        plan.details.emplace_back();
      }
      if (row % 3 != 0) plan.details[item.details].value = 0.1 * static_cast<double>(row);
    }
    const auto shared = std::make_shared<const Plan>(std::move(plan));
    const Analysis analysis = analyse_for(shared, {});
    const BurnupReport report = report_burnup(analysis, {.by = BurnupBy::value});
    const auto worth = [&](ItemId id) {
      return shared->details_of(shared->item(id)).value.value_or(0.0);
    };
    std::vector<ItemId> goals = burnup_goals(*shared, {});
    const std::size_t all = goals.size();
    std::erase_if(goals, [&](ItemId id) { return worth(id) == 0.0; });
    EXPECT_EQ(report.scope, goals.size());
    EXPECT_EQ(report.worthless, all - goals.size());
    double total = 0.0;
    for (const ItemId id : goals) total += worth(id);
    EXPECT_NEAR(report.total, total, 1e-9);
    if (goals.empty()) continue;
    EXPECT_EQ(report.ahead.back().p90, report.total) << seed << " to the last digit";
    for (const BurnupDay& at : report.ahead) {
      std::vector<double> amounts(kSamples, 0.0);
      for (const ItemId id : goals) {
        const KeptFinishes* kept = kept_of(analysis, id);
        for (std::size_t s = 0; s < kSamples; ++s) {
          const bool is_done = shared->item(id).status == Status::done ||
                               (kept != nullptr && kept->days[s] <= at.day);
          amounts[s] += is_done ? worth(id) : 0.0;
        }
      }
      ASSERT_NEAR(at.p10, reached_slowly(amounts, 0.1), 1e-9) << seed;
      ASSERT_NEAR(at.p50, reached_slowly(amounts, 0.5), 1e-9) << seed;
      ASSERT_NEAR(at.p80, reached_slowly(amounts, 0.8), 1e-9) << seed;
      ASSERT_NEAR(at.p90, reached_slowly(amounts, 0.9), 1e-9) << seed;
      ++days;
    }
  }
  EXPECT_GT(days, 500U);
}

TEST(BurnupReport, AFilterLeavesTheGoalsThatPassIt) {
  std::size_t some = 0;
  std::size_t none = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::shared_ptr<const Plan> plan = random_plan(seed);
    for (std::size_t t = 0; t < plan->teams.size(); ++t) {
      // What goals are by now does not choose: it says nothing of the past.
      const ViewFilter filter{.teams = {TeamId(t)}, .only_critical = true};
      std::vector<ItemId> goals = burnup_goals(*plan, {});
      std::erase_if(goals, [&](ItemId id) { return plan->item(id).team != TeamId(t); });
      EXPECT_EQ(burnup_goals(*plan, {}, filter), goals);
      const BurnupReport report = report_burnup(analyse_for(plan, {}), {.filter = filter});
      EXPECT_EQ(report.scope, goals.size());
      EXPECT_EQ(report.nothing.empty(), !goals.empty());
      EXPECT_EQ(report.filter, "team " + std::string(plan->teams[t].name));
      ++(goals.empty() ? none : some);
    }
  }
  EXPECT_GT(some, 50U);
  EXPECT_GT(none, 5U);
}

TEST(BurnupReport, CurvesRiseToTheScopeAndNeverCross) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::shared_ptr<const Plan> plan = random_plan(seed);
    const BurnupReport report = report_burnup(analyse_for(plan, {}));
    ASSERT_FALSE(report.ahead.empty());
    EXPECT_EQ(report.ahead.front().day, plan->as_of);
    const auto done = static_cast<double>(report.done);
    EXPECT_EQ(report.amount_done, done);
    BurnupDay before{.p10 = done, .p50 = done, .p80 = done, .p90 = done};
    for (const BurnupDay& at : report.ahead) {
      EXPECT_LE(at.p90, at.p80);
      EXPECT_LE(at.p80, at.p50);
      EXPECT_LE(at.p50, at.p10);
      EXPECT_GE(at.p10, before.p10);
      EXPECT_GE(at.p50, before.p50);
      EXPECT_GE(at.p80, before.p80);
      EXPECT_GE(at.p90, before.p90);
      before = at;
    }
    EXPECT_EQ(report.ahead.back().p90, report.scope) << seed;
  }
}

TEST(BurnupReport, TheLastGoalsDayIsTheForecastOfTheObjective) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const std::shared_ptr<const Plan> plan = random_plan(seed);
    for (const ItemId objective : objectives_of(*plan)) {
      const Analysis analysis = analyse_for(plan, objective);
      const std::optional<Forecast>& forecast = analysis.risk->items[objective.index()].forecast;
      const BurnupReport report = report_burnup(analysis, {.objective = objective});
      if (!forecast || report.done == report.scope) continue;
      EXPECT_EQ(report.p50, forecast->p50) << seed;
      EXPECT_EQ(report.p80, forecast->p80) << seed;
      EXPECT_EQ(report.p90, forecast->p90) << seed;
      if (report.all_by_due && !report.is_due_of_goals) {
        const std::uint64_t hits = analysis.risk->items[objective.index()].on_time.value();
        EXPECT_EQ(report.all_by_due->share, odds_of(hits, kSamples).share) << seed;
      }
      ++compared;
    }
  }
  EXPECT_GT(compared, 40U);
}

TEST(KeptFinishes, BySampleBelongTogether) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::shared_ptr<const Plan> plan = random_plan(seed);
    for (const ItemId objective : objectives_of(*plan)) {
      const Analysis analysis = analyse_for(plan, objective);
      const KeptFinishes* whole = kept_of(analysis, objective);
      if (whole == nullptr) continue;
      std::vector<Date> latest(kSamples);
      for (const KeptFinishes& kept : analysis.risk->kept) {
        if (kept.item == objective) continue;
        for (std::size_t s = 0; s < kSamples; ++s) latest[s] = std::max(latest[s], kept.days[s]);
      }
      EXPECT_EQ(latest, whole->days) << seed << ": an objective ends with its last goal";
      EXPECT_EQ(analyse_for(plan, objective, true, 3).risk->kept, analysis.risk->kept);
      Simulation sorted = *analysis.risk;
      for (KeptFinishes& kept : sorted.kept) std::ranges::sort(kept.days);
      EXPECT_EQ(sorted.kept, analyse_for(plan, objective, false).risk->kept);
      ++compared;
    }
  }
  EXPECT_GT(compared, 20U);
}

const std::string kThree = kEveryDay + R"("as_of": "2024-01-11",
  "teams": [{"id": "t"}],
  "goals": [{"id": "o", "kind": "objective", "due": "2024-01-31"},
            {"id": "in", "kind": "objective", "parent": "o"},
            {"id": "a", "parent": "o", "status": "done", "started": "2024-01-01",
             "finished": "2024-01-05", "estimate": "5d"},
            {"id": "b", "parent": "in", "status": "done", "started": "2024-01-01",
             "finished": "2024-01-09", "estimate": "5d"},
            {"id": "c", "parent": "in", "estimate": "10d"},
            {"id": "d", "parent": "o", "depends_on": ["c"], "probability": 0.9},
            {"id": "m", "kind": "milestone", "parent": "o", "depends_on": ["d"]},
            {"id": "gone", "parent": "o", "status": "dropped"},
            {"id": "hope", "commitment": "stretch", "estimate": "2d"}],
  "checkins": [{"date": "2024-01-03", "goal": "a", "score": 0.5},
               {"date": "2024-01-07", "goal": "a", "score": 0.9},
               {"date": "2024-01-07", "goal": "b", "score": 0.6},
               {"date": "2024-01-07", "goal": "hope", "score": 0.6},
               {"date": "2024-01-11", "goal": "c", "score": 0.25},
               {"date": "2024-01-12", "goal": "c", "score": 0.3}]})";

TEST(BurnupReport, HasWhatIsDoneAndWhatCounts) {
  const Analysis first = analyse_text(kThree);
  const ItemId o(std::size_t{0});
  const BurnupReport report = report_burnup(analyse_for(first.plan, o), {.objective = o});
  EXPECT_EQ(report.id, "o");
  EXPECT_EQ(report.scope, 5U);
  EXPECT_EQ(report.milestones, 1U);
  EXPECT_EQ(report.done, 2U);
  EXPECT_EQ(report.dropped, 1U);
  EXPECT_EQ(report.doubtful, 1U);
  EXPECT_EQ(report.assumed, 1U);
  EXPECT_EQ(report.num_goals, 7U);
  EXPECT_THAT(
      report.history,
      testing::ElementsAre(BurnupStep{day("2024-01-01"), 0}, BurnupStep{day("2024-01-05"), 1},
                           BurnupStep{day("2024-01-09"), 2}, BurnupStep{day("2024-01-11"), 2}));
  ASSERT_EQ(report.scores.size(), 3U) << "what is said after the status date is not known yet";
  EXPECT_EQ(report.scores[0], (BurnupScore{day("2024-01-03"), 0.5}));
  EXPECT_NEAR(report.scores[1].amount, 0.6, 1e-12) << "a is done by then";
  EXPECT_NEAR(report.scores[2].amount, 0.25, 1e-12) << "b is done by then";
  EXPECT_EQ(report.due, day("2024-01-31"));
  EXPECT_FALSE(report.is_due_of_goals);
  const BurnupReport all = report_burnup(analyse_for(first.plan, {}));
  EXPECT_EQ(all.scope, 5U) << "committed ones";
  EXPECT_FALSE(all.due.is_set()) << "no goal has a date";
  EXPECT_FALSE(all.all_by_due);
}

TEST(BurnupReport, AnOlderPlanSaysHowManyThereWere) {
  const Analysis first = analyse_text(kThree);
  const Analysis old = analyse_text(kEveryDay + R"("as_of": "2024-01-04",
    "goals": [{"id": "x"}, {"id": "o", "kind": "objective"}, {"id": "a", "parent": "o"}]})");
  const ItemId o(std::size_t{0});
  const Analysis analysis = analyse_for(first.plan, o);
  EXPECT_EQ(report_burnup(analysis, {.objective = o, .baseline = old.plan.get()}).baseline,
            (BurnupStep{day("2024-01-04"), 1}));
  EXPECT_EQ(report_burnup(analysis, {.objective = o}).baseline, std::nullopt);
  const Analysis none = analyse_text(kEveryDay + R"("goals": [{"id": "o"}]})");
  EXPECT_EQ(report_burnup(analysis, {.objective = o, .baseline = none.plan.get()}).baseline,
            std::nullopt)
      << "there was no such objective";
}

TEST(BurnupReport, LongPlansAreThinnedOutEvenly) {
  const Analysis first =
      analyse_text(kEveryDay + R"("goals": [{"id": "a", "estimate": "200w/500w/900w"}]})");
  const Analysis analysis = analyse_for(first.plan, {});
  const BurnupReport report = report_burnup(analysis, {.most_days = 100});
  EXPECT_LE(report.ahead.size(), 101U);
  EXPECT_EQ(report.ahead.back().p90, 1U);
  for (const BurnupDay& at : report.ahead) {
    EXPECT_EQ(at.p80,
              reached_slowly(count_slowly(analysis, {ItemId(std::size_t{0})}, at.day), 0.8));
  }
}

}  // namespace
}  // namespace slipway
