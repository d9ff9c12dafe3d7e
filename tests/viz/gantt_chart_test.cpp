#include "viz/gantt/gantt_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/scene_check.hpp"
#include "viz/gantt/gantt_arrows.hpp"
#include "viz/gantt/gantt_bar.hpp"
#include "viz/gantt/gantt_columns.hpp"
#include "viz/gantt/gantt_pages.hpp"
#include "viz/gantt/gantt_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

using ::testing::HasSubstr;

const std::string kQuarter = R"({"slipway": 1, "name": "small", "start": "2024-01-01",
  "as_of": "2024-01-08",
  "teams": [{"id": "go", "name": "Go", "capacity": 1}, {"id": "js", "capacity": 1}],
  "goals": [
    {"id": "api", "title": "The interface", "team": "go", "estimate": "2w", "started": "2024-01-01",
     "progress": 0.5, "status": "in_progress"},
    {"id": "client", "team": "js", "estimate": "5d/7d/9d", "due": "2024-01-17",
     "depends_on": [{"on": "api", "ask": "asked"}]},
    {"id": "guess", "team": "js"},
    {"id": "old", "team": "js", "status": "done", "started": "2024-01-01",
     "finished": "2024-01-03"},
    {"id": "no", "team": "js", "status": "dropped"},
    {"id": "perhaps", "team": "js", "probability": 0.2, "estimate": "1w"},
    {"id": "ship", "kind": "milestone", "team": "js", "depends_on": ["client"]}]})";

GanttReport report_of(const std::string& json, GanttOptions options = {}) {
  static std::vector<std::unique_ptr<Analysis>> kept;
  AnalysisOptions wanted;
  wanted.risk = SimulationOptions{.samples = 400, .threads = 1};
  kept.push_back(std::make_unique<Analysis>(analyse_text(json, wanted)));
  return report_gantt(*kept.back(), options);
}

const GanttRow& row_of(const GanttReport& report, std::string_view id) {
  const auto found = std::ranges::find(report.rows, id, &GanttRow::id);
  EXPECT_NE(found, report.rows.end()) << id;
  return *found;
}

/// Returns the group with this id, wherever it is; null without one.
const Group* find_group(const std::vector<Element>& elements, std::string_view id) {
  for (const Element& element : elements) {
    const auto* const group = std::get_if<Group>(&element.what);
    if (group == nullptr) continue;
    if (group->id == id) return group;
    if (const Group* const inside = find_group(group->parts, id)) return inside;
  }
  return nullptr;
}

const Group& group_of(const Scene& scene, const GanttReport& report, std::string_view id) {
  const Group* const found =
      find_group(scene.elements, "goal-" + std::to_string(row_of(report, id).item));
  EXPECT_NE(found, nullptr) << id;
  return *found;
}

std::vector<std::string> words_of(const Group& group) {
  std::vector<std::string> out;
  for (const Element& element : group.parts) {
    if (const auto* text = std::get_if<Text>(&element.what)) out.push_back(text->text);
  }
  return out;
}

TEST(GanttChart, SaysWhatTheReportSays) {
  const GanttReport report = report_of(kQuarter);
  const std::vector<Scene> scenes = draw_gantt(report);
  ASSERT_EQ(scenes.size(), 1U);
  const Scene& scene = scenes[0];
  expect_sound(scene);
  keep_picture(scene, "gantt-small");
  EXPECT_EQ(scene.title, "small: when each goal is done");
  EXPECT_THAT(scene.description, HasSubstr("client (4 days late)"));
  EXPECT_TRUE(has_text(scene, "7 of 7 goals shown"));
  EXPECT_TRUE(has_text(scene, "400 runs, seed 1"));
  EXPECT_TRUE(has_text(scene, "status date Mon 8 Jan 2024"));
  EXPECT_THAT(words_of(group_of(scene, report, "api")), ::testing::Contains("C"));
  EXPECT_THAT(words_of(group_of(scene, report, "client")), ::testing::Contains("4 d late"));
  EXPECT_THAT(words_of(group_of(scene, report, "guess")), ::testing::Contains("no estimate"));
  EXPECT_THAT(words_of(group_of(scene, report, "old")), ::testing::Contains("✓"));
  EXPECT_THAT(words_of(group_of(scene, report, "no")), ::testing::Contains("dropped"));
  EXPECT_THAT(words_of(group_of(scene, report, "perhaps")), ::testing::Contains("left out, 20 %"));
  EXPECT_EQ(group_of(scene, report, "client").kind, "goal late critical");
  EXPECT_THAT(group_of(scene, report, "client").title,
              HasSubstr("Mon 15 Jan 2024 to Tue 23 Jan 2024"));
  EXPECT_TRUE(has_text(scene, "? ! 4 d")) << "the link is not agreed and breaks";
}

// Each working day has the same room; a bar reaches from the morning of its start to the evening of
// its finish.
TEST(GanttChart, BarsReachFromStartToFinish) {
  const GanttReport report = report_of(kQuarter);
  const GanttColumns columns = choose_columns(report, {});
  const DayAxis axis(report.days, columns.plot_left, columns.plot_right);
  const Scene scene = draw_gantt(report).front();
  const auto bar_of = [&](std::string_view id) {
    for (const Element& element : group_of(scene, report, id).parts) {
      const auto* const box = std::get_if<Box>(&element.what);
      if (box != nullptr && box->area.height == kBarHeight) return box->area;
    }
    ADD_FAILURE() << id << " has no bar";
    return Area{};
  };
  for (const auto& [id, days] : {std::pair{"api", 10.0}, {"client", 7.0}, {"old", 3.0}}) {
    EXPECT_NEAR(bar_of(id).width, days * axis.day_width(), 1e-9) << id;
  }
  EXPECT_DOUBLE_EQ(bar_of("api").right(), bar_of("client").x);
  EXPECT_DOUBLE_EQ(bar_of("old").x, bar_of("api").x);
}

// Bars, tails and due dates of random plans stand at the dates that the report has.
TEST(GanttBar, StandsAtItsDates) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    slow::RandomOptions options;
    options.max_items = 30;
    AnalysisOptions wanted;
    wanted.risk = SimulationOptions{.samples = 100, .threads = 1};
    const Loaded<Analysis> analysis =
        analyse(std::make_shared<const Plan>(uncertain_plan(seed, options)), wanted);
    ASSERT_TRUE(analysis.ok);
    const GanttReport report = report_gantt(analysis.value);
    const DayAxis axis(report.days, 100, 900);
    for (const GanttRow& row : report.rows) {
      const std::optional<BarPlace> place = place_bar(axis, row, 50, false);
      EXPECT_EQ(place.has_value(), row.finish.is_set() && row.status != Status::dropped);
      if (!place) continue;
      EXPECT_GE(place->right - place->left, 3.0);
      EXPECT_GT(place->middle, place->top);
      EXPECT_LT(place->middle, place->bottom);
      const double finish = axis.end_of(row.finish);
      if (row.kind == Kind::milestone) {
        EXPECT_NEAR((place->left + place->right) / 2, finish, 1e-9);
      } else if (row.start.is_set() && finish - axis.start_of(row.start) >= 3.0) {
        EXPECT_NEAR(place->right, finish, 1e-9);
        EXPECT_NEAR(place->left, axis.start_of(row.start), 1e-9);
      }
    }
  }
}

// Arrows go along the axes, out of the right end of one bar into the right end of the other, and
// through neither of the two.
TEST(GanttArrows, GoAroundTheirOwnBars) {
  std::mt19937 random(7);
  const std::vector<Date> days{Date(0), Date(1), Date(2)};
  const DayAxis axis(days, 0, 1000);
  const auto any = [&](int most) {
    return static_cast<double>(random() % static_cast<unsigned>(most));
  };
  for (int i = 0; i < 5000; ++i) {
    const auto place = [&](double row) {
      const double left = 50 + any(800);
      const double top = row * 24;
      return BarPlace{left, left + 3 + any(100), top + 10, top, top + 24};
    };
    const double row = any(40);
    double other = any(40);
    if (other == row) other += 1;
    const BarPlace from = place(row);
    const BarPlace to = place(other);
    for (const LinkType type : {LinkType::fs, LinkType::ss, LinkType::ff, LinkType::sf}) {
      const std::vector<Point> points = route(type, from, to, axis);
      const bool leaves_right = type == LinkType::fs || type == LinkType::ff;
      const bool enters_right = type == LinkType::ff || type == LinkType::sf;
      ASSERT_GE(points.size(), 4U);
      EXPECT_EQ(points.front(), (Point{leaves_right ? from.right : from.left, from.middle}));
      EXPECT_EQ(points.back(), (Point{enters_right ? to.right : to.left, to.middle}));
      for (std::size_t p = 1; p < points.size(); ++p) {
        const Point& a = points[p - 1];
        const Point& b = points[p];
        EXPECT_TRUE(a.x == b.x || a.y == b.y) << "neither across nor down";
        for (const BarPlace& bar : {from, to}) {
          const bool crosses = std::min(a.x, b.x) < bar.right && std::max(a.x, b.x) > bar.left &&
                               std::min(a.y, b.y) < bar.middle + kBarHeight / 2 &&
                               std::max(a.y, b.y) > bar.middle - kBarHeight / 2;
          EXPECT_FALSE(crosses) << "through a bar of its own";
        }
      }
    }
  }
}

// Every row is on one page, in order, below the header of its group; no page is too full; a group
// that fits on a page is not broken.
TEST(GanttPages, HoldEveryRowOnce) {
  std::mt19937 random(11);
  const auto any = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
  for (int i = 0; i < 400; ++i) {
    GanttReport report;
    for (unsigned g = 0, groups = 1 + any(9); g < groups; ++g) {
      GanttGroup group;
      group.first_row = report.rows.size();
      group.num_rows = any(3) == 0 ? any(60) : any(12);
      report.rows.resize(report.rows.size() + group.num_rows);
      report.groups.push_back(group);
    }
    const GanttHeights heights{26, 24, 150.0 + any(500), 200.0 + any(500)};
    const std::vector<std::vector<GanttLine>> pages = paginate(report, heights);
    std::size_t next_row = 0;
    std::size_t next_group = 0;
    std::vector<std::size_t> pages_of(report.groups.size(), 0);
    for (std::size_t p = 0; p < pages.size(); ++p) {
      ASSERT_FALSE(pages[p].empty());
      ASSERT_EQ(pages[p].front().row, kHeaderLine);
      double height = 0.0;
      std::size_t group = 0;
      for (const GanttLine& line : pages[p]) {
        if (line.row == kHeaderLine) {
          group = line.group;
          ++pages_of[group];
          EXPECT_EQ(line.is_continued, group < next_group);
          if (!line.is_continued) {
            EXPECT_EQ(group, next_group++);
          }
          height += heights.header;
        } else {
          EXPECT_EQ(line.row, next_row++);
          EXPECT_EQ(line.group, group);
          height += heights.row;
        }
      }
      EXPECT_LE(height, p == 0 ? heights.first_page : heights.page);
    }
    EXPECT_EQ(next_row, report.rows.size());
    EXPECT_EQ(next_group, report.groups.size());
    for (std::size_t g = 0; g < report.groups.size(); ++g) {
      const double whole =
          heights.header + heights.row * static_cast<double>(report.groups[g].num_rows);
      const bool fits = whole <= heights.page && (g > 0 || whole <= heights.first_page);
      if (fits) {
        EXPECT_EQ(pages_of[g], 1U);
      }
    }
  }
}

TEST(GanttChart, PapersRepeatHeadAxisAndLegend) {
  std::string goals;
  for (int i = 0; i < 70; ++i) {
    goals += (i > 0 ? "," : "") + std::string(R"({"id": "g)") + std::to_string(i) +
             R"(", "team": ")" + (i < 60 ? "a" : "b") + R"(", "estimate": "1w..2w"})";
  }
  const GanttReport report =
      report_of(kEveryDay + R"("teams": [{"id": "a", "capacity": 1}, {"id": "b", "capacity": 1}],
                             "goals": [)" +
                goals + "]}");
  const std::vector<Scene> pages = draw_gantt(report, frame_of(Paper::a4));
  ASSERT_GE(pages.size(), 4U);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    expect_sound(pages[i]);
    const std::string number =
        "(page " + std::to_string(i + 1) + " of " + std::to_string(pages.size()) + ")";
    EXPECT_THAT(pages[i].title, HasSubstr(number));
    EXPECT_TRUE(has_text(pages[i], number));
    EXPECT_NE(find_group(pages[i].elements, "axis"), nullptr);
    EXPECT_NE(find_group(pages[i].elements, "legend"), nullptr);
    EXPECT_EQ(pages[i].height, 793.0);
  }
  EXPECT_TRUE(has_text(pages[1], "a (continued)"));
  EXPECT_FALSE(has_text(draw_gantt(report).front(),
                        "P90"
                        " "))
      << "a screen has no room for the forecast's dates";
}

TEST(GanttChart, WidePaperHasMoreColumns) {
  const GanttReport report = report_of(kQuarter);
  const auto headings = [&](const Frame& frame) {
    std::vector<std::string> out;
    for (const GanttColumn& column : choose_columns(report, frame).columns)
      out.push_back(column.heading);
    return out;
  };
  EXPECT_THAT(headings({}), ::testing::ElementsAre("finish", "due", "late", "on time", "float"));
  EXPECT_THAT(headings(frame_of(Paper::a3)),
              ::testing::ElementsAre("finish", "P50", "P90", "due", "late", "on time", "float"));
}

TEST(GanttChart, TheLegendHasWhatThePictureHas) {
  const Scene full = draw_gantt(report_of(kQuarter)).front();
  for (const char* const text : {"C critical", "✓ done", "milestone", "no estimate", "? not agreed",
                                 "! misses a due date", "total float", "status date"}) {
    EXPECT_TRUE(has_text(full, text)) << text;
  }
  const Scene plain = draw_gantt(report_of(kEveryDay + R"("goals": [
      {"id": "a", "estimate": "1w"}]})"))
                          .front();
  for (const char* const text :
       {"✓ done", "milestone", "no estimate", "? not agreed", "! misses", "total float", "holiday",
        "baseline", "blocker", "may not bind", "waits for"}) {
    EXPECT_FALSE(has_text(plain, text)) << text;
  }
}

TEST(GanttChart, AnObjectiveHasItsDateAndOdds) {
  const GanttReport report =
      report_of(kEveryDay + R"("goals": [{"id": "o", "kind": "objective", "title": "All of it",
                       "due": "2024-01-05"},
                     {"id": "a", "parent": "o", "estimate": "2d/4d/20d"},
                     {"id": "b", "estimate": "3d", "due": "2024-09-01"}]})",
                {.grouping = Grouping::objective});
  const Scene scene = draw_gantt(report).front();
  expect_sound(scene);
  const Group* const header = find_group(scene.elements, "group-0");
  ASSERT_NE(header, nullptr);
  ASSERT_TRUE(report.groups[0].on_time);
  EXPECT_THAT(words_of(*header),
              ::testing::IsSupersetOf({std::string("All of it"), std::string("1 goal · o"),
                                       std::string("5 Jan"), to_odds(*report.groups[0].on_time)}));
  EXPECT_TRUE(has_text(scene, "due beyond the axis")) << "it would squeeze the rest";
}

TEST(GanttChart, NeedsNoSimulation) {
  const Analysis analysis = analyse_text(kQuarter);
  const Scene scene = draw_gantt(report_gantt(analysis)).front();
  expect_sound(scene);
  EXPECT_FALSE(has_text(scene, "runs, seed"));
  EXPECT_FALSE(has_text(scene, "P90"));
  EXPECT_FALSE(has_text(scene, "on time"));
}

TEST(GanttChart, ABaselineShowsWhatMoved) {
  std::string later = kQuarter;
  later.replace(later.find("\"2w\""), 4, "\"5w\"");
  const Analysis before = analyse_text(kQuarter);
  const GanttReport report =
      report_of(later, {.baseline = &before, .baseline_name = "january.json"});
  const Scene scene = draw_gantt(report).front();
  expect_sound(scene);
  keep_picture(scene, "gantt-baseline");
  EXPECT_TRUE(has_text(scene, "Against january.json 3 rows finish later."));
  EXPECT_EQ(row_of(report, "client").moved_days, 7.5) << "half of three weeks";
  EXPECT_THAT(words_of(group_of(scene, report, "client")), ::testing::Contains("+7.5 d"));
  const auto ghosts = [&](std::string_view id) {
    std::size_t count = 0;
    for (const Element& element : group_of(scene, report, id).parts) {
      const auto* const box = std::get_if<Box>(&element.what);
      count += box != nullptr && box->look == kGhostLook;
    }
    return count;
  };
  EXPECT_EQ(ghosts("client"), 1U);
  EXPECT_EQ(ghosts("old"), 0U) << "it has not moved";
  EXPECT_THAT(to_markdown(report), HasSubstr("| +7.5 d |"));
  EXPECT_EQ(say_move_of(15.0, 5), "+3 w");
  EXPECT_EQ(say_move_of(-5.0, 5), "−1 w");
  EXPECT_EQ(say_move_of(4.0, 5), "+4 d");
}

TEST(GanttChart, MarkdownHasARowForEach) {
  const GanttReport report = report_of(kQuarter);
  const std::string table = to_markdown(report);
  EXPECT_THAT(table, HasSubstr("| api: The interface | Go | 2024-01-01 | 2024-01-12 |"));
  EXPECT_THAT(table, HasSubstr("| no | js |  |  |  |  |  |  |  |  |  | dropped |\n"));
  for (const GanttRow& row : report.rows) EXPECT_THAT(table, HasSubstr("| " + row.id));
}

}  // namespace
}  // namespace slipway::viz
