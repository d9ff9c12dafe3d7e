// Every code has the smallest plan that causes it, and the exact words that a user then reads.
// SLIPWAY_GOLDEN=rewrite accepts what the program says now; read the difference like code.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "planner/base/utf8.hpp"
#include "tests/errors/fixture.hpp"

namespace slipway {
namespace {

std::optional<std::string> read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

bool is_rewriting() {
  const char* wish = std::getenv("SLIPWAY_GOLDEN");
  return wish != nullptr && std::string(wish) == "rewrite";
}

std::vector<std::string> codes_with_fixture() {
  std::vector<std::string> out;
  for (const Code code : all_codes()) {
    const std::string name(to_string(code));
    if (!test::codes_without_fixture().contains(name)) out.push_back(name);
  }
  return out;
}

class Fixture : public testing::TestWithParam<std::string> {};

TEST_P(Fixture, SaysExactlyThis) {
  const std::string code = GetParam();
  const auto plan = read_text(test::folder() + code + ".json");
  ASSERT_TRUE(plan) << code << ".json is missing";
  const test::Verdict verdict = test::judge(code + ".json", *plan);

  // The smallest plan causes its code and no other.
  const std::vector<Diagnostic> findings = verdict.findings.sorted();
  ASSERT_FALSE(findings.empty());
  for (const Diagnostic& finding : findings) EXPECT_EQ(to_string(finding.code), code);

  const std::string path = test::folder() + code + ".txt";
  if (is_rewriting()) {
    std::ofstream(path, std::ios::binary) << verdict.text;
    GTEST_SKIP() << "rewrote " << path;
  }
  const auto expected = read_text(path);
  ASSERT_TRUE(expected) << code << ".txt is missing; ./dev golden writes it";
  EXPECT_EQ(verdict.text, *expected);
}

// The house rules of messages: lower case or a quoted name first, no full stop, one line, and
// places inside the text.
TEST_P(Fixture, KeepsTheRulesOfMessages) {
  const auto plan = read_text(test::folder() + GetParam() + ".json");
  ASSERT_TRUE(plan);
  const test::Verdict verdict = test::judge("p.json", *plan);
  const auto check = [&](const std::string& text) {
    ASSERT_FALSE(text.empty());
    EXPECT_FALSE(text[0] >= 'A' && text[0] <= 'Z' && text.substr(0, 4) != "JSON") << text;
    EXPECT_FALSE(text.ends_with('.') && !text.ends_with("...")) << text;
    EXPECT_EQ(text.find('\n'), std::string::npos) << text;
    EXPECT_TRUE(is_utf8(text)) << text;
  };
  const auto check_place = [&](Place place) {
    if (!place.is_set()) return;
    EXPECT_LE(place.offset + std::size_t{place.length}, plan->size());
  };
  for (const Diagnostic& finding : verdict.findings.sorted()) {
    check(finding.message);
    if (!finding.hint.empty()) check(finding.hint);
    EXPECT_TRUE(finding.place.is_set()) << finding.message;
    check_place(finding.place);
    for (const Related& related : finding.related) {
      check(related.message);
      check_place(related.place);
    }
  }
}

std::string name_of_test(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace(name, '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Codes, Fixture, testing::ValuesIn(codes_with_fixture()), name_of_test);

}  // namespace
}  // namespace slipway
