// Notes about changes: who keeps a due date, who takes over, which day a day off counts as.
#include "planner/report/change_notes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/what_if.hpp"

namespace slipway {
namespace {

using test::what_if_text;
using test::WhatIf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> notes_of(const WhatIf& asked) {
  return list_notes(*asked.before, *asked.after, asked.changes);
}

// Two teams; `a` to `c` are due in the first period. Go works on Saturdays, JS does not.
std::string plan_with(const std::string& js_calendar = "") {
  return R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "periods": [{"id": "q1", "start": "2024-01-01", "end": "2024-03-31"},
                {"id": "q2", "start": "2024-04-01", "end": "2024-06-30"}],
    "teams": [{"id": "go", "name": "Go", "capacity": 2},
              {"id": "js", "name": "JS")" +
         js_calendar + R"(}],
    "goals": [{"id": "a", "team": "go", "estimate": "5d", "due": "2024-01-31"},
              {"id": "b", "team": "js", "estimate": "5d", "due": "2024-02-15",
               "depends_on": ["a"]},
              {"id": "c", "team": "js", "estimate": "5d", "due": "2024-02-29"},
              {"id": "d", "team": "js", "estimate": "5d", "due": "2024-05-31"},
              {"id": "e", "team": "js", "estimate": "5d", "due": "2024-01-05",
               "status": "done", "finished": "2024-01-01"}]})";
}

WhatIf defer_with_dependents(const std::string& flag) {
  WhatIf asked = what_if_text(plan_with(), {{"defer", flag}});
  asked.changes[0].with_dependents = true;
  return test::make_changes(asked.before->plan, asked.changes, 0);
}

TEST(ChangeNotes, OneDeferredGoalKeepsItsDueDate) {
  EXPECT_THAT(notes_of(what_if_text(plan_with(), {{"defer", "a=q2"}})),
              ElementsAre("a keeps its due date, Wed 31 Jan 2024, before the period that it is "
                          "deferred to; --due gives it another."));
  EXPECT_THAT(notes_of(what_if_text(plan_with(), {{"defer", "a=q2"}, {"due", "a=2024-04-30"}})),
              IsEmpty());
  EXPECT_THAT(notes_of(what_if_text(plan_with(), {{"defer", "d=q2"}})), IsEmpty());
}

TEST(ChangeNotes, GoalsOfADeferredTeamKeepTheirs) {
  const std::string both =
      "2 deferred goals keep their due dates, before the period that they are deferred to: b (Thu "
      "15 Feb 2024) and c (Thu 29 Feb 2024); --due gives each another.";
  EXPECT_THAT(notes_of(what_if_text(plan_with(), {{"defer", "team:js=q2"}})), ElementsAre(both));
}

TEST(ChangeNotes, DependentsThatMoveAlongKeepTheirs) {
  EXPECT_THAT(notes_of(defer_with_dependents("a=q2")),
              ElementsAre("2 deferred goals keep their due dates, before the period that they are "
                          "deferred to: a (Wed 31 Jan 2024) and b (Thu 15 Feb 2024); --due gives "
                          "each another."));
}

TEST(ChangeNotes, AMoveSaysWhoDoesItAndWhoseLoadChanges) {
  const WhatIf asked = what_if_text(plan_with(), {{"move", "c=go"}});
  EXPECT_TRUE(asked.what().moved.empty()) << "else the note is of less use";
  EXPECT_THAT(notes_of(asked),
              ElementsAre("c is then done by Go, no longer by JS. Most people wanted: Go is asked "
                          "for 2 of its 2 at once (before: 1), JS is asked for 1 at once (before: "
                          "2). The working days are the same."));
}

TEST(ChangeNotes, AMoveToOtherWorkingDaysSaysSo) {
  const std::string plan = plan_with(R"(, "calendar": {"work_days": ["mon", "tue"]})");
  EXPECT_THAT(notes_of(what_if_text(plan, {{"move", "a=js"}})),
              ElementsAre(HasSubstr("The work then counts in the working days of JS, which are "
                                    "others.")));
  EXPECT_THAT(notes_of(what_if_text(plan, {{"move", "team:js=go"}})),
              ElementsAre(HasSubstr("b, c and d are then done by Go, no longer by JS.")));
}

TEST(ChangeNotes, AFinishOnADayOffCountsAsTheWorkingDayBefore) {
  EXPECT_THAT(notes_of(what_if_text(plan_with(), {{"finish", "a=2024-01-13"}})),
              ElementsAre("Sat 13 Jan 2024 is a day off of Go; a finishes on Fri 12 Jan 2024, the "
                          "last working day before it."));
  EXPECT_THAT(notes_of(what_if_text(plan_with(), {{"finish", "team:js=2024-01-14"}})),
              ElementsAre("Sun 14 Jan 2024 is a day off of JS; its goals finish on Fri 12 Jan "
                          "2024, the last working day before it."));
}

// Every day of a month, against the calendar: a note on days off, and none on the others.
TEST(ChangeNotes, OnlyDaysOffAreNoted) {
  const std::string plan = plan_with(R"(, "calendar": {"holidays": ["2024-01-15..2024-01-17"]})");
  for (int day = 3; day <= 31; ++day) {
    const std::string date = "2024-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    const WhatIf asked = what_if_text(plan, {{"finish", "c=" + date}});
    const Item& goal = asked.before->plan->items[2];
    const WorkCalendar& own =
        asked.before->plan->calendars[asked.before->plan->calendar_of(goal).index()];
    const Date on = asked.changes[0].on;
    const bool is_off = own.between(start_of(on), end_of(on)) == Work{0};
    EXPECT_EQ(notes_of(asked).size(), is_off ? 1U : 0U) << date;
    Date counted = on;
    while (own.between(start_of(counted), end_of(counted)) == Work{0})
      counted = Date(counted.day - 1);
    EXPECT_EQ(asked.what().schedule.rows[2].finish, counted) << date;
    if (!is_off || notes_of(asked).empty()) continue;
    EXPECT_THAT(notes_of(asked)[0], HasSubstr("finishes on " + to_words(counted)));
  }
}

TEST(ChangeNotes, CapacityMovesNothing) {
  EXPECT_THAT(notes_of(what_if_text(plan_with(), {{"capacity", "go=1"}})),
              ElementsAre("Dates and odds do not depend on capacity in this version."));
}

}  // namespace
}  // namespace slipway
