#include "planner/io/json_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "planner/io/fields.hpp"
#include "tests/io/read_text.hpp"

namespace slipway {
namespace {

// Writes down what the reader hands on, as text with places.
class Recorder : public JsonPieces {
 public:
  explicit Recorder(std::string_view text) : text_(text) {}
  bool wants_elements(std::string_view key) override { return key == "list"; }
  void element(std::string_view key, const ValueTree& value) override {
    log += std::string(key) + "[] " + show(value, value.root()) + '\n';
  }
  void member(const ValueTree& value) override {
    log += std::string(value.root().key) + " = " + show(value, value.root()) + '\n';
  }
  std::string log;

 private:
  // Every value as the bytes it stands on; containers with their parts.
  std::string show(const ValueTree& tree, const Value& value) {
    const std::string raw(text_.substr(value.place.offset, value.place.length));
    if (value.key_place.is_set()) {
      EXPECT_EQ(text_[value.key_place.offset], '"');
      EXPECT_EQ(text_[value.key_place.offset + value.key_place.length - 1], '"');
    }
    if (value.type == ValueType::string) return raw + '~' + std::string(value.text);
    if (value.type != ValueType::array && value.type != ValueType::object) return raw;
    std::string out(1, raw.front());
    std::size_t count = 0;
    for (const Value& child : tree.children(value)) {
      out += ' ';
      if (value.type == ValueType::object) out += std::string(child.key) + ':';
      out += show(tree, child);
      ++count;
    }
    if (count != value.count) out += " wrong count";
    return out + ' ' + raw.back();
  }
  std::string_view text_;
};

struct Outcome {
  bool ok;
  std::string log;
  Findings findings;
};
Outcome run(const std::string& text) {
  Recorder recorder(text);
  std::deque<std::string> spare;
  Findings findings;
  const bool ok = read_json(text, recorder, spare, findings);
  return {ok, recorder.log, findings};
}

TEST(JsonReader, HandsOnPiecesWithTheirPlaces) {
  const Outcome r = run(R"({ "a" : 1.5e3 , "b":[true,null ,{"c":-0}],
    "list": [ "x", {"k": [ ]}, [2] , 7 ], "empty": {}, "t": "é\u00e9\n" })");
  EXPECT_TRUE(r.ok);
  EXPECT_EQ(r.log,
            "a = 1.5e3\n"
            "b = [ true null { c:-0 } ]\n"
            "list[] \"x\"~x\n"
            "list[] { k:[ ] }\n"
            "list[] [ 2 ]\n"
            "list[] 7\n"
            "list = [ ]\n"
            "empty = { }\n"
            "t = \"é\\u00e9\\n\"~éé\n\n");
  EXPECT_EQ(r.findings.size(), 0u);
}

TEST(JsonReader, SkipsAByteOrderMark) {
  const Outcome r = run("\xEF\xBB\xBF{\"a\":[1],\"list\":[2]}");
  EXPECT_TRUE(r.ok);
  EXPECT_EQ(r.log, "a = [ 1 ]\nlist[] 2\nlist = [ ]\n");
}

TEST(JsonReader, UnescapesStringsAndKeys) {
  const Outcome r = run(R"({"\u0061":"\"\\\/\b\f\n\r\t\u20ac\ud83d\ude00","b\u0000":""})");
  EXPECT_TRUE(r.ok);
  const std::string expected =
      "a = \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20ac\\ud83d\\ude00\"~\"\\/\b\f\n\r\t€😀\nb" +
      std::string(1, '\0') + " = \"\"~\n";
  EXPECT_EQ(r.log, expected);
}

TEST(JsonReader, NestsToADepthOf64) {
  const auto nested = [](std::size_t levels) {  // levels in all, with the plan's own
    return "{\"x\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
  };
  EXPECT_TRUE(run(nested(kDeepest)).ok);
  const Outcome deep = run(nested(kDeepest + 1));
  EXPECT_FALSE(deep.ok);
  ASSERT_EQ(deep.findings.sorted().size(), 1u);
  EXPECT_EQ(deep.findings.sorted()[0].code, Code::too_deep);
  EXPECT_EQ(deep.findings.sorted()[0].place, (Place{5 + kDeepest - 1, 1}));
  // Whatever the depth, time and stack stay bounded.
  EXPECT_FALSE(run("{\"x\":" + std::string(1'000'000, '[')).ok);
  EXPECT_FALSE(run("{\"list\":[" + std::string(500'000, '{')).ok);
  EXPECT_TRUE(
      run("{\"list\":[" + std::string(kDeepest - 2, '[') + std::string(kDeepest - 2, ']') + "]}")
          .ok);
  EXPECT_FALSE(
      run("{\"list\":[" + std::string(kDeepest - 1, '[') + std::string(kDeepest - 1, ']') + "]}")
          .ok);
}

TEST(JsonReader, WantsAnObject) {
  for (const char* text : {"[]", "7", "\"x\"", "true", "null", "[{}]"}) {
    const Outcome r = run(text);
    EXPECT_FALSE(r.ok) << text;
    EXPECT_EQ(test::error_codes(r.findings), std::set<std::string>{"wrong-type"}) << text;
  }
}

TEST(JsonReader, SeesKeysThatStandTwiceAtEveryLevel) {
  const std::string head = R"({"slipway":1,"name":"p","start":"2027-01-04",)";
  const std::string goals = R"("goals":[{"id":"a","estimate":"1d"}])";
  struct Row {
    const char* where;
    std::string text;
    const char* marked;
  };
  for (
      const Row& row : std::vector<Row>{
          {"plan", head + R"("start":"2027-01-05",)" + goals + "}", "\"start\""},
          {"plan, escaped", head + R"("\u0073tart":"2027-01-05",)" + goals + "}",
           "\"\\u0073tart\""},
          {"plan, list", head + goals + R"(,"goals":[]})", "\"goals\""},
          {"plan, x-", head + goals + R"(,"x-a":1,"x-a":2})", "\"x-a\""},
          {"goal", head + R"("goals":[{"id":"a","estimate":"1d","id":"b"}]})", "\"id\""},
          {"goal, x-", head + R"("goals":[{"id":"a","x-k":1,"estimate":"1d","x-k":1}]})",
           "\"x-k\""},
          {"below x-", head + goals + R"(,"x-a":[{"b":{"c":1,"d":2,"c":3}}]})", "\"c\""},
          {"below x- in a goal",
           head + R"("goals":[{"id":"a","estimate":"1d","x-a":[[{"b":1,"b":1}]]}]})", "\"b\""},
          {"duration",
           head +
               R"("goals":[{"id":"a","estimate":{"mean":"1d","mean":"2d","shape":"exponential"}}]})",
           "\"mean\""},
          {"link",
           head +
               R"("goals":[{"id":"a","estimate":"1d"},{"id":"b","estimate":"1d","depends_on":[{"on":"a","on":"a"}]}]})",
           "\"on\""},
          {"need",
           head +
               R"("teams":[{"id":"t"}],"goals":[{"id":"a","team":"t","estimate":"1d","needs":[{"team":"t","people":1,"people":2}]}]})",
           "\"people\""},
          {"calendar", head + R"("calendar":{"holidays":[],"holidays":[]},)" + goals + "}",
           "\"holidays\""},
          {"sizes", head + R"("sizes":{"M":"1d","M":"2d"},)" + goals + "}", "\"M\""},
          {"team", head + goals + R"(,"teams":[{"id":"t","name":"T","name":"U"}]})", "\"name\""},
          {"period",
           head + goals +
               R"(,"periods":[{"id":"q","start":"2027-01-01","end":"2027-03-31","end":"2027-03-31"}]})",
           "\"end\""},
          {"risk",
           head + goals +
               R"(,"risks":[{"id":"r","probability":0.1,"affects":["a"],"affects":["a"]}]})",
           "\"affects\""},
          {"change",
           head + goals + R"(,"scenarios":[{"name":"s","changes":[{"drop":"a","drop":"a"}]}]})",
           "\"drop\""},
          {"scenario", head + goals + R"(,"scenarios":[{"name":"s","name":"t","changes":[]}]})",
           "\"name\""},
          {"check-in",
           head + goals + R"(,"checkins":[{"date":"2027-01-04","goal":"a","note":"","note":""}]})",
           "\"note\""}}) {
    const Loaded<Plan> loaded = test::read(row.text);
    EXPECT_FALSE(loaded.ok) << row.where;
    ASSERT_EQ(test::error_codes(loaded.findings), std::set<std::string>{"duplicate-key"})
        << row.where;
    Diagnostic d;
    for (const Diagnostic& found : loaded.findings.sorted()) {
      if (found.code == Code::duplicate_key) d = found;
    }
    EXPECT_EQ(test::marked(loaded.value, d), row.marked) << row.where;
    ASSERT_EQ(d.related.size(), 1u) << row.where;
    EXPECT_LT(d.related[0].place.offset, d.place.offset) << "the second is marked, the first noted";
  }
}

// A plan that ends anywhere is refused with at least one error, and places that exist.
TEST(JsonReader, RefusesAPlanThatIsCutOffAnywhere) {
  const std::string text = test::file_text("tests/fuzz/seeds/links.json");
  std::size_t end = text.size();
  while (text[end - 1] == '\n') --end;
  ASSERT_TRUE(test::read(text.substr(0, end)).ok);
  for (std::size_t length = 0; length < end; ++length) {
    const Loaded<Plan> loaded = test::read(text.substr(0, length));
    ASSERT_FALSE(loaded.ok) << length;
    ASSERT_TRUE(loaded.findings.has_errors()) << length;
    ASSERT_EQ(test::error_codes(loaded.findings), std::set<std::string>{"invalid-json"}) << length;
    for (const Diagnostic& d : loaded.findings.sorted()) ASSERT_LE(d.place.offset, length);
  }
}

TEST(JsonReader, NothingHidesBehindANul) {
  const std::string plan = test::file_text("tests/fuzz/seeds/least.json");
  for (const char* tail : {"", "x", " {", "\n"}) {
    const Loaded<Plan> loaded = test::read(plan + std::string(1, '\0') + tail);
    EXPECT_FALSE(loaded.ok);
    EXPECT_EQ(test::error_codes(loaded.findings), std::set<std::string>{"invalid-json"});
  }
}

TEST(JsonReader, ReportsWhatStandsBeforeASyntaxErrorToo) {
  const Loaded<Plan> loaded =
      test::read(R"({"slipway":1,"goals":[{"id":"a","estimate":"5"},{"id":"b",}]})");
  EXPECT_EQ(test::error_codes(loaded.findings),
            (std::set<std::string>{"invalid-duration", "invalid-json"}));
}

}  // namespace
}  // namespace slipway
