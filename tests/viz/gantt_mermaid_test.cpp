#include "viz/gantt/gantt_mermaid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/analyse_text.hpp"
#include "tests/support/uncertain_plan.hpp"
#include "tests/viz/scene_check.hpp"

namespace slipway::viz {
namespace {

using ::testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// Returns the lines that are none of Mermaid's Gantt statements, as far as we write them.
std::vector<std::string> find_mermaid_faults(const std::string& text) {
  static const std::regex kLine(
      R"(gantt|    (title [^:#;\n]+|accTitle: [^:#;\n]+|accDescr: [^:#;\n]*)"
      R"(|dateFormat YYYY-MM-DD|axisFormat %d %b %Y|excludes [a-z0-9, -]+|todayMarker off|%% .*)"
      R"(|section [^:#;\n]+)"
      R"(|[^:#;\n]+ :(crit, )?(done, |active, )?(milestone, )?[a-z0-9]+, \d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d))");
  std::vector<std::string> out;
  std::set<std::string> ids;
  for (const std::string& line : lines_of(text)) {
    if (!std::regex_match(line, kLine)) out.push_back(line);
    static const std::regex kId(R"( :(?:[a-z]+, )*([gs]\d+), )");
    std::smatch found;
    if (std::regex_search(line, found, kId) && !ids.insert(found[1]).second)
      out.push_back("id twice: " + line);
  }
  return out;
}

std::size_t count_bars(const std::string& text) {
  std::size_t count = 0;
  for (const std::string& line : lines_of(text)) {
    count += std::regex_search(line, std::regex(R"( :(?:[a-z]+, )*g\d+, )"));
  }
  return count;
}

GanttReport report_of(const Plan& plan) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 100, .threads = 1};
  const Loaded<Analysis> analysis = analyse(std::make_shared<const Plan>(plan), options);
  EXPECT_TRUE(analysis.ok);
  GanttOptions all;
  all.filter.all = true;
  return report_gantt(analysis.value, all);
}

TEST(GanttMermaid, HasABarForEachRowWithDates) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    slow::RandomOptions options;
    options.max_items = 40;
    const GanttReport report = report_of(uncertain_plan(seed, options));
    const std::string text = to_mermaid(report);
    EXPECT_EQ(find_mermaid_faults(text), std::vector<std::string>());
    std::size_t expected = 0;
    for (const GanttRow& row : report.rows) {
      expected += row.finish.is_set() && row.status != Status::dropped;
    }
    EXPECT_EQ(count_bars(text), expected);
  }
}

TEST(GanttMermaid, SaysStatesAndDates) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "small: one",
    "start": "2024-01-01", "as_of": "2024-01-08",
    "calendar": {"holidays": ["2024-01-09"]}, "teams": [{"id": "go", "capacity": 1}],
    "goals": [
      {"id": "old", "team": "go", "status": "done", "started": "2024-01-01",
       "finished": "2024-01-03"},
      {"id": "now", "team": "go", "estimate": "2w", "started": "2024-01-02", "remaining": "1w",
       "status": "in_progress", "due": "2024-01-10"},
      {"id": "end", "kind": "milestone", "team": "go", "depends_on": ["now"]},
      {"id": "gone", "team": "go", "status": "dropped"}]})");
  const std::string text = to_mermaid(report_gantt(analysis));
  EXPECT_EQ(find_mermaid_faults(text), std::vector<std::string>());
  EXPECT_THAT(text, HasSubstr("title small · one · when each goal is done\n"));
  EXPECT_THAT(text, HasSubstr("    old :done, g0, 2024-01-01, 2024-01-04\n"));
  EXPECT_THAT(text, HasSubstr("    now, 3 d late :crit, active, g1, 2024-01-02, 2024-01-16\n"));
  EXPECT_THAT(text, HasSubstr("    goal end :crit, milestone, g2, 2024-01-15, 2024-01-15\n"))
      << "`end` is a word of Mermaid's";
  EXPECT_THAT(text, HasSubstr("%% without dates gone\n"));
  EXPECT_THAT(text, HasSubstr("excludes weekends, 2024-01-09\n"));
}

TEST(GanttMermaid, DaysOffAreNamed) {
  const Analysis analysis = analyse_text(R"({"slipway": 1, "name": "x", "start": "2024-01-01",
    "calendar": {"work_days": ["sun", "mon", "tue", "wed", "thu"]},
    "goals": [{"id": "a", "estimate": "1w"}]})");
  EXPECT_THAT(to_mermaid(report_gantt(analysis)), HasSubstr("excludes friday, saturday\n"));
}

TEST(GanttMermaid, TextsOfAPlanStayTexts) {
  std::vector<std::string> texts = hostile_texts();
  for (const char* const text : {"a: b, c #d ;e", "title x", "Section y", "2024-01-01 launch",
                                 "click me", "%%{init}%%", "", "gantt", "accDescr", ":::"}) {
    texts.emplace_back(text);
  }
  for (const std::string& text : texts) {
    const Analysis analysis =
        analyse_text(kEveryDay + R"("goals": [{"id": "a", "estimate": "1w"}]})");
    GanttReport report = report_gantt(analysis);
    report.plan = text;
    report.sentence = text;
    report.groups[0].id = report.groups[0].name = text.empty() ? "x" : text;
    report.rows[0].id = report.rows[0].title = text;
    const std::string mermaid = to_mermaid(report);
    EXPECT_EQ(find_mermaid_faults(mermaid), std::vector<std::string>()) << text;
    EXPECT_EQ(count_bars(mermaid), 1U) << mermaid;
  }
}

// First without titles, then what is late or critical, then groups.
TEST(GanttMermaid, StaysWithinTheLimit) {
  std::size_t last = 1'000'000;
  for (const int count : {100, 850, 1500, 5000}) {
    std::string goals;
    for (int i = 0; i < count; ++i) {
      goals += (i > 0 ? "," : "") + std::string(R"({"id": "goal-)") + std::to_string(i) +
               R"(", "title": "A goal of some length as usual", "estimate": ")" +
               (i % 50 == 0 ? "3w" : "1w") + "\"}";
    }
    const Analysis analysis = analyse_text(kEveryDay + R"("goals": [)" + goals + "]}");
    GanttOptions all;
    all.filter.all = true;
    const GanttReport report = report_gantt(analysis, all);
    const std::string text = to_mermaid(report);
    EXPECT_LT(text.size(), kMostMermaid);
    EXPECT_EQ(find_mermaid_faults(text), std::vector<std::string>());
    EXPECT_EQ(text.find("%% too long") != std::string::npos, count > 100);
    if (count == 850) {
      EXPECT_EQ(count_bars(text), 850U);
      EXPECT_THAT(text, HasSubstr("ids alone"));
    }
    if (count == 1500) {
      EXPECT_EQ(count_bars(text), 30U) << "the critical ones";
    }
    last = std::min(last, text.size());
  }
  EXPECT_GT(last, 500U);
}

}  // namespace
}  // namespace slipway::viz
