#include "planner/whatif/plan_diff.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "planner/base/diagnostic_text.hpp"
#include "planner/io/plan_reader.hpp"
#include "tests/support/plan_edits.hpp"

namespace slipway {
namespace {

Plan read(const std::string& text) {
  const auto source = std::make_shared<Source>(Source{"plan.json", text});
  Loaded<Plan> plan = read_plan(source);
  EXPECT_TRUE(plan.ok) << to_text(plan.findings, *source, false, true);
  return std::move(plan.value);
}

// A plan of five-day weeks around some sections.
Plan plan_of(const std::string& sections) {
  const std::string name = sections.starts_with("\"name\"") ? "" : R"("name": "plan", )";
  return read(R"({ "slipway": 1, "start": "2024-01-01", )" + name + sections + " }");
}

// A change in one line: `changed goal a estimate: 1w -> 2w`.
std::vector<std::string> lines_of(const PlanDiff& diff) {
  std::vector<std::string> out;
  for (const PlanChange& c : diff.changes) {
    std::string line(to_string(c.op));
    line += ' ' + std::string(to_string(c.what)) + ' ' + c.id + ' ' +
            std::string(to_string(c.field)) + ": " + c.from + " -> " + c.to;
    out.push_back(line);
  }
  return out;
}

std::vector<std::string> names_of(const PlanDiff& diff) {
  std::vector<std::string> out;
  for (const ChangeGroup& group : diff.groups) out.push_back(group.name);
  return out;
}

using Lines = std::vector<std::string>;

TEST(PlanDiff, OfAPlanWithItselfIsEmpty) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Plan plan = edit_plan(seed).after;
    const PlanDiff diff = diff_plans(plan, plan);
    EXPECT_TRUE(diff.empty()) << seed << ": " << lines_of(diff).front();
    EXPECT_TRUE(diff.groups.empty() && diff.renames.empty()) << seed;
  }
}

TEST(PlanDiff, FindsExactlyWhatWasEdited) {
  std::set<std::pair<ChangeOf, PlanField>> seen;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    const EditedPlan edited = edit_plan(seed, {.edits = 1 + static_cast<int>(seed % 9)});
    const PlanDiff diff = diff_plans(edited.before, edited.after);
    std::vector<MadeChange> found;
    for (const PlanChange& c : diff.changes) {
      found.push_back({c.op, c.what, c.id, c.field});
      seen.emplace(c.what, c.field);
      EXPECT_TRUE(c.op != ChangeOp::changed || c.from != c.to) << seed << c.id;
    }
    std::ranges::sort(found);
    EXPECT_EQ(found, edited.made) << "seed " << seed << testing::PrintToString(lines_of(diff));
  }
  EXPECT_GT(seen.size(), 30U);  // the edits reach that many sorts of change
}

TEST(PlanDiff, TurnsRoundWithItsPlans) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const EditedPlan edited = edit_plan(seed);
    std::vector<std::string> there;
    for (const PlanChange& c : diff_plans(edited.before, edited.after).changes) {
      there.push_back(c.id + std::string(to_string(c.field)) + c.from + '>' + c.to);
    }
    std::vector<std::string> back;
    for (const PlanChange& c : diff_plans(edited.after, edited.before).changes) {
      back.push_back(c.id + std::string(to_string(c.field)) + c.to + '>' + c.from);
    }
    std::ranges::sort(there);
    std::ranges::sort(back);
    EXPECT_EQ(there, back) << seed;
  }
}

TEST(PlanDiff, SaysValuesAsThePlanFormatWritesThem) {
  const Plan before = plan_of(R"("name": "one", "correlation": 0.25,
    "calendar": { "holidays": ["2024-02-01"] },
    "periods": [ { "id": "q1", "start": "2024-01-01", "end": "2024-03-31" } ],
    "teams": [ { "id": "go", "capacity": 2 }, { "id": "js" } ],
    "goals": [
      { "id": "api", "team": "go", "estimate": "1w", "due": "2024-03-01", "owner": "@a" },
      { "id": "ui", "team": "js", "estimate": "1w/2w/4w", "depends_on": ["api"],
        "needs": [ { "team": "go", "people": "small", "ask": "asked" } ] },
      { "id": "docs", "estimate": "M", "depends_on": [ { "on": "ui", "lag": "2d" } ] } ],
    "blockers": [ { "id": "talk", "estimate": "3d", "blocks": ["ui"] } ],
    "risks": [ { "id": "storm", "probability": 0.5, "affects": ["api"], "factor": "1.1/1.3/1.8" } ])");
  const Plan after = plan_of(R"("name": "two", "correlation": 0.25,
    "calendar": { "holidays": ["2024-02-01..2024-02-05", "2024-05-01"] },
    "periods": [ { "id": "q1", "start": "2024-01-01", "end": "2024-04-05" } ],
    "teams": [ { "id": "js", "calendar": { "work_days": ["mon","tue"] } },
               { "id": "go", "capacity": 2.5 }, { "id": "ops", "name": "Operations" } ],
    "goals": [
      { "id": "docs", "estimate": { "mean": "2w", "sd": "3d", "shape": "normal" },
        "depends_on": [ { "on": "ui", "lag": "-1d..-0.5d", "type": "FF" } ] },
      { "id": "ui", "title": "Front end", "team": "js", "period": "q1", "depends_on": ["api"],
        "needs": [ { "team": "go", "people": 0.25, "ask": "agreed" } ] },
      { "id": "api", "team": "go", "estimate": "5d", "started": "2024-01-01", "progress": 0.5,
        "owner": ["@a", "@b"], "probability": 0.9 } ],
    "blockers": [ { "id": "talk", "estimate": "3d", "blocks": ["ui"], "resolved": "2024-01-02" } ],
    "risks": [ { "id": "storm", "probability": 0.5, "affects": ["team:js", "api"], "factor": 2,
                 "delay": "4h" } ])");
  EXPECT_EQ(
      lines_of(diff_plans(before, after)),
      (Lines{"changed plan  name: one -> two",
             "changed calendar  holidays: 2024-02-01 -> 2024-02-01..2024-02-05, 2024-05-01",
             "changed period q1 end: 2024-03-31 -> 2024-04-05",
             "changed calendar js work_days:  -> mon, tue",
             "changed team go capacity: 2 -> 2.5",
             "added team ops :  -> Operations",
             R"(changed goal docs estimate: M -> { "mean": "2w", "sd": "3d", "shape": "normal" })",
             "changed goal ui title: ui -> Front end",
             "changed goal ui period:  -> q1",
             R"(changed goal ui needs: { "team": "go", "people": 0.05, "ask": "asked" } -> )"
             R"({ "team": "go", "people": 0.25, "ask": "agreed" })",
             "changed goal ui estimate: 1w/2w/4w -> ",
             "changed goal api owner: @a -> @a, @b",
             "changed goal api estimate: 1w -> 5d",
             "changed goal api started:  -> 2024-01-01",
             "changed goal api progress: 0 -> 0.5",
             "changed goal api probability: 1 -> 0.9",
             "changed goal api due: 2024-03-01 -> ",
             "changed blocker talk resolved:  -> 2024-01-02",
             "changed link ui->docs type: FS -> FF",
             "changed link ui->docs lag: 2d -> -1d..-0.5d",
             "changed risk storm affects: api -> team:js, api",
             "changed risk storm factor: 1.1/1.3/1.8 -> 2",
             "changed risk storm delay:  -> 4h"}));
}

TEST(PlanDiff, OrderSpellingAndDerivedValuesAreNoDifference) {
  const Plan before = plan_of(R"("teams": [ { "id": "a" }, { "id": "b" } ],
    "goals": [ { "id": "x", "estimate": "1.50w", "depends_on": ["y"] },
               { "id": "y", "estimate": { "low": "1d", "likely": "2d", "high": "4d", "shape": "pert" } },
               { "id": "z", "title": "z", "estimate": "3w..6w" } ],
    "blockers": [ { "id": "w", "blocks": ["z"], "estimate": "2d" } ])");
  const Plan after = plan_of(R"("as_of": "2024-01-01", "correlation": 0.3,
    "teams": [ { "id": "b", "plan_fraction": 0.8 }, { "id": "a" } ],
    "blockers": [ { "id": "w", "estimate": "2d", "status": "open" } ],
    "goals": [ { "id": "z", "depends_on": ["w"], "probability": 1,
                 "estimate": { "p10": "3w", "p90": "6w", "shape": "lognormal" } },
               { "id": "y", "kind": "goal", "status": "not_started", "estimate": "1d/2d/4d" },
               { "id": "x", "estimate": "1.5w",
                 "depends_on": [ { "on": "y", "type": "FS", "probability": 1 } ] } ])");
  EXPECT_EQ(lines_of(diff_plans(before, after)), Lines{});
}

TEST(PlanDiff, AStatusIsReportedWhereDatesDoNotSayIt) {
  const Plan before = plan_of(R"("as_of": "2024-02-01", "goals": [
    { "id": "a", "estimate": "1w" }, { "id": "b", "estimate": "1w" },
    { "id": "c", "estimate": "1w", "started": "2024-01-02" } ])");
  const Plan after = plan_of(R"("as_of": "2024-02-01", "goals": [
    { "id": "a", "estimate": "1w", "finished": "2024-01-10" },
    { "id": "b", "estimate": "1w", "status": "done" },
    { "id": "c", "estimate": "1w", "started": "2024-01-02", "status": "dropped" } ])");
  EXPECT_EQ(lines_of(diff_plans(before, after)),
            (Lines{"changed goal a finished:  -> 2024-01-10",
                   "changed goal b status: not_started -> done",
                   "changed goal c status: in_progress -> dropped"}));
}

TEST(PlanDiff, LinksOfOnePairAreMatchedByWhatTheySay) {
  const Plan before = plan_of(R"("goals": [ { "id": "a", "estimate": "1w" },
    { "id": "b", "estimate": "1w", "depends_on": [ { "on": "a", "type": "SS", "lag": "1d" },
                                                   { "on": "a", "type": "FF", "lag": "1d" } ] } ])");
  const Plan after = plan_of(R"("goals": [ { "id": "a", "estimate": "1w" },
    { "id": "b", "estimate": "1w", "depends_on": [ { "on": "a", "type": "FF", "lag": "2d" },
                                                   { "on": "a", "type": "SS", "lag": "1d" },
                                                   { "on": "a", "type": "SF" } ] } ])");
  EXPECT_EQ(lines_of(diff_plans(before, after)),
            (Lines{"changed link a->b lag: 1d -> 2d", "added link a->b :  -> SF"}));
}

TEST(PlanDiff, ScenariosAndCheckInsAreListedAndMoveNothing) {
  const Plan before =
      plan_of(R"("goals": [ { "id": "b", "estimate": "1w" }, { "id": "a", "estimate": "1w" } ],
    "scenarios": [ { "name": "late", "changes": [ { "slip": "a", "by": "1w" } ] },
                   { "name": "same", "changes": [ { "drop": "b" } ] } ],
    "checkins": [ { "date": "2024-01-01", "goal": "a", "score": 0.4, "forecast": "2024-02-01" } ])");
  const Plan after =
      plan_of(R"("goals": [ { "id": "a", "estimate": "1w" }, { "id": "b", "estimate": "1w" } ],
    "scenarios": [ { "name": "same", "changes": [ { "drop": "b" } ] },
                   { "name": "late", "changes": [ { "slip": "a", "by": "2w" } ] } ],
    "checkins": [ { "date": "2024-01-01", "goal": "a", "score": 0.5, "forecast": "2024-02-09" },
                  { "date": "2024-01-08", "goal": "a", "score": 0.7 } ])");
  const PlanDiff diff = diff_plans(before, after);
  EXPECT_EQ(lines_of(diff),
            (Lines{"changed scenario late changes: 1 change -> 1 change",
                   "changed checkin 2024-01-01 a score: 0.4 -> 0.5",
                   "changed checkin 2024-01-01 a forecast: 2024-02-01 -> 2024-02-09",
                   "added checkin 2024-01-08 a :  -> 0.7"}));
  EXPECT_TRUE(diff.groups.empty());
}

TEST(ChangeGroups, FieldsStandAloneUnlessTheyBelongTogether) {
  const Plan before = plan_of(R"("as_of": "2024-02-01",
    "periods": [ { "id": "q1", "start": "2024-01-01", "end": "2024-03-31" } ],
    "goals": [ { "id": "a", "estimate": "1w", "due": "2024-03-01", "notes": "x" },
               { "id": "b", "estimate": "1w", "depends_on": ["a"] } ],
    "risks": [ { "id": "r", "probability": 0.5, "affects": ["a"], "delay": "1d" } ])");
  const Plan after = plan_of(R"("as_of": "2024-02-01",
    "periods": [ { "id": "q1", "start": "2024-01-01", "end": "2024-03-31" } ],
    "goals": [ { "id": "a", "estimate": "2w", "period": "q1", "started": "2024-01-30",
                 "progress": 0.5, "remaining": "3d", "notes": "y" },
               { "id": "b", "estimate": "1w",
                 "depends_on": [ { "on": "a", "type": "SS", "lag": "1d", "note": "n" } ] } ],
    "risks": [ { "id": "r", "probability": 0.25, "affects": ["b"], "delay": "1d" } ])");
  EXPECT_EQ(names_of(diff_plans(before, after)),
            (Lines{"goal a period and 1 more", "goal a estimate", "goal a remaining and 2 more",
                   "link a->b type and 1 more", "risk r probability and 1 more"}));
}

TEST(ChangeGroups, AnItemComesAndGoesWithItsLinks) {
  const Plan before = plan_of(R"("teams": [ { "id": "old" } ],
    "goals": [ { "id": "a", "estimate": "1w" }, { "id": "b", "estimate": "1w", "depends_on": ["gone"] },
               { "id": "gone", "team": "old", "estimate": "1w", "depends_on": ["a"] } ])");
  const Plan after = plan_of(R"("teams": [ { "id": "fresh" } ],
    "goals": [ { "id": "a", "estimate": "1w" }, { "id": "b", "estimate": "1w", "depends_on": ["n2"] },
               { "id": "n1", "team": "fresh", "estimate": "1w", "depends_on": ["a"] },
               { "id": "n2", "estimate": "1w", "depends_on": ["n1"] } ])");
  const PlanDiff diff = diff_plans(before, after);
  EXPECT_EQ(names_of(diff), (Lines{"goal n1 added and 1 more", "goal n2 added and 2 more",
                                   "goal gone removed and 2 more"}));
  for (const PlanChange& change : diff.changes) {
    EXPECT_EQ(change.group == kNoGroup, change.what == ChangeOf::team) << change.id;
  }
}

TEST(ChangeGroups, AProbableRenameIsOnePlayer) {
  const Plan before = plan_of(R"("goals": [ { "id": "a", "title": "The API", "estimate": "1w" },
    { "id": "b", "estimate": "1w", "depends_on": ["a"] },
    { "id": "c", "title": "Twice", "estimate": "1w" }, { "id": "d", "title": "Twice", "estimate": "1w" } ])");
  const Plan after = plan_of(R"("goals": [ { "id": "api", "title": "The API", "estimate": "1w" },
    { "id": "b", "estimate": "1w", "depends_on": ["api"] }, { "id": "e", "title": "Twice", "estimate": "1w" } ])");
  const PlanDiff diff = diff_plans(before, after);
  ASSERT_EQ(diff.renames.size(), 1U);
  EXPECT_EQ(before.items[diff.match.items.rows[diff.renames[0].old_item].old_row].id, "a");
  EXPECT_EQ(after.items[diff.match.items.rows[diff.renames[0].new_item].new_row].id, "api");
  EXPECT_EQ(names_of(diff), (Lines{"goal api added and 3 more", "goal e added", "goal c removed",
                                   "goal d removed"}));
}

TEST(ChangeGroups, WhatCouldCloseALoopStaysTogether) {
  // Turned round one by one, a->b->c against c->b->a would meet as a loop.
  const Plan before = plan_of(R"("goals": [ { "id": "a", "estimate": "1w" },
    { "id": "b", "estimate": "1w", "depends_on": ["a"] },
    { "id": "c", "estimate": "1w", "depends_on": ["b"] }, { "id": "d", "estimate": "1w" } ])");
  const Plan after = plan_of(R"("goals": [ { "id": "a", "estimate": "1w", "depends_on": ["b"] },
    { "id": "b", "estimate": "1w", "depends_on": ["c"] },
    { "id": "c", "estimate": "1w" }, { "id": "d", "estimate": "1w", "depends_on": ["a"] } ])");
  EXPECT_EQ(names_of(diff_plans(before, after)),
            (Lines{"link b->a added and 3 more", "link a->d added"}));
}

TEST(ChangeGroups, ObjectivesThatSwapPlacesStayTogether) {
  const Plan before = plan_of(R"("goals": [ { "id": "o", "kind": "objective" },
    { "id": "p", "kind": "objective", "parent": "o" }, { "id": "x", "estimate": "1w", "parent": "p" } ])");
  const Plan after = plan_of(R"("goals": [ { "id": "o", "kind": "objective", "parent": "p" },
    { "id": "p", "kind": "objective" }, { "id": "x", "estimate": "1w", "parent": "o" } ])");
  EXPECT_EQ(names_of(diff_plans(before, after)),
            (Lines{"objective o parent and 1 more", "goal x parent"}));
}

}  // namespace
}  // namespace slipway
