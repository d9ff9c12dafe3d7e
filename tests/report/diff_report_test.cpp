// What moved whom, over random edits of random plans.
#include "planner/report/diff_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

#include "planner/io/plan_reader.hpp"
#include "tests/support/plan_edits.hpp"

namespace slipway {
namespace {

constexpr std::uint64_t kSamples = 96;

struct Compared {
  std::unique_ptr<Analysis> before, after;
  PlanDiff diff;
  Comparison comparison;
  DiffReport report;
};

// Without samples by dates alone.
Compared compare_plans(const Plan& before, const Plan& after, std::uint64_t samples) {
  AnalysisOptions options;
  if (samples > 0)
    options.risk = SimulationOptions{.samples = samples, .threads = 1, .keeps_hits = true};
  const auto work_out = [&](const Plan& plan) {
    Loaded<Analysis> made = analyse(std::make_shared<const Plan>(plan), options);
    EXPECT_TRUE(made.ok);
    return std::make_unique<Analysis>(std::move(made.value));
  };
  Compared out;
  out.before = work_out(before);
  out.after = work_out(after);
  out.diff = diff_plans(*out.before->plan, *out.after->plan);
  out.comparison = compare(*out.before, *out.after, pair_items(out.diff.match));
  out.report = report_diff(*out.before, *out.after, out.diff, out.comparison);
  AttributionOptions shares;
  shares.risk = options.risk;
  shares.threads = 1;
  shares.items = list_moved(out.report, out.diff);
  if (shares.items.empty()) shares.items.push_back(kNoRow);
  const Loaded<Attribution> made = attribute(*out.before->plan, *out.after->plan, out.diff, shares);
  EXPECT_TRUE(made.ok);
  if (made) add_parts(made.value, before, after, out.diff, out.report);
  return out;
}

Compared compare_edited(const EditedPlan& edited) {
  return compare_plans(edited.before, edited.after, kSamples);
}

using Visit = std::function<void(const std::optional<PartFigure>& whole, const PartFigure& rest,
                                 const std::vector<PartFigure>& parts, double unit, double shown)>;

void visit_figures(const DiffParts& row, const Visit& visit) {
  const auto list = [&](std::optional<PartFigure> DiffPart::*which) {
    std::vector<PartFigure> out;
    for (const DiffPart& part : row.by) {
      if (part.*which) out.push_back(*(part.*which));
    }
    return out;
  };
  const auto ticks = static_cast<double>(kTicksPerDay);
  visit(row.finish, row.finish_rest, list(&DiffPart::finish), ticks, 10.0);
  visit(row.p80, row.p80_rest, list(&DiffPart::p80), ticks, 10.0);
  visit(row.on_time, row.on_time_rest, list(&DiffPart::on_time), kSamples, kSamples);
}

TEST(DiffReport, PartsAddUpExactlyAndAsShown) {
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Compared compared = compare_edited(edit_plan(seed));
    std::vector<DiffParts> rows = compared.report.parts;
    rows.push_back(compared.report.plan);
    for (const DiffParts& row : rows) {
      visit_figures(row, [&](const std::optional<PartFigure>& whole, const PartFigure& rest,
                             const std::vector<PartFigure>& parts, double unit, double shown) {
        if (!whole) return;
        std::int64_t units = std::llround(rest.value * unit);
        std::int64_t steps = std::llround(rest.shown * shown);
        for (const PartFigure& part : parts) {
          units += std::llround(part.value * unit);
          steps += std::llround(part.shown * shown);
        }
        EXPECT_EQ(units, std::llround(whole->value * unit)) << seed;
        EXPECT_EQ(steps, std::llround(whole->shown * shown)) << seed;
        EXPECT_LE(std::fabs(whole->shown - whole->value), 0.5 / shown + 1e-9) << seed;
        ++checked;
      });
    }
  }
  EXPECT_GT(checked, 500);
}

// Days are those of the comparison wherever both plans count them by one calendar.
TEST(DiffReport, WholesAreWhatTheComparisonSays) {
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Compared compared = compare_edited(edit_plan(seed));
    const auto row_of = [&](ItemPair pair) -> const MovedRow* {
      const std::string_view id = compared.after->plan->item(pair.after).id;
      for (const MovedRow& row : compared.report.now().moved)
        if (row.id == id && !row.is_new && !row.is_gone) return &row;
      return nullptr;
    };
    for (const ItemComparison& item : compared.comparison.items) {
      if (!item.item.before.is_set() || !item.item.after.is_set() || !item.delta_days) continue;
      const MovedRow* const row = row_of(item.item);
      const Plan& before = *compared.before->plan;
      const Plan& after = *compared.after->plan;
      const auto calendar = [](const Plan& plan, ItemId id) {
        return plan.calendars[plan.calendar_of(plan.item(id)).index()];
      };
      if (row == nullptr ||
          !(calendar(before, item.item.before) == calendar(after, item.item.after)))
        continue;
      ASSERT_TRUE(row->delta_days);
      EXPECT_NEAR(*row->delta_days, *item.delta_days, 1e-9) << seed << ' ' << row->id;
      ++checked;
    }
  }
  EXPECT_GT(checked, 100);
}

TEST(DiffReport, EveryDifferenceIsListedOnceAndInItsGroup) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Compared compared = compare_edited(edit_plan(seed, {.edits = 6}));
    ASSERT_EQ(compared.report.changes.size(), compared.diff.changes.size());
    std::size_t grouped = 0;
    for (const ChangeGroup& group : compared.report.groups) grouped += group.changes.size();
    std::size_t movers = 0;
    for (const DiffChange& change : compared.report.changes)
      movers += change.change.group != kNoGroup ? 1U : 0U;
    EXPECT_EQ(grouped, movers);
    for (const DiffParts& row : compared.report.parts) {
      for (const DiffPart& part : row.by) EXPECT_LT(part.group, compared.report.groups.size());
    }
  }
}

TEST(DiffReport, WhatCameOrWentNamesItsOwnChange) {
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const Compared compared = compare_edited(edit_plan(seed, {.edits = 6}));
    const std::vector<MovedRow>& moved = compared.report.now().moved;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      if (!moved[i].is_new) continue;
      ASSERT_FALSE(compared.report.parts[i].by.empty()) << seed << ' ' << moved[i].id;
      const std::size_t group = compared.report.parts[i].by.front().group;
      EXPECT_TRUE(std::ranges::any_of(compared.report.groups[group].changes, [&](std::uint32_t c) {
        return compared.report.changes[c].thing == moved[i].id &&
               compared.report.changes[c].change.op == ChangeOp::added;
      })) << seed;
      ++checked;
    }
  }
  EXPECT_GT(checked, 5);
}

// Odds that only one of the plans has are no difference that could be shared out.
TEST(DiffReport, ADateThatIsNewOrGoneIsNamed) {
  const std::string without = R"({"slipway": 1, "name": "p", "start": "2024-01-01",
      "goals": [{"id": "a", "estimate": "5d..9d"}, {"id": "b", "estimate": "2d"}]})";
  std::string with = without;
  with.replace(with.find("\"5d..9d\""), 8, R"("5d..9d", "due": "2024-01-04")");
  for (const std::uint64_t samples : {0U, 200U}) {
    for (const auto& [from, to] : {std::pair(without, with), std::pair(with, without)}) {
      const auto plan_of = [](const std::string& text) {
        Loaded<Plan> plan = read_plan(std::make_shared<const Source>(Source{"p.json", text}));
        EXPECT_TRUE(plan.ok);
        return std::move(plan.value);
      };
      const Compared compared = compare_plans(plan_of(from), plan_of(to), samples);
      ASSERT_EQ(compared.report.now().moved.size(), 1U);
      EXPECT_EQ(compared.report.now().moved[0].id, "a");
      ASSERT_EQ(compared.report.parts[0].by.size(), 1U);
      const std::size_t group = compared.report.parts[0].by[0].group;
      EXPECT_EQ(compared.report.groups[group].name, "goal a due");
    }
  }
}

Compared compare_texts(const std::string& from, const std::string& to, std::uint64_t samples) {
  const auto plan_of = [](const std::string& text) {
    Loaded<Plan> plan = read_plan(std::make_shared<const Source>(Source{"p.json", text}));
    EXPECT_TRUE(plan.ok);
    return std::move(plan.value);
  };
  return compare_plans(plan_of(from), plan_of(to), samples);
}

// The names of the groups that a row's parts are of.
std::vector<std::string> causes_of(const Compared& compared, std::string_view id) {
  std::vector<std::string> out;
  const std::vector<MovedRow>& moved = compared.report.now().moved;
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (moved[i].id != id) continue;
    for (const DiffPart& part : compared.report.parts[i].by)
      out.push_back(compared.report.groups[part.group].name);
  }
  return out;
}

TEST(DiffReport, AnObjectiveOfWhichAllIsDroppedNamesItsGoals) {
  const auto text = [](const std::string& status) {
    return R"({"slipway": 1, "name": "p", "start": "2024-01-01", "goals": [
      {"id": "o", "kind": "objective"},
      {"id": "a", "parent": "o", "estimate": "5d")" +
           status + R"(},
      {"id": "b", "parent": "o", "estimate": "2d")" +
           status + R"(},
      {"id": "c", "estimate": "9d"}]})";
  };
  for (const std::uint64_t samples : {0U, 200U}) {
    const Compared compared = compare_texts(text(""), text(R"(, "status": "dropped")"), samples);
    EXPECT_EQ(causes_of(compared, "o"),
              (std::vector<std::string>{"goal a status", "goal b status"}));
    EXPECT_EQ(causes_of(compared, "c"), std::vector<std::string>{});
  }
}

// The wait ends on a Sunday morning. The day before that is worked is a Friday, but by the team of
// b a Saturday.
TEST(DiffReport, ADayThatMovesWithoutItsMomentHasACause) {
  const auto text = [](const std::string& more) {
    return R"({"slipway": 1, "name": "p", "start": "2024-01-01", "teams": [{"id": "s",
      "calendar": {"work_days": ["mon", "tue", "wed", "thu", "fri", "sat"]}}], "goals": [
      {"id": "a", "estimate": "5d"}, {"id": "b", "team": "s", "estimate": "1d"},
      {"id": "m", "kind": "milestone", "depends_on": [
        {"on": "a", "lag": "1d", "lag_calendar": "elapsed"})" +
           more + "]}]}";
  };
  const Compared compared = compare_texts(text(""), text(R"(, "b")"), 0);
  ASSERT_EQ(compared.report.now().moved.size(), 1U);
  const MovedRow& moved = compared.report.now().moved.front();
  EXPECT_EQ(to_iso(moved.finish_before), "2024-01-05");
  EXPECT_EQ(to_iso(moved.finish_after), "2024-01-06");
  EXPECT_EQ(causes_of(compared, "m").size(), 1U);
  EXPECT_EQ(causes_of(compared, "m"), std::vector<std::string>{compared.report.groups[0].name});
}

TEST(DiffReport, ADateThatAPeriodGivesIsNamed) {
  const auto text = [](const std::string& end) {
    return R"({"slipway": 1, "name": "p", "start": "2024-01-01", "periods": [{"id": "q",
      "start": "2024-01-01", "end": ")" +
           end + R"("}], "goals": [
      {"id": "a", "period": "q", "estimate": "10d"},
      {"id": "b", "period": "q", "estimate": "10d", "due": "2024-01-09"}]})";
  };
  const Compared compared = compare_texts(text("2024-01-10"), text("2024-01-31"), 0);
  ASSERT_EQ(compared.report.now().moved.size(), 1U);
  EXPECT_TRUE(compared.report.now().moved.front().is_newly_safe);
  EXPECT_EQ(causes_of(compared, "a"), std::vector<std::string>{"period q end"});
}

TEST(DiffReport, WhatMovedHasACause) {
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    const Compared compared = compare_edited(edit_plan(seed));
    const std::vector<MovedRow>& moved = compared.report.now().moved;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      if (compared.report.parts[i].is_left_out) continue;
      EXPECT_FALSE(compared.report.parts[i].by.empty()) << seed << ' ' << moved[i].id;
      ++checked;
    }
  }
  EXPECT_GT(checked, 200);
}

TEST(DiffReport, PairsHoldEveryItemOnce) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 6});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    std::vector<int> before(edited.before.items.size());
    std::vector<int> after(edited.after.items.size());
    for (const ItemPair& pair : pair_items(diff.match)) {
      if (pair.before.is_set()) ++before[pair.before.index()];
      if (pair.after.is_set()) ++after[pair.after.index()];
    }
    EXPECT_EQ(std::ranges::count(before, 1), static_cast<std::ptrdiff_t>(before.size()));
    EXPECT_EQ(std::ranges::count(after, 1), static_cast<std::ptrdiff_t>(after.size()));
  }
}

}  // namespace
}  // namespace slipway
