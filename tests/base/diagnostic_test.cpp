// Findings: what is kept and counted, in which order; and how one is shown.
#include "planner/base/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "planner/base/diagnostic_text.hpp"

namespace slipway {
namespace {

Diagnostic finding(Code code, std::string message, std::uint32_t offset = Place::kNowhere) {
  Diagnostic out;
  out.code = code;
  out.message = std::move(message);
  if (offset != Place::kNowhere) out.place = {offset, 1};
  return out;
}

std::vector<std::string> messages(const Findings& findings) {
  std::vector<std::string> out;
  for (const Diagnostic& d : findings.sorted()) out.push_back(d.message);
  return out;
}

TEST(Findings, ComeInOrderOfPlaceAndThoseWithoutFirst) {
  Findings findings;
  findings.add(finding(Code::wrong_type, "late", 90));
  findings.add(finding(Code::assumed_estimate, "early", 10));
  findings.add(finding(Code::wrong_type, "nowhere"));
  findings.add(finding(Code::no_team, "early too", 10));
  EXPECT_EQ(messages(findings),
            (std::vector<std::string>{"nowhere", "early", "early too", "late"}));
  EXPECT_EQ(findings.count(Severity::error), 2u);
  EXPECT_EQ(findings.count(Severity::warning), 1u);
  EXPECT_EQ(findings.count(Severity::note), 1u);
  EXPECT_TRUE(findings.has_errors());
}

TEST(Findings, KeepAThousandOfEachSeverityAndCountAll) {
  Findings findings;
  for (int i = 0; i < 5000; ++i) findings.add(finding(Code::assumed_estimate, "w", 1));
  findings.add(finding(Code::wrong_type, "e", 2));
  EXPECT_EQ(findings.count(Severity::warning), 5000u);
  EXPECT_EQ(findings.sorted().size(), Findings::kKept + 1);
  EXPECT_EQ(findings.sorted().back().message, "e") << "warnings do not crowd out errors";

  Findings all;
  all.add(findings);
  all.add(findings);
  EXPECT_EQ(all.count(Severity::warning), 10000u);
  EXPECT_EQ(all.count(Severity::error), 2u);
  EXPECT_EQ(all.size(), 10002u);
  EXPECT_EQ(all.sorted().size(), Findings::kKept + 2);
}

TEST(Findings, RememberTheCodesOfThoseNotKept) {
  Findings some;
  for (std::size_t i = 0; i <= Findings::kKept; ++i)
    some.add({.code = Code::duplicate_id, .message = ""});
  EXPECT_FALSE(some.has(Code::invalid_json));
  some.add({.code = Code::invalid_json, .message = ""});
  EXPECT_TRUE(some.has(Code::invalid_json));
  Findings all;
  all.add({.code = Code::too_deep, .message = ""});
  all.add(some);
  EXPECT_TRUE(all.has(Code::invalid_json));
  EXPECT_TRUE(all.has(Code::too_deep));
  EXPECT_FALSE(all.has(Code::unknown_goal));
}

TEST(Findings, WithoutErrors) {
  Findings findings;
  EXPECT_FALSE(findings.has_errors());
  findings.add(finding(Code::no_team, "n"));
  EXPECT_FALSE(findings.has_errors());
}

TEST(DiagnosticText, HasPlaceLineCaretAndHint) {
  const Source source{"plan.json", "{\n  \"due\": 7\n}\n"};
  Diagnostic d = finding(Code::wrong_type, "'due' must be a date, not a number", 11);
  d.hint = "for example \"2018-09-28\"";
  EXPECT_EQ(to_text(d, source, false),
            "plan.json:2:10: error: 'due' must be a date, not a number [wrong-type]\n"
            " 2 |   \"due\": 7\n"
            "   |          ^\n"
            "hint: for example \"2018-09-28\"\n");
}

TEST(DiagnosticText, WithoutPlaceOrName) {
  EXPECT_EQ(to_text(finding(Code::usage, "no plan"), Source{}, false),
            "slipway: error: no plan [usage]\n");
  EXPECT_EQ(to_text(finding(Code::usage, "no plan"), Source{"p", ""}, false),
            "p: error: no plan [usage]\n");
}

// The caret stands under its text on a terminal, where wide characters take two columns.
TEST(DiagnosticText, CaretsStandUnderWideText) {
  const Source source{"p", "日本 \"x\" e\xCC\x81 \"y\""};
  Diagnostic d = finding(Code::wrong_type, "m");
  d.place = {7, 3};
  EXPECT_EQ(to_text(d, source, false),
            "p:1:4: error: m [wrong-type]\n 1 | 日本 \"x\" e\xCC\x81 \"y\"\n   |      ^~~\n");
  d.place = {15, 3};
  EXPECT_EQ(
      to_text(d, source, false),
      "p:1:11: error: m [wrong-type]\n 1 | 日本 \"x\" e\xCC\x81 \"y\"\n   |            ^~~\n");
}

TEST(DiagnosticText, LongLinesAreShownAroundTheCaret) {
  const Source source{"p", std::string(300, 'a') + "\"bad\"" + std::string(300, 'c')};
  Diagnostic d = finding(Code::wrong_type, "m");
  d.place = {300, 5};
  const std::string text = to_text(d, source, false);
  EXPECT_EQ(text, "p:1:301: error: m [wrong-type]\n 1 | …" + std::string(36, 'a') + "\"bad\"" +
                      std::string(110 - 36 - 5, 'c') + "…\n   | " + std::string(37, ' ') +
                      "^~~~~\n");
  d.place = {300, 305};
  EXPECT_NE(to_text(d, source, false).find('^' + std::string(74, '~')), std::string::npos);
}

TEST(DiagnosticText, NeverEchoesControlCharacters) {
  const Source source{"p\x1b[0m", "\x1b]0;title\x07\t{\x80\"\xE2\x80\xAE\""};
  Diagnostic d = finding(Code::invalid_json, "bad \x1b[2J\nname");
  d.place = {10, 1};
  d.hint = "\x07";
  d.related.push_back({{0, 1}, "\x1b"});
  for (const char c : to_text(d, source, false)) {
    EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << static_cast<int>(c);
  }
  EXPECT_EQ(to_text(d, source, false).find("\xE2\x80\xAE"), std::string::npos);
}

TEST(DiagnosticText, PlacesBeyondTheTextAreHarmless) {
  const Source source{"p", "{}\n"};
  Diagnostic d = finding(Code::invalid_json, "m");
  for (const std::uint32_t offset : {0u, 2u, 3u, 4u, 4000000000u}) {
    d.place = {offset, 4000000000u};
    EXPECT_FALSE(to_text(d, source, false).empty());
  }
}

TEST(DiagnosticText, ColourIsOnlyAddedAround) {
  const Source source{"p", "{ 7 }"};
  const Diagnostic d = finding(Code::wrong_type, "m", 2);
  std::string plain;
  const std::string coloured = to_text(d, source, true);
  for (std::size_t at = 0; at < coloured.size(); ++at) {
    if (coloured[at] == '\x1b')
      at = coloured.find('m', at);
    else
      plain += coloured[at];
  }
  EXPECT_EQ(plain, to_text(d, source, false));
  EXPECT_NE(coloured, plain);
}

TEST(DiagnosticText, FiftyAreShownErrorsFirst) {
  const Source source{"p", std::string(500, ' ')};
  Findings findings;
  for (std::uint32_t i = 0; i < 60; ++i)
    findings.add(finding(Code::assumed_estimate, "warning", i));
  for (std::uint32_t i = 0; i < 3; ++i) findings.add(finding(Code::wrong_type, "mistake", 400 + i));
  findings.add(finding(Code::no_team, "remark", 100));
  const std::string text = to_text(findings, source, false, false);
  const auto count = [&](const std::string& words) {
    std::size_t n = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
      ++n;
    return n;
  };
  EXPECT_EQ(count("mistake"), 3u);
  EXPECT_EQ(count("warning: warning"), 47u);
  EXPECT_TRUE(text.ends_with("... and 13 more warnings, 1 more note\n"))
      << text.substr(text.size() - 60);

  const std::string errors = to_text(findings, source, false, true);
  EXPECT_EQ(errors.find("warning"), std::string::npos);
  EXPECT_EQ(errors.find("more"), std::string::npos);
  EXPECT_TRUE(to_text(findings, source, false, true, 2).ends_with("... and 1 more error\n"));
}

}  // namespace
}  // namespace slipway
