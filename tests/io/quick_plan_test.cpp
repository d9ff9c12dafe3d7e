// The quick reader against nlohmann's: it may give up, but what it accepts is the same plan.
#include "planner/io/quick_plan.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "planner/base/diagnostic_text.hpp"
#include "planner/io/file.hpp"
#include "planner/io/plan_reader.hpp"
#include "tests/support/random_problem.hpp"

namespace slipway {
namespace {

struct Outcome {
  bool complete = false;
  Plan plan;
  std::string findings;
};

Outcome read_slowly(const std::shared_ptr<const Source>& source) {
  Findings findings;
  PlanBuilder builder(source, {}, findings);
  Outcome out;
  out.complete = read_json(source->text, builder, builder.spare_texts(), findings);
  out.plan = builder.finish(out.complete);
  out.findings = to_text(findings, *source, false, false, 1000);
  return out;
}

Outcome read_fast(const std::shared_ptr<const Source>& source, std::size_t min_split) {
  Findings findings;
  PlanBuilder builder(source, {}, findings);
  Outcome out;
  out.complete = read_quickly(source->text, builder, min_split);
  if (!out.complete) return out;
  out.plan = builder.finish(true);
  out.findings = to_text(findings, *source, false, false, 1000);
  return out;
}

// Estimates lie in another order when two threads read: compare what rows refer to.
void expect_same(const Plan& a, const Plan& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.start, b.start);
  EXPECT_EQ(a.as_of, b.as_of);
  EXPECT_EQ(a.teams, b.teams);
  EXPECT_EQ(a.periods, b.periods);
  EXPECT_EQ(a.scenarios, b.scenarios);
  EXPECT_EQ(a.checkins, b.checkins);
  EXPECT_EQ(a.sizes, b.sizes);
  EXPECT_EQ(a.default_estimate, b.default_estimate);
  EXPECT_EQ(a.ask_wait, b.ask_wait);
  EXPECT_EQ(a.calendars, b.calendars);
  EXPECT_EQ(a.num_goals, b.num_goals);
  const auto estimate = [](const Plan& plan, std::uint32_t row) {
    return row == kNoRow ? Estimate{} : plan.estimates[row];
  };
  ASSERT_EQ(a.items.size(), b.items.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    Item x = a.items[i];
    Item y = b.items[i];
    EXPECT_EQ(estimate(a, x.estimate), estimate(b, y.estimate));
    EXPECT_EQ(estimate(a, x.remaining), estimate(b, y.remaining));
    EXPECT_EQ(a.details_of(x), b.details_of(y));
    x.estimate = y.estimate = x.remaining = y.remaining = x.details = y.details = kNoRow;
    EXPECT_EQ(x, y) << x.id;
  }
  ASSERT_EQ(a.links.size(), b.links.size());
  for (std::size_t i = 0; i < a.links.size(); ++i) {
    Link x = a.links[i];
    Link y = b.links[i];
    LinkDetails dx = a.details_of(x);
    LinkDetails dy = b.details_of(y);
    EXPECT_EQ(estimate(a, dx.lag), estimate(b, dy.lag));
    dx.lag = dy.lag = kNoRow;
    EXPECT_EQ(dx, dy);
    x.details = y.details = kNoRow;
    EXPECT_EQ(x, y);
  }
  EXPECT_EQ(a.risks.size(), b.risks.size());
}

// Returns whether the quick reader took the text.
bool compare(const std::string& text) {
  const auto source = std::make_shared<const Source>(Source{"plan.json", text});
  const Outcome slow = read_slowly(source);
  bool taken = false;
  for (const std::size_t min_split : {std::size_t{1}, std::size_t{1} << 30}) {
    const Outcome fast = read_fast(source, min_split);
    taken = fast.complete;
    EXPECT_EQ(fast.complete, slow.complete) << text;
    if (!fast.complete) continue;
    EXPECT_EQ(fast.findings, slow.findings) << text;
    expect_same(fast.plan, slow.plan);
  }
  return taken;
}

std::string file_text(const std::string& name) {
  const auto source = read_source(std::string(SLIPWAY_SOURCE_DIR) + "/" + name);
  return source.ok ? source.value->text : "";
}

TEST(QuickPlan, ReadsTheShippedPlansAlike) {
  for (const char* name : {"data/plans/libp2p-2018-q3.json", "data/plans/release-quarter.json"}) {
    const std::string text = file_text(name);
    ASSERT_FALSE(text.empty()) << name;
    EXPECT_TRUE(compare(text)) << name;
    EXPECT_TRUE(compare("\xEF\xBB\xBF" + text)) << name;
  }
}

TEST(QuickPlan, ReadsRandomPlansAlike) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    EXPECT_TRUE(compare(slow::to_plan_json(slow::random_problem(seed)))) << seed;
    if (HasFailure()) return;
  }
}

TEST(QuickPlan, AgreesOnOddTexts) {
  const std::vector<std::string> texts = {
      "",
      " ",
      "{}",
      "{} x",
      "[]",
      "1",
      "{\"goals\":[]}",
      "{\"goals\":[],}",
      "{\"goals\":[,]}",
      "{\"goals\":[{\"id\":\"a\"},{\"id\":\"b\"}]}",
      "{\"goals\":[{\"id\":\"a\"} {\"id\":\"b\"}]}",
      "{\"goals\":[{\"id\":\"a\"},]}",
      "{\"goals\":[1,\"x\",null,{\"id\":\"a\"}]}",
      "{\"goals\":{}}",
      "{\"goals\":[{\"id\":\"\\u0061\\n\"}]}",
      "{\"goals\":[{\"id\":\"\\ud83d\\ude00\"}]}",
      "{\"goals\":[{\"id\":\"\\ud83d\"}]}",
      "{\"goals\":[{\"id\":\"\\x\"}]}",
      "{\"goals\":[{\"id\":\"a\tb\"}]}",
      "{\"goals\":[{\"id\":\"\xff\"}]}",
      "{\"x-a\":1e999}",
      "{\"x-a\":01}",
      "{\"x-a\":-}",
      "{\"x-a\":1.}",
      "{\"x-a\":.5}",
      "{\"x-a\":+1}",
      "{\"x-a\":1e}",
      "{\"x-a\":1E+2}",
      "{\"x-a\":-0.5e-3}",
      "{\"x-a\":123456789012345678901234567890}",
      "{\"x-a\":tru}",
      "{\"x-a\":truex}",
      "{\"x-a\":nul}",
      "{\"x-a\":NaN}",
      "{\"a\":1,\"a\":2}",
      "{\"a\" 1}",
      "{a:1}",
      "{\"a\":1 \"b\":2}",
      "{\"a\":[1,2}",
      "{\"goals\":[{\"id\":\"a\",\"id\":\"b\"}],\"goals\":[{\"id\":\"c\"}]}",
      "{\"\":1}",
      "{\"goals\":[{\"x-c\":[{\"id\":\"n1\"},{\"id\":\"n2\"},{\"id\":\"n3\"},{\"id\":\"n4\"}]}]}",
      std::string("{\"x-a\":\"\0\"}", 11),
      "{\"x-a\":\"\x7f\"}",
      "\xEF\xBB\xBF{}",
      "\xEF\xBB{}"};
  for (const std::string& text : texts) compare(text);
  for (const int depth : {61, 62, 63, 64, 65, 2000}) {
    const auto levels = static_cast<std::size_t>(depth);
    const std::string nest = std::string(levels, '[') + std::string(levels, ']');
    compare("{\"x-a\":" + nest + "}");
    compare("{\"goals\":[{\"x-a\":" + nest + "}]}");
    compare("{\"goals\":[" + nest + "]}");
  }
}

TEST(QuickPlan, GivesUpOnNumbersTooSmallAndTheyAreReadAnyway) {
  const auto source = std::make_shared<const Source>(Source{"plan.json", "{\"x-a\":1e-999}"});
  EXPECT_FALSE(read_fast(source, 1).complete);
  EXPECT_TRUE(read_slowly(source).complete);
}

TEST(QuickPlan, AgreesOnMutations) {
  const std::string original = file_text("data/plans/libp2p-2018-q3.json");
  ASSERT_FALSE(original.empty());
  std::mt19937 random(11);
  const std::string bytes = "\"\\{}[]:,0123456789.-+eE \n\tabu\x01\x7f\xc3\xa9\xff";
  for (int i = 0; i < 400; ++i) {
    std::string text = original;
    for (int k = 0; k < 1 + i % 3; ++k) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = bytes[random() % bytes.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 4);
          break;
        case 2:
          text.insert(at, 1, bytes[random() % bytes.size()]);
          break;
        default:
          text.resize(at + 1);
          break;
      }
    }
    compare(text);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace slipway
