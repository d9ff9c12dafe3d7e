// Texts from a plan in Markdown: neither markup nor, on a forge, a mention, a reference or a link.
#include "viz/text/markdown.hpp"

#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <string>
#include <vector>

namespace slipway::viz {
namespace {

// What a forge looks for references in: the text of the page that it has made.
std::string as_read(std::string text) {
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), to);
      at += to.size();
    }
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    out += text[at];
  }
  text = out;
  replace("&#8203;", "\u200b");
  replace("&lt;", "<");
  replace("&gt;", ">");
  replace("&amp;", "&");
  return text;
}

// As GitHub and GitLab document what they turn into a mention, a reference or a link.
const std::regex& references() {
  static const std::regex pattern(
      "@[A-Za-z0-9]|#[0-9]|\\bGH-[0-9]|(^|[^A-Za-z0-9])[!$~%&][A-Za-z0-9\"]|https?://|ftp://"
      "|mailto:"
      "[A-Za-z]|www\\.[A-Za-z]",
      std::regex::icase);
  return pattern;
}

TEST(MarkdownCell, CallsNobodyAndLinksNowhere) {
  for (const char* const text :
       {"@bigs", "ask @js/team-leads, and @mgoelzer", "mail a.b@example.org", "#123",
        "see libp2p/js-libp2p#12", "GH-12 and gh-7", "https://github.com/a/b/issues/1",
        "HTTP://example.org", "ftp://x", "www.example.org", "mailto:a@b.org", "!12 $3 ~bug %4 &5",
        "~\"a label\"", "@@x", "##1", "!@x"}) {
    const std::string said = as_read(markdown_cell(text));
    EXPECT_TRUE(std::regex_search(text, references())) << text << " is one to begin with";
    EXPECT_FALSE(std::regex_search(said, references())) << said;
    std::string bare = said;
    for (std::size_t at = bare.find("\u200b"); at != std::string::npos; at = bare.find("\u200b"))
      bare.erase(at, std::string("\u200b").size());
    EXPECT_EQ(bare, text) << "it reads the same";
  }
}

TEST(MarkdownCell, RandomTextsCallNobodyAndReadTheSame) {
  std::mt19937 draw(7);
  const std::vector<std::string> parts = {
      "@", "#",   "!",   "~", "$",      "%", "&",  "GH-", "gh", "-", "a",  "7", " ", "http",
      "s", "://", "www", ".", "mailto", ":", "\\", "|",   "`",  "é", "\"", "<", ">", "x@y.z"};
  for (int run = 0; run < 20'000; ++run) {
    std::string text;
    for (std::size_t i = draw() % 8 + 1; i > 0; --i) text += parts[draw() % parts.size()];
    const std::string said = as_read(markdown_cell(text));
    ASSERT_FALSE(std::regex_search(said, references())) << text << " became " << said;
    std::string bare = said;
    for (std::size_t at = bare.find("\u200b"); at != std::string::npos; at = bare.find("\u200b"))
      bare.erase(at, std::string("\u200b").size());
    ASSERT_EQ(bare, text);
  }
}

TEST(MarkdownCell, LeavesWhatCallsNobody) {
  for (const char* const text :
       {"R&D", "34 %", "a % of b", "4/7", "at 9:30", "C:x", "say: this", "x-1", "GHz-1", "week 7."})
    EXPECT_EQ(as_read(markdown_cell(text)), text);
}

TEST(MarkdownTable, DropsColumnsThatAreNotShown) {
  MarkdownTable table({{"goal"}, {"owner", false, false}, {"odds", true}});
  EXPECT_TRUE(table.is_empty());
  table.add({"a", "somebody", "34 %"});
  EXPECT_EQ(table.text(), "| goal | odds |\n|---|---:|\n| a | 34 % |\n");
}

}  // namespace
}  // namespace slipway::viz
