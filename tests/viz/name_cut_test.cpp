// Names that differ look different however narrow the column is.
#include "viz/text/name_cut.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "viz/text/table.hpp"

namespace slipway::viz {
namespace {

using Names = std::vector<std::string>;

TEST(NameCut, CutsEndsWhereThatIsEnough) {
  EXPECT_EQ(cut_apart({"daemon-api", "client-api"}, 8), (Names{"daemon-…", "client-…"}));
  EXPECT_EQ(cut_apart({"docs", "client-api"}, 8), (Names{"docs", "client-…"}));
}

TEST(NameCut, CutsTheMiddleOfNamesThatBeginAlike) {
  EXPECT_EQ(cut_apart({"js-daemon-client", "js-daemon-server"}, 9),
            (Names{"js-d…ient", "js-d…rver"}));
  EXPECT_EQ(cut_apart({"first-日本", "first-本日"}, 8), (Names{"first…本", "first…日"}));
}

TEST(NameCut, SaysWhenNothingHelps) {
  EXPECT_EQ(cut_apart({"aaaa-1-bbbb", "aaaa-2-bbbb"}, 6), std::nullopt);
  EXPECT_EQ(least_width_apart({"aaaa-1-bbbb", "aaaa-2-bbbb"}, 6), 7U);
  EXPECT_EQ(cut_apart({"same", "same"}, 2), (Names{"s…", "s…"})) << "one name twice";
}

// Ids like those of plans: few stems, many endings, or the other way about.
Names random_ids(std::mt19937& random) {
  static const Names kParts = {"js",  "go",      "daemon", "client", "first-class-project",
                               "api", "interop", "q1",     "q2",     "documentation"};
  const std::size_t count = 2 + random() % 40;
  Names out;
  while (out.size() < count) {
    std::string id;
    for (std::size_t parts = 1 + random() % 5; parts > 0; --parts)
      id += (id.empty() ? "" : "-") + kParts[random() % kParts.size()];
    if (random() % 3 == 0) id += std::to_string(random() % 100);
    out.push_back(id);
  }
  return out;
}

TEST(NameCut, KeepsNamesApartAndWithinTheirColumn) {
  std::mt19937 random(7);
  std::size_t cut = 0;
  for (int round = 0; round < 300; ++round) {
    const Names ids = random_ids(random);
    for (std::size_t columns = 1; columns < 40; ++columns) {
      const auto shown = cut_apart(ids, columns);
      if (!shown) continue;
      std::map<std::string, std::string> meant;
      for (std::size_t i = 0; i < ids.size(); ++i) {
        EXPECT_LE(display_width((*shown)[i]), columns);
        EXPECT_EQ(meant.emplace((*shown)[i], ids[i]).first->second, ids[i]) << columns;
        cut += (*shown)[i] != ids[i] ? 1 : 0;
      }
    }
    const std::size_t least = least_width_apart(ids, 6);
    for (std::size_t columns = 6; columns < least; ++columns)
      EXPECT_FALSE(cut_apart(ids, columns)) << "a narrower column would do";
  }
  EXPECT_GT(cut, 1000U);
}

// The columns of a what-if, from the narrowest terminal on.
TEST(NameCut, IdsInTablesStayApart) {
  std::mt19937 random(11);
  std::size_t narrowed = 0;
  for (int round = 0; round < 60; ++round) {
    const Names ids = random_ids(random);
    Table table({{.title = "goal", .least = 22, .has_names = true},
                 {.title = "title", .least = 14, .drop = 9},
                 {.title = "finish", .align = Align::right},
                 {.title = "then", .align = Align::right},
                 {.title = "marks", .least = 10}});
    for (const std::string& id : ids)
      table.add_row({{id}, {"A title of " + id}, {"28 Sep"}, {"12 Oct"}, {"newly late"}});
    for (std::size_t width = 40; width <= 120; width += 4) {
      std::istringstream lines(table.to_text(width, false));
      std::string line;
      std::getline(lines, line);
      std::getline(lines, line);
      std::map<std::string, std::string> meant;
      for (const std::string& id : ids) {
        ASSERT_TRUE(std::getline(lines, line));
        const std::string shown = line.substr(0, line.find("  "));
        EXPECT_EQ(meant.emplace(shown, id).first->second, id) << width << ": " << shown;
        narrowed += shown != id ? 1 : 0;
      }
    }
  }
  EXPECT_GT(narrowed, 1000U);
}

}  // namespace
}  // namespace slipway::viz
