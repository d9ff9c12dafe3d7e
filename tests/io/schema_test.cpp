#include "planner/io/schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

namespace slipway {
namespace {

TEST(Schema, IsTheFileByteForByte) {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/data/schema/plan.schema.json", std::ios::binary);
  ASSERT_TRUE(in);
  const std::string file{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(schema_text(), file);
}

TEST(Schema, IsJsonOfDraft7) {
  const auto schema = nlohmann::json::parse(schema_text());
  EXPECT_EQ(schema.at("$schema"), "http://json-schema.org/draft-07/schema#");
  EXPECT_EQ(schema.at("type"), "object");
}

}  // namespace
}  // namespace slipway
