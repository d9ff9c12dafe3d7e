#include "planner/report/changes_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "tests/support/uncertain_plan.hpp"
#include "tests/support/what_if.hpp"

namespace slipway {
namespace {

ChangesReport changes_of(const test::WhatIf& asked, bool all = false) {
  return report_what_changed(*asked.before, *asked.after, asked.report, asked.what(), "What if?",
                             {.all = all});
}

const ChangedRow* find_row(const ChangesReport& report, std::string_view id) {
  const auto at = std::ranges::find(report.rows, id, &ChangedRow::id);
  return at == report.rows.end() ? nullptr : &*at;
}

std::vector<std::string> ids_of(const std::vector<PathStep>& path, bool differs) {
  std::vector<std::string> out;
  for (const PathStep& step : path) {
    if (step.differs == differs) out.push_back(step.id);
  }
  return out;
}

TEST(ChangesReport, HasBothSidesOfWhatMoves) {
  const test::WhatIf asked =
      test::what_if_file("libp2p-2018-q3.json", {{"slip", "go-daemon-api=2w"}}, 1'000);
  const ChangesReport report = changes_of(asked);
  EXPECT_EQ(report.plan, "libp2p 2018 Q3");
  EXPECT_EQ(report.num_goals, 21U);
  EXPECT_EQ(report.num_newly_late, 1U);
  EXPECT_EQ(report.samples, 1'000U);
  ASSERT_EQ(report.rows.size(), 3U);
  const ChangedRow& first = report.rows[0];
  EXPECT_EQ(first.id, "js-go-goals") << "newly late comes first";
  EXPECT_TRUE(first.is_newly_late && first.is_late && !first.is_critical);
  EXPECT_EQ(to_iso(first.start_before), "2018-09-17");
  EXPECT_EQ(to_iso(first.finish_before), "2018-09-28");
  EXPECT_EQ(to_iso(first.start_after), "2018-10-01");
  EXPECT_EQ(to_iso(first.finish_after), "2018-10-12");
  EXPECT_DOUBLE_EQ(first.days.value_or(0.0), 10.0);
  EXPECT_TRUE(report.rows[1].is_critical && report.rows[1].was_critical);
  EXPECT_FALSE(report.has_path_turn());
  EXPECT_EQ(report.num_late_left, 0U) << "js-daemon-client is among the rows";
}

TEST(ChangesReport, MarksWhereThePathsPart) {
  const test::WhatIf asked = test::what_if_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t"}],
      "goals":[{"id":"a","team":"t","estimate":"5d"},
               {"id":"b","team":"t","estimate":"9d","depends_on":["a"]},
               {"id":"c","team":"t","estimate":"8d","depends_on":["a"]},
               {"id":"z","team":"t","estimate":"1d","depends_on":["b","c"]}]})",
      {{"slip", "c=3d"}});
  const ChangesReport report = changes_of(asked);
  EXPECT_THAT(ids_of(report.path_before, true), testing::ElementsAre("b"));
  EXPECT_THAT(ids_of(report.path_before, false), testing::ElementsAre("a", "z"));
  EXPECT_THAT(ids_of(report.path_after, true), testing::ElementsAre("c"));
  const ChangedRow* const c = find_row(report, "c");
  ASSERT_NE(c, nullptr);
  EXPECT_TRUE(c->is_critical && !c->was_critical);
  EXPECT_EQ(report.samples, 0U);
  EXPECT_FALSE(report.p80_after.is_set());
}

TEST(ChangesReport, WhatIsDroppedHasNoPlaceAfterwards) {
  const test::WhatIf asked = test::what_if_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t"}],
      "goals":[{"id":"a","team":"t","estimate":"5d"},{"id":"b","team":"t","estimate":"9d"}]})",
      {{"drop", "a"}});
  const ChangesReport report = changes_of(asked);
  const ChangedRow* const a = find_row(report, "a");
  ASSERT_NE(a, nullptr);
  EXPECT_TRUE(a->is_gone);
  EXPECT_FALSE(a->is_removed) << "it is still in the file";
  EXPECT_TRUE(a->finish_before.is_set());
  EXPECT_FALSE(a->finish_after.is_set());
}

TEST(ChangesReport, NamesTheWeeksWithTooFewPeople) {
  const test::WhatIf asked = test::what_if_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t","capacity":1}],
      "goals":[{"id":"a","team":"t","estimate":"5d"},
               {"id":"b","team":"t","estimate":"5d","depends_on":["a"]},
               {"id":"c","team":"t","estimate":"5d","depends_on":["b"]}]})",
      {{"unlink", "b->c"}, {"link", "a->c"}});
  const ChangesReport report = changes_of(asked);
  ASSERT_EQ(report.loads.size(), 1U);
  EXPECT_DOUBLE_EQ(report.loads[0].most_before, 1.0);
  EXPECT_DOUBLE_EQ(report.loads[0].most_after, 2.0);
  ASSERT_EQ(report.loads[0].mondays.size(), 1U);
  EXPECT_EQ(to_iso(report.loads[0].mondays[0]), "2027-01-11");
}

// Against the what-if answer it is made from, on random plans: nothing is lost, nothing is added,
// and what is left out is counted.
TEST(ChangesReport, AgreesWithTheWhatIfOnRandomPlans) {
  std::size_t moved = 0;
  std::size_t cut = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(seed);
    slow::RandomOptions options;
    options.max_items = 60;
    const auto plan = std::make_shared<const Plan>(uncertain_plan(seed, options));
    std::vector<Change> changes;
    for (const Item& item : plan->items) {
      const std::vector<ChangeFlag> flags = {
          {.kind = "slip", .text = std::string(item.id) + "=2w"}};
      const Loaded<std::vector<Change>> one = read_change_flags(*plan, flags);
      if (one && apply_changes(*plan, one.value).ok) {
        changes = one.value;
        break;
      }
    }
    if (changes.empty() || !analyse(plan).ok) continue;
    const test::WhatIf asked = test::make_changes(plan, changes, 64);
    const ChangesReport all = changes_of(asked, true);
    const ChangesReport some = changes_of(asked);
    std::multiset<std::string> expected;
    std::set<std::string> drawn_late;
    for (const MovedRow& row : asked.what().moved) {
      if (row.kind != Kind::objective) expected.emplace(row.id);
    }
    std::multiset<std::string> found;
    for (const ChangedRow& row : all.rows) {
      found.insert(row.id);
      if (row.is_late) drawn_late.insert(row.id);
      if (row.finish_before.is_set() && row.finish_after.is_set() && row.days) {
        EXPECT_TRUE(*row.days >= 0.0 || row.finish_after <= row.finish_before) << row.id;
        EXPECT_TRUE(*row.days <= 0.0 || row.finish_after >= row.finish_before) << row.id;
      }
    }
    EXPECT_EQ(found, expected);
    EXPECT_EQ(all.num_more, 0U);
    EXPECT_EQ(some.rows.size() + some.num_more, all.rows.size());
    EXPECT_LE(some.rows.size(), kMostChangedRows);
    std::size_t late = 0;
    for (const ScheduleRow& row : asked.what().schedule.rows) {
      const bool is_goal = row.kind == Kind::goal || row.kind == Kind::milestone;
      const bool is_open = row.status != Status::done && row.status != Status::dropped;
      late += is_goal && is_open && !row.is_absent && row.is_late() ? 1U : 0U;
    }
    EXPECT_EQ(late, all.num_late_left + drawn_late.size());
    EXPECT_TRUE(std::ranges::is_sorted(all.days));
    moved += all.rows.size();
    cut += some.num_more;
  }
  EXPECT_GT(moved, 500U);
  EXPECT_GT(cut, 50U);
}

/// Calls `see` with random plans before and after one of their first open goals slips by two weeks.
template <typename See>
void for_random_slips(See see) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    slow::RandomOptions options;
    options.max_items = 30;
    const auto plan = std::make_shared<const Plan>(uncertain_plan(seed, options));
    int tried = 0;
    for (const Item& item : plan->items) {
      const std::vector<ChangeFlag> flags = {
          {.kind = "slip", .text = std::string(item.id) + "=2w"}};
      Loaded<std::vector<Change>> changes = read_change_flags(*plan, flags);
      if (!changes || !apply_changes(*plan, changes.value)) continue;
      see(test::make_changes(plan, std::move(changes.value), seed % 2 == 0 ? 100 : 0));
      if (++tried == 4) break;
    }
  }
}

TEST(ChangesReport, AFilterShowsWhatPassesItOnEitherSide) {
  std::size_t shown = 0;
  std::size_t unasked = 0;
  std::size_t nothing = 0;
  for_random_slips([&](const test::WhatIf& asked) {
    const Plan& plan = *asked.after->plan;
    const ChangesReport all = changes_of(asked, true);
    std::vector<ViewFilter> filters = {{.only_critical = true},
                                       {.only_late = true},
                                       {.focus = ItemId(plan.items.size() / 2)},
                                       {.near_days = 1.0}};
    for (std::size_t t = 0; t < plan.teams.size(); ++t) filters.push_back({.teams = {TeamId(t)}});
    for (ViewFilter& filter : filters) {
      filter.all = true;
      const ScheduleReport was = report_schedule(*asked.before);
      const ScheduleReport is = report_schedule(*asked.after);
      const Selection before =
          select_items(*asked.before, was, spread_links(*asked.before->plan), filter);
      const Selection after = select_items(*asked.after, is, spread_links(plan), filter);
      const ChangesReport report = report_what_changed(*asked.before, *asked.after, asked.report,
                                                       asked.what(), "What if?", filter);
      std::vector<std::string> wanted, got;
      for (const ChangedRow& row : all.rows) {
        if (before.has(ItemId(row.number)) || after.has(ItemId(row.number)))
          wanted.push_back(row.id);
      }
      for (const ChangedRow& row : report.rows) got.push_back(row.id);
      EXPECT_EQ(got, wanted) << report.filter;
      EXPECT_EQ(report.num_unasked, all.rows.size() - wanted.size());
      EXPECT_EQ(report.num_newly_late, all.num_newly_late) << "of all, whatever is shown";
      const bool is_nothing = report.rows.empty() && report.objectives.empty() &&
                              report.broken.empty() && report.num_mended == 0;
      EXPECT_EQ(report.nothing.empty(), !is_nothing) << report.nothing;
      shown += got.size();
      unasked += report.num_unasked;
      nothing += is_nothing ? 1 : 0;
    }
  });
  EXPECT_GT(shown, 100U);
  EXPECT_GT(unasked, 100U);
  EXPECT_GT(nothing, 5U);
}

// What a change breaks, its undoing mends.
TEST(ChangesReport, BrokenOneWayIsMendedTheOther) {
  std::size_t broken = 0;
  for_random_slips([&](const test::WhatIf& asked) {
    const ChangesReport there = changes_of(asked);
    const ChangesReport back = changes_of(test::turn_round(asked));
    EXPECT_EQ(there.broken.size(), back.num_mended);
    EXPECT_EQ(there.num_mended, back.broken.size());
    EXPECT_EQ(there.objectives.size(), back.objectives.size());
    broken += there.broken.size();
    for (const BrokenLink& link : there.broken) {
      EXPECT_FALSE(link.is_new) << "a slip adds no link";
      if (link.missing_days == 0.0) continue;
      EXPECT_TRUE(link.due.is_set()) << "too late for some date";
    }
  });
  EXPECT_GT(broken, 20U);
}

TEST(ChangesReport, NamesLinksNewlyBrokenAndObjectivesThatMove) {
  // b takes the week before its date: a may end on the 8th, and ends on the 15th now.
  const test::WhatIf asked = test::what_if_text(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t","name":"Ours"}],
      "goals":[{"id":"o","kind":"objective"},
               {"id":"a","team":"t","estimate":"5d"},
               {"id":"b","parent":"o","estimate":"5d","depends_on":["a"],"due":"2027-01-15"},
               {"id":"far","estimate":"1d","depends_on":["b"],"due":"2027-12-31"}]})",
      {{"slip", "a=1w"}});
  const ChangesReport report = changes_of(asked);
  ASSERT_EQ(report.broken.size(), 1U) << "b and far have room";
  EXPECT_EQ(report.broken[0], (BrokenLink{.from = "a",
                                          .to = "b",
                                          .from_team = "Ours",
                                          .to_team = "",
                                          .missing_days = 5.0,
                                          .due = *parse_date("2027-01-15"),
                                          .is_new = false}));
  EXPECT_EQ(report.num_mended, 0U);
  ASSERT_EQ(report.objectives.size(), 1U);
  EXPECT_EQ(report.objectives[0].id, "o");
  EXPECT_EQ(to_iso(report.objectives[0].finish_before), "2027-01-15");
  EXPECT_EQ(to_iso(report.objectives[0].finish_after), "2027-01-22");
  EXPECT_EQ(report.objectives[0].days, 5.0);
  EXPECT_EQ(find_row(report, "o"), nullptr) << "objectives have no rows";
}

}  // namespace
}  // namespace slipway
