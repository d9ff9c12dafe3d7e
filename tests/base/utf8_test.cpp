#include "planner/base/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace slipway {
namespace {

// RFC 3629, section 3, written out from code point to bytes.
std::string encode(char32_t c) {
  const auto byte = [](char32_t v) { return static_cast<char>(static_cast<unsigned char>(v)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000)
    return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)),
          byte(0x80 | (c & 0x3F))};
}

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::string text = encode(c);
    std::size_t at = 0;
    const char32_t read = next_code_point(text, at);
    const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (is_surrogate) {
      ASSERT_EQ(read, 0xFFFDu);
      ASSERT_EQ(at, 1u);
      ASSERT_FALSE(is_utf8(text));
    } else {
      ASSERT_EQ(read, c);
      ASSERT_EQ(at, text.size());
      ASSERT_TRUE(is_utf8(text));
    }
  }
}

TEST(Utf8, MalformedBytesAreOneStepEach) {
  for (const std::string& text :
       std::vector<std::string>{"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80",
                                "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                                "\xFE", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC3(", "\xE2(\xA1"}) {
    EXPECT_FALSE(is_utf8(text));
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(text, at), 0xFFFDu);
    EXPECT_EQ(at, 1u);
  }
  EXPECT_TRUE(is_utf8("\xEF\xBF\xBD")) << "U+FFFD itself is a character";
}

TEST(Utf8, Counts) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("abc"), 3u);
  EXPECT_EQ(count_code_points("Zürich"), 6u);
  EXPECT_EQ(count_code_points("日本"), 2u);
  EXPECT_EQ(count_code_points("a\xFFz"), 3u);
}

TEST(Utf8, MakesTextPrintable) {
  EXPECT_EQ(make_printable("plain – Zürich 日本 😀"), "plain – Zürich 日本 😀");
  EXPECT_EQ(make_printable("a\nb\tc\rd"), "a b c d");
  EXPECT_EQ(make_printable("\x1b[31mred"), "\\u{1b}[31mred");
  EXPECT_EQ(make_printable(std::string("a\0b", 3)), "a\\u{0}b");
  EXPECT_EQ(make_printable("\xE2\x80\xAE"
                           "gpj.exe"),
            "\\u{202e}gpj.exe");
  EXPECT_EQ(make_printable("a\xFF"), "a\xEF\xBF\xBD");
  EXPECT_EQ(make_printable("\xC2\x9B"), "\\u{9b}");
}

TEST(Utf8, NothingUnsafeIsLeftAfterwards) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::string printable = make_printable(encode(c));
    ASSERT_TRUE(is_utf8(printable));
    for (std::size_t at = 0; at < printable.size();) {
      ASSERT_FALSE(is_unsafe(next_code_point(printable, at))) << static_cast<unsigned>(c);
    }
  }
}

TEST(Utf8, Shortens) {
  EXPECT_EQ(shorten("abc", 3), "abc");
  EXPECT_EQ(shorten("abcd", 3), "ab…");
  EXPECT_EQ(shorten("äöüß", 3), "äö…");
  EXPECT_EQ(shorten("ab cd", 4), "ab…") << "no space before the cut";
  EXPECT_EQ(shorten("", 1), "");
}

TEST(Utf8, IdsHaveNoWhiteSpaceAndNothingInvisible) {
  for (const char32_t c : {U'a', U'-', U'@', U'>', U'é', U'日', char32_t{0x1F600}})
    EXPECT_TRUE(is_id_character(c));
  for (const char32_t c :
       {U' ', U'\t', U'\n', char32_t{0}, char32_t{0x7F}, char32_t{0x85}, char32_t{0xA0},
        char32_t{0x1680}, char32_t{0x2003}, char32_t{0x200B}, char32_t{0x200D}, char32_t{0x2028},
        char32_t{0x202E}, char32_t{0x202F}, char32_t{0x3000}, char32_t{0xFEFF}, char32_t{0xFFFE},
        char32_t{0xE0041}}) {
    EXPECT_FALSE(is_id_character(c)) << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace slipway
