#include "tests/cli/oracle_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numbers>
#include <random>

#include "tests/cli/run_slipway.hpp"
#include "tests/support/exact_distribution.hpp"

namespace slipway::test {
namespace {

using Json = nlohmann::json;

constexpr double kSamples = 200'000;
constexpr int kOwnSamples = 40'000;

std::string plan_of(const Case& c) {
  std::string out = R"({"slipway": 1, "name": "test", "start": "2024-01-01",
    "calendar": {"work_days": ["mon","tue","wed","thu","fri","sat","sun"]},
    "teams": [{"id": "t", "correlation": )" +
                    std::to_string(c.rho) + "}]," + c.head + "\"goals\": [\n";
  for (std::size_t i = 0; i < c.activities.size(); ++i) {
    const Activity& activity = c.activities[i];
    if (i > 0) out += ",\n";
    out += "{\"id\": \"a" + std::to_string(i) +
           "\", \"team\": \"t\", \"estimate\": " + activity.estimate;
    if (!c.due.empty() && i + 1 == c.activities.size()) out += ", \"due\": \"" + c.due + "\"";
    out += ", \"depends_on\": [";
    for (std::size_t k = 0; k < activity.after.size(); ++k) {
      out += (k > 0 ? ", " : "") + ("\"a" + std::to_string(activity.after[k])) + "\"";
    }
    out += "]}";
  }
  return out + "]}";
}

// ---- a simulation of the tests' own, for standard errors ----

struct Run {
  std::vector<double> d;
  std::vector<bool> is_critical;
  double t = 0.0;
};

class OwnSimulation {
 public:
  explicit OwnSimulation(const Case& c) : case_(c) {
    for (int i = 0; i < kOwnSamples; ++i) runs_.push_back(make());
  }

  /// Returns the standard error, at kSamples, of a statistic with this influence function.
  double error_of(const std::function<double(const Run&)>& influence) const {
    double sum = 0.0;
    double squares = 0.0;
    for (const Run& run : runs_) {
      const double x = influence(run);
      sum += x;
      squares += x * x;
    }
    sum /= kOwnSamples;
    return std::sqrt((squares / kOwnSamples - sum * sum) / kSamples);
  }

  double mean_of(const std::function<double(const Run&)>& value) const {
    double sum = 0.0;
    for (const Run& run : runs_) sum += value(run);
    return sum / kOwnSamples;
  }

 private:
  Run make() {
    const std::size_t n = case_.activities.size();
    Run run;
    run.d.resize(n);
    run.is_critical.resize(n);
    const double team = normal_(random_);
    for (std::size_t i = 0; i < n; ++i) {
      const double z = std::sqrt(case_.rho) * team + std::sqrt(1 - case_.rho) * normal_(random_);
      run.d[i] = case_.activities[i].d(z, 0.5 * std::erfc(-z / std::numbers::sqrt2));
    }
    if (uniform_(random_) < case_.event) run.d[0] += case_.impact;
    std::vector<double> finish(n);
    for (std::size_t i = 0; i < n; ++i) {
      double start = 0.0;
      for (const std::size_t from : case_.activities[i].after)
        start = std::max(start, finish[from]);
      finish[i] = start + run.d[i];
      run.t = std::max(run.t, finish[i]);
    }
    for (std::size_t i = n; i-- > 0;) {
      run.is_critical[i] = run.is_critical[i] || finish[i] == run.t;
      if (!run.is_critical[i]) continue;
      double start = 0.0;
      for (const std::size_t from : case_.activities[i].after)
        start = std::max(start, finish[from]);
      for (const std::size_t from : case_.activities[i].after) {
        if (finish[from] == start) run.is_critical[from] = true;
      }
    }
    return run;
  }

  const Case& case_;
  std::mt19937_64 random_{20240101};
  std::normal_distribution<double> normal_;
  std::uniform_real_distribution<double> uniform_;
  std::vector<Run> runs_;
};

// ---- the comparison ----

void expect_activity(const Case& c, const OwnSimulation& own, std::size_t i, const Json& goal) {
  const std::string what = c.name + ", activity " + std::to_string(i);
  const auto d_of = [&](const Run& run) { return run.d[i]; };
  const double d_mean = own.mean_of(d_of);
  const double d_sd = own.error_of(d_of) * std::sqrt(kSamples);
  const double t_sd = std::sqrt(c.variance);
  const auto zd = [&](const Run& run) { return (run.d[i] - d_mean) / d_sd; };
  const auto zt = [&](const Run& run) { return (run.t - c.mean) / t_sd; };
  if (!c.criticality.empty()) {
    const double p = c.criticality[i];
    EXPECT_NEAR(goal["criticality"].get<double>(), p, 4 * share_error(p, kSamples)) << what;
  }
  if (!c.cruciality.empty()) {
    const double r = c.cruciality[i];
    const double error = own.error_of([&](const Run& run) {
      return zd(run) * zt(run) - 0.5 * r * (zd(run) * zd(run) + zt(run) * zt(run));
    });
    // A correlation of 1 has no error but that of the digits given.
    EXPECT_NEAR(goal["cruciality"].get<double>(), r, 4 * error + 5e-7) << what;
  }
  if (!c.ssi.empty()) {
    const double p = c.criticality[i];
    const double error = own.error_of([&](const Run& run) {
      const double spreads = 0.5 * p * (zd(run) * zd(run) - zt(run) * zt(run));
      return d_sd / t_sd * ((run.is_critical[i] ? 1.0 : 0.0) + spreads);
    });
    EXPECT_NEAR(goal["ssi"].get<double>(), c.ssi[i], 4 * error + 5e-7) << what;
  }
}

}  // namespace

void expect_answers(const Case& c) {
  const std::string folder = make_folder();
  const std::string plan = write_text(folder + "/plan.json", plan_of(c));
  const Outcome outcome = run_slipway({"risk", plan, "--json", "--samples", "200000"});
  std::filesystem::remove_all(folder);
  ASSERT_EQ(outcome.code, 0) << c.name << outcome.err;
  const Json answer = Json::parse(outcome.out);
  ASSERT_EQ(answer["samples"], kSamples);

  const OwnSimulation own(c);
  const Json& days = answer["finish"]["days"];
  EXPECT_NEAR(days["mean"].get<double>(), c.mean, 4 * std::sqrt(c.variance / kSamples)) << c.name;
  const double std_dev = days["std_dev"].get<double>();
  const double variance_error =
      own.error_of([&](const Run& run) { return (run.t - c.mean) * (run.t - c.mean); });
  EXPECT_NEAR(std_dev * std_dev, c.variance, 4 * variance_error) << c.name;
  for (const Quantile& quantile : c.quantiles) {
    const double step = 1e-4;
    // The figures given belong to the distribution function, to the digits given.
    EXPECT_NEAR(c.cdf(quantile.days), quantile.p, 1e-5) << c.name;
    const double slope = (c.cdf(quantile.days + step) - c.cdf(quantile.days - step)) / (2 * step);
    const std::string key = "p" + std::to_string(std::lround(100 * quantile.p));
    EXPECT_NEAR(days[key].get<double>(), quantile.days,
                4 * share_error(quantile.p, kSamples) / slope)
        << c.name << ", " << key;
  }
  for (std::size_t i = 0; i < c.activities.size(); ++i) {
    expect_activity(c, own, i, answer["goals"][i]);
  }
  if (!c.due.empty()) {
    EXPECT_NEAR(answer["goals"].back()["on_time"].get<double>(), c.on_time,
                4 * share_error(c.on_time, kSamples))
        << c.name;
  }
}

}  // namespace slipway::test
