// Field by field: what is right arrives in the plan, what is wrong is named. Then whole plans.
#include "planner/io/plan_reader.hpp"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "planner/io/schema.hpp"
#include "tests/io/field_table.hpp"
#include "tests/io/read_text.hpp"

namespace slipway {
namespace {

TEST(PlanFields, TheBasePlanIsRight) {
  const Loaded<Plan> base = test::read(test::kBasePlan);
  ASSERT_TRUE(base.ok) << testing::PrintToString(test::error_codes(base.findings));
}

TEST(PlanFields, RightValuesArriveInThePlan) {
  for (const test::GoodRow& row : test::good_rows()) {
    const Loaded<Plan> loaded = test::read(test::with(row.at, row.value));
    ASSERT_TRUE(loaded.ok) << row.at << " = " << row.value
                           << testing::PrintToString(test::error_codes(loaded.findings));
    EXPECT_TRUE(row.holds(loaded.value)) << row.at << " = " << row.value;
  }
}

TEST(PlanFields, WrongValuesAreNamed) {
  // A name that is spoiled where it is declared is missing where it is used.
  const std::set<std::string> consequences = {"unknown-goal", "unknown-team", "unknown-period"};
  for (const test::BadRow& row : test::bad_rows()) {
    const Loaded<Plan> loaded = test::read(test::with(row.at, row.value));
    EXPECT_FALSE(loaded.ok) << row.at << " = " << row.value;
    std::set<std::string> codes = test::error_codes(loaded.findings);
    EXPECT_EQ(codes.erase(row.code), 1u)
        << row.at << " = " << row.value << ' ' << row.code << ' ' << testing::PrintToString(codes);
    for (const std::string& code : consequences) codes.erase(code);
    EXPECT_TRUE(codes.empty()) << row.at << " = " << row.value << testing::PrintToString(codes);
  }
}

// Which definition of the schema a place of the base plan is held to.
std::string definition_of(const std::string& at) {
  static const std::map<std::string, std::string> kPlaces = {
      {"", "plan"},
      {"/calendar", "calendar"},
      {"/teams/0/calendar", "calendar"},
      {"/sizes", "sizes"},
      {"/periods/0", "period"},
      {"/teams/0", "team"},
      {"/goals/0", "goal"},
      {"/goals/1/needs/0", "need"},
      {"/goals/1/depends_on/0", "dependency_object"},
      {"/blockers/0", "blocker"},
      {"/risks/0", "risk"},
      {"/scenarios/0", "scenario"},
      {"/checkins/0", "checkin"},
      {"/scenarios/0/changes/0", "change_slip"},
      {"/scenarios/0/changes/1", "change_estimate"},
      {"/scenarios/0/changes/2", "change_finish"},
      {"/scenarios/0/changes/3", "change_drop"},
      {"/scenarios/0/changes/4", "change_defer"},
      {"/scenarios/0/changes/5", "change_resolve"},
      {"/scenarios/0/changes/6", "change_block"},
      {"/scenarios/0/changes/7", "change_link"},
      {"/scenarios/0/changes/8", "change_unlink"},
      {"/scenarios/0/changes/9", "change_capacity"},
      {"/scenarios/0/changes/10", "change_remaining"},
      {"/scenarios/0/changes/11", "change_soften"},
      {"/scenarios/0/changes/12", "change_agree"},
      {"/scenarios/0/changes/13", "change_decline"},
      {"/scenarios/0/changes/14", "change_move"},
      {"/scenarios/0/changes/15", "change_absent"},
      {"/scenarios/0/changes/16", "change_due"},
      {"/scenarios/0/changes/17", "change_priority"},
      {"/scenarios/0/changes/18", "change_split"}};
  const auto found = kPlaces.find(at);
  return found == kPlaces.end() ? "" : found->second;
}

// The tables leave no field of the schema out: each has a right value and a wrong one.
TEST(PlanFields, EveryFieldOfTheSchemaHasRows) {
  const auto schema = nlohmann::json::parse(schema_text());
  std::set<std::string> good;
  std::set<std::string> bad;
  const auto note = [](std::set<std::string>& seen, const std::string& at,
                       const std::string& value) {
    // The field itself, and the fields of a list or object put there: /periods/0 for /periods.
    const std::size_t slash = at.rfind('/');
    const std::string last = at.substr(slash + 1);
    const bool is_entry =
        !last.empty() && last.find_first_not_of("0123456789") == std::string::npos;
    const std::string field = is_entry ? at.substr(0, slash) : at;
    const std::size_t cut = field.rfind('/');
    seen.insert(definition_of(field.substr(0, cut)) + '.' + field.substr(cut + 1));
    if (value.empty() || value[0] != '{') return;
    const auto keys = nlohmann::json::parse(value);  // the parts of a duration
    for (const auto& [key, part] : keys.items()) seen.insert("duration." + key);
  };
  for (const test::GoodRow& row : test::good_rows()) note(good, row.at, row.value);
  for (const test::BadRow& row : test::bad_rows()) note(bad, row.at, row.value);

  std::set<std::string> fields;
  const auto list = [&](const std::string& name, const nlohmann::json& definition) {
    if (!definition.contains("properties")) return;
    const bool is_duration = name.starts_with("duration");
    for (const auto& [key, value] : definition["properties"].items()) {
      fields.insert((is_duration ? "duration" : name) + "." + key);
    }
  };
  list("plan", schema);
  list("sizes", schema["properties"]["sizes"]);
  for (const auto& [name, definition] : schema["definitions"].items()) {
    if (name != "lag_in_days") list(name, definition);
  }
  EXPECT_GT(fields.size(), 100u);
  for (const std::string& field : fields) {
    EXPECT_TRUE(good.contains(field)) << field << " has no row with a right value";
    EXPECT_TRUE(bad.contains(field)) << field << " has no row with a wrong value";
  }
}

TEST(PlanReader, TheStatusDateOfTheCommandLineWins) {
  const Date day = *parse_date("2027-04-01");
  const Loaded<Plan> loaded = test::read(test::kBasePlan, day);
  ASSERT_TRUE(loaded.ok);
  EXPECT_EQ(loaded.value.as_of, day);
}

TEST(PlanReader, WithoutAStartTheFirstDateOfTheGoalsCounts) {
  const Loaded<Plan> loaded =
      test::read(R"({ "slipway": 1, "name": "p", "as_of": "2027-02-01", "goals": [
    { "id": "a", "estimate": "1d", "not_before": "2027-03-01" },
    { "id": "b", "estimate": "1d", "started": "2027-01-11" },
    { "id": "o", "kind": "objective" }, { "id": "d", "status": "dropped" } ] })");
  ASSERT_TRUE(loaded.ok);
  EXPECT_EQ(to_iso(loaded.value.start), "2027-01-11");
}

TEST(PlanReader, AllFaultsOfARunAreToldInOrder) {
  const Loaded<Plan> loaded = test::read(R"({ "slipway": 1, "name": "p", "start": "2027-13-01",
    "goals": [ { "id": "a", "estimate": "5", "due": 7, "depends_on": ["zz"] }, { "estimate": "1d" } ],
    "teems": [] })");
  std::vector<std::string> codes;
  for (const Diagnostic& d : loaded.findings.sorted()) codes.emplace_back(to_string(d.code));
  EXPECT_EQ(codes, (std::vector<std::string>{"invalid-date", "invalid-duration", "wrong-type",
                                             "unknown-goal", "missing-key", "unknown-key"}));
}

TEST(PlanReader, FaultsAreMarkedToTheByte) {
  struct Row {
    const char* goals;
    const char* marked;
  };
  for (
      const Row& row :
      {Row{R"([{"id":"a","estimate":"5"}])", "\"5\""},
       Row{R"([{"id":"é","estimate":"1d","due":"x\u00e9"}])", "\"x\\u00e9\""},
       Row{R"([{"id":"a","estimate":"1d","x\u002dy":1,"tagz" :[]}])", "\"tagz\""},
       Row{R"([{"id":"a","estimate":"1d","depends_on":[ "zz" ]}])", "\"zz\""},
       Row{R"([{"id":"a","estimate":"1d","progress": -0.50 }])", "-0.50"},
       Row{R"([{"id":"a","estimate":"1d","tags": [ 1 ] , "team" : [2]}])", "1"},
       Row{R"([{"id":"a","estimate":"1d","team" : [2 ]}])", "[2 ]"},
       Row{R"([{"id":"a","estimate":"1d","depends_on":[{"on":"a","lag":"3d/2d/1d","lag_calendar":"project"}]}])",
           "\"3d/2d/1d\""}}) {
    const Loaded<Plan> loaded = test::read(
        std::string(R"({"slipway":1,"name":"p","start":"2027-01-04","goals":)") + row.goals + "}");
    ASSERT_TRUE(loaded.findings.has_errors()) << row.goals;
    EXPECT_EQ(test::marked(loaded.value, loaded.findings.sorted()[0]), row.marked) << row.goals;
  }
}

// Faults by the ten thousand: told quickly, and counted in full.
TEST(PlanReader, StaysQuickWhenEverythingIsWrong) {
  std::string goals;
  std::string keys;
  for (int i = 0; i < 20000; ++i) {
    const std::string n = std::to_string(i);
    goals += (i > 0 ? "," : "") + std::string(R"({"id":"g)") + n + R"(","team":"tt)" + n +
             R"(","period":"p","estimate":"1d","depends_on":["h)" + n + R"(","h)" + n + R"("]})";
    keys += R"(,"k)" + n + R"(":1)";
  }
  const Loaded<Plan> loaded = test::read(
      R"({"slipway":1,"name":"p","start":"2027-01-04","teams":[{"id":"t"}],"goals":[{"id":"z")" +
      keys + "}," + goals + "]}");
  EXPECT_FALSE(loaded.ok);
  EXPECT_EQ(loaded.findings.count(Severity::error), 100000u);
  EXPECT_EQ(loaded.findings.sorted().size(), Findings::kKept + 2)
      << "and a warning and a note of z";
}

TEST(DataPlans, LoadWithoutErrors) {
  for (const char* path : {"data/plans/libp2p-2018-q3.json", "data/plans/release-quarter.json"}) {
    const Loaded<Plan> loaded = test::read(test::file_text(path));
    EXPECT_TRUE(loaded.ok) << path << testing::PrintToString(test::error_codes(loaded.findings));
    EXPECT_GE(loaded.value.items.size(), 14u);
  }
}

TEST(PlanFormatPage, EveryExampleIsAPlan) {
  const auto blocks = test::json_blocks(test::file_text("docs/plan-format.md"));
  ASSERT_GE(blocks.size(), 5u);
  for (const std::string& block : blocks) {
    const Loaded<Plan> loaded = test::read(block);
    EXPECT_TRUE(loaded.ok) << block << testing::PrintToString(test::error_codes(loaded.findings));
  }
}

// Every code that the page promises exists.
TEST(PlanFormatPage, NamesOnlyCodesThatExist) {
  std::set<std::string> known;
  for (const Code code : all_codes()) known.emplace(to_string(code));
  const std::string page = test::file_text("docs/plan-format.md");
  std::size_t named = 0;
  for (const std::string& code : known)
    named += page.find('`' + code + '`') != std::string::npos ? 1 : 0;
  EXPECT_GT(named, 25u);
  for (std::size_t at = page.find('`'); at != std::string::npos; at = page.find('`', at)) {
    const std::size_t end = page.find('`', at + 1);
    if (end == std::string::npos) break;
    const std::string word = page.substr(at + 1, end - at - 1);
    at = end + 1;
    for (const char* start : {"unknown-", "invalid-", "duplicate-", "missing-"}) {
      if (!word.starts_with(start)) continue;
      EXPECT_TRUE(known.contains(word)) << word;
    }
  }
}

}  // namespace
}  // namespace slipway
