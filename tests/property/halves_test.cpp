// From 20,000 nodes on, the schedule and its rows are worked out on two threads. A plan of two
// equal halves that do not touch each other must give the rows that each half gives alone, on one
// thread.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "planner/report/schedule_report.hpp"
#include "tests/support/analyse_text.hpp"
#include "viz/json/json_reports.hpp"

namespace slipway {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kGoals = 11'900;  // with the blockers below 20,000 in one half, above it in two
constexpr int kBlockers = 100;

// Goals and blockers of one half; every id starts with `half`. The same links, dates and estimates
// in each half.
class HalfMaker {
 public:
  explicit HalfMaker(char half) : half_(half) {}

  std::string goals() {
    std::string out;
    for (int i = 0; i < kGoals; ++i) out += (i > 0 ? ",\n" : "") + goal(i);
    return out;
  }
  std::string blockers() {
    std::string out;
    for (int i = 0; i < kBlockers; ++i) {
      out += (i > 0 ? ",\n" : "") + ("{\"id\": \"" + id('w', i)) + "\", \"team\": \"t" +
             std::to_string(below(5)) + "\", \"estimate\": \"" + std::to_string(below(40)) + "d\"}";
    }
    return out;
  }

 private:
  int below(int n) { return static_cast<int>(draws_() % static_cast<unsigned>(n)); }
  std::string id(char kind, int i) const {
    return half_ + std::string(1, kind) + std::to_string(i);
  }

  std::string goal(int i) {
    std::string out = "{\"id\": \"" + id('g', i) + "\"";
    if (i % 500 == 0) return out + ", \"kind\": \"objective\", \"due\": \"2031-05-01\"}";
    out += ", \"parent\": \"" + id('g', i / 500 * 500) + "\"";
    if (below(4) > 0) out += ", \"team\": \"t" + std::to_string(below(5)) + "\"";
    if (below(3) == 0) out += ", \"due\": \"20" + std::to_string(28 + below(5)) + "-06-15\"";
    const int fate = below(20);
    if (fate == 0) {
      out += ", \"kind\": \"milestone\"";
    } else {
      out += ", \"estimate\": \"" + std::to_string(below(80)) + "h\"";
      if (fate == 1) out += ", \"status\": \"dropped\"";
      if (fate == 2) out += ", \"probability\": 0.3";
      if (fate == 3) out += R"(, "status": "in_progress", "started": "2027-12-20")";
      if (fate == 4) out += R"(, "status": "done", "finished": "2027-12-30")";
    }
    return out + ", \"depends_on\": [" + links(i) + "]}";
  }
  std::string links(int i) {
    static constexpr const char* kTypes[] = {"FS", "SS", "FF", "SF"};
    std::string out;
    for (int n = below(4); n > 0 && i > 1; --n) {
      const int on = std::max(1, i - 1 - below(300));
      if (on % 500 == 0 || used_.contains({i, on})) continue;
      used_[{i, on}] = true;
      out += (out.empty() ? "{\"on\": \"" : ", {\"on\": \"") +
             (below(50) == 0 ? id('w', below(kBlockers)) : id('g', on)) + "\", \"type\": \"" +
             kTypes[below(3) == 0 ? below(4) : 0] + "\"";
      if (below(5) == 0) out += ", \"lag\": \"" + std::to_string(below(9) - 4) + "d\"";
      if (below(10) == 0) out += ", \"probability\": 0.4";
      out += "}";
    }
    return out;
  }

  char half_;
  std::mt19937 draws_{20'000};
  std::map<std::pair<int, int>, bool> used_;
};

Json schedule_of(const std::string& goals, const std::string& blockers) {
  const Analysis analysis = analyse_text(
      R"({"slipway": 1, "name": "halves", "start": "2028-01-03", "teams": [
          {"id": "t0", "calendar": {"work_days": ["mon", "wed"]}},
          {"id": "t1", "calendar": {"work_days": ["sat", "sun"]}},
          {"id": "t2", "calendar": {"holidays": ["2028-02-01..2028-03-15"]}},
          {"id": "t3", "calendar": {"extra_days": ["2028-02-05"]}}, {"id": "t4"}],
         "goals": [)" +
      goals + "], \"blockers\": [" + blockers + "]}");
  std::string text;
  viz::write_json(report_schedule(analysis), [&](std::string_view part) { text += part; });
  return Json::parse(text);
}

// Rows by id.
std::map<std::string, Json> rows_of(const Json& schedule) {
  std::map<std::string, Json> out;
  for (const Json& row : schedule["goals"]) out[row["id"]] = row;
  return out;
}

TEST(Halves, OfALargePlanAreScheduledAsIfAlone) {
  std::string goals;
  std::string blockers;
  std::map<std::string, Json> alone;
  Json last;
  for (const char half : {'a', 'b'}) {
    HalfMaker maker(half);
    const std::string own_goals = maker.goals();
    const std::string own_blockers = maker.blockers();
    last = schedule_of(own_goals, own_blockers);
    alone.merge(rows_of(last));
    goals += (goals.empty() ? "" : ",\n") + own_goals;
    blockers += (blockers.empty() ? "" : ",\n") + own_blockers;
  }
  const Json whole = schedule_of(goals, blockers);
  EXPECT_EQ(whole["finish"], last["finish"]);
  // Of the two paths, the one whose end comes last in the file.
  EXPECT_EQ(whole["critical_path"], last["critical_path"]);
  EXPECT_GT(whole["critical_path"].size(), 20U);
  const std::map<std::string, Json> rows = rows_of(whole);
  ASSERT_EQ(rows.size(), 2U * (kGoals + kBlockers));
  ASSERT_EQ(alone.size(), rows.size());
  int different = 0;
  for (const auto& [id, row] : rows) {
    if (row == alone[id] || ++different > 5) continue;
    ADD_FAILURE() << id << ":\n" << row.dump(2) << "\nalone:\n" << alone[id].dump(2);
  }
  EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace slipway
