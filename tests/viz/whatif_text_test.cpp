// What a what-if says of goals that go, and of the teams that must react.
#include "viz/text/whatif_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/support/analyse_text.hpp"
#include "tests/support/what_if.hpp"

namespace slipway::viz {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

// A plan with one objective and one goal of a team, which exists with that probability.
std::string plan_with(const std::string& probability) {
  return kEveryDay + R"("teams": [{"id": "go", "name": "Go"}],
      "goals": [{"id": "o", "kind": "objective"},
                {"id": "a", "parent": "o", "team": "go", "estimate": "2d", "probability": )" +
         probability + R"(}, {"id": "b", "estimate": "5d"}]})";
}

TEST(WhatifText, WhatIsDroppedIsSaidToBe) {
  const std::string text =
      to_text(test::what_if_text(plan_with("1"), {{"drop", "a"}}).report, {.width = 80});
  EXPECT_THAT(text, ContainsRegex("\na .*  dropped\n"));
  EXPECT_THAT(text, ContainsRegex("\no .*  no goal left\n"));
  EXPECT_THAT(text, HasSubstr("Who must react\n- Go: 1 dropped\n"));
}

TEST(WhatifText, WhatIsMerelyImprobableIsNot) {
  const auto analysis = [](const std::string& probability) {
    return std::make_shared<const Analysis>(analyse_text(plan_with(probability)));
  };
  const std::string text =
      to_text(test::compare_plans(analysis("0.9"), analysis("0.3"), {}).report, {.width = 80});
  EXPECT_THAT(text, ContainsRegex("\na .*  left out\n"));
  EXPECT_THAT(text, HasSubstr("- Go: 1 left out as not probable\n"));
  EXPECT_THAT(text, Not(HasSubstr("dropped")));
}

TEST(WhatifText, NotesStandBesideEachOfSeveralCases) {
  test::WhatIf asked = test::what_if_text(plan_with("1"), {{"slip", "a=1d"}});
  asked.report.cases[0].name = "one";
  asked.report.cases.push_back(asked.report.cases[0]);
  asked.report.cases[1].notes = {"Somebody keeps a due date."};
  const std::string text = to_text(asked.report, {.width = 80});
  const std::size_t second = text.find("\nB: ");
  ASSERT_NE(second, std::string::npos);
  EXPECT_GT(text.find("   Somebody keeps a due date.\n"), second);
  EXPECT_NE(text.find("   Somebody keeps a due date.\n"), std::string::npos);
}

}  // namespace
}  // namespace slipway::viz
