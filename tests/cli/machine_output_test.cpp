// Every key of the answers about changes stands in the section of docs/machine-output.md about it.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run_slipway.hpp"

namespace slipway {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kQuarter = "data/plans/libp2p-2018-q3.json";
constexpr const char* kRelease = "data/plans/release-quarter.json";

std::string section_of(const std::string& command) {
  std::ostringstream text;
  text << std::ifstream(std::string(SLIPWAY_SOURCE_DIR) + "/docs/machine-output.md").rdbuf();
  const std::string whole = text.str();
  const std::size_t from = whole.find("\n## " + command + "\n");
  if (from == std::string::npos) return "";
  return whole.substr(from, whole.find("\n## ", from + 1) - from);
}

// All keys below `value`, but for what other sections and the plan format describe.
void collect(const Json& value, const std::set<std::string>& others, std::set<std::string>& keys) {
  if (value.is_array())
    for (const Json& row : value) collect(row, others, keys);
  if (!value.is_object()) return;
  for (const auto& [key, inner] : value.items()) {
    keys.insert(key);
    if (!others.contains(key)) collect(inner, others, keys);
  }
}

std::set<std::string> keys_of(std::vector<std::string> line, const std::set<std::string>& others) {
  line.insert(line.end(), {"--json", "--samples", "200"});
  const test::Outcome outcome = test::run_slipway(line);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  std::set<std::string> keys;
  collect(Json::parse(outcome.out), others, keys);
  keys.erase("slipway");
  keys.erase("command");
  return keys;
}

std::vector<std::string> list_missing(const std::set<std::string>& keys, const std::string& text) {
  std::vector<std::string> out;
  for (const std::string& key : keys)
    if (text.find('`' + key + '`') == std::string::npos) out.push_back(key);
  return out;
}

using Missing = std::vector<std::string>;

TEST(MachineOutput, WhatifIsDescribed) {
  const std::set<std::string> keys =
      keys_of({"whatif", kQuarter, "--slip", "go-daemon-api=2w", "--unlink",
               "go-daemon-api->js-daemon-client", "--block", "js-daemon-client=2w"},
              {"before", "after", "changes"});
  EXPECT_EQ(list_missing(keys, section_of("whatif")), Missing{});
  EXPECT_TRUE(keys.contains("most_before")) << "a team is over its capacity";
}

TEST(MachineOutput, DiffIsDescribed) {
  const std::set<std::string> keys = keys_of({"diff", kQuarter, kRelease}, {"before", "after"});
  // What moved is described where what-ifs are.
  EXPECT_EQ(list_missing(keys, section_of("diff") + section_of("whatif")), Missing{});
  EXPECT_TRUE(keys.contains("remainder"));
  for (const char* own : {"by", "renames", "attribution", "mixtures", "op", "finish_days"})
    EXPECT_EQ(list_missing({own}, section_of("diff")), Missing{});
}

TEST(MachineOutput, BudgetIsDescribed) {
  EXPECT_EQ(list_missing(keys_of({"budget", kQuarter}, {}), section_of("budget")), Missing{});
  EXPECT_EQ(list_missing(keys_of({"budget", kQuarter, "--goal", "go-daemon-api"}, {}),
                         section_of("budget")),
            Missing{});
}

TEST(MachineOutput, LeversAreDescribed) {
  EXPECT_EQ(list_missing(keys_of({"levers", kQuarter}, {}), section_of("levers")), Missing{});
}

}  // namespace
}  // namespace slipway
