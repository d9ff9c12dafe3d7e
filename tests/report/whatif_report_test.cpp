// Who turns late or safe by a what-if, and who is told of it.
#include "planner/report/whatif_report.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/analyse_text.hpp"
#include "tests/support/what_if.hpp"

namespace slipway {
namespace {

using test::what_if_text;
using test::WhatIf;

// `api` ends on the 12th and is due on the 10th, `docs` ends on the 4th and is due on the 6th.
const std::string kTwo = kEveryDay + R"("as_of": "2024-01-03", "teams": [{"id": "go"}],
    "goals": [{"id": "api", "team": "go", "estimate": "10d", "due": "2024-01-10"},
              {"id": "docs", "team": "go", "estimate": "2d", "due": "2024-01-06"}]})";

std::vector<std::string> ids_of(const WhatIf& asked, const std::vector<std::size_t>& rows) {
  std::vector<std::string> out;
  for (const std::size_t row : rows) out.emplace_back(asked.what().moved[row].id);
  return out;
}

using Ids = std::vector<std::string>;

TEST(WhatifReport, ADueDateThatMovesMakesLateOrSafe) {
  const WhatIf asked = what_if_text(kTwo, {{"due", "api=2024-01-12"}, {"due", "docs=2024-01-03"}});
  EXPECT_EQ(ids_of(asked, asked.what().newly_safe), Ids{"api"});
  EXPECT_EQ(ids_of(asked, asked.what().newly_late), Ids{"docs"});
  ASSERT_EQ(asked.what().teams.size(), 1U);
  EXPECT_EQ(asked.what().teams[0].newly_late, 1U);
  EXPECT_EQ(asked.what().teams[0].later, 0U) << "no finish moves";
  EXPECT_EQ(asked.what().teams[0].most_days, 0.0);
}

TEST(WhatifReport, ADueDateThatDecidesNothingMovesNothing) {
  const WhatIf asked = what_if_text(kTwo, {{"due", "api=2024-01-11"}});
  EXPECT_TRUE(asked.what().moved.empty());
}

TEST(WhatifReport, WhatIsDoneInTimeIsSaved) {
  const WhatIf asked = what_if_text(kTwo, {{"finish", "api=2024-01-03"}});
  EXPECT_EQ(ids_of(asked, asked.what().newly_safe), Ids{"api"});
}

TEST(WhatifReport, WhatIsDroppedIsNeitherLateNorSaved) {
  const WhatIf asked = what_if_text(kTwo, {{"drop", "api"}});
  ASSERT_EQ(asked.what().moved.size(), 1U);
  EXPECT_TRUE(asked.what().moved[0].is_gone);
  EXPECT_TRUE(asked.what().newly_safe.empty());
  EXPECT_TRUE(asked.what().newly_late.empty());
}

// Every row differs in what its columns show: the days of finish and P80, working time, or odds.
TEST(WhatifReport, RowsThatShowNothingAreLeftOut) {
  const std::string spread = kEveryDay + R"(
      "goals": [{"id": "a", "estimate": "5d..25d", "due": "2024-01-12"},
                {"id": "b", "estimate": "1d..9d", "depends_on": [{"on": "a", "probability": 0.3}]},
                {"id": "c", "estimate": "1d", "depends_on": ["b"]}]})";
  std::size_t still = 0;
  for (const char* length : {"1h", "2h", "4h", "1d"}) {
    const WhatIf asked = what_if_text(spread, {{"slip", std::string("a=") + length}}, 1000);
    for (const MovedRow& row : asked.what().moved) {
      EXPECT_TRUE(row.finish_before != row.finish_after || row.delta_days.value_or(0.0) != 0.0 ||
                  row.p80_before != row.p80_after || row.on_time_before != row.on_time_after)
          << row.id << " by " << length;
    }
    still += 3 - asked.what().moved.size();
  }
  EXPECT_GT(still, 0U) << "an hour moves no day of the P80 of c";
}

}  // namespace
}  // namespace slipway
