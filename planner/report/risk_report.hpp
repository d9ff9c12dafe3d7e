// The odds ready to show. Views into the analysed plan, like every report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/report/schedule_report.hpp"
#include "planner/risk/simulation.hpp"

namespace slipway {

/// A share of samples with its 95 % Wilson interval.
struct Odds {
  double share = 0.0;
  double low = 0.0;
  double high = 1.0;
};

/// Returns the odds of `hits` among `samples` runs, of which there is at least one.
Odds odds_of(std::uint64_t hits, std::uint64_t samples);

struct RiskRow {
  std::optional<Forecast> forecast;
  std::optional<Odds> on_time;
  std::optional<double> days_late;  // mean lateness of the runs that are late, working days
  std::optional<double> criticality, cruciality, cruciality_rank, ssi;
  std::optional<Odds> all_on_time;  // objectives: each dated committed goal of theirs is on time
  std::optional<ScoreForecast> score;
  bool has_no_provider = false;  // an ask of it was declined
};

/// What somebody wins when something is gone.
struct GainForGoal {
  std::string_view id;
  Date p80{};             // its P80 then
  double p80_days = 0.0;  // by which that is earlier
  double on_time = 0.0;   // its odds then
  double on_time_gain = 0.0;
  double on_time_error = 0.0;  // standard error of the gain, by paired runs
  bool has_date = false;
};

enum class GainKind : std::uint8_t { blocker, risk, link, ask };

/// One thing that could be taken away.
struct GainRow {
  GainKind kind = GainKind::blocker;
  std::string_view id;            // of the blocker or risk, of the goal that waits
  std::string_view from;          // links and asks: of the goal, or the team, that is waited for
  bool is_need = false;           // an ask for a team's time: `from` is a team
  std::string label;              // in words: what happens
  double finish_days = 0.0;       // by which the plan's P80 comes earlier
  double all_on_time_gain = 0.0;  // share of runs
  double all_on_time_error = 0.0;
  std::vector<GainForGoal> goals;
};

struct WaitLinkRow {
  std::string_view from, to;
  double days = 0.0;
};

/// How long one team is expected to wait for another, beyond its own readiness.
struct WaitRow {
  std::string_view team, waits_for;  // ids
  std::string_view team_name, waits_for_name;
  double days = 0.0;               // summed over its goals
  std::vector<WaitLinkRow> links;  // longest first
};

/// Where several inputs meet, and what that costs by itself.
struct MergeRow {
  std::string_view id;
  double days = 0.0;
  std::vector<std::pair<std::string_view, double>> inputs;  // id, share of runs it came last
};

/// A goal that asked and was told no: nothing provides what it needs.
struct DeclinedRow {
  std::string_view id;
  std::string_view provider;  // id of a goal, or of a team for a need
  bool is_need = false;
};

struct RiskReport {
  ScheduleReport schedule;  // rows[i] below belongs to schedule.rows[i]
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  bool until_stable = false;  // the next three: as the asker wants it shown
  bool has_ranks = false;
  bool explain = false;
  bool is_stable = false;  // more samples would not tell more (is_stable)
  std::optional<Forecast> finish;
  std::optional<Odds> all_on_time;  // every committed goal with a date, not done before
  std::vector<RiskRow> rows;
  std::vector<GainRow> gains;      // what helps most comes first; only what helps or hurts
  bool has_gains = false;          // they were asked for and worked out
  std::uint64_t gain_samples = 0;  // pairs that they come from: at most `samples`
  bool left_out_gains = false;     // not worked out: it would take too long
  bool has_waits = false;          // waits and merges were asked for
  std::vector<WaitRow> waits;      // longest first
  std::vector<MergeRow> merges;    // costliest first
  std::vector<DeclinedRow> declined;
  std::vector<std::string> assumptions;  // what the odds rest on, a sentence each
};

/// Builds the report; `analysis.risk` must be there. Cost: linear, gains times goals.
RiskReport report_risk(const Analysis& analysis);
RiskReport report_risk(const Analysis&& analysis) = delete;

}  // namespace slipway
