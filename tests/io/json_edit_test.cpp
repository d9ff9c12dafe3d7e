// Appending and replacing in JSON texts.
#include "planner/io/json_edit.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace slipway {
namespace {

TEST(JsonEdit, FindsEntries) {
  const std::string text = R"({"a":[1 , "]" ,{"b":[]}] , "\u0063" : true})";
  const auto members = entries_of(text, 0);
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(key_of(text, members[1]), "c");
  const auto text_of = [&](const JsonEntry& e) { return text.substr(e.value, e.end - e.value); };
  EXPECT_EQ(text_of(members[1]), "true");
  const auto elements = entries_of(text, members[0].value);
  ASSERT_EQ(elements.size(), 3u);
  EXPECT_EQ(text_of(elements[0]), "1");
  EXPECT_EQ(text_of(elements[1]), "\"]\"");
  EXPECT_EQ(text_of(elements[2]), R"({"b":[]})");
  EXPECT_TRUE(entries_of("[ \n ]", 0).empty());
}

TEST(JsonEdit, AppendsAsTheNeighboursStand) {
  struct Row {
    std::string list;
    std::string expected;
  };
  for (const Row& row : std::vector<Row>{
           {"[1]", "[1, 9]"},
           {"[1,2]", "[1,2,9]"},
           {"[ 1 ]", "[ 1, 9 ]"},
           {"[]", "[ 9 ]"},
           {"[ ]", "[ 9 ]"},
           {"{\"k\":[]}", "{\"k\":[],9}"},
           {"[[]]", "[[], 9]"},
           {"[\n  1\n]", "[\n  1,\n  9\n]"},
           {"[\r\n\t1,\r\n\t2\r\n]\r\n", "[\r\n\t1,\r\n\t2,\r\n\t9\r\n]\r\n"},
           {"[\n  1\n  , 2\n]", "[\n  1\n  , 2\n  , 9\n]"},
           {"[\n  1,  \n\n  2 \n]", "[\n  1,  \n\n  2,  \n\n  9 \n]"},
           {"[ 1,\n  2 ]", "[ 1,\n  2,\n  9 ]"},
           {"[\n]", "[\n  9\n]"},
           {"  [ \n  ]", "  [ \n    9\n  ]"},
           {"[1, 2,\n 3, 4]", "[1, 2,\n 3, 4,\n 9]"},
       }) {
    const std::size_t open = row.list.find_first_not_of(' ');
    const Splice splice = append_entry(row.list, open, find_layout(row.list),
                                       [](std::string_view) { return std::string("9"); });
    EXPECT_EQ(apply_splice(row.list, splice), row.expected);
    EXPECT_EQ(splice.length, 0u) << "an append removes nothing";
  }
}

TEST(JsonEdit, ReplacesElementsInTheirPlaces) {
  struct Row {
    std::string list;
    std::vector<std::string> elements;
    std::string expected;
  };
  const std::string wide(60, 'w');
  for (const Row& row : std::vector<Row>{
           {"[ 1, 2 ]", {"7"}, "[ 7 ]"},
           {"[1,2]", {"7", "8", "9"}, "[7,8,9]"},
           {"[\n 1,\n 2\n]", {"7", "8", "9"}, "[\n 7,\n 8,\n 9\n]"},
           {"[ 1 ]", {}, "[]"},
           {"[\n]", {"7", "8"}, "[\n  7,\n  8\n]"},
           {"[\n  {\n    \"a\": 1\n  }\n]",
            {"{\"b\":2}", "{}"},
            "[\n  {\n    \"b\": 2\n  },\n  {}\n]"},
           {"{\n\"k\": [ 1 ]\n}",
            {"\"" + wide + "\"", "\"" + wide + "\""},
            "{\n\"k\": [ \"" + wide + "\",\n       \"" + wide + "\" ]\n}"},
       }) {
    const std::size_t open = row.list.find('[');
    const Splice splice = replace_elements(row.list, open, find_layout(row.list), row.elements);
    EXPECT_EQ(apply_splice(row.list, splice), row.expected);
  }
}

}  // namespace
}  // namespace slipway
