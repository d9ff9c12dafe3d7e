// The flat table against the standard one.
#include "planner/io/name_table.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>
#include <vector>

namespace slipway {
namespace {

std::string random_name(std::mt19937& random) {
  std::string name;
  // Few letters and lengths around 8, where short names end and long ones begin; NUL included.
  for (auto n = random() % 14; n > 0; --n) name += "ab\0z"[random() % 4];
  return name;
}

TEST(NameTable, AgreesWithTheStandardTable) {
  std::mt19937 random(5);
  for (const std::size_t size : {0u, 1u, 2u, 7u, 100u, 5000u}) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < size; ++i) names.push_back(random_name(random));
    NameTable table(size);
    std::unordered_map<std::string, std::uint32_t> slow;
    for (std::size_t i = 0; i < size; ++i) {
      const auto row = static_cast<std::uint32_t>(i);
      const auto [at, is_new] = slow.emplace(names[i], row);
      ASSERT_EQ(table.insert(names[i], row), is_new ? NameTable::kNone : at->second);
    }
    std::vector<std::string> asked = names;
    for (std::size_t i = 0; i < size + 50; ++i) asked.push_back(random_name(random));
    std::vector<std::string_view> views(asked.begin(), asked.end());
    std::vector<std::uint32_t> rows(views.size(), 77);
    table.find_all(views, rows);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto at = slow.find(asked[i]);
      const std::uint32_t expected = at == slow.end() ? NameTable::kNone : at->second;
      ASSERT_EQ(table.find(asked[i]), expected);
      ASSERT_EQ(rows[i], expected);
    }
  }
}

TEST(NameTable, NamesThatBeginAlikeAreDifferent) {
  NameTable table(300);
  std::vector<std::string> names;
  for (std::size_t length = 1; length <= 200; ++length) names.push_back(std::string(length, 'x'));
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(table.insert(names[i], static_cast<std::uint32_t>(i)), NameTable::kNone);
  }
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(table.find(names[i]), i);
  EXPECT_EQ(table.find(""), NameTable::kNone);
  EXPECT_EQ(table.find(std::string(201, 'x')), NameTable::kNone);
}

}  // namespace
}  // namespace slipway
