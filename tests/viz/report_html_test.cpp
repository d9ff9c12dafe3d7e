// The report page of plans that are shipped, of random plans and of one whose every text tries to
// break out: sound, complete, closed to the network.
#include "viz/report/report_html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "planner/io/file.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/report/tornado_report.hpp"
#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/html_check.hpp"
#include "viz/charts/tornado_chart.hpp"
#include "viz/report/html_text.hpp"
#include "viz/report/report_markdown.hpp"
#include "viz/scene/svg_writer.hpp"

namespace slipway::viz {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Analysis analyse_plan(std::shared_ptr<const Plan> plan) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 100, .threads = 1};
  options.wants_gains = true;
  options.swings = 3;
  Loaded<Analysis> out = analyse(std::move(plan), options);
  EXPECT_TRUE(out.ok);
  return std::move(out.value);
}

std::shared_ptr<const Plan> shipped(const std::string& name) {
  const auto source = read_source(std::string(SLIPWAY_SOURCE_DIR) + "/data/plans/" + name).value;
  return std::make_shared<const Plan>(std::move(read_plan(source).value));
}

// Two pictures of the same kind, so that their ids would clash.
std::vector<ReportPicture> pictures_of(const Analysis& analysis) {
  if (!analysis.risk->finish) return {};
  const std::string svg = to_svg(draw_tornado(report_tornado(analysis)), {.theme = Theme::light});
  return {{"one", "First", {"a note"}, svg, ""},
          {"two", "Second", {}, svg, ""},
          {"three", "Third", {"left out, and why"}, "", ""}};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++out;
  }
  return out;
}

void expect_sound(const Analysis& analysis) {
  const PlanReport report = report_plan(analysis);
  const std::string html = to_html(report, pictures_of(analysis));
  EXPECT_THAT(find_html_faults(html), IsEmpty());
  EXPECT_EQ(html, to_html(report_plan(analysis), pictures_of(analysis))) << "the same bytes";
  EXPECT_EQ(count(html, "<script"), 1u);
  EXPECT_EQ(count(html, "<style"), 1u);
  // Each goal stands in the table and has a page; each blocker has one too.
  for (std::size_t row = 0; row < report.standings.size(); ++row) {
    const std::string_view id = report.item(row).id;
    EXPECT_EQ(count(html, "<article class=\"page\" id=\"" + html_goal_id(id) + "\""), 1u) << id;
    const Kind kind = report.item(row).kind;
    if (kind == Kind::blocker) continue;
    EXPECT_GE(count(html, "<tr><th scope=\"row\"><a href=\"" + html_goal_address(id) + "\"") +
                  count(html, "\"><th scope=\"row\"><a href=\"" + html_goal_address(id) + "\""),
              1u)
        << id;
  }
  const std::string markdown = to_markdown(report, {});
  EXPECT_EQ(markdown, to_markdown(report_plan(analysis), {}));
  // Rows of one table have one number of cells.
  std::size_t cells = 0;
  std::size_t from = 0;
  for (std::size_t end = markdown.find('\n'); end != std::string::npos;
       from = end + 1, end = markdown.find('\n', from)) {
    const std::string line = markdown.substr(from, end - from);
    const std::size_t bars = count(line, "|") - count(line, "\\|");
    EXPECT_TRUE(!line.starts_with('|') || cells == 0 || bars == cells) << line;
    cells = line.starts_with('|') ? bars : 0;
  }
}

TEST(ReportHtml, IsSoundForThePlansThatAreShipped) {
  expect_sound(analyse_plan(shipped("libp2p-2018-q3.json")));
  expect_sound(analyse_plan(shipped("release-quarter.json")));
}

TEST(ReportHtml, IsSoundForRandomPlans) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    expect_sound(analyse_plan(std::make_shared<const Plan>(uncertain_plan(seed, {}))));
  }
}

TEST(ReportHtml, APlanThatIsDoneSaysWhenAndNothingOfOdds) {
  const Analysis analysis = analyse_plan(std::make_shared<const Plan>(
      *analyse_text(R"({"slipway": 1, "name": "P", "start": "2027-01-04", "goals": [
        {"id": "a", "status": "done", "started": "2026-12-01", "finished": "2026-12-04"},
        {"id": "b", "status": "dropped"}]})")
           .plan));
  expect_sound(analysis);
  const std::string markdown = to_markdown(report_plan(analysis), {});
  EXPECT_THAT(markdown, HasSubstr("- Finish: On **Fri 4 Dec 2026**, when the last goal was done."));
  EXPECT_THAT(markdown, HasSubstr(". 2 goals, 0 teams. "));
  EXPECT_THAT(markdown, Not(HasSubstr("8 of 10")));
}

TEST(ReportHtml, AnEmptyPlanHasAPageToo) {
  const Analysis analysis = analyse_plan(std::make_shared<const Plan>(
      *analyse_text(R"({"slipway": 1, "name": "P", "start": "2027-01-04", "goals": []})").plan));
  expect_sound(analysis);
  EXPECT_THAT(to_html(report_plan(analysis), {}), HasSubstr("The plan has no goal that finishes."));
}

const std::string kHostile = R"({"slipway": 1, "name": "</title><script>alert(1)</script>",
  "start": "2027-01-04", "as_of": "2027-01-04",
  "teams": [{"id": "<t>", "name": "\"><img src=x onerror=alert(1)>"}, {"id": "u"}],
  "goals": [
    {"id": "a\"'<>&%41|`", "title": "</style></script><!-- ]]> \u202e", "team": "<t>",
     "owner": "<b>@o|", "tags": ["<i>"], "estimate": "1w", "due": "2027-01-05",
     "url": "https://example.org/\"><script>alert(2)</script>", "notes": "a|b\n# c <script>"},
    {"id": "b%", "title": "--> [x](javascript:y) *b* _i_ ~~s~~", "team": "u", "estimate": "1w",
     "needs": [{"team": "<t>", "people": 1, "ask": "asked"}],
     "depends_on": [{"on": "a\"'<>&%41|`", "ask": "asked", "note": "<script>"}]}],
  "blockers": [{"id": "<w>", "title": "<svg onload=x>", "owner": "|", "blocks": ["b%"]}],
  "risks": [{"id": "<r>", "title": "<r>", "probability": 0.5, "affects": ["b%"], "delay": "3d"}],
  "checkins": [{"date": "2027-01-04", "goal": "b%", "confidence": 0.3, "note": "</td><script>"}]})";

TEST(ReportHtml, NothingThatAPlanSaysIsMarkup) {
  const Analysis analysis =
      analyse_plan(std::make_shared<const Plan>(*analyse_text(kHostile).plan));
  expect_sound(analysis);
  const PlanReport report = report_plan(analysis);
  const std::string html = to_html(report, pictures_of(analysis));
  for (const char* const raw : {"<script>alert", "<img", "onerror=alert(1)>", "<svg onload",
                                "<b>@o", "\u202e", "<!-- ]]"}) {
    EXPECT_THAT(html, Not(HasSubstr(raw)));
  }
  EXPECT_THAT(html, HasSubstr("href=\"#goal-b%25\""));
  EXPECT_THAT(html, HasSubstr("id=\"goal-b%\""));
  const std::string markdown = to_markdown(report, {});
  for (const char* const raw : {"<script", "<img", "<b>", "[x](", "\u202e"}) {
    EXPECT_THAT(markdown, Not(HasSubstr(raw)));
  }
}

TEST(ReportHtml, ItsPolicyForbidsEveryRequest) {
  const Analysis analysis = analyse_plan(shipped("libp2p-2018-q3.json"));
  const std::string html = to_html(report_plan(analysis), pictures_of(analysis));
  EXPECT_THAT(html, HasSubstr("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
                              "'sha256-"));
  EXPECT_THAT(html, Not(HasSubstr("@import")));
  EXPECT_THAT(html, Not(HasSubstr("url(http")));
}

// On paper: across, upright and whole, or over several sheets.
TEST(ReportHtml, PicturesLieOnPaperByTheirShape) {
  const Analysis analysis = analyse_plan(shipped("libp2p-2018-q3.json"));
  const auto figure = [&](double height) {
    const Scene scene{.width = 100, .height = height, .title = "t", .description = "d"};
    const std::string html =
        to_html(report_plan(analysis), {{"one", "First", {}, to_svg(scene), ""}});
    const std::size_t at = html.find("<figure");
    return html.substr(at, html.find('>', at) + 1 - at);
  };
  EXPECT_EQ(figure(100), "<figure id=\"picture-one\">");
  EXPECT_EQ(figure(101), "<figure id=\"picture-one\" class=\"tall\">");
  EXPECT_EQ(figure(200), "<figure id=\"picture-one\" class=\"tall\">");
  EXPECT_EQ(figure(201), "<figure id=\"picture-one\" class=\"tall long\">");
}

TEST(ReportHtml, WhatIsHiddenHasNoColumn) {
  const Analysis analysis = analyse_plan(shipped("libp2p-2018-q3.json"));
  const std::string all = to_markdown(report_plan(analysis), {});
  EXPECT_THAT(all, HasSubstr("| goal | owner | estimate | why its date | waits for | notes |\n"));
  EXPECT_THAT(all, HasSubstr("| step | team | owner | start |"));
  EXPECT_THAT(all, HasSubstr("| on time | note |\n"));
  const std::string owners = to_markdown(report_plan(analysis, {.hides_owners = true}), {});
  EXPECT_THAT(owners, HasSubstr("| goal | estimate | why its date | waits for | notes |\n"));
  EXPECT_THAT(owners, HasSubstr("| step | team | start |"));
  EXPECT_THAT(owners, Not(HasSubstr("| owner |")));
  const PlanReport bare = report_plan(analysis, {.hides_owners = true, .hides_notes = true});
  const std::string both = to_markdown(bare, {});
  EXPECT_THAT(both, HasSubstr("| goal | estimate | why its date | waits for |\n"));
  EXPECT_THAT(both, HasSubstr("| score | on time |\n"));
  EXPECT_THAT(both, Not(HasSubstr("note |")));
  EXPECT_THAT(to_html(report_plan(analysis), {}), HasSubstr(">Note<"));
  EXPECT_THAT(to_html(bare, {}), Not(HasSubstr(">Note<")));
}

// Nothing leads with `0 points`, and where nothing helps it says so.
TEST(ReportHtml, WhatHelpsMostIsWhatHelps) {
  const auto next_of = [](const std::string& text) {
    const Analysis analysis = analyse_plan(std::make_shared<const Plan>(*analyse_text(text).plan));
    const std::string markdown = to_markdown(report_plan(analysis), {});
    const std::size_t at = markdown.find("- Next: ");
    return markdown.substr(at, markdown.find('\n', at) - at);
  };
  // The blocker holds up what has no date: the finish alone comes earlier.
  EXPECT_EQ(next_of(R"({"slipway": 1, "name": "P", "start": "2027-01-04", "goals": [
    {"id": "a", "estimate": "1w", "due": "2027-06-30"}, {"id": "b", "estimate": "1w"}],
    "blockers": [{"id": "talk", "estimate": "1w", "blocks": ["b"]}]})"),
            "- Next: What helps most: resolve blocker talk: finish P80 5 days earlier.");
  // It is over long before anybody waits for it.
  EXPECT_EQ(next_of(R"({"slipway": 1, "name": "P", "start": "2027-01-04", "goals": [
    {"id": "a", "estimate": "4w"}, {"id": "b", "estimate": "1w", "depends_on": ["a"]}],
    "blockers": [{"id": "talk", "estimate": "1d", "blocks": ["b"]}]})"),
            "- Next: Nothing waits for a decision. No single blocker, ask, soft link or risk taken "
            "away changes the odds.");
  EXPECT_EQ(next_of(R"({"slipway": 1, "name": "P", "start": "2027-01-04", "goals": [
    {"id": "a", "estimate": "4w"}]})"),
            "- Next: Nothing waits for a decision.");
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Analysis analysis = analyse_plan(std::make_shared<const Plan>(uncertain_plan(seed, {})));
    const std::string markdown = to_markdown(report_plan(analysis), {});
    EXPECT_THAT(markdown, Not(HasSubstr("all on time 0 points"))) << "seed " << seed;
  }
}

TEST(ReportHtml, OpensInTheThemeThatWasAskedFor) {
  const Analysis analysis = analyse_plan(shipped("libp2p-2018-q3.json"));
  const PlanReport report = report_plan(analysis);
  for (const auto& [theme, name] :
       {std::pair{Theme::automatic, "auto"}, std::pair{Theme::light, "light"},
        std::pair{Theme::dark, "dark"}}) {
    EXPECT_THAT(to_html(report, {}, {.theme = theme}),
                HasSubstr("data-theme=\"" + std::string(name) + "\""));
  }
}

TEST(ReportHtml, WithLittleRoomItSaysWhoHasAPage) {
  const Analysis analysis = analyse_plan(shipped("release-quarter.json"));
  const PlanReport report = report_plan(analysis, {.most_pages = 10});
  const std::string html = to_html(report, {});
  EXPECT_THAT(find_html_faults(html), IsEmpty()) << "no link to a page that is not there";
  EXPECT_EQ(count(html, "<article"), 10u);
  EXPECT_THAT(html, HasSubstr("10 of "));
  EXPECT_THAT(html, HasSubstr("<code>--all</code> writes all"));
  for (const std::size_t row : report.worst) {
    EXPECT_THAT(html, HasSubstr(">" + html_text(report.item(row).id) + "<"))
        << "in the table all the same";
  }
}

TEST(HtmlCheck, FindsMadeUpFaults) {
  const auto faults = [](const std::string& body) { return find_html_faults(body); };
  EXPECT_THAT(faults("<p><b>x</b></p>"), IsEmpty());
  EXPECT_THAT(faults("<p><b>x</p>"), testing::SizeIs(1));
  EXPECT_THAT(faults("<p id=\"a\"></p><p id=\"a\"></p>"), ElementsAre("two of id a"));
  EXPECT_THAT(faults("<a href=\"#b\">x</a>"), ElementsAre("leads nowhere: b"));
  EXPECT_THAT(faults("<h1>a</h1><h3>b</h3>"), ElementsAre("h3 skips a level"));
  EXPECT_THAT(faults("<table><tr></tr></table>"), ElementsAre("a table without a caption"));
  EXPECT_THAT(faults("<p onclick=\"x\"></p>"), ElementsAre("attribute onclick"));
  EXPECT_THAT(faults("<img alt=\"\">"), ElementsAre("element img"));
  EXPECT_THAT(faults("<p class=x></p>"), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace slipway::viz
