// Circles of dependencies, said edge by edge: through blockers and objectives, by every type of
// link.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/errors/fixture.hpp"

namespace slipway {
namespace {

std::vector<Diagnostic> cycles_of(const std::string& items) {
  const test::Verdict verdict =
      test::judge("p.json", R"({"slipway":1,"name":"p","start":"2027-01-04",)" + items + "}");
  std::vector<Diagnostic> out;
  for (const Diagnostic& d : verdict.findings.sorted()) {
    if (d.severity() == Severity::error) out.push_back(d);
  }
  return out;
}

std::vector<std::string> edges_of(const Diagnostic& cycle) {
  std::vector<std::string> out;
  for (const Related& edge : cycle.related) out.push_back(edge.message);
  return out;
}

using Words = std::vector<std::string>;

TEST(Cycle, EveryEdgeHasItsWordsAndItsPlace) {
  const std::string items = R"("goals":[
    {"id":"a","estimate":"1d","depends_on":[{"on":"d","type":"SF"}]},
    {"id":"b","estimate":"1d","depends_on":["a"]},
    {"id":"c","estimate":"1d","depends_on":[{"on":"b","type":"SS"}]},
    {"id":"d","estimate":"1d","depends_on":[{"on":"c","type":"FF"}]}])";
  const auto found = cycles_of(items);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, Code::dependency_cycle);
  EXPECT_EQ(found[0].message,
            "these wait for each other: 'a' before 'b' before 'c' before 'd' before 'a'");
  EXPECT_EQ(edges_of(found[0]),
            (Words{"'b' waits for 'a'", "'c' waits for the start of 'b'", "'d' finishes after 'c'",
                   "'a' finishes after the start of 'd'"}));
  EXPECT_EQ(found[0].place, found[0].related[0].place);
  EXPECT_EQ(found[0].ids, (Words{"a", "b", "c", "d"}));
  const std::string text = R"({"slipway":1,"name":"p","start":"2027-01-04",)" + items;
  const Words marked = {"\"a\"", "\"b\"", "\"c\"", "\"d\""};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(text.substr(found[0].related[i].place.offset, found[0].related[i].place.length),
              marked[i]);
  }
}

TEST(Cycle, OfOneGoal) {
  const auto found = cycles_of(R"("goals":[{"id":"a","estimate":"1d","depends_on":["a"]}])");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "'a' waits for itself");
  EXPECT_TRUE(found[0].related.empty());
}

TEST(Cycle, ThroughABlocker) {
  const auto found = cycles_of(R"("goals":[{"id":"a","estimate":"1d"}],
    "blockers":[{"id":"w","estimate":"1d","blocks":["a"],"depends_on":["a"]}])");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(edges_of(found[0]), (Words{"'w' waits for 'a'", "'a' waits for 'w'"}));
}

TEST(Cycle, ThroughObjectivesSaysWhoBelongsToWhom) {
  const auto found = cycles_of(R"("goals":[{"id":"o","kind":"objective","depends_on":["b"]},
    {"id":"a","parent":"o","estimate":"1d"},{"id":"b","estimate":"1d","depends_on":["o"]}])");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "these wait for each other: 'a' before 'b' before 'a'");
  EXPECT_EQ(edges_of(found[0]), (Words{"'b' waits for 'o', to which 'a' belongs",
                                       "'o' waits for 'b'; 'a' belongs to 'o'"}));
  const auto own = cycles_of(R"("goals":[{"id":"o","kind":"objective","depends_on":["a"]},
    {"id":"a","parent":"o","estimate":"1d"}])");
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].message, "'o' waits for 'a', and 'a' belongs to both");
}

TEST(Cycle, OneIsToldForEachKnotAndAShortestOne) {
  const auto found = cycles_of(R"("goals":[
    {"id":"a","estimate":"1d","depends_on":["c","b"]},{"id":"b","estimate":"1d","depends_on":["a"]},
    {"id":"c","estimate":"1d","depends_on":["b"]},{"id":"free","estimate":"1d","depends_on":["a"]},
    {"id":"x","estimate":"1d","depends_on":["y"]},{"id":"y","estimate":"1d","depends_on":["x"]}])");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].message, "these wait for each other: 'a' before 'b' before 'a'");
  EXPECT_EQ(found[1].message, "these wait for each other: 'x' before 'y' before 'x'");
}

TEST(Cycle, LongOnesAreCutShort) {
  std::string goals = R"("goals":[{"id":"g0","estimate":"1d","depends_on":["g49999"]})";
  for (int i = 1; i < 50000; ++i) {
    goals += ",{\"id\":\"g" + std::to_string(i) + "\",\"estimate\":\"1d\",\"depends_on\":[\"g" +
             std::to_string(i - 1) + "\"]}";
  }
  const auto found = cycles_of(goals + "]");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].related.size(), 20u);
  EXPECT_TRUE(found[0].message.ends_with("before 'g20' and so on, through 50000 links"))
      << found[0].message;
}

TEST(Nesting, OfObjectivesIsBounded) {
  std::string goals = R"("goals":[{"id":"o0","kind":"objective"})";
  for (int i = 1; i < 6000; ++i) {
    goals += ",{\"id\":\"o" + std::to_string(i) + "\",\"kind\":\"objective\",\"parent\":\"o" +
             std::to_string(i - 1) + "\"}";
  }
  for (int i = 0; i < 6000; ++i) {
    goals += ",{\"id\":\"g" + std::to_string(i) + "\",\"kind\":\"milestone\",\"parent\":\"o5999\"}";
  }
  const auto found = cycles_of(goals + "]");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, Code::too_many_links);
}

}  // namespace
}  // namespace slipway
