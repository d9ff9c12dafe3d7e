// Scenarios put into plans of many layouts: what is there stays to the byte, what is new is read
// back.
#include "planner/io/scenario_edit.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "planner/io/json_edit.hpp"
#include "tests/io/read_text.hpp"
#include "tests/support/random_problem.hpp"

namespace slipway {
namespace {

using Json = nlohmann::ordered_json;

const std::string kSlip = R"({ "slip": "docs", "by": "1w" })";
const std::string kDrop = R"({"drop":"docs"})";

// A plan in the given layout; `before` and `after` stand around its scenarios.
const std::string kHead = R"({ "slipway": 1, "name": "P", "start": "2027-01-04")";
const std::string kGoals = R"("goals": [ { "id": "docs", "estimate": "1w" } ])";

std::string put(const std::string& plan, const std::string& name,
                const std::vector<std::string>& changes) {
  const auto out = put_scenario(plan, name, changes);
  if (out.ok) return out.value.text;
  return "failed: " + out.findings.sorted()[0].message;
}

/// Says whether `before` is what is left of `after` without one run of bytes.
bool is_insertion(const std::string& before, const std::string& after) {
  if (after.size() < before.size()) return false;
  std::size_t same = 0;
  while (same < before.size() && before[same] == after[same]) ++same;
  const std::size_t rest = before.size() - same;
  return before.substr(same) == after.substr(after.size() - rest);
}

/// Returns the plan as a whole, with the scenario put in by means of another JSON library.
Json expected(const std::string& plan, const std::string& name,
              const std::vector<std::string>& changes) {
  Json out = Json::parse(plan);
  Json list = Json::array();
  for (const std::string& change : changes) list.push_back(Json::parse(change));
  for (Json& scenario : out["scenarios"]) {
    if (scenario["name"] != name) continue;
    scenario["changes"] = list;
    return out;
  }
  out["scenarios"].push_back(Json{{"name", name}, {"changes", list}});
  return out;
}

/// Checks one save of a new scenario and one that replaces it. Returns the text with the new one.
std::string check(const std::string& plan) {
  const std::vector<std::string> first = {kSlip};
  const std::vector<std::string> second = {kDrop, kSlip};
  const auto added = put_scenario(plan, "new \"one\"", first);
  EXPECT_TRUE(added.ok) << plan;
  if (!added.ok) return "";
  const std::string& text = added.value.text;
  EXPECT_EQ(added.value.edit, ScenarioEdit::added);
  EXPECT_TRUE(is_insertion(plan, text)) << text;
  EXPECT_EQ(Json::parse(text), expected(plan, "new \"one\"", first));
  const bool one_line = plan.find_first_of("\r\n") >= plan.find_last_of('}');
  EXPECT_EQ(text.find_first_of("\r\n") >= text.find_last_of('}'), one_line) << text;
  if (plan.find("\r\n") != std::string::npos) {
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
      EXPECT_EQ(text[at - 1], '\r');
    }
  } else {
    EXPECT_EQ(text.find('\r'), plan.find('\r'));
  }

  const auto same = put_scenario(text, "new \"one\"", {R"({"by":"1w","slip":"docs"})"});
  EXPECT_TRUE(same.ok);
  EXPECT_EQ(same.value.edit, ScenarioEdit::unchanged);
  EXPECT_EQ(same.value.text, text);
  const auto replaced = put_scenario(text, "new \"one\"", second);
  EXPECT_TRUE(replaced.ok);
  EXPECT_EQ(replaced.value.edit, ScenarioEdit::replaced);
  EXPECT_EQ(Json::parse(replaced.value.text), expected(text, "new \"one\"", second));
  const auto back = put_scenario(replaced.value.text, "new \"one\"", first);
  EXPECT_TRUE(back.ok);
  EXPECT_EQ(Json::parse(back.value.text), Json::parse(text));
  EXPECT_TRUE(is_insertion(plan, replaced.value.text)) << replaced.value.text;
  return text;
}

TEST(ScenarioEdit, WritesAsTheFileIsWritten) {
  struct Row {
    const char* name;
    std::string before;
    std::string after;
  };
  for (
      const Row& row : std::vector<Row>{
          {"one line, no scenarios", kHead + ", " + kGoals + " }",
           kHead + ", " + kGoals +
               R"(, "scenarios": [ { "name": "late", "changes": [ { "slip": "docs", "by": "1w" } ] } ] })"},
          {"least bytes",
           R"({"slipway":1,"name":"P","start":"2027-01-04","goals":[{"id":"docs","estimate":"1w"}],"scenarios":[]})"
           "\n",
           R"({"slipway":1,"name":"P","start":"2027-01-04","goals":[{"id":"docs","estimate":"1w"}],"scenarios":[{"name":"late","changes":[{"slip":"docs","by":"1w"}]}]})"
           "\n"},
          {"empty list in the middle",
           "{\n  \"slipway\": 1, \"name\": \"P\", \"start\": \"2027-01-04\",\n"
           "  \"scenarios\": [],\n  \"goals\": [\n    { \"id\": \"docs\", \"estimate\": \"1w\" }\n "
           " ]\n}\n",
           "{\n  \"slipway\": 1, \"name\": \"P\", \"start\": \"2027-01-04\",\n"
           "  \"scenarios\": [\n    { \"name\": \"late\", \"changes\": [ { \"slip\": \"docs\", "
           "\"by\": "
           "\"1w\" } ] }\n  ],\n  \"goals\": [\n    { \"id\": \"docs\", \"estimate\": \"1w\" }\n  "
           "]\n}\n"},
          {"a key to a line, tabs, CRLF",
           "{\r\n\t\"slipway\": 1,\r\n\t\"name\": \"P\",\r\n\t\"start\": \"2027-01-04\",\r\n"
           "\t\"goals\": [\r\n\t\t{\r\n\t\t\t\"id\": \"docs\",\r\n\t\t\t\"estimate\": "
           "\"1w\"\r\n\t\t}\r\n"
           "\t]\r\n}",
           "{\r\n\t\"slipway\": 1,\r\n\t\"name\": \"P\",\r\n\t\"start\": \"2027-01-04\",\r\n"
           "\t\"goals\": [\r\n\t\t{\r\n\t\t\t\"id\": \"docs\",\r\n\t\t\t\"estimate\": "
           "\"1w\"\r\n\t\t}\r\n"
           "\t],\r\n\t\"scenarios\": [\r\n\t\t{\r\n\t\t\t\"name\": \"late\",\r\n\t\t\t\"changes\": "
           "[\r\n\t\t\t\t{\r\n\t\t\t\t\t\"slip\": \"docs\",\r\n\t\t\t\t\t\"by\": "
           "\"1w\"\r\n\t\t\t\t}\r\n"
           "\t\t\t]\r\n\t\t}\r\n\t]\r\n}"},
          {"beneath the first",
           kHead + ",\n  " + kGoals +
               ",\n  \"scenarios\": [ { \"name\": \"a\", \"changes\": [] } ] }\n",
           kHead + ",\n  " + kGoals +
               ",\n  \"scenarios\": [ { \"name\": \"a\", \"changes\": [] },\n"
               "                 { \"name\": \"late\", \"changes\": [ { \"slip\": \"docs\", "
               "\"by\": \"1w\" } "
               "] } ] }\n"},
          {"replaced, and its other keys kept",
           kHead + ", " + kGoals +
               R"(, "scenarios":[ {"x-n": 1e0, "name":"l\u0061te","changes" : [ {"drop":"docs"} ] ,"x-m":[]}] })",
           kHead + ", " + kGoals +
               R"(, "scenarios":[ {"x-n": 1e0, "name":"l\u0061te","changes" : [ { "slip": "docs", "by": "1w" } ] ,"x-m":[]}] })"},
      }) {
    EXPECT_EQ(put(row.before, "late", {kSlip}), row.after) << row.name;
  }
}

TEST(ScenarioEdit, BreaksLinesThatWouldBeTooLong) {
  const std::string plan = kHead + ",\n  " + kGoals + "\n}\n";
  const std::string name = "a name as long as the question that somebody asked in the meeting";
  EXPECT_EQ(put(plan, name, {kSlip, kDrop}), kHead + ",\n  " + kGoals +
                                                 ",\n  \"scenarios\": [ { \"name\": \"" + name +
                                                 "\",\n    \"changes\": [ { \"slip\": \"docs\", "
                                                 "\"by\": \"1w\" }, { \"drop\": \"docs\" } ] } "
                                                 "]\n}\n");
}

TEST(ScenarioEdit, KeepsEveryOtherByte) {
  std::vector<std::string> lists = {
      "",
      "[]",
      "[ ]",
      "[\n]",
      "[ \t\n   ]",
      R"([{"name":"a","changes":[]}])",
      R"([ {"name":"a","changes":[]}, {"changes":[{"drop":"docs"}],"name":"b"} ])",
      "[\n\t{\"name\": \"a\",\n\t\"changes\": []}\n\t]",
      "[ {\n\"name\": \"a\", \"changes\": [ ] }\n , {\"name\":\"b\",\"changes\":[]}\n]"};
  const std::string x_keys =
      R"("x-a": { "scenarios": [ { "name": "new \"one\"", "changes": [] } ], "deep": [[[[[[{"scenarios": {}}]]]]]] })"
      R"(, "x-n": [ 1.0, 1e2, -0, 12345678901234567890, "\u00e9\ud83d\ude00", "\"scenarios\": [" ])";
  std::size_t num_plans = 0;
  for (const std::string& list : lists) {
    const std::string scenarios = list.empty() ? "" : "\"scenarios\" : " + list;
    for (const char* between : {", ", ",", ",\n  ", ",\r\n\t", "\n, ", ",  \n\n"}) {
      for (const int place : {0, 1, 2}) {  // first, middle, last
        std::vector<std::string> parts = {R"("slipway":1)", R"("name" : "P")",
                                          R"("start": "2027-01-04")", x_keys, kGoals};
        if (!scenarios.empty()) {
          parts.insert(parts.begin() + (place == 0 ? 0 : place == 1 ? 2 : 5), scenarios);
        }
        using Ends = std::pair<const char*, const char*>;
        for (const auto& [open, close] :
             {Ends{"{", "}"}, Ends{"{ ", " } \n\n"}, Ends{"\xEF\xBB\xBF{\n  ", "\n}"},
              Ends{"\n {\r\n\t", "  \r\n}\r\n"}}) {
          std::string plan = open;
          for (std::size_t i = 0; i < parts.size(); ++i) plan += (i > 0 ? between : "") + parts[i];
          plan += close;
          // Line ends of one kind, so that what is put in can be checked for it.
          if (plan.find('\r') != std::string::npos) {
            std::string same;
            for (const char c : plan) {
              if (c == '\n') same += '\r';
              if (c != '\r') same += c;
            }
            plan = same;
          }
          SCOPED_TRACE(plan);
          check(plan);
          if (testing::Test::HasFailure()) return;
          ++num_plans;
        }
      }
    }
  }
  EXPECT_EQ(num_plans, lists.size() * 6 * 3 * 4);
}

TEST(ScenarioEdit, KeepsPlansOfAllKinds) {
  std::vector<std::string> plans;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    plans.push_back(slow::to_plan_json(slow::random_problem(seed)));
  }
  for (const char* name : {"data/plans/libp2p-2018-q3.json", "data/plans/release-quarter.json"}) {
    plans.push_back(test::file_text(name));
  }
  for (const std::string& plan : plans) {
    const Json value = Json::parse(plan);
    const std::string id = value["goals"][0]["id"];
    const std::vector<std::string> changes = {Json{{"slip", id}, {"by", "3d"}}.dump(),
                                              Json{{"drop", id}}.dump()};
    for (const std::string& text : {plan, value.dump(), value.dump(2), value.dump(1, '\t')}) {
      const auto out = put_scenario(text, "what if", changes);
      ASSERT_TRUE(out.ok) << out.findings.sorted()[0].message;
      EXPECT_TRUE(is_insertion(text, out.value.text));
      EXPECT_EQ(Json::parse(out.value.text), expected(text, "what if", changes));
      // What another writer wrote looks as if it had written the scenario, too.
      if (text == plan) continue;
      const Json whole = Json::parse(out.value.text);
      EXPECT_TRUE(out.value.text == whole.dump() || out.value.text == whole.dump(2) ||
                  out.value.text == whole.dump(1, '\t'))
          << out.value.text;
    }
    // Each scenario that is there is replaced where it stands.
    for (std::size_t i = 0; value.contains("scenarios") && i < value["scenarios"].size(); ++i) {
      const std::string name = value["scenarios"][i]["name"];
      const auto out = put_scenario(plan, name, changes);
      ASSERT_TRUE(out.ok);
      EXPECT_EQ(out.value.edit, ScenarioEdit::replaced);
      EXPECT_EQ(Json::parse(out.value.text), expected(plan, name, changes));
      const std::size_t open = plan.find('[', plan.find(Json(name).dump(), plan.find("scenarios")));
      EXPECT_EQ(out.value.text.substr(0, open), plan.substr(0, open));
      EXPECT_EQ(out.value.text.substr(skip_value(out.value.text, open)),
                plan.substr(skip_value(plan, open)));
    }
  }
}

/// Returns `json` with other white space between its tokens: `line_end` is its only line break.
std::string respaced(const std::string& json, std::mt19937& random, const std::string& line_end) {
  const auto space = [&] {
    std::string out;
    while (random() % 3 == 0) {
      const auto pick = random() % 4;
      out += pick == 0 ? line_end : pick == 1 ? "\t" : " ";
    }
    return out;
  };
  std::string out = space();
  for (std::size_t at = 0; at < json.size();) {
    std::size_t end = at + 1;
    if (json[at] == '"')
      end = skip_string(json, at);
    else if (std::string_view("{}[],:").find(json[at]) == std::string_view::npos)
      end = skip_value(json, at);
    out += json.substr(at, end - at) + space();
    at = end;
  }
  return out;
}

TEST(ScenarioEdit, KeepsPlansOfAnyLayout) {
  std::mt19937 random(7);
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const bool has_some = seed % 2 == 0;
    const std::string list =
        R"([{"name":"b","changes":[{"drop":"docs"},{"slip":"docs","by":"1w"}],"x-x":1}])";
    const std::string plan =
        R"({"slipway":1,"name":"P","start":"2027-01-04","x-a":[{},[],[1,{"b":[2.50]}]],)" +
        (has_some ? "\"scenarios\":" + list + "," : "") +
        R"("goals":[{"id":"docs","estimate":"1w"},{"id":"api","depends_on":["docs"]}]})";
    const std::string text = respaced(plan, random, seed % 3 == 0 ? "\r\n" : "\n");
    ASSERT_EQ(Json::parse(text), Json::parse(plan));
    SCOPED_TRACE(text);
    if (!has_some) {
      check(text);
      continue;
    }
    check(text);
    const auto replaced = put_scenario(text, "b", {kSlip, kDrop, kSlip});
    ASSERT_TRUE(replaced.ok);
    EXPECT_EQ(Json::parse(replaced.value.text), expected(text, "b", {kSlip, kDrop, kSlip}));
  }
}

TEST(ScenarioEdit, TakesAnyNameThatCanBeSeen) {
  const std::string plan = kHead + ", " + kGoals + " }";
  for (const std::string& name : {std::string("\"\\/ '"), std::string("Zoë, \xF0\x9F\x98\x80"),
                                  std::string(" "), std::string(5000, 'n')}) {
    const auto out = put_scenario(plan, name, {kSlip});
    ASSERT_TRUE(out.ok) << out.findings.sorted()[0].message;
    EXPECT_EQ(Json::parse(out.value.text)["scenarios"][0]["name"], name);
    const auto read = test::read(out.value.text);
    ASSERT_TRUE(read.ok);
    EXPECT_EQ(read.value.scenarios[0].name, name);
    // The same name, spelled with an escape for every byte that can have one.
    std::string escaped = out.value.text;
    const std::string raw = Json(name).dump();
    escaped.replace(escaped.find(raw), raw.size(), Json(name).dump(-1, ' ', true));
    const auto again = put_scenario(escaped, name, {kDrop});
    ASSERT_TRUE(again.ok);
    EXPECT_EQ(again.value.edit, ScenarioEdit::replaced);
  }
}

TEST(ScenarioEdit, SaysWhatCannotBeSaved) {
  const std::string plan = kHead + ", " + kGoals + " }";
  const std::string deep(100, '[');
  const auto with = [&](const std::string& list) {
    return kHead + ", " + kGoals + ", \"scenarios\": " + list + " }";
  };
  struct Row {
    std::string plan;
    std::string name;
    std::string change;
    Code code;
    std::string message;
  };
  for (const Row& row : std::vector<Row>{
           {plan, "", kSlip, Code::invalid_value, "'': its name is empty"},
           {plan, "\xC3", kSlip, Code::invalid_value, "'\xC3': its name is not UTF-8"},
           {plan, "a\nb", kSlip, Code::invalid_value, "'a\nb': its name has a line break"},
           {plan, "a\xE2\x80\xA8", kSlip, Code::invalid_value,
            "'a\xE2\x80\xA8': its name has a line break"},
           {plan, std::string(1, '\0'), kSlip, Code::invalid_value,
            "'" + std::string(1, '\0') + "': its name has a control character (U+0000)"},
           {plan, "\ta", kSlip, Code::invalid_value,
            "'\ta': its name has a control character (U+0009)"},
           {plan, "\x1B[1m", kSlip, Code::invalid_value,
            "'\x1B[1m': its name has a control character (U+001B)"},
           {plan, "a", "[1]", Code::invalid_change, "'a': change 1 is not an object"},
           {plan, "a", R"({"slip":"docs")", Code::invalid_change, "'a': change 1 is not an object"},
           {plan, "a", R"({"slip":"docs"})", Code::invalid_change, "'a': 'slip' needs 'by'"},
           {plan, "a", R"({"drop":"dosc"})", Code::unknown_goal,
            "'a': 'dosc' is not a goal or blocker of this plan"},
           {plan, "a", R"({"drop":)" + deep + std::string(100, ']') + "}", Code::invalid_change,
            "'a': the plan could no longer be read"},
           {plan + "}", "a", kSlip, Code::invalid_json, "'a': the plan is not a JSON object"},
           {"[]", "a", kSlip, Code::invalid_json, "'a': the plan is not a JSON object"},
           {"", "a", kSlip, Code::invalid_json, "'a': the plan is not a JSON object"},
           {with("{}"), "a", kSlip, Code::wrong_type, "'a': 'scenarios' is not a list"},
           {with("[], \"scen\\u0061rios\": []"), "a", kSlip, Code::duplicate_key,
            "'a': 'scenarios' stands in the plan twice"},
           {with(R"([{"name":"a","changes":[]},{"name":"\u0061","changes":[]}])"), "a", kSlip,
            Code::duplicate_id, "'a': the plan has two of that name"},
           {with(R"([{"name":"a"}])"), "a", kSlip, Code::missing_key,
            "'a': the one of that name has no 'changes'"},
       }) {
    const auto out = put_scenario(row.plan, row.name, {row.change});
    ASSERT_FALSE(out.ok) << row.message;
    const Diagnostic found = out.findings.sorted()[0];
    EXPECT_EQ(found.code, row.code) << row.message;
    EXPECT_EQ(found.message, "cannot save scenario " + row.message);
    EXPECT_FALSE(found.hint.empty()) << row.message;
    EXPECT_FALSE(found.place.is_set()) << "a place would lie in a text that nobody has";
  }
}

// Errors that a plan had before do not hinder: it may be one that is read with another status date.
TEST(ScenarioEdit, DoesNotJudgeTheRestOfThePlan) {
  const std::string plan =
      R"({"slipway":1,"name":"P","start":"2027-01-04","goals":[{"id":"docs","finished":"2027-01-08","status":"done"}]})";
  ASSERT_FALSE(test::read(plan).ok);
  EXPECT_TRUE(put_scenario(plan, "a", {kSlip}).ok);
}

}  // namespace
}  // namespace slipway
