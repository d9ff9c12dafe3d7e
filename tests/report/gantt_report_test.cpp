#include "planner/report/gantt_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "planner/report/schedule_report.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/plan_edits.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

using ::testing::HasSubstr;

Analysis analyse_plan(Plan plan, bool with_risk = true) {
  AnalysisOptions options;
  if (with_risk) options.risk = SimulationOptions{.samples = 200, .threads = 1};
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(std::move(plan)), options);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

Analysis random_analysis(std::uint64_t seed) {
  slow::RandomOptions options;
  options.max_items = 40;
  return analyse_plan(uncertain_plan(seed, options));
}

bool is_goal(const Item& item) { return item.kind == Kind::goal || item.kind == Kind::milestone; }

/// A plan of `chains` chains of `length` goals, each of a team, of which the first is the longest:
/// so only that one is critical. Each `late_every`-th chain ends after its date.
std::string chains(int chains, int length, int late_every) {
  std::string teams;
  std::string goals;
  for (int c = 0; c < chains; ++c) {
    const std::string chain = std::to_string(c);
    teams += (c > 0 ? "," : "") + std::string(R"({"id": "t)") + chain + R"(", "capacity": 1})";
    for (int g = 0; g < length; ++g) {
      goals += goals.empty() ? "" : ",";
      goals += R"({"id": "g)" + chain + "-" + std::to_string(g) + R"(", "team": "t)" + chain +
               R"(", "estimate": ")" + (c == 0 ? "8d" : "2d") + "\"";
      if (g > 0) goals += R"(, "depends_on": ["g)" + chain + "-" + std::to_string(g - 1) + "\"]";
      if (c > 0 && c % late_every == 0 && g == length - 1) goals += R"(, "due": "2024-01-02")";
      goals += "}";
    }
  }
  return kEveryDay + R"("teams": [)" + teams + R"(], "goals": [)" + goals + "]}";
}

TEST(GanttReport, RowsHaveTheDatesOfTheSchedule) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const Analysis analysis = random_analysis(seed);
    const ScheduleReport schedule = report_schedule(analysis, false);
    for (const Grouping grouping : {Grouping::team, Grouping::objective}) {
      const GanttReport report = report_gantt(analysis, {.grouping = grouping});
      ASSERT_EQ(report.step, GanttStep::every_row);
      std::set<std::uint32_t> seen;
      for (const GanttRow& row : report.rows) {
        EXPECT_TRUE(seen.insert(row.item).second) << row.id << " twice";
        const ScheduleRow& facts = schedule.rows[row.item];
        EXPECT_EQ(row.id, facts.id);
        EXPECT_EQ(row.start, facts.start);
        EXPECT_EQ(row.finish, facts.finish);
        EXPECT_EQ(row.is_critical, facts.is_critical);
        EXPECT_EQ(row.late_days > 0.0, facts.is_late() && facts.status != Status::dropped);
        if (!row.p50.is_set()) continue;
        EXPECT_LE(row.p10, row.p50);
        EXPECT_LE(row.p50, row.p90);
      }
      std::size_t num_items = 0;
      for (const Item& item : analysis.plan->items) num_items += item.kind != Kind::objective;
      EXPECT_EQ(seen.size(), num_items);
      EXPECT_EQ(report.num_shown, report.num_goals);
    }
  }
}

// Groups stand in plan order, rows in file order; a group says what its rows add up to.
TEST(GanttReport, GroupsAddUpTheirRows) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const Analysis analysis = random_analysis(seed);
    const Plan& plan = *analysis.plan;
    for (const Grouping grouping : {Grouping::team, Grouping::objective}) {
      const GanttReport report = report_gantt(analysis, {.grouping = grouping});
      std::size_t next = 0;
      std::uint32_t last_key = 0;
      for (const GanttGroup& group : report.groups) {
        ASSERT_EQ(group.first_row, next);
        ASSERT_GT(group.num_rows, 0U);
        next += group.num_rows;
        Date start{};
        Date finish{};
        std::size_t num_goals = 0;
        std::size_t num_late = 0;
        for (std::size_t i = 0; i < group.num_rows; ++i) {
          const GanttRow& row = report.rows[group.first_row + i];
          if (i > 0) {
            EXPECT_LT(report.rows[group.first_row + i - 1].item, row.item);
          }
          const Item& item = plan.items[row.item];
          const std::uint32_t key = grouping == Grouping::team ? item.team.row : item.parent.row;
          if (i == 0 && group.first_row > 0) {
            EXPECT_LT(last_key, key);
          } else if (i > 0) {
            EXPECT_EQ(last_key, key);
          }
          last_key = key;
          if (row.start.is_set() && (!start.is_set() || row.start < start)) start = row.start;
          if (row.finish.is_set() && (!finish.is_set() || row.finish > finish)) finish = row.finish;
          num_goals += is_goal(item);
          num_late += is_goal(item) && row.is_late();
        }
        EXPECT_EQ(group.start, start);
        EXPECT_EQ(group.finish, finish);
        EXPECT_EQ(group.num_goals, num_goals);
        EXPECT_EQ(group.num_late, num_late);
        EXPECT_EQ(group.num_hidden, 0U);
      }
      EXPECT_EQ(next, report.rows.size());
    }
  }
}

TEST(GanttReport, DaysAreThoseThatThePlanWorksAndItsHolidays) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const Analysis analysis = random_analysis(seed);
    const WorkCalendar& calendar = analysis.plan->calendars[0];
    const GanttReport report = report_gantt(analysis);
    ASSERT_FALSE(report.days.empty());
    for (Date day = report.days.front(); day <= report.days.back(); day = plus_days(day, 1)) {
      const bool has_room =
          calendar.is_working(day) || calendar.week()[static_cast<std::size_t>(weekday(day))];
      EXPECT_EQ(std::ranges::binary_search(report.days, day), has_room) << to_iso(day);
      EXPECT_EQ(std::ranges::binary_search(report.holidays, day),
                has_room && !calendar.is_working(day))
          << to_iso(day);
    }
    for (const GanttRow& row : report.rows) {
      for (const Date date : {row.start, row.finish, row.p10, row.p90}) {
        if (!date.is_set()) continue;
        EXPECT_LE(report.days.front(), date);
        EXPECT_GE(report.days.back(), date);
      }
    }
  }
}

TEST(GanttReport, LinksAreThoseThatStillHoldSomething) {
  std::size_t num_critical = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const Analysis analysis = random_analysis(seed);
    GanttOptions options;
    options.filter.all = true;
    const GanttReport report = report_gantt(analysis, options);
    EXPECT_EQ(report.links.size(), report.num_links);
    for (const GraphLink& link : report.links) {
      ASSERT_LT(link.from, report.rows.size());
      ASSERT_LT(link.to, report.rows.size());
      EXPECT_NE(link.from, link.to);
      const GanttRow& to = report.rows[link.to];
      EXPECT_NE(to.status, Status::done);
      EXPECT_NE(to.status, Status::dropped);
      EXPECT_FALSE(to.is_absent);
      if (link.is_critical) {
        EXPECT_TRUE(report.rows[link.from].is_critical && to.is_critical);
        ++num_critical;
      }
    }
  }
  EXPECT_GT(num_critical, 20U);
}

// Beyond 80 rows: what is late or critical; then what is critical; then only groups. Nothing is
// lost: rows and what has none add up.
TEST(GanttReport, LadderKeepsWhatMattersLongest) {
  struct Case {
    int chains, length, late_every;
    GanttStep step;
    std::size_t num_rows;
    std::size_t num_late_elsewhere;
  };
  for (const Case& one : {Case{8, 10, 2, GanttStep::every_row, 80, 0},
                          Case{9, 10, 2, GanttStep::late_or_critical, 10 + 4, 0},
                          Case{100, 10, 1, GanttStep::critical, 10, 99},
                          Case{100, 90, 1, GanttStep::groups_only, 0, 99}}) {
    SCOPED_TRACE(one.chains * one.length);
    const Analysis analysis = analyse_text(chains(one.chains, one.length, one.late_every));
    const GanttReport report = report_gantt(analysis);
    EXPECT_EQ(report.step, one.step);
    EXPECT_EQ(report.rows.size(), one.num_rows);
    std::size_t num_hidden = 0;
    std::size_t num_late = 0;
    for (const GanttGroup& group : report.groups) {
      num_hidden += group.num_hidden;
      num_late += group.num_late;
    }
    const auto all = static_cast<std::size_t>(one.chains * one.length);
    EXPECT_EQ(report.rows.size() + num_hidden, all);
    EXPECT_EQ(num_late, static_cast<std::size_t>((one.chains - 1) / one.late_every));
    const auto num_late_rows =
        static_cast<std::size_t>(std::ranges::count_if(report.rows, &GanttRow::is_late));
    EXPECT_EQ(num_late - num_late_rows, one.num_late_elsewhere);
    const std::string notes = ::testing::PrintToString(report.notes);
    EXPECT_EQ(notes.find("--all shows every row") != std::string::npos,
              one.step != GanttStep::every_row);
    EXPECT_EQ(notes.find("99 late goals are only counted") != std::string::npos,
              one.num_late_elsewhere > 0);
    EXPECT_LE(report.groups.size(), 41U) << "teams without a row stand in one";
    GanttOptions everything;
    everything.filter.all = true;
    EXPECT_EQ(report_gantt(analysis, everything).rows.size(), all);
  }
}

TEST(GanttReport, FiltersChooseTheRowsAndAreSaid) {
  const Analysis analysis = analyse_text(chains(9, 10, 2));
  GanttOptions options;
  options.filter.only_critical = true;
  const GanttReport critical = report_gantt(analysis, options);
  EXPECT_EQ(critical.rows.size(), 10U);
  EXPECT_TRUE(std::ranges::all_of(critical.rows, &GanttRow::is_critical));
  EXPECT_EQ(critical.step, GanttStep::every_row);
  EXPECT_EQ(critical.num_shown, 10U);
  EXPECT_EQ(critical.num_goals, 90U);
  EXPECT_THAT(critical.filter, HasSubstr("critical"));
  options = {};
  options.filter.teams = {TeamId(3)};
  const GanttReport team = report_gantt(analysis, options);
  ASSERT_EQ(team.groups.size(), 1U);
  EXPECT_EQ(team.groups[0].id, "t3");
  EXPECT_EQ(team.rows.size(), 10U);
}

TEST(GanttReport, TooManyArrowsAreCutToThoseThatMatter) {
  const Analysis analysis = analyse_text(chains(4, 20, 1));  // 80 rows, 76 links
  const GanttReport report = report_gantt(analysis);
  EXPECT_EQ(report.num_links, 76U);
  ASSERT_EQ(report.rows.size(), 80U);
  for (const GraphLink& link : report.links) {
    EXPECT_TRUE(link.is_critical || link.is_broken()) << report.rows[link.to].id;
  }
  const std::size_t num_cut = report.num_links - report.links.size();
  EXPECT_GE(report.links.size(), 19U);
  EXPECT_GT(num_cut, 0U);
  EXPECT_THAT(report.notes, ::testing::Contains(HasSubstr(std::to_string(num_cut) + " links")));
}

// Against itself nothing moves; against another plan each row's dates before are those of that
// plan's own report.
TEST(GanttReport, BaselineHasTheDatesOfTheOtherPlan) {
  std::size_t num_moved = 0;
  std::size_t num_new = 0;
  std::size_t num_gone = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    EditedPlan edited = edit_plan(seed);
    const Analysis before = analyse_plan(std::move(edited.before), false);
    const Analysis after = analyse_plan(std::move(edited.after), false);
    GanttOptions options;
    options.filter.all = true;
    const GanttReport old_report = report_gantt(before, options);
    const GanttReport self = [&] {
      GanttOptions same = options;
      same.baseline = &before;
      same.baseline_name = "old.json";
      return report_gantt(before, same);
    }();
    EXPECT_EQ(self.baseline_sentence, "Against old.json no finish moves.");
    for (const GanttRow& row : self.rows) {
      EXPECT_EQ(row.finish_before, row.finish);
      EXPECT_EQ(row.start_before, row.start);
      EXPECT_EQ(row.moved_days.value_or(0.0), 0.0);
      EXPECT_FALSE(row.is_new);
    }
    options.baseline = &before;
    options.baseline_name = "old.json";
    const GanttReport report = report_gantt(after, options);
    std::map<std::pair<std::string, bool>, const GanttRow*> old_rows;
    for (const GanttRow& row : old_report.rows) {
      old_rows[{row.id, row.kind == Kind::blocker}] = &row;
    }
    std::size_t num_found = 0;
    for (const GanttRow& row : report.rows) {
      const auto found = old_rows.find({row.id, row.kind == Kind::blocker});
      ASSERT_EQ(row.is_new, found == old_rows.end()) << row.id;
      num_new += row.is_new;
      if (row.is_new) continue;
      ++num_found;
      EXPECT_EQ(row.start_before, found->second->start) << row.id;
      EXPECT_EQ(row.finish_before, found->second->finish) << row.id;
      if (!row.moved_days) continue;
      num_moved += *row.moved_days != 0.0;
      // The sign of the move is that of the dates, where those differ.
      if (row.finish > row.finish_before) {
        EXPECT_GE(*row.moved_days, 0.0) << row.id;
      }
      if (row.finish < row.finish_before) {
        EXPECT_LE(*row.moved_days, 0.0) << row.id;
      }
    }
    num_gone += old_report.rows.size() - num_found;
    EXPECT_EQ(report.baseline_sentence.find("gone: ") != std::string::npos,
              old_report.rows.size() > num_found)
        << report.baseline_sentence;
  }
  EXPECT_GT(num_moved, 20U);
  EXPECT_GT(num_new, 0U);
  EXPECT_GT(num_gone, 0U);
}

}  // namespace
}  // namespace slipway
