// Each kind of change on a small plan: what it does to the plan, and how it says that it cannot.
#include "planner/whatif/apply.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/io/change_flags.hpp"
#include "planner/io/plan_reader.hpp"

namespace slipway {
namespace {

const char* const kPlan = R"({ "slipway": 1, "name": "Changes", "start": "2027-01-04",
  "as_of": "2027-02-01", "ask_wait": "3w",
  "periods": [ { "id": "q1", "start": "2027-01-01", "end": "2027-03-31" },
               { "id": "q2", "start": "2027-04-01", "end": "2027-06-30" },
               { "id": "q3", "start": "2027-07-01", "end": "2027-09-30" } ],
  "teams": [ { "id": "go", "capacity": 2 },
             { "id": "js", "calendar": { "work_days": ["tue", "wed", "thu"] } },
             { "id": "none" } ],
  "goals": [
    { "id": "api", "team": "go", "estimate": "2w/3w/6w", "period": "q1" },
    { "id": "half", "team": "go", "estimate": "4w", "started": "2027-01-04", "progress": 0.5 },
    { "id": "rest", "team": "go", "estimate": "4w", "started": "2027-01-04", "remaining": "1w" },
    { "id": "old", "team": "go", "estimate": "1w", "started": "2027-01-04", "finished": "2027-01-08" },
    { "id": "gone", "team": "go", "estimate": "1w", "status": "dropped" },
    { "id": "client", "team": "js", "estimate": "3d/1w/2w", "period": "q1",
      "depends_on": [ { "on": "api", "ask": "asked" }, "talk" ],
      "needs": [ { "team": "none", "people": 1, "ask": "asked" }, { "team": "go", "people": 1, "ask": "done" } ] },
    { "id": "book", "kind": "objective", "period": "q1" },
    { "id": "text", "parent": "book", "team": "js", "estimate": "2d", "depends_on": ["client"] },
    { "id": "print", "parent": "book", "team": "js", "estimate": "2d", "period": "q3", "depends_on": ["text"] },
    { "id": "launch", "kind": "milestone", "team": "go", "depends_on": ["book", { "on": "api", "probability": 0.4 }] } ],
  "blockers": [ { "id": "talk", "estimate": "1w" }, { "id": "over", "resolved": "2027-01-11" } ],
  "risks": [ { "id": "storm", "probability": 1, "affects": ["team:js"], "factor": 2, "delay": "1w" } ] })";

const Plan& plan() {
  static const Loaded<Plan> read =
      read_plan(std::make_shared<const Source>(Source{"plan.json", kPlan}));
  EXPECT_TRUE(read.ok) << to_text(read.findings, *read.value.source, false, true);
  return read.value;
}

// The changes that flags say: {"slip", "api=1w"}.
std::vector<Change> changes_of(const std::vector<ChangeFlag>& flags) {
  auto read = read_change_flags(plan(), flags);
  EXPECT_TRUE(read.ok) << to_text(read.findings, *source_of(flags), false, true);
  return std::move(read.value);
}

Plan changed(const std::vector<ChangeFlag>& flags) {
  Loaded<Plan> out = apply_changes(plan(), changes_of(flags));
  EXPECT_TRUE(out.ok) << to_text(out.findings, *source_of(flags), false, true);
  return std::move(out.value);
}

std::string refusal(const std::vector<ChangeFlag>& flags) {
  const Loaded<Plan> out = apply_changes(plan(), changes_of(flags));
  EXPECT_FALSE(out.ok) << flags[0].kind << ' ' << flags[0].text;
  EXPECT_TRUE(out.value == plan());
  return to_text(out.findings, *source_of(flags), false, true);
}

ItemId id_of(const Plan& of, std::string_view id) {
  for (std::size_t row = 0; row < of.items.size(); ++row) {
    if (of.items[row].id == id) return ItemId(row);
  }
  ADD_FAILURE() << "no " << id;
  return {};
}
const Item& item(const Plan& of, std::string_view id) { return of.item(id_of(of, id)); }

struct Dates {
  std::string start;
  std::string finish;
  bool operator==(const Dates&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Dates& dates) {
  return out << dates.start << " to " << dates.finish;
}

Dates dates(const Plan& of, std::string_view id) {
  const Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(of));
  EXPECT_TRUE(analysis.ok);
  const NodeId n = analysis.value.network.node_of[id_of(of, id).index()];
  const auto text = [](Date date) { return date.is_set() ? to_iso(date) : std::string("-"); };
  return {text(analysis.value.shown.start[n.index()]),
          text(analysis.value.shown.finish[n.index()])};
}

TEST(Apply, LeavesTheOriginalAlone) {
  const Plan before = plan();
  const Plan after = changed({{"slip", "api=1w"},
                              {"estimate", "text=M"},
                              {"soften", "api->client=0.5"},
                              {"block", "api=1d"},
                              {"absent", "go=2027-02-08"},
                              {"unlink", "talk->client"}});
  EXPECT_TRUE(before == plan());
  EXPECT_FALSE(after == plan());
}

TEST(Apply, SlipLengthensWhatRemains) {
  EXPECT_EQ(dates(plan(), "api").finish, "2027-02-19");
  EXPECT_EQ(dates(changed({{"slip", "api=1w"}}), "api").finish, "2027-02-26");
  EXPECT_EQ(dates(changed({{"slip", "api=1w"}, {"slip", "api=3d"}}), "api").finish, "2027-03-03");
  // Half of four weeks, and what remains of another.
  EXPECT_EQ(dates(plan(), "half"), (Dates{"2027-01-04", "2027-02-12"}));
  EXPECT_EQ(dates(changed({{"slip", "half=2d"}}), "half"), (Dates{"2027-01-04", "2027-02-16"}));
  EXPECT_EQ(dates(changed({{"slip", "rest=2d"}}), "rest"), (Dates{"2027-01-04", "2027-02-09"}));
  // A week of a team that works three days.
  EXPECT_EQ(dates(plan(), "client"), (Dates{"2027-02-23", "2027-02-25"}));
  EXPECT_EQ(dates(changed({{"slip", "client=1w"}}), "client"), (Dates{"2027-02-23", "2027-03-04"}));
  // Blockers and milestones, too.
  EXPECT_EQ(dates(changed({{"slip", "talk=2d"}}), "talk").finish, "2027-02-09");
  EXPECT_EQ(dates(plan(), "launch"), (Dates{"2027-03-09", "2027-03-09"}));
  EXPECT_EQ(dates(changed({{"slip", "launch=2d"}}), "launch"), (Dates{"2027-03-10", "2027-03-11"}));
  // It stays when the estimate changes after it, and moves with the goal to another week.
  EXPECT_EQ(dates(changed({{"slip", "api=1w"}, {"estimate", "api=1w"}}), "api").finish,
            "2027-02-12");
  EXPECT_EQ(dates(changed({{"slip", "api=1w"}, {"estimate", "api=1w"}, {"move", "api=js"}}), "api"),
            (Dates{"2027-02-02", "2027-02-11"}));
}

TEST(Apply, EstimateAndRemaining) {
  EXPECT_EQ(dates(changed({{"estimate", "api=1w"}}), "api").finish, "2027-02-05");
  EXPECT_EQ(dates(changed({{"estimate", "half=2w"}}), "half").finish, "2027-02-05");
  EXPECT_EQ(dates(changed({{"remaining", "half=1d"}}), "half").finish, "2027-02-01");
  EXPECT_EQ(dates(changed({{"remaining", "api=2d"}}), "api").finish, "2027-02-02");
  EXPECT_EQ(dates(changed({{"estimate", "talk=3d"}}), "talk").finish, "2027-02-03");
}

TEST(Apply, FinishIsCertain) {
  const Plan future = changed({{"finish", "client=2027-03-11"}});
  EXPECT_EQ(dates(future, "client"), (Dates{"2027-03-09", "2027-03-11"}));
  EXPECT_EQ(dates(future, "text"), (Dates{"2027-03-16", "2027-03-17"}));
  // Before what it waits for, and in spite of a storm and of what it asked for.
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 256};
  const Plan soon = changed({{"finish", "client=2027-02-11"}});
  const Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(soon), options);
  const Forecast& forecast = *analysis.value.risk->items[id_of(soon, "client").index()].forecast;
  EXPECT_EQ(to_iso(forecast.p10), "2027-02-11");
  EXPECT_EQ(to_iso(forecast.p90), "2027-02-11");
  EXPECT_EQ(forecast.days.std_dev, 0.0);
  // Started work keeps its start.
  EXPECT_EQ(dates(changed({{"finish", "half=2027-03-01"}}), "half"),
            (Dates{"2027-01-04", "2027-03-01"}));
  EXPECT_EQ(dates(changed({{"finish", "launch=2027-04-01"}}), "launch"),
            (Dates{"2027-04-01", "2027-04-01"}));
  // A day off means the last working day before it.
  EXPECT_EQ(dates(changed({{"finish", "client=2027-03-14"}}), "client").finish, "2027-03-11");
  // The past is done; so is the status date.
  const Plan past = changed({{"finish", "half=2027-01-29"}});
  EXPECT_EQ(item(past, "half").status, Status::done);
  EXPECT_EQ(dates(past, "half"), (Dates{"2027-01-04", "2027-01-29"}));
  EXPECT_EQ(item(changed({{"finish", "api=2027-02-01"}}), "api").status, Status::done);
  EXPECT_EQ(item(changed({{"finish", "api=2027-02-02"}}), "api").status, Status::not_started);
  EXPECT_EQ(dates(changed({{"finish", "talk=2027-03-10"}}), "talk").finish, "2027-03-10");
}

TEST(Apply, FinishHoldsWhateverElseChanges) {
  const Plan after = changed({{"finish", "api=2027-02-26"},
                              {"absent", "go=2027-02-15..2027-02-19"},
                              {"link", "talk->api"},
                              {"slip", "talk=9w"}});
  EXPECT_EQ(dates(after, "api").finish, "2027-02-26");
}

TEST(Apply, DropLetsOthersGo) {
  const Plan after = changed({{"drop", "api"}});
  EXPECT_EQ(item(after, "api").status, Status::dropped);
  EXPECT_EQ(dates(after, "client"), (Dates{"2027-02-09", "2027-02-11"}));  // after the talk
  const Plan book = changed({{"drop", "book"}});
  EXPECT_EQ(item(book, "text").status, Status::dropped);
  EXPECT_EQ(item(book, "print").status, Status::dropped);
  EXPECT_EQ(item(book, "book").status, Status::not_started);
  EXPECT_EQ(item(changed({{"drop", "talk"}}), "talk").status, Status::dropped);
}

TEST(Apply, DeferMovesToThePeriod) {
  const Plan after = changed({{"defer", "api=q2"}});
  EXPECT_EQ(item(after, "api").period, PeriodId(1));
  EXPECT_EQ(dates(after, "api"), (Dates{"2027-04-01", "2027-04-21"}));
  EXPECT_EQ(item(after, "client").period, PeriodId(0));
  // What is started keeps going.
  const Plan started = changed({{"defer", "half=q2"}});
  EXPECT_EQ(item(started, "half").period, PeriodId(1));
  EXPECT_EQ(dates(started, "half"), dates(plan(), "half"));
  const Plan book = changed({{"defer", "book=q2"}});
  for (const char* id : {"book", "text", "print"}) {
    EXPECT_EQ(item(book, id).period, PeriodId(1)) << id;
  }
  EXPECT_FALSE(item(book, "book").not_before.is_set());
  EXPECT_EQ(to_iso(item(book, "text").not_before), "2027-04-01");
}

TEST(Apply, DeferTakesDependentsAlong) {
  const Plan after = changed({{"defer", "client=q2", true}});
  for (const char* id : {"client", "text", "launch"}) {
    EXPECT_EQ(item(after, id).period, PeriodId(1)) << id;
    EXPECT_EQ(to_iso(item(after, id).not_before), "2027-04-01") << id;
  }
  EXPECT_EQ(item(after, "print").period, PeriodId(2));  // further off already
  EXPECT_FALSE(item(after, "print").not_before.is_set());
  EXPECT_EQ(item(after, "api").period, PeriodId(0));
  EXPECT_EQ(item(after, "book").period, PeriodId(0));  // only some of its goals wait
  // Through the objective that a goal belongs to.
  EXPECT_EQ(item(changed({{"defer", "print=q3", true}}), "launch").period, PeriodId(2));
}

TEST(Apply, ResolveHoldsNothingBackOrUntilADay) {
  const Plan at_once = changed({{"unlink", "api->client"}, {"resolve", "talk"}});
  EXPECT_EQ(item(at_once, "talk").status, Status::done);
  EXPECT_EQ(to_iso(item(at_once, "talk").finished), "2027-01-29");  // the Friday before
  EXPECT_EQ(dates(at_once, "client").start, "2027-02-02");
  const Plan later = changed({{"resolve", "talk=2027-03-02"}});
  EXPECT_EQ(dates(later, "client").start, "2027-03-03");
}

TEST(Apply, BlockPutsAWaitInFront) {
  const Plan after = changed({{"block", "client=6w"}, {"block", "client=7w"}, {"block", "api=1d"}});
  ASSERT_EQ(after.items.size(), plan().items.size() + 3);
  EXPECT_EQ(after.num_goals, plan().num_goals);
  EXPECT_EQ(after.items[plan().items.size()].id, "block:api");
  EXPECT_EQ(after.items[plan().items.size() + 1].id, "block:client");
  EXPECT_EQ(after.items[plan().items.size() + 2].id, "block:client:2");
  EXPECT_EQ(dates(after, "block:client"), (Dates{"2027-02-01", "2027-03-12"}));
  EXPECT_EQ(dates(after, "client").start, "2027-03-23");  // after seven weeks
  EXPECT_EQ(dates(after, "api").start, "2027-02-02");
}

TEST(Apply, Links) {
  EXPECT_EQ(dates(changed({{"link", "api->half"}}), "half").finish, "2027-03-05");
  EXPECT_EQ(dates(changed({{"unlink", "api->client"}}), "client").start, "2027-02-09");
  EXPECT_EQ(dates(changed({{"soften", "api->client=0.4"}}), "client").start, "2027-02-09");
  EXPECT_EQ(dates(changed({{"soften", "api->client=0.5"}}), "client").start, "2027-02-23");
  const Plan none = changed({{"unlink", "team:go->team:js"}});
  EXPECT_EQ(none.links.size(), plan().links.size() - 1);
  // All of a team that is still open: api, half, rest and launch.
  EXPECT_EQ(changed({{"link", "talk->team:go"}}).links.size(), plan().links.size() + 4);
}

TEST(Apply, AsksAreAnswered) {
  const auto ask = [](const Plan& of) { return of.details_of(of.links[0]).ask; };
  const auto need = [](const Plan& of, std::size_t row) {
    return of.details_of(item(of, "client")).needs[row].ask;
  };
  const Plan link = changed({{"agree", "api->client"}});
  EXPECT_EQ(ask(link), Ask::agreed);
  EXPECT_EQ(need(link, 0), Ask::asked);
  const Plan needed = changed({{"agree", "team:none->client"}});
  EXPECT_EQ(ask(needed), Ask::asked);
  EXPECT_EQ(need(needed, 0), Ask::agreed);
  const Plan both = changed({{"decline", "team:go->team:js"}});
  EXPECT_EQ(ask(both), Ask::declined);
  EXPECT_EQ(need(both, 1), Ask::done);  // over
  EXPECT_FALSE(is_open_ask(link, link.links[0]));
}

TEST(Apply, TeamsPeopleAndDays) {
  EXPECT_EQ(changed({{"capacity", "js=1.5"}}).teams[1].capacity, 1.5);
  const Plan absent =
      changed({{"absent", "go=2027-02-08..2027-02-12"}, {"absent", "go=2027-02-15"}});
  EXPECT_EQ(dates(absent, "api").finish, "2027-03-01");
  EXPECT_EQ(dates(absent, "client").start, "2027-03-02");
  EXPECT_EQ(dates(absent, "talk").finish, dates(plan(), "talk").finish);
  EXPECT_EQ(absent.calendars.size(), plan().calendars.size() + 1);
  const Plan moved = changed({{"move", "client=go"}});
  EXPECT_EQ(dates(moved, "client"), (Dates{"2027-02-22", "2027-02-26"}));
  EXPECT_EQ(item(moved, "client").team, TeamId(0));
}

TEST(Apply, DueAndPriority) {
  const Plan after = changed({{"due", "api=2027-02-12"},
                              {"due", "talk=2027-02-03"},
                              {"due", "book=2027-03-01"},
                              {"priority", "launch=P0"}});
  EXPECT_EQ(to_iso(after.target_of(item(after, "api"))), "2027-02-12");
  EXPECT_EQ(to_iso(item(after, "talk").due), "2027-02-03");
  EXPECT_EQ(to_iso(item(after, "book").due), "2027-03-01");
  EXPECT_EQ(item(after, "launch").priority, Priority::p0);
}

TEST(Apply, ATeamStandsForItsOpenGoals) {
  const Plan slipped = changed({{"slip", "team:go=1d"}});
  for (const Item& at : slipped.items) {
    const bool is_hit = at.id == "api" || at.id == "half" || at.id == "rest";
    EXPECT_EQ(slipped.details_of(at).slips.size(), is_hit ? 1u : 0u) << at.id;
  }
  const Plan dropped = changed({{"drop", "team:go"}});
  EXPECT_EQ(item(dropped, "launch").status, Status::dropped);
  EXPECT_EQ(item(dropped, "old").status, Status::done);
  EXPECT_EQ(changed({{"block", "team:js=1d"}}).items.size(), plan().items.size() + 3);
  EXPECT_EQ(item(changed({{"estimate", "team:go=1d"}}), "rest").estimate,
            item(plan(), "rest").estimate);  // what remains counts there
}

TEST(Apply, RefusesByNameAndSaysWhatWouldBeRight) {
  struct Row {
    std::vector<ChangeFlag> flags;
    const char* says;
    const char* hints;
  };
  const std::vector<Row> rows = {
      {{{"slip", "old=1w"}}, "'old' is done, so it cannot slip", "still open"},
      {{{"slip", "gone=1w"}}, "'gone' is dropped, so it cannot slip", "\"status\": \"dropped\""},
      {{{"slip", "book=1w"}}, "'book' is an objective", "goals that belong to it"},
      {{{"slip", "over=1w"}}, "'over' is resolved, so it cannot slip", ""},
      {{{"slip", "team:none=1w"}}, "team 'none' has no goal to which this can be done", "name"},
      {{{"resolve", "team:go"}}, "team 'go' has no blocker", "a blocker that is open"},
      {{{"estimate", "rest=1w"}}, "'rest' says how much work remains", "what remains instead"},
      {{{"estimate", "launch=1w"}}, "'launch' is a milestone", "slip"},
      {{{"remaining", "talk=1w"}}, "'talk' is a blocker", "another estimate"},
      {{{"finish", "old=2027-01-29"}}, "'old' is done, so it cannot finish on another day", ""},
      {{{"finish", "half=2027-01-01"}}, "'half' started on 2027-01-04, so", "2027-01-04 on"},
      {{{"finish", "book=2027-03-01"}}, "'book' is an objective", ""},
      {{{"drop", "gone"}}, "'gone' is dropped already", "leave the change out"},
      {{{"drop", "old"}}, "'old' is done, so it cannot be dropped", ""},
      {{{"drop", "book"}, {"drop", "book"}}, "no goal of 'book' can be dropped", "done or dropped"},
      {{{"drop", "api"}, {"slip", "api=1d"}}, "'api' is dropped, so it cannot slip", ""},
      {{{"defer", "talk=q2"}}, "'talk' is a blocker; only goals are deferred", "resolved"},
      {{{"defer", "old=q2"}}, "'old' is done, so it cannot be deferred", ""},
      {{{"resolve", "over"}}, "'over' is resolved already, on 2027-01-11", "leave"},
      {{{"block", "old=1w"}}, "'old' is done, so it cannot be blocked", ""},
      {{{"move", "old=js"}}, "'old' is done, so it cannot move to another team", ""},
      {{{"priority", "talk=P1"}}, "'talk' is a blocker, which has no priority", ""},
      {{{"due", "gone=2027-03-01"}}, "'gone' is dropped", ""},
      {{{"link", "api->api"}}, "'api' cannot wait for itself", ""},
      {{{"link", "api->client"}}, "'client' waits for 'api' already", "leave"},
      {{{"link", "api->launch"}}, "'launch' waits for 'api' already", "probability 1"},
      {{{"link", "gone->client"}}, "'gone' is dropped and holds nothing up", ""},
      {{{"link", "client->old"}}, "'old' is done, so it cannot wait for 'client'", ""},
      {{{"unlink", "client->api"}}, "'api' does not wait for 'client'", "api->client"},
      {{{"unlink", "talk->launch"}}, "'launch' does not wait for 'talk'", "slipway why"},
      {{{"link", "talk->book"}, {"unlink", "talk->text"}}, "'text' does not", "talk->book"},
      {{{"soften", "text->talk=0.5"}}, "'talk' does not wait for 'text'", ""},
      {{{"agree", "talk->client"}}, "nothing is asked on 'talk->client'", "\"ask\": \"asked\""},
      {{{"agree", "talk->api"}}, "'api' does not wait for 'talk'", ""},
      {{{"agree", "team:js->api"}}, "nothing is asked on 'team:js->api'", ""},
      {{{"move", "client=go"}, {"estimate", "client=4d/1w/2w"}, {"move", "client=js"}},
       "the work of 'client' is out of order",
       "3 working days"},
      {{{"finish", "client=2027-02-11"}, {"absent", "js=2027-02-01..2027-02-12"}},
       "'client' cannot finish on 2027-02-11: its team is absent",
       "later day"},
      {{{"link", "launch->api"}},
       "'launch->api' closes a cycle; these wait for each other:",
       "unlink another"},
      {{{"link", "launch->text"}}, "'launch->text' closes a cycle", "leave the link out"},
  };
  for (const Row& row : rows) {
    const std::string said = refusal(row.flags);
    EXPECT_THAT(said, testing::HasSubstr(row.says)) << said;
    EXPECT_THAT(said, testing::HasSubstr(std::string("hint: "))) << said;
    EXPECT_THAT(said.substr(std::min(said.find("hint: "), said.size())),
                testing::HasSubstr(row.hints))
        << said;
    EXPECT_EQ(said.find("error:"), said.rfind("error:")) << "one finding only\n" << said;
    EXPECT_TRUE(said.starts_with("command line:")) << "it points at its flag\n" << said;
  }
}

TEST(Apply, ReportsAllThatCannotBeDone) {
  const std::string said = refusal({{"slip", "old=1w"}, {"slip", "api=1w"}, {"drop", "gone"}});
  EXPECT_THAT(said, testing::HasSubstr("command line:1:"));
  EXPECT_THAT(said, testing::HasSubstr("command line:3:"));
}

TEST(Apply, ACycleThatIsOpenedAgainIsNone) {
  const Plan after =
      changed({{"link", "launch->api"}, {"unlink", "api->client"}, {"unlink", "api->launch"}});
  EXPECT_EQ(dates(after, "api").start, "2027-02-24");
}

TEST(Apply, NamesTheWholeCycle) {
  EXPECT_THAT(
      refusal({{"link", "print->api"}}),
      testing::HasSubstr("'api' before 'client' before 'text' before 'print' before 'api'"));
}

TEST(Apply, NeedsNeitherTeamsNorPeriods) {
  const Loaded<Plan> bare = read_plan(std::make_shared<const Source>(
      Source{"plan.json", R"({ "slipway": 1, "name": "Bare", "start": "2027-02-01",
                               "goals": [ { "id": "a", "estimate": "1w" } ] })"}));
  ASSERT_TRUE(bare.ok);
  Change slip;
  slip.kind = ChangeKind::slip;
  slip.item = ItemId(std::size_t{0});
  slip.length.amounts[0] = {1.0, Unit::weeks};
  const Loaded<Plan> after = apply_changes(bare.value, std::span(&slip, 1));
  ASSERT_TRUE(after.ok);
  EXPECT_EQ(dates(after.value, "a").finish, "2027-02-12");
}

TEST(Apply, RefusesRowsOfAnotherPlan) {
  Change change;
  change.kind = ChangeKind::drop;
  EXPECT_THROW(apply_changes(plan(), std::span(&change, 1)), std::invalid_argument);
  change.item = ItemId(plan().items.size());
  EXPECT_THROW(apply_changes(plan(), std::span(&change, 1)), std::invalid_argument);
  change.item = ItemId(std::size_t{0});
  change.kind = ChangeKind::defer;
  EXPECT_THROW(apply_changes(plan(), std::span(&change, 1)), std::invalid_argument);
}

// What is added draws by a name of its own: the other draws stay.
TEST(Apply, KeepsTextsAlive) {
  Plan copy;
  {
    const Plan after = changed({{"block", "api=1w"}});
    copy = after;
  }
  EXPECT_EQ(copy.items.back().id, "block:api");
  EXPECT_EQ(copy.items.back().title, "wait before api");
}

}  // namespace
}  // namespace slipway
