#include "viz/json/json_writer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

std::string write(const std::function<void(JsonWriter&)>& body) {
  std::string out;
  JsonWriter json([&](std::string_view piece) { out += piece; });
  body(json);
  json.finish();
  return out;
}

std::string quote(std::string_view text) {
  std::string out = write([&](JsonWriter& json) { json.text(text); });
  out.pop_back();
  return out;
}

TEST(JsonWriter, IndentsByTwoAndKeepsTheOrderOfKeys) {
  const std::string out = write([](JsonWriter& json) {
    json.begin_object();
    json.key("z").integer(1);
    json.key("a").begin_array();
    json.number(0.5);
    json.begin_object();
    json.key("on").flag(true);
    json.end_object();
    json.end_array();
    json.key("none").null();
    json.key("no_list").begin_array();
    json.end_array();
    json.key("no_object").begin_object();
    json.end_object();
    json.end_object();
  });
  EXPECT_EQ(out,
            "{\n"
            "  \"z\": 1,\n"
            "  \"a\": [\n"
            "    0.5,\n"
            "    {\n"
            "      \"on\": true\n"
            "    }\n"
            "  ],\n"
            "  \"none\": null,\n"
            "  \"no_list\": [],\n"
            "  \"no_object\": {}\n"
            "}\n");
  EXPECT_EQ(nlohmann::ordered_json::parse(out).dump(2) + "\n", out);
}

TEST(JsonWriter, WritesWholeNumbersWithoutAnExponent) {
  EXPECT_EQ(to_json_number(0.0), "0");
  EXPECT_EQ(to_json_number(-0.0), "0");
  EXPECT_EQ(to_json_number(100000.0), "100000");
  EXPECT_EQ(to_json_number(-20.0), "-20");
  EXPECT_EQ(to_json_number(123456789012345.0), "123456789012345");
  EXPECT_EQ(to_json_number(0.1), "0.1");
  EXPECT_EQ(to_json_number(0.00001), "0.00001");
  EXPECT_EQ(to_json_number(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(to_json_number(1e300), "1e+300");
  EXPECT_EQ(to_json_number(std::nan("")), "null");
  EXPECT_EQ(to_json_number(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, NumbersReadBackTheSame) {
  std::mt19937_64 draw(1);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::ldexp(static_cast<double>(draw() >> 11) - 0x1p52,
                                    static_cast<int>(draw() % 200) - 150);
    const std::string text = to_json_number(value);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    ASSERT_EQ(nlohmann::json::parse(text).get<double>(), value) << text;
  }
}

TEST(JsonWriter, KnowsAllIntegers) {
  EXPECT_EQ(write([](JsonWriter& json) { json.integer(INT64_MIN); }), "-9223372036854775808\n");
  EXPECT_EQ(write([](JsonWriter& json) { json.unsigned_integer(UINT64_MAX); }),
            "18446744073709551615\n");
}

TEST(JsonWriter, EscapesWhatMustNotReachATerminal) {
  EXPECT_EQ(quote("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(quote("\n\t\r\x01\x1b\x7f"), R"("\n\t\r\u0001\u001b\u007f")");
  EXPECT_EQ(quote("\xC2\x9B"), R"("\u009b")");
  EXPECT_EQ(quote("\xE2\x80\xAE"), R"("\u202e")");
  EXPECT_EQ(quote("\xF3\xA0\x80\x81"), R"("\udb40\udc01")");  // a tag character
  EXPECT_EQ(quote("日本 é 👧"), "\"日本 é 👧\"");
  EXPECT_EQ(quote("a\xFF\xC0\xAFz"), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"");
}

TEST(JsonWriter, AnyTextReadsBackTheSame) {
  std::mt19937 draw(7);
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (auto n = draw() % 12; n > 0; --n) text += static_cast<char>(draw() % 256);
    const std::string json = quote(text);
    ASSERT_TRUE(is_utf8(json));
    const std::string back = nlohmann::json::parse(json).get<std::string>();
    if (is_utf8(text)) {
      ASSERT_EQ(back, text);
    }
  }
}

TEST(JsonWriter, NothingIsNullWhereAskedFor) {
  const std::string out = write([](JsonWriter& json) {
    json.begin_array();
    json.text("");
    json.text_or_null("");
    json.date(Date());
    json.date(make_date(2018, 10, 5));
    json.end_array();
  });
  EXPECT_EQ(nlohmann::json::parse(out), nlohmann::json({"", nullptr, nullptr, "2018-10-05"}));
}

TEST(JsonWriter, TakesJsonAndIndentsItLikeItsOwn) {
  for (const std::string_view value :
       {R"({})", R"([])", R"(null)", R"(-1.5)", R"("a\"b\\")", R"([1,[2,{"a":[]}],"x, y: {"])",
        R"({ "slip": "docs", "by": { "low": "1d", "high": "2w" }, "with_dependents": true })",
        R"({"a\":": "é", "b" : [ { } , 1 ]})"}) {
    const nlohmann::ordered_json inside = nlohmann::ordered_json::parse(value);
    const std::string out = write([&](JsonWriter& json) {
      json.begin_object();
      json.key("before").integer(1);
      json.key("value").json(value);
      json.key("after").integer(2);
      json.end_object();
    });
    nlohmann::ordered_json expected;
    expected["before"] = 1;
    expected["value"] = inside;
    expected["after"] = 2;
    EXPECT_EQ(out.substr(0, out.size() - 1), expected.dump(2));
  }
}

TEST(JsonWriter, HandsOnPiecesInsteadOfKeepingAll) {
  std::size_t pieces = 0;
  std::size_t largest = 0;
  std::size_t total = 0;
  JsonWriter json([&](std::string_view piece) {
    ++pieces;
    largest = std::max(largest, piece.size());
    total += piece.size();
  });
  json.begin_array();
  for (int i = 0; i < 100000; ++i) {
    json.begin_object();
    json.key("id").text("goal-with-a-name");
    json.key("n").integer(i);
    json.end_object();
  }
  json.end_array();
  json.finish();
  EXPECT_GT(total, 4'000'000u);
  EXPECT_GT(pieces, 40u);
  EXPECT_LT(largest, 100'000u);
}

}  // namespace
}  // namespace slipway::viz
