// What is said where a text is not JSON: the bytes, the words and the remedy.
#include "planner/io/json_fault.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "tests/io/read_text.hpp"

namespace slipway {
namespace {

struct Row {
  std::string text;
  std::size_t offset;
  std::string marked;  // the bytes under the caret
  std::string message;
  std::string hint;
};

TEST(JsonFault, SaysWhatIsWrongWhereAndWhatIsRight) {
  const std::vector<Row> rows = {
      {R"({"a": 1 "b": 2})", 7, " ", "a comma is missing here", ""},
      {R"([1 2])", 2, " ", "a comma is missing here", ""},
      {"{\"a\": {}\n \"b\": 2}", 8, "\n", "a comma is missing here", ""},
      {R"([1, 2, ])", 5, ",", "a comma with nothing after it but ']'",
       "JSON has no comma after the last entry; remove it"},
      {R"({"a": 1, })", 7, ",", "a comma with nothing after it but '}'",
       "JSON has no comma after the last entry; remove it"},
      {R"([, 1])", 1, ",", "there is no value before this comma", "remove the comma"},
      {R"([1,, 2])", 3, ",", "there is no value before this comma", "remove the comma"},
      {R"({, "a": 1})", 1, ",", "there is nothing before this comma", "remove it"},
      {R"({"a" 1})", 4, " ", "a colon is missing after the key 'a'", ""},
      {R"({"a": })", 6, "}", "the value of 'a' is missing",
       "write it after the colon, or remove the key"},
      {R"({"a": , "b": 1})", 6, ",", "the value of 'a' is missing",
       "write it after the colon, or remove the key"},
      {R"({id: "a"})", 1, "id", "the key 'id' must stand in double quotes", "write \"id\""},
      {R"({"a"})", 4, "}", "a colon is missing after the key 'a'", ""},
      {R"({7: 1})", 1, "7", "the key '7' must stand in double quotes", "write \"7\""},
      {R"({[1]: 1})", 1, "[", "a key in double quotes was expected here",
       "inside { } every value has a key: \"key\": value"},
      {R"({'a': 1})", 1, "'a'", "text stands in double quotes, not single ones", "write \"a\""},
      {"{\"a\": 'it\n", 6, "'", "text stands in double quotes, not single ones", ""},
      {"{\"a\": 1} // why", 9, "// why", "JSON has no comments",
       "put the remark into \"notes\", or into a key that starts with x-"},
      {"{# why\n}", 1, "# why", "JSON has no comments",
       "put the remark into \"notes\", or into a key that starts with x-"},
      {"[1 /* one */]", 3, "/* one */]", "JSON has no comments",
       "put the remark into \"notes\", or into a key that starts with x-"},
      {"{\xE2\x80\x9C"
       "a\xE2\x80\x9D: 1}",
       1, "\xE2\x80\x9C", "this is a typographic quote (U+201C)", "JSON takes the plain one: \""},
      {"{\xC2\xA0\"a\": 1}", 1, "\xC2\xA0", "an invisible character (U+00A0) stands here",
       "replace it by a plain space"},
      {"{\"a\": \x01}", 6, "\x01", "a control character (U+0001) stands here",
       "is this a text file?"},
      {R"({"due": 2027-02-01})", 8, "2027-02-01", "'2027-02-01' must stand in double quotes",
       "write \"2027-02-01\""},
      {R"({"e": 3d/1w/2w})", 6, "3d/1w/2w", "'3d/1w/2w' must stand in double quotes",
       "write \"3d/1w/2w\""},
      {R"({"e": 3w..6w})", 6, "3w..6w", "'3w..6w' must stand in double quotes", "write \"3w..6w\""},
      {R"({"p": 40%})", 6, "40%", "'40%' is not a number in JSON",
       "shares are written as numbers from 0 to 1: 40 % is 0.4"},
      {R"({"p": .5})", 6, ".5", "'.5' is not a number in JSON", "write a 0 before the point"},
      {R"({"p": 5.})", 6, "5.", "'5.' is not a number in JSON",
       "write a digit after the point, or leave the point out"},
      {R"({"p": +5})", 6, "+5", "'+5' is not a number in JSON", "leave the plus sign out"},
      {R"({"p": 007})", 6, "007", "'007' is not a number in JSON",
       "a number does not start with 0"},
      {R"({"p": -})", 6, "-", "'-' is not a number in JSON", ""},
      {R"({"p": 1e})", 6, "1e", "'1e' is not a number in JSON", ""},
      {R"({"p": -1e999})", 6, "-1e999", "'-1e999' is too large a number", ""},
      {R"({"p": True})", 6, "True", "'True' is written in small letters", "write true"},
      {R"({"p": None})", 6, "None", "'None' is not a value in JSON",
       "leave the key out when there is nothing to say"},
      {R"({"p": yes})", 6, "yes", "'yes' must stand in double quotes", "write \"yes\""},
      {R"({"p": Zürich})", 6, "Zürich", "'Zürich' must stand in double quotes", "write \"Zürich\""},
      {R"({"p": ;})", 6, ";", "';' cannot stand here",
       "a value is text in double quotes, a number, true, false, [ ... ] or { ... }"},
      {"{\"a\": \"b\n\"}", 6, "\"b", "this text is not closed by the end of its line",
       "close it with \"; a line break inside a text is written \\n"},
      {"{\"a\": \"b\tc\"}", 8, "\t", "a tab stands inside a text", "write it as \\t"},
      {"{\"a\": \"b\x02\"}", 8, "\x02", "a control character (U+0002) stands inside a text",
       "remove it"},
      {R"({"a": "C:\work"})", 9, "\\w", "there is no escape '\\w' in JSON",
       "a backslash itself is written \\\\; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"},
      {R"({"a": "\u12g4"})", 7, "\\u", "\\u must be followed by four hexadecimal digits",
       "for example \\u00e9"},
      {R"({"a": "\ud83d"})", 7, "\\ud83d", "'\\ud83d' is half a character",
       "characters beyond \\uffff are written as two such halves, or simply as they are"},
      {R"({"a": "\ude00x"})", 7, "\\ude00", "'\\ude00' is half a character",
       "characters beyond \\uffff are written as two such halves, or simply as they are"},
      {"{\"a\": \"Z\xFCrich\"}", 8, "\xFC", "this text is not UTF-8", "save the file as UTF-8"},
      {"\xFF\xFE{\0", 0, "\xFF", "this file is in UTF-16", "save it as UTF-8"},
      {"", 0, "", "the file is empty",
       "the smallest plan is { \"slipway\": 1, \"name\": \"My plan\", \"start\": \"2027-01-04\", "
       "\"goals\": [] }"},
      {R"({"a": [1})", 8, "}", "this '}' cannot close a '['",
       "a ']' is missing before it, or it should be one"},
      {R"({"a": 1])", 7, "]", "this ']' cannot close a '{'",
       "a '}' is missing before it, or it should be one"},
      {R"(["a": 1])", 4, ":", "a list has no keys, so no colon can stand here",
       "perhaps a ']' is missing before"},
      {R"({"a": 1}})", 8, "}", "there is one '}' too many",
       "the plan ended before it; remove it, or a bracket that closes too early"},
      {R"({"a": 1} {})", 9, "{", "something follows after the end of the plan",
       "a plan file holds one object; check whether a '}' closes too early"},
      {"{\"a\": [1, {\"b\": 2}\n\n", 18, "", "the file ends before the plan does",
       "close what is open with ]}"},
      {"{\"a\":", 5, "", "the file ends before the plan does", "perhaps the file was cut off"},
      {"{\"a", 1, "\"a", "the file ends inside this text",
       "close it with \"; perhaps the file was cut off"},
      {R"({"a": "say "hi" twice"})", 12, "hi", "text goes on behind its closing quote",
       "a quote inside a text is written \\\"; or one is missing further left"},
      {"plan q3", 0, "plan", "a plan is one JSON object, and this begins with 'plan'",
       "a plan starts with { \"slipway\": 1, \"name\": ..., \"goals\": [...] }"},
  };
  for (const Row& row : rows) {
    const auto found = find_json_fault(row.text);
    ASSERT_TRUE(found) << row.text;
    EXPECT_EQ(found->code, Code::invalid_json);
    EXPECT_EQ(found->message, row.message) << row.text;
    EXPECT_EQ(found->hint, row.hint) << row.text;
    EXPECT_EQ(found->place.offset, row.offset) << row.text;
    EXPECT_EQ(row.text.substr(found->place.offset, found->place.length), row.marked) << row.text;
    EXPECT_FALSE(nlohmann::json::accept(row.text)) << row.text;
  }
}

TEST(JsonFault, NamesTheBracketThatIsStillOpen) {
  for (const char* text : {"{\"a\": [1}", "{\"a\": [1, 2", "{\"a\": [\"b\": 1"}) {
    const auto found = find_json_fault(text);
    ASSERT_TRUE(found) << text;
    ASSERT_EQ(found->related.size(), 1u) << text;
    EXPECT_EQ(found->related[0].place, (Place{6, 1})) << text;
  }
}

TEST(JsonFault, FindsNothingInJson) {
  for (const char* text :
       {"{}", " [1, -0.5e+7, \"\\ud83d\\ude00\", true, false, null, {\"a\": []}] \n",
        "\xEF\xBB\xBF{}", "7", "\"\xEF\xBF\xBD\"", "1e-999", "\"/* no comment */ # //\""}) {
    EXPECT_FALSE(find_json_fault(text)) << text;
    EXPECT_TRUE(nlohmann::json::accept(text)) << text;
  }
}

// The second look and the parser agree on what JSON is, over many texts that nearly are.
TEST(JsonFault, AgreesWithTheParser) {
  const std::vector<std::string> seeds = {
      R"({"slipway":1,"name":"a\u00e9\n","x":[1,-2.5e3,true,false,null,{"k":"\ud83d\ude00"}],"y":{}})",
      "[\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\", 0, 10.01E-2, [[], {}]]",
      test::file_text("tests/fuzz/seeds/least.json")};
  const std::string bytes =
      std::string("{}[]\",:\\u0e+-.1tfn/#' \n\t\x01\x7F\x80\xC3\xE2\xFF") + '\0';
  std::mt19937 random(42);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  std::size_t good = 0;
  for (int round = 0; round < 60000; ++round) {
    std::string text = seeds[below(seeds.size())];
    for (std::size_t n = below(3); n > 0 && !text.empty(); --n) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text.erase(at, 1);
          break;
        case 1:
          text.insert(at, 1, bytes[below(bytes.size())]);
          break;
        case 2:
          text[at] = bytes[below(bytes.size())];
          break;
        default:
          text.resize(at);
          break;
      }
    }
    const auto found = find_json_fault(text);
    // The parser takes a NUL for the end of its input; JSON does not.
    const bool is_json = nlohmann::json::accept(text) && text.find('\0') == std::string::npos;
    ASSERT_EQ(!found, is_json) << text << (found ? found->message : "");
    good += found ? 0 : 1;
    if (!found) continue;
    ASSERT_LE(found->place.offset + std::size_t{found->place.length}, text.size()) << text;
  }
  EXPECT_GT(good, 10000u);
}

}  // namespace
}  // namespace slipway
