// Layouts found in JSON texts, and values written in them.
#include "planner/io/json_layout.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/io/read_text.hpp"

namespace slipway {
namespace {

TEST(JsonLayout, FindsWhatAFileDoes) {
  const JsonLayout tabs =
      find_layout("{\r\n\t\"a\" : [1,2],\r\n\t\"b\" : {\"c\" : 1,\"d\" : 2}\r\n}");
  EXPECT_EQ(tabs.line_end, "\r\n");
  EXPECT_EQ(tabs.indent, "\t");
  EXPECT_EQ(tabs.colon, " : ");
  EXPECT_EQ(tabs.comma, ",");
  EXPECT_EQ(tabs.in_object, "");
  EXPECT_EQ(tabs.in_list, "");
  EXPECT_TRUE(tabs.leaves_on_one_line);

  const JsonLayout roomy = find_layout("{\n    \"a\": [ 1, 2 ],\n    \"b\": [ { \"c\": 1 } ]\n}");
  EXPECT_EQ(roomy.line_end, "\n");
  EXPECT_EQ(roomy.indent, "    ");
  EXPECT_EQ(roomy.comma, ", ");
  EXPECT_EQ(roomy.in_object, " ");
  EXPECT_EQ(roomy.in_list, " ");
  EXPECT_EQ(roomy.in_nest, " ");

  // A final line break does not make several lines; neither do words in texts.
  EXPECT_EQ(find_layout("{\"a\":\"{ , : \\\" \\n\"}\n").line_end, "");
  EXPECT_EQ(find_layout("{\"a\":1}\n").colon, ":");
  EXPECT_EQ(find_layout("{\r\"a\": 1\r}").line_end, "\r");
  EXPECT_FALSE(find_layout("{\n \"a\": [\n  {\n   \"b\": 1\n  }\n ]\n}").leaves_on_one_line);
}

TEST(JsonLayout, LaysOutToAnyDepth) {
  const std::string json = R"( {"a" :[{"b": 1.50, "c":"x, {y}: \" z"},[ ]], "d":{}, "e":[1 ,2]} )";
  const JsonLayout layout{.line_end = "\n"};
  EXPECT_EQ(lay_out(json, {}, kAllLevels, ""),
            R"({ "a": [ { "b": 1.50, "c": "x, {y}: \" z" }, [] ], "d": {}, "e": [1, 2] })");
  EXPECT_EQ(lay_out(json, layout, 0, " "), lay_out(json, {}, 0, ""));
  EXPECT_EQ(lay_out(json, layout, 2, "--"),
            "{\n--  \"a\": [\n--    { \"b\": 1.50, \"c\": \"x, {y}: \\\" z\" },\n--    []\n--  ],\n"
            "--  \"d\": {},\n--  \"e\": [\n--    1,\n--    2\n--  ]\n--}");
}

// nlohmann's own writer is an oracle for texts broken at every level.
TEST(JsonLayout, AgreesWithAnotherWriter) {
  for (const char* name : {"data/plans/libp2p-2018-q3.json", "data/plans/release-quarter.json",
                           "data/schema/plan.schema.json"}) {
    const auto value = nlohmann::ordered_json::parse(test::file_text(name));
    for (const int width : {1, 2, 4}) {
      const std::string pretty = value.dump(width);
      const JsonLayout layout = find_layout(pretty);
      EXPECT_EQ(layout.indent, std::string(static_cast<std::size_t>(width), ' '));
      EXPECT_FALSE(layout.leaves_on_one_line);
      EXPECT_EQ(lay_out(value.dump(), layout, kAllLevels, ""), pretty) << name;
    }
    EXPECT_EQ(lay_out(value.dump(2), find_layout(value.dump()), kAllLevels, ""), value.dump());
  }
}

}  // namespace
}  // namespace slipway
