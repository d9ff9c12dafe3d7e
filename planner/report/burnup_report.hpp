// Whether a set of goals will be done, day by day: how many are done so far, how many there are,
// and from the status date on how many are done by each evening in the simulated courses; or the
// same of what they are worth. Which curve looks how is not said here. Owns its texts: it may
// outlive the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"
#include "planner/report/risk_report.hpp"
#include "planner/report/view_filter.hpp"

namespace slipway {

/// What is counted: every goal as one, or goals as their `value` in the plan: those without one, or
/// with 0, are left out then.
enum class BurnupBy : std::uint8_t { count, value };

/// Returns the goals and milestones that a burn-up counts, in file order: those of `objective`, at
/// any depth, or where it is not set the committed ones of the plan; dropped ones do not count.
/// With a filter only those that pass its `focus`, `teams` and `between` (select_by_links): what
/// goals are by now (critical, near, late) says nothing of the past, and is passed over.
/// Their finishes are what the simulation must keep, by sample (SimulationOptions::keeps_samples).
std::vector<ItemId> burnup_goals(const Plan& plan, ItemId objective, const ViewFilter& filter = {});

/// Amounts are numbers of goals, or sums of their values.
struct BurnupStep {
  Date day{};         // by this evening
  double done = 0.0;  // so much is done
  bool operator==(const BurnupStep&) const = default;
};

/// What check-ins add to what is done: a score of 0.4 counts 0.4 of its goal until that is done.
struct BurnupScore {
  Date day{};
  double amount = 0.0;
  bool operator==(const BurnupScore&) const = default;
};

/// How much is done by an evening. `p80`: at least so much in 80 of 100 samples; so p10 is the
/// most hopeful, p90 the safest, and where goals are counted the day on which p80 reaches all is
/// the P80 of the last.
struct BurnupDay {
  Date day{};
  double p10 = 0.0, p50 = 0.0, p80 = 0.0, p90 = 0.0;
  double mean = 0.0;
  std::uint64_t all = 0;  // samples in which all are done
  bool operator==(const BurnupDay&) const = default;
};

struct BurnupOptions {
  ItemId objective{};              // not set: all committed goals
  ViewFilter filter{};             // see burnup_goals
  BurnupBy by = BurnupBy::count;   // what is counted
  const Plan* baseline = nullptr;  // an older plan: how much there was to do then
  std::size_t most_days = 400;     // with more days ahead, only so many evenly spread ones
};

struct BurnupReport {
  std::string plan;
  std::string id;  // of the objective; empty: all committed goals
  std::string title;
  std::string filter;   // what was asked to be counted; empty: all of it
  std::string nothing;  // the answer where that leaves nothing; empty: it does not
  BurnupBy by = BurnupBy::count;
  Date start{}, as_of{};
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  std::size_t scope = 0;               // goals and milestones that count
  std::size_t milestones = 0;          // among them
  std::size_t done = 0;                // of these, at the status date
  double total = 0.0;                  // that curves can reach: the scope, or the sum of its values
  double amount_done = 0.0;            // of it, at the status date
  std::size_t worthless = 0;           // by value: left out, without a value or of 0
  std::size_t done_without_date = 0;   // among them: nobody wrote when
  std::size_t dropped = 0;             // left out of the scope
  std::size_t doubtful = 0;            // may turn out not to be needed (probability below 1)
  std::size_t assumed = 0;             // without an estimate: the plan's default
  std::size_t num_goals = 0;           // goals and milestones of the plan
  std::optional<BurnupStep> baseline;  // what the older plan had in all, on its status date
  std::vector<BurnupStep> history;     // ascending, from the start to the status date
  std::vector<BurnupScore> scores;     // on check-in days up to the status date; empty: no scores
  std::vector<BurnupDay> ahead;        // from the status date on until all are done in 99 %
  Date p50{}, p80{}, p90{};            // all done in so many of 100 samples
  Date due{};                          // of the objective, else the latest of its goals
  bool is_due_of_goals = false;        // it is the latter
  std::optional<Odds> all_by_due;      // all are done by then; none without a due date
  // From the start on, ascending: working days of the plan, days on which something was or may be
  // done, up to the last of `ahead` or the due date, where that is not far beyond.
  std::vector<Date> days;
};

/// Builds the report; `analysis.risk` must have kept the finishes of `burnup_goals` by sample.
/// A goal that turns out not to be needed counts as done when what it waits for is; percentiles are
/// of the counts of single samples, so what is late together shows. Days are the plan's working
/// days and other days on which something finishes. Cost: goals times samples, days times samples.
BurnupReport report_burnup(const Analysis& analysis, const BurnupOptions& options = {});

}  // namespace slipway
