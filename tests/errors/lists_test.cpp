// The table of codes, the page that explains them and the fixtures speak of the same codes.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/errors/fixture.hpp"

namespace slipway {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> codes_in_table() {
  std::vector<std::string> out;
  for (const Code code : all_codes()) out.emplace_back(to_string(code));
  return out;
}

// The page has one heading "### `code`" for each.
std::vector<std::string> codes_in_page() {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/docs/diagnostics.md");
  EXPECT_TRUE(in) << "docs/diagnostics.md is missing";
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("### `") && line.ends_with('`'))
      out.push_back(line.substr(5, line.size() - 6));
  }
  return out;
}

std::set<std::string> fixtures(const std::string& ending) {
  std::set<std::string> out;
  for (const auto& entry : fs::directory_iterator(test::folder())) {
    if (entry.path().extension() == ending) out.insert(entry.path().stem().string());
  }
  return out;
}

TEST(Codes, ArePairwiseDifferentAndInKebabCase) {
  std::set<std::string> seen;
  for (const std::string& code : codes_in_table()) {
    EXPECT_TRUE(seen.insert(code).second) << code;
    EXPECT_EQ(code.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string::npos) << code;
  }
}

TEST(Codes, AreExplainedInTheOrderOfTheTable) { EXPECT_EQ(codes_in_page(), codes_in_table()); }

TEST(Codes, HaveFixtures) {
  std::set<std::string> wanted;
  for (const std::string& code : codes_in_table()) wanted.insert(code);
  for (const std::string& code : test::codes_without_fixture()) {
    EXPECT_EQ(wanted.erase(code), 1u) << code << " is excepted, but there is no such code";
  }
  EXPECT_EQ(fixtures(".json"), wanted);
  EXPECT_EQ(fixtures(".txt"), wanted);
}

// The page names each code's severity truthfully and shows what its fixture shows.
TEST(Codes, AreQuotedInThePageAsTheyAreSaid) {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/docs/diagnostics.md");
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  for (const Code code : all_codes()) {
    const std::string name(to_string(code));
    const std::size_t from = page.find("### `" + name + "`\n");
    ASSERT_NE(from, std::string::npos) << name;
    const std::string section = page.substr(from, page.find("\n##", from + 1) - from);
    const std::string tag = std::string(to_string(severity_of(code))) + ": ";
    const std::size_t said = section.find(tag);
    EXPECT_NE(said, std::string::npos) << name << " lacks an example that begins with " << tag;
    EXPECT_NE(section.find('[' + name + ']'), std::string::npos) << name;
    if (test::codes_without_fixture().contains(name)) continue;
    std::ifstream fixture(test::folder() + name + ".txt");
    const std::string text{std::istreambuf_iterator<char>(fixture), {}};
    // The example's first line, from the severity on, is a line of the fixture.
    const std::string example = section.substr(said, section.find('\n', said) - said);
    EXPECT_NE(text.find(example), std::string::npos) << name << ": " << example;
  }
}

}  // namespace
}  // namespace slipway
