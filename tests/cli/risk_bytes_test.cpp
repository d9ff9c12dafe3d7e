// The same bytes from `risk --json`: for any number of threads, on every engine, in any order of
// goals in the file, and for all other goals when an unrelated one comes in.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/risk/draw_tables.hpp"
#include "planner/risk/lane_network.hpp"
#include "planner/risk/simulation.hpp"
#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSamples = "300";  // four blocks of 64 and a part of one

// Calls `next` a few times and nothing that standard libraries may answer differently.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  bool chance(unsigned percent) { return below(100) < percent; }
  std::string days(std::uint64_t low, std::uint64_t range) {
    return std::to_string(low + below(range)) + "d";
  }

 private:
  std::mt19937_64 random_;
};

Json random_estimate(Dice& dice) {
  const std::string low = dice.days(1, 3);
  const std::string likely = dice.days(4, 4);
  const std::string high = dice.days(8, 5);
  switch (dice.below(10)) {
    case 0:
      return likely;
    case 1:
      return low + ".." + high;
    case 2:
      return {{"low", low}, {"likely", likely}, {"high", high}, {"shape", "triangular"}};
    case 3:
      return {{"low", low}, {"high", high}, {"shape", "uniform"}};
    case 4:
      return {{"p50", likely}, {"p90", high}, {"shape", "lognormal"}};
    case 5:
      return {{"mean", likely}, {"sd", low}, {"shape", "normal"}};
    case 6:
      return {{"mean", likely}, {"shape", "exponential"}};
    case 7:
      return {{"samples", {low, likely, likely, high}}};
    case 8:
      return "S";
    default:
      return low + "/" + likely + "/" + high;
  }
}

// 300 goals with every kind of uncertainty, all by the plan's calendar.
Json uncertain_plan() {
  Dice dice(300);
  Json plan = {{"slipway", 1},
               {"name", "300 uncertain goals"},
               {"start", "2024-01-01"},
               {"as_of", "2024-01-15"}};
  plan["calendar"] = {{"holidays", {"2024-04-01", "2024-05-01"}}};
  plan["teams"] = {{{"id", "red"}, {"correlation", 0.6}},
                   {{"id", "green"}},
                   {{"id", "blue"}, {"correlation", 0}}};
  Json goals = Json::array();
  for (int i = 0; i < 10; ++i) {
    goals.push_back({{"id", "objective-" + std::to_string(i)}, {"kind", "objective"}});
  }
  for (int i = 0; i < 300; ++i) {
    Json goal = {{"id", "goal-" + std::to_string(i)}};
    if (dice.chance(30)) goal["parent"] = "objective-" + std::to_string(dice.below(10));
    if (dice.chance(85)) goal["team"] = std::vector{"red", "green", "blue"}[dice.below(3)];
    if (dice.chance(5)) {
      goal["kind"] = "milestone";
    } else {
      goal["estimate"] = random_estimate(dice);
    }
    if (dice.chance(40)) goal["due"] = "2024-0" + std::to_string(2 + dice.below(6)) + "-14";
    if (dice.chance(20)) goal["commitment"] = "stretch";
    if (dice.chance(10)) goal["probability"] = 0.05 * static_cast<double>(1 + dice.below(19));
    if (dice.chance(5)) goal["not_before"] = "2024-02-1" + std::to_string(2 + dice.below(5));
    if (i < 10 && !goal.contains("kind")) {
      goal["started"] = "2024-01-02";
      goal["progress"] = 0.3;
      if (i < 3) goal["finished"] = "2024-01-11";
      if (i < 3) goal.erase("progress");
    }
    Json links = Json::array();
    const std::uint64_t most = std::min<std::uint64_t>(dice.below(4), static_cast<unsigned>(i));
    for (std::uint64_t k = 0; k < most && i >= 10; ++k) {
      const std::string on = "goal-" + std::to_string(dice.below(static_cast<std::uint64_t>(i)));
      if (dice.chance(60)) {
        links.push_back(on);
        continue;
      }
      Json link = {{"on", on}};
      if (dice.chance(40)) link["type"] = std::vector{"FS", "SS", "FF", "SF"}[dice.below(4)];
      if (dice.chance(40))
        link["lag"] = std::vector{"2d", "-1d", "1d..4d", "0d/1d/5d"}[dice.below(4)];
      if (dice.chance(15)) link["probability"] = 0.1 * static_cast<double>(1 + dice.below(9));
      if (dice.chance(15)) link["ask"] = "asked";
      links.push_back(link);
    }
    goal["depends_on"] = links;
    goals.push_back(goal);
  }
  plan["goals"] = goals;
  plan["blockers"] = {{{"id", "decision"},
                       {"estimate", {{"mean", "6d"}, {"shape", "exponential"}}},
                       {"blocks", {"goal-20", "goal-21"}}}};
  plan["risks"] = {{{"id", "storm"},
                    {"probability", 0.3},
                    {"affects", {"team:red", "goal-30"}},
                    {"factor", "1.1/1.3/1.8"}},
                   {{"id", "strike"},
                    {"probability", 0.2},
                    {"affects", {"goal-31", "team:green"}},
                    {"delay", "2d..10d"}}};
  return plan;
}

Json shipped(const std::string& name) {
  return Json::parse(std::ifstream(SLIPWAY_SOURCE_DIR "/data/plans/" + name + ".json"));
}

struct Named {
  std::string name;
  Json plan;
};

std::vector<Named> all_plans() {
  return {{"libp2p-2018-q3", shipped("libp2p-2018-q3")},
          {"release-quarter", shipped("release-quarter")},
          {"300 goals", uncertain_plan()}};
}

std::string risk_bytes(const Json& plan, const std::string& engine = "",
                       const std::string& threads = "2") {
  const std::string folder = test::make_folder();
  const std::string path = test::write_text(folder + "/plan.json", plan.dump());
  std::vector<std::string> environment;
  if (!engine.empty()) environment.push_back("SLIPWAY_ENGINE=" + engine);
  const test::Outcome outcome = test::run_slipway(
      {"risk", path, "--json", "--quiet", "--samples", kSamples, "--threads", threads},
      {.environment = environment});
  std::filesystem::remove_all(folder);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  return outcome.out;
}

// An answer in pieces: what comes before the goals, the text of each goal by its id, and what
// follows, in which the order of goals in the file decides between equals.
struct Pieces {
  std::string head;
  std::map<std::string, std::string> goals;
  std::string rest;
};

// Sorts all lists, and leaves out what they say of the unrelated goal.
Json in_any_order(Json value) {
  if (value.is_array()) {
    std::erase_if(value.get_ref<Json::array_t&>(), [](const Json& part) {
      return part.is_object() && part.value("id", Json()) == "unrelated";
    });
  }
  if (value.is_structured()) {
    for (Json& part : value) part = in_any_order(part);
  }
  if (value.is_array()) {
    std::sort(value.begin(), value.end(),
              [](const Json& a, const Json& b) { return a.dump() < b.dump(); });
  }
  return value;
}

Pieces take_apart(const std::string& answer) {
  Pieces out;
  std::string goal;
  bool is_goals = false;
  std::istringstream lines(answer);
  for (std::string line; std::getline(lines, line);) {
    if (line == "  \"goals\": [") is_goals = true;
    if (!is_goals) {
      out.head += line + '\n';
      continue;
    }
    if (line == "  ]" || line == "  ],") break;
    if (!line.starts_with("    ")) continue;
    const bool ends = line.starts_with("    }");
    goal += ends ? "    }\n" : line + '\n';  // the last one has no comma after it
    if (!ends) continue;
    out.goals[Json::parse(goal)["id"]] = goal;
    goal.clear();
  }
  Json rest = Json::parse(answer);
  rest.erase("goals");
  out.rest = in_any_order(rest).dump(1);
  return out;
}

// Names the first difference, for a failure that can be read.
std::string difference(const Pieces& a, const Pieces& b) {
  if (a.head != b.head) return a.head + "differs from\n" + b.head;
  for (const auto& [id, text] : a.goals) {
    const auto other = b.goals.find(id);
    if (other == b.goals.end()) return id + " is missing";
    if (other->second != text) return text + "differs from\n" + other->second;
  }
  const auto at = std::mismatch(a.rest.begin(), a.rest.end(), b.rest.begin(), b.rest.end());
  if (a.rest != b.rest) {
    return "..." + std::string(at.first, a.rest.end()).substr(0, 300) + "\ndiffers from\n..." +
           std::string(at.second, b.rest.end()).substr(0, 300);
  }
  return a.goals.size() == b.goals.size() ? "" : "one has more goals";
}

bool takes_lanes(const Json& json) {
  Loaded<Plan> plan = read_plan(std::make_shared<Source>(Source{"plan.json", json.dump()}));
  EXPECT_TRUE(plan.ok);
  const Loaded<Network> network = compile(plan.value);
  EXPECT_TRUE(network.ok);
  DrawTables tables;
  const SampleModel model(plan.value, network.value, 1, {}, tables);
  const std::vector<bool> is_read(network.value.num_nodes(), true);
  return make_lane_network(plan.value, network.value, model, is_read).has_value();
}

TEST(RiskBytes, PlansTakeTheirPaths) {  // else the comparisons below compare nothing
  EXPECT_TRUE(takes_lanes(shipped("libp2p-2018-q3")));
  EXPECT_FALSE(takes_lanes(shipped("release-quarter")));
  EXPECT_TRUE(takes_lanes(uncertain_plan()));
}

TEST(RiskBytes, AnyNumberOfThreads) {
  for (const Named& named : all_plans()) {
    const std::string one = risk_bytes(named.plan, "", "1");
    for (const char* threads : {"2", "3", "8"}) {
      EXPECT_EQ(one, risk_bytes(named.plan, "", threads)) << named.name << ", " << threads;
    }
  }
}

class RiskBytesOn : public ::testing::TestWithParam<const char*> {};

TEST_P(RiskBytesOn, EveryEngine) {
  if (!engine_of(GetParam())) GTEST_SKIP() << "this processor cannot run " << GetParam();
  for (const Named& named : all_plans()) {
    EXPECT_EQ(risk_bytes(named.plan), risk_bytes(named.plan, GetParam(), "2")) << named.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, RiskBytesOn,
                         ::testing::Values("best", "general", "portable", "avx2", "avx512"),
                         [](const auto& one) { return std::string(one.param); });

TEST(RiskBytes, UnknownEngineIsAUsageError) {
  const test::Outcome outcome = test::run_slipway({"risk", "data/plans/libp2p-2018-q3.json"},
                                                  {.environment = {"SLIPWAY_ENGINE=steam"}});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
}

TEST(RiskBytes, AnyOrderOfGoals) {
  for (Named& named : all_plans()) {
    const Pieces in_order = take_apart(risk_bytes(named.plan));
    EXPECT_GE(in_order.goals.size(), named.plan["goals"].size());
    Json& goals = named.plan["goals"];
    std::reverse(goals.begin(), goals.end());
    EXPECT_EQ(difference(in_order, take_apart(risk_bytes(named.plan))), "") << named.name;
    Dice dice(1);
    for (std::size_t i = goals.size(); i > 1; --i) std::swap(goals[i - 1], goals[dice.below(i)]);
    EXPECT_EQ(difference(in_order, take_apart(risk_bytes(named.plan))), "") << named.name;
  }
}

// Short work on the status date that nobody waits for: it is never the last.
TEST(RiskBytes, AnUnrelatedGoalMovesNothing) {
  for (const Named& named : all_plans()) {
    const Pieces alone = take_apart(risk_bytes(named.plan));
    const Json& some_team = named.plan["teams"][1]["id"];
    const Json own_calendar = {{"id", "unrelated-team"},
                               {"calendar", {{"work_days", {"mon", "tue", "wed", "thu"}}}}};
    const Json short_work = {{"low", "0.1d"}, {"high", "0.4d"}, {"shape", "uniform"}};
    const Json others[] = {
        {{"id", "unrelated"}, {"estimate", "0.1d"}},
        {{"id", "unrelated"}, {"estimate", short_work}, {"team", some_team}, {"probability", 0.7}},
        {{"id", "unrelated"}, {"estimate", short_work}, {"team", "unrelated-team"}}};
    for (const Json& other : others) {
      Json plan = named.plan;
      if (other.value("team", "") == "unrelated-team") {
        plan["teams"].push_back(own_calendar);
        EXPECT_FALSE(takes_lanes([&] {
          Json with = plan;
          with["goals"].push_back(other);
          return with;
        }()));
      }
      for (const bool comes_first : {false, true}) {
        Json with = plan;
        Json& goals = with["goals"];
        goals.insert(comes_first ? goals.begin() : goals.end(), other);
        Pieces among = take_apart(risk_bytes(with));
        EXPECT_EQ(among.goals.erase("unrelated"), 1U);
        EXPECT_EQ(difference(alone, among), "") << named.name << " with " << other.dump();
      }
    }
  }
}

}  // namespace
}  // namespace slipway
