// What must hold for every picture that we lay out ourselves, on the plans that are shipped, on
// random plans and on plans with hostile texts, in both themes and on every paper.
#include "tests/viz/every_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "planner/io/file.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/report/schedule_report.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/graph_plan.hpp"
#include "tests/viz/scene_check.hpp"

namespace slipway::viz {
namespace {

constexpr std::uint64_t kRandomPlans = 50;
constexpr Paper kPapers[] = {Paper::none, Paper::a4, Paper::a3};

std::shared_ptr<const Plan> read(const std::shared_ptr<const Source>& source) {
  return std::make_shared<const Plan>(std::move(read_plan(source).value));
}

std::shared_ptr<const Plan> shipped(const std::string& name) {
  return read(read_source(std::string(SLIPWAY_SOURCE_DIR) + "/data/plans/" + name).value);
}

/// Returns a plan whose every text tries to break out of what it is put into.
std::shared_ptr<const Plan> hostile_plan() {
  const auto quote = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      if (static_cast<unsigned char>(c) < 0x20) {
        out += ' ';
        continue;
      }
      out += c;
    }
    return out + '"';
  };
  const std::vector<std::string> texts = {
      "</text><script>alert(1)</script>",
      "\" onload=\"x\" a='b' & &amp; <![CDATA[",
      "مرحبا بالعالم \u202e txet",
      "👩‍👩‍👧‍👦 👍🏽 emoji 日本語のとても長いタイトルです",
      std::string(400, 'W'),
      "--> ]]> ;}</style> %%{init}%% | # : ;"};
  std::string teams;
  std::string goals;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string number = std::to_string(i);
    teams += (i > 0 ? "," : "") + std::string("{\"id\":\"<t&") + number +
             "\",\"capacity\":1,\"name\":" + quote(texts[i]) + "}";
    goals += (i > 0 ? "," : "") + std::string("{\"id\":\"<g&'") + number + "\",\"team\":\"<t&" +
             number +
             "\",\"due\":\"2027-02-01\",\"estimate\":\"2d/2w/5w\",\"title\":" + quote(texts[i]);
    if (i > 0) goals += ",\"depends_on\":[\"<g&'" + std::to_string(i - 1) + "\"]";
    goals += "}";
  }
  return read(std::make_shared<const Source>(
      Source{"hostile.json",
             "{\"slipway\":1,\"name\":" + quote(texts[0]) +
                 ",\"start\":\"2027-01-04\",\"teams\":[" + teams + "],\"goals\":[" + goals +
                 "],\"checkins\":[{\"date\":\"2027-01-04\",\"goal\":\"<g&'0\",\"score\":0.2,"
                 "\"confidence\":0.5,\"note\":" +
                 quote(texts[1]) + "}]}"}));
}

/// Says whether the picture has a group with this id.
bool has_group(const Scene& scene, const std::string& id) {
  std::vector<std::string> ids;
  list_ids(scene.elements, ids);
  return std::ranges::find(ids, id) != ids.end();
}

/// Returns the ids of the goals that are planned after their dates.
std::vector<std::string> late_goals(const std::shared_ptr<const Plan>& plan) {
  std::vector<std::string> out;
  const Loaded<Analysis> analysis = analyse(plan);
  if (!analysis) return out;
  for (const ScheduleRow& row : report_schedule(analysis.value).rows) {
    const bool is_goal = row.kind == Kind::goal || row.kind == Kind::milestone;
    const bool is_open = row.status != Status::done && row.status != Status::dropped;
    if (is_goal && is_open && !row.is_absent && row.is_late()) out.emplace_back(row.id);
  }
  return out;
}

/// Returns what is wrong with how critical goals look where a picture is printed in grey: each must
/// have a thick line and a "C", no other goal both of them.
void list_grey_faults(const std::vector<Element>& elements, std::vector<std::string>& faults) {
  for (const Element& element : elements) {
    const auto* group = std::get_if<Group>(&element.what);
    if (group == nullptr) continue;
    list_grey_faults(group->parts, faults);
    if (!group->id.starts_with("goal-")) continue;
    if (group->kind.find("was-critical") != std::string::npos) continue;  // a C in an outline
    const bool is_critical = (' ' + group->kind + ' ').find(" critical ") != std::string::npos;
    bool is_thick = false;
    bool has_letter = false;
    visit(Scene{.elements = group->parts}, [&](const Element& part) {
      const Look* look = nullptr;
      if (const auto* box = std::get_if<Box>(&part.what)) look = &box->look;
      if (const auto* path = std::get_if<Path>(&part.what)) look = &path->look;
      is_thick = is_thick || (look != nullptr && look->stroke && look->width >= 2.5);
      const auto* text = std::get_if<Text>(&part.what);
      has_letter = has_letter || (text != nullptr && text->text == "C");
    });
    if ((is_thick && has_letter) != is_critical) faults.push_back(group->title);
  }
}

/// Says whether the pages name the goal, or say that they leave late goals out.
void expect_late_goals(const std::vector<Scene>& pages, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    EXPECT_TRUE(std::ranges::any_of(
        pages,
        [&](const Scene& page) { return has_text(page, id) || has_text(page, "late goal"); }))
        << id << " is late and neither drawn nor counted";
  }
}

void expect_page(const EveryView& view, const Scene& page, const Frame& frame) {
  expect_sound(page);
  std::vector<std::string> grey;
  list_grey_faults(page.elements, grey);
  EXPECT_EQ(grey, std::vector<std::string>());
  EXPECT_TRUE(has_group(page, "head")) << "title, question and counts";
  EXPECT_TRUE(has_group(page, "legend"));
  if (frame.has_pages()) {
    EXPECT_NEAR(page.width, frame.width, 0.01);
    EXPECT_NEAR(page.height, frame.page_height, 0.01);
  }
  EXPECT_TRUE(!view.draws_goals || has_text(page, "goals shown"));
  // One word for one thing, whichever view says it: sentences know runs, and days "as of" one.
  EXPECT_TRUE(has_text(page, "as of "));
  EXPECT_FALSE(has_text(page, "samples"));
  // Odds in one way: <5 % and >95 %, as pictures say them.
  EXPECT_FALSE(has_text(page, "<1 %"));
  EXPECT_FALSE(has_text(page, ">99 %"));
  // Both themes are whole: no paint of the other one is left.
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const std::string svg = to_svg(page, {.theme = theme, .is_plain = true});
    EXPECT_EQ(find_xml_fault(svg), "");
    const Theme other = theme == Theme::light ? Theme::dark : Theme::light;
    for (std::size_t i = 0; i < kNumPaints; ++i) {
      const std::string_view colour = colour_of(static_cast<Paint>(i), other);
      EXPECT_EQ(svg.find(colour), std::string::npos) << colour;
    }
    EXPECT_EQ(svg.find("<script"), std::string::npos);
  }
}

/// Checks a view of a plan on every paper, against a second run on two threads. Returns the pages
/// for a screen; none where the plan has nothing to show.
std::vector<Scene> expect_view(const EveryView& view, const std::shared_ptr<const Plan>& plan) {
  const std::optional<PlanView> one = view.make(plan, 1, {});
  const std::optional<PlanView> other = view.make(plan, 2, {});
  EXPECT_EQ(one.has_value(), other.has_value());
  if (!one || !other) return {};
  EXPECT_FALSE(one->table.empty());
  EXPECT_EQ(one->table, other->table);
  for (const char* const finer : {"&lt;1 %", "<1 %", "&gt;99 %", ">99 %"})
    EXPECT_EQ(one->table.find(finer), std::string::npos) << finer << " is for the terminal";
  const std::vector<std::string> late = late_goals(plan);
  std::vector<Scene> on_screen;
  for (const Paper paper : kPapers) {
    const Frame frame = frame_of(paper);
    std::vector<Scene> pages = one->draw(frame);
    const std::vector<Scene> again = other->draw(frame);
    EXPECT_EQ(again.size(), pages.size());
    EXPECT_FALSE(pages.empty());
    for (std::size_t i = 0; i < pages.size(); ++i) {
      expect_page(view, pages[i], frame);
      EXPECT_EQ(to_svg(again[i]), to_svg(pages[i]));
    }
    if (view.draws_goals) expect_late_goals(pages, late);
    if (!frame.has_pages()) on_screen = std::move(pages);
  }
  EXPECT_EQ(on_screen.size(), 1U);
  return on_screen;
}

class OfEveryView : public testing::TestWithParam<std::size_t> {
 protected:
  const EveryView& view() const { return every_view()[GetParam()]; }
};

TEST_P(OfEveryView, ShippedPlansAreSound) {
  for (const char* const name : {"libp2p-2018-q3", "release-quarter"}) {
    SCOPED_TRACE(name);
    const std::shared_ptr<const Plan> plan = shipped(std::string(name) + ".json");
    const std::vector<Scene> pages = expect_view(view(), plan);
    ASSERT_EQ(pages.size(), 1U);
    keep_picture(pages[0], view().name + "-" + name);
    const std::vector<Scene> sheets = view().make(plan, 1, {})->draw(frame_of(Paper::a4));
    for (std::size_t i = 0; i < sheets.size(); ++i)
      keep_picture(sheets[i], view().name + "-" + name + "-a4-" + std::to_string(i + 1));
  }
}

TEST_P(OfEveryView, RandomPlansAreSound) {
  std::size_t drawn = 0;
  for (std::uint64_t seed = 1; seed <= kRandomPlans; ++seed) {
    SCOPED_TRACE(seed);
    slow::RandomOptions options;
    options.max_items = seed % 2 == 0 ? 14 : 40;
    const auto plan = std::make_shared<const Plan>(uncertain_plan(seed, options));
    drawn += expect_view(view(), plan).size();
  }
  EXPECT_GE(drawn, kRandomPlans / 5);
}

TEST_P(OfEveryView, HostileTextsStayTexts) {
  const std::shared_ptr<const Plan> plan = hostile_plan();
  ASSERT_EQ(plan->items.size(), 6U);
  for (const Scene& page : expect_view(view(), plan)) keep_picture(page, view().name + "-hostile");
}

// Whole, without overlaps, and below 1 MB, as every picture (expect_sound).
TEST_P(OfEveryView, FiveHundredGoalsAreSound) {
  const auto plan = read(std::make_shared<const Source>(Source{"chains.json", chains(25, 20)}));
  ASSERT_EQ(plan->items.size(), 525U);
  for (const Scene& page : expect_view(view(), plan)) keep_picture(page, view().name + "-500");
}

/// Filters of every kind, alone and together, with ids of the plan; those that the view takes.
std::vector<ViewFilter> list_filters(const Plan& plan, Filters taken) {
  if (taken == Filters::none) return {};
  std::vector<ViewFilter> out;
  for (std::size_t row : {std::size_t{0}, plan.items.size() / 2})
    out.push_back({.focus = ItemId(row), .up = 1, .down = 1});
  const std::size_t teams = plan.teams.size();
  if (teams > 0) out.push_back({.teams = {TeamId(teams - 1)}});
  if (teams > 1) out.push_back({.between = {{TeamId(std::size_t{0}), TeamId(teams - 1)}}});
  if (taken == Filters::by_links) return out;
  const std::size_t places = out.size();
  for (std::size_t i = 0; i < places; ++i) {
    ViewFilter both = out[i];
    both.only_critical = true;
    both.only_late = i % 2 == 0;
    out.push_back(both);
  }
  out.push_back({.only_critical = true});
  out.push_back({.near_days = 3.0});
  out.push_back({.only_late = true});
  return out;
}

struct FilterCounts {
  std::size_t pictures = 0;
  std::size_t nothing = 0;
};

/// Checks the filtered views of a plan: sound pictures that name the filter, and the answer where
/// by select_items itself nothing is left.
void expect_filters(const EveryView& view, const std::shared_ptr<const Plan>& plan,
                    FilterCounts& counts) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 200, .threads = 1};
  const Loaded<Analysis> analysis = analyse(plan, options);
  if (!analysis) return;
  const ScheduleReport schedule = report_schedule(analysis.value);
  const std::vector<ItemArc> arcs = spread_links(*plan);
  for (const ViewFilter& filter : list_filters(*plan, view.filters)) {
    SCOPED_TRACE(say_filter(*plan, filter));
    const std::optional<PlanView> made = view.make(plan, 1, filter);
    if (!made) continue;
    ++counts.pictures;
    const std::vector<Scene> pages = made->draw({});
    for (const Scene& page : pages) {
      expect_sound(page);
      EXPECT_TRUE(!view.draws_goals || has_text(page, "goals shown"));
    }
    for (const Scene& page : made->draw(frame_of(Paper::a4))) expect_sound(page);
    const bool counts_own_goals = view.name == "burnup" || view.name.starts_with("load");
    ViewFilter shown = filter;
    if (view.name.starts_with("load")) shown.teams.clear();  // they are its rows
    EXPECT_THAT(made->table, testing::HasSubstr(say_filter(*plan, shown, !counts_own_goals)));
    const Selection selection = select_items(analysis.value, schedule, arcs, shown);
    ASSERT_FALSE(made->answers.empty());
    const bool is_told = made->answers.front().find("Nothing ") == 0 ||
                         made->answers.front().find("asks nothing of") != std::string::npos;
    counts.nothing += is_told ? 1 : 0;
    // A load without odds knows less of what is likely late.
    if (selection.nothing.empty() || view.name == "load") continue;
    EXPECT_TRUE(view.name == "changes" || is_told) << made->answers.front();
    if (!is_told) continue;
    EXPECT_THAT(pages.front().description, testing::HasSubstr(made->answers.front()));
  }
}

TEST_P(OfEveryView, FiltersAreSoundAndTold) {
  FilterCounts counts;
  for (const char* const name : {"libp2p-2018-q3", "release-quarter"}) {
    SCOPED_TRACE(name);
    expect_filters(view(), shipped(std::string(name) + ".json"), counts);
  }
  for (std::uint64_t seed = 1; seed <= kRandomPlans; ++seed) {
    SCOPED_TRACE(seed);
    slow::RandomOptions options;
    options.max_items = seed % 2 == 0 ? 14 : 40;
    expect_filters(view(), std::make_shared<const Plan>(uncertain_plan(seed, options)), counts);
  }
  if (view().filters == Filters::none) return;
  EXPECT_GE(counts.pictures, kRandomPlans);
  EXPECT_GE(counts.nothing, 5U) << "some filters leave nothing";
}

INSTANTIATE_TEST_SUITE_P(Views, OfEveryView, testing::Range(std::size_t{0}, every_view().size()),
                         [](const testing::TestParamInfo<std::size_t>& one) {
                           return every_view()[one.param].name;
                         });

}  // namespace
}  // namespace slipway::viz
