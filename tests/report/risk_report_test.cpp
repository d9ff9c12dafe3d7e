// The odds as a report: what adds up must add up.
#include "planner/report/risk_report.hpp"

#include <gtest/gtest.h>

#include "tests/support/analyse_text.hpp"

namespace slipway {
namespace {

Analysis analyse_risk(const std::string& rest) {
  AnalysisOptions options;
  options.risk = SimulationOptions{.samples = 1000};
  options.risk->wants_waits = true;
  options.wants_gains = true;
  return analyse_text(kEveryDay + rest + "}", options);
}

TEST(RiskReport, AddsUpTheWaitsOfATeamLinkByLink) {
  const Analysis analysis = analyse_risk(R"("teams": [{"id": "x"}, {"id": "y"}], "ask_wait": "3d",
      "goals": [{"id": "a", "team": "x", "estimate": "5d"},
                {"id": "b", "team": "y", "estimate": "1d", "depends_on": ["a"]},
                {"id": "c", "team": "y", "estimate": "1d", "probability": 0.5,
                 "needs": [{"team": "x", "people": 1, "ask": "asked"}]}])");
  const RiskReport report = report_risk(analysis);
  ASSERT_EQ(report.waits.size(), 1u);
  const WaitRow& row = report.waits[0];
  EXPECT_EQ(row.team, "y");
  EXPECT_EQ(row.waits_for, "x");
  ASSERT_EQ(row.links.size(), 2u);
  EXPECT_DOUBLE_EQ(row.links[0].days, 5.0) << "all of a";
  EXPECT_EQ(row.links[1].to, "c");
  EXPECT_DOUBLE_EQ(row.links[1].days, 1.5) << "three days, in half of the runs";
  EXPECT_DOUBLE_EQ(row.days, 6.5);
}

TEST(RiskReport, NamesGoalsWithoutAProvider) {
  const Analysis analysis = analyse_risk(R"("teams": [{"id": "x"}, {"id": "y"}],
      "goals": [{"id": "a", "team": "x", "estimate": "5d"},
                {"id": "b", "team": "y", "estimate": "1d",
                 "depends_on": [{"on": "a", "ask": "declined"}]},
                {"id": "c", "team": "y", "estimate": "1d",
                 "needs": [{"team": "x", "people": 1, "ask": "declined"}]}])");
  const RiskReport report = report_risk(analysis);
  ASSERT_EQ(report.declined.size(), 2u);
  EXPECT_EQ(report.declined[0].id, "c");
  EXPECT_TRUE(report.declined[0].is_need);
  EXPECT_EQ(report.declined[1].id, "b");
  EXPECT_EQ(report.declined[1].provider, "a");
  EXPECT_FALSE(report.rows[0].has_no_provider);
  EXPECT_TRUE(report.rows[1].has_no_provider);
  EXPECT_TRUE(report.rows[2].has_no_provider);
}

}  // namespace
}  // namespace slipway
