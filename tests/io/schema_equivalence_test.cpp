// The JSON Schema and the reader accept and refuse the same plans, judged by valijson. What a
// schema cannot say, and the reader says alone, is listed once, by code.
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "planner/io/schema.hpp"
#include "tests/io/field_table.hpp"
#include "tests/io/read_text.hpp"

namespace slipway {
namespace {

using Json = nlohmann::json;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kSlowdown = 10;  // sanitizers make the patterns' automata slow
#else
constexpr int kSlowdown = 1;
#endif

class Oracle {
 public:
  Oracle() {
    document_ = Json::parse(schema_text());
    // It says less than the pattern beside it, and valijson 1.0 throws when it meets a number
    // there.
    document_["definitions"]["date"].erase("format");
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document_), schema_);
  }
  bool accepts(const Json& plan) {
    return validator_.validate(schema_, valijson::adapters::NlohmannJsonAdapter(plan), nullptr);
  }

 private:
  Json document_;
  valijson::Schema schema_;
  valijson::Validator validator_{valijson::Validator::kStrongTypes};  // keeps compiled patterns
};

// Names, circles, repeated keys, the order of dates and lengths, and what several fields say
// together.
const std::set<std::string> kReaderAlone = {
    "unknown-goal",     "unknown-team",       "unknown-period", "duplicate-id",
    "not-an-objective", "parent-cycle",       "duplicate-key",  "duration-order",
    "date-order",       "date-after-status",  "range-too-long", "status-conflict",
    "missing-start",    "objective-link-type"};

// Says whether the reader finds fault with the shape of the plan: with what a schema can express.
bool reader_accepts_shape(const std::string& text, std::string& why) {
  const Loaded<Plan> loaded = test::read(text);
  why.clear();
  for (const Diagnostic& d : loaded.findings.sorted()) {
    if (d.severity() != Severity::error || kReaderAlone.contains(std::string(to_string(d.code))))
      continue;
    // That only blockers are resolved depends on what the name stands for.
    if (d.code == Code::invalid_change &&
        d.message.find("only blockers are resolved") != std::string::npos)
      continue;
    why += std::string(to_string(d.code)) + ": " + d.message + '\n';
  }
  return why.empty();
}

TEST(SchemaEquivalence, OnTheTablesOfFields) {
  Oracle oracle;
  std::string why;
  for (const test::GoodRow& row : test::good_rows()) {
    EXPECT_TRUE(oracle.accepts(Json::parse(test::with(row.at, row.value))))
        << row.at << " = " << row.value;
  }
  std::size_t refused = 0;
  for (const test::BadRow& row : test::bad_rows()) {
    const std::string text = test::with(row.at, row.value);
    const bool accepted = oracle.accepts(Json::parse(text));
    EXPECT_EQ(accepted, reader_accepts_shape(text, why))
        << row.at << " = " << row.value << ' ' << why;
    refused += accepted ? 0 : 1;
  }
  EXPECT_GT(refused, 150u) << "the schema carries most of the checks";
}

// A plan changed at random: a value dropped, doubled, replaced, or a text tweaked.
class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  void mutate(Json& plan) {
    std::vector<Json*> places;
    collect(plan, places);
    Json& at = *places[below(places.size())];
    if (at.is_object() && !at.empty() && below(2) == 0) {
      auto it = at.begin();
      std::advance(it, static_cast<std::ptrdiff_t>(below(at.size())));
      switch (below(3)) {
        case 0:
          at.erase(it);
          return;
        case 1: {
          const Json value = *it;
          at[tweaked(it.key())] = value;
          return;
        }
        default:
          at[key()] = *it;
          return;
      }
    }
    if (at.is_array() && !at.empty() && below(2) == 0) {
      const std::size_t row = below(at.size());
      if (below(2) == 0)
        at.erase(row);
      else
        at.push_back(Json(at[row]));
      return;
    }
    if (at.is_string() && below(3) > 0) {
      at = tweaked(at.get<std::string>());
      return;
    }
    at = replacement();
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

  void collect(Json& value, std::vector<Json*>& out) {
    out.push_back(&value);
    if (!value.is_structured()) return;
    for (Json& child : value) collect(child, out);
  }

  std::string key() {
    static const char* const kKeys[] = {"id",     "on",     "due",     "shape", "lag",
                                        "people", "x-note", "samples", "low",   "estimate",
                                        "drop",   "to",     "kind"};
    return kKeys[below(std::size(kKeys))];
  }

  std::string tweaked(std::string text) {
    static const std::string kBytes = "0129-./dwhXLM >:@tx+";
    const std::size_t at = below(text.size() + 1);
    switch (below(3)) {
      case 0:
        if (at < text.size()) text.erase(at, 1);
        break;
      case 1:
        text.insert(at, 1, kBytes[below(kBytes.size())]);
        break;
      default:
        if (at < text.size()) text[at] = kBytes[below(kBytes.size())];
        break;
    }
    return text;
  }

  Json replacement() {
    static const char* const kValues[] = {
        "null",
        "true",
        "0",
        "1",
        "-1",
        "0.5",
        "1e13",
        "2",
        "\"\"",
        "\"a\"",
        "[]",
        "{}",
        "\"3d\"",
        "\"1d/2d/3d\"",
        "\"-2d\"",
        "\"3d..9d\"",
        "\"-9d..-3d\"",
        "\"M\"",
        "\"2027-02-01\"",
        "\"2027-02-29\"",
        "\"2028-02-29\"",
        "\"2027-02-01..2027-02-03\"",
        "\"small\"",
        "\"done\"",
        "\"objective\"",
        "\"milestone\"",
        "\"elapsed\"",
        "\"a->b\"",
        "\"https://x\"",
        "[\"a\"]",
        "[\"mon\"]",
        "{ \"on\": \"a\" }",
        "{ \"samples\": [\"1d\"] }",
        "{ \"mean\": \"1d\", \"shape\": \"exponential\" }",
        "{ \"low\": \"1d\", \"high\": \"2w\", \"shape\": \"uniform\" }"};
    return Json::parse(kValues[below(std::size(kValues))]);
  }

  std::mt19937 random_;
};

void expect_same_verdicts(const Json& plan, int rounds, unsigned seed) {
  rounds /= kSlowdown;
  Oracle oracle;
  Mutator mutator(seed);
  std::mt19937 random(seed + 1);
  std::string why;
  std::size_t accepted = 0;
  for (int round = 0; round < rounds; ++round) {
    Json changed = plan;
    for (auto n = 1 + random() % 2; n > 0; --n) mutator.mutate(changed);
    const bool by_schema = oracle.accepts(changed);
    ASSERT_EQ(by_schema, reader_accepts_shape(changed.dump(), why)) << why << changed.dump(1);
    accepted += by_schema ? 1 : 0;
  }
  EXPECT_GT(accepted, static_cast<std::size_t>(rounds) / 20);
  EXPECT_LT(accepted, static_cast<std::size_t>(rounds) * 19 / 20);
}

TEST(SchemaEquivalence, OnRandomChangesOfTheBasePlan) {
  expect_same_verdicts(Json::parse(test::kBasePlan), 6000, 1);
}
TEST(SchemaEquivalence, OnRandomChangesOfTheLibp2pQuarter) {
  expect_same_verdicts(Json::parse(test::file_text("data/plans/libp2p-2018-q3.json")), 2000, 2);
}
TEST(SchemaEquivalence, OnRandomChangesOfTheReleaseQuarter) {
  expect_same_verdicts(Json::parse(test::file_text("data/plans/release-quarter.json")), 800, 3);
}

}  // namespace
}  // namespace slipway
