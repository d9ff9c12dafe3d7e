// How dates and confidences moved from check-in to check-in: what owners said, beside what is
// computed at the status date. Check-ins are facts of the plan; nothing is computed from them, and
// those after the status date are not known yet.
// Owns its texts: it may outlive the analysis.
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

struct TrendOptions {
  std::vector<ItemId> goals{};  // which ones, in this order; empty: those that moved most
  std::size_t most = 8;         // so many of them, when none are asked for
  ViewFilter filter{};          // only what passes, also of `goals`; its `all` says nothing here
};

/// What an owner said on a day.
struct SaidDate {
  Date on{};  // the check-in
  Date forecast{};
  bool operator==(const SaidDate&) const = default;
};
struct SaidConfidence {
  Date on{};
  double confidence = 0.0;  // 0 to 1
  bool operator==(const SaidConfidence&) const = default;
};

struct TrendLine {
  std::size_t row = 0;  // of the item in the plan
  std::string id;
  std::string title;
  std::string team_name;  // empty without a team
  Kind kind = Kind::goal;
  Status status = Status::not_started;
  bool is_assumed = false;  // its estimate is the plan's default
  Date due{};
  std::vector<SaidDate> said;              // by check-in, at most one a day: the last in the file
  std::vector<SaidConfidence> confidence;  // likewise
  std::size_t said_over = 0;               // that were replaced on their day
  std::size_t checkins = 0;                // of this goal, whatever they say
  Date finish{};                           // planned; of done goals when they were; not set: none
  std::optional<Forecast> forecast;        // computed at the status date
  std::optional<Odds> on_time;             // likewise; none without a due date
  /// Returns the days (weekends too) from the first date that was said to the last; 0 with less
  /// than two. Positive: it slips.
  int moved_days() const;
};

struct TrendReport {
  std::string plan;
  Date as_of{};
  std::uint64_t samples = 0;  // 0 without a simulation
  std::uint64_t seed = 0;
  std::string filter;                // what was asked to be shown; empty: everything
  std::string nothing;               // the answer where that leaves nothing; empty: it does not
  std::vector<TrendLine> lines;      // as asked for, else in file order
  std::size_t candidates = 0;        // goals whose check-ins say a date or a confidence
  std::size_t passing = 0;           // of these, those that pass the filter
  std::size_t num_goals = 0;         // goals and milestones of the plan
  std::size_t late_hidden = 0;       // unfinished ones planned after their dates, without a line
  std::size_t checkins = 0;          // of the plan, up to the status date
  std::vector<std::string> notes{};  // what the lines leave out, a sentence each without a stop
};

/// Returns the goals that a trend without a choice shows, in file order: those with most dates
/// moved first, then those with more dates, then with more check-ins; without dates and confidences
/// none. Cost: check-ins, sorted.
std::vector<ItemId> choose_trend_goals(const Plan& plan, std::size_t most);

/// Builds the report; odds and forecasts where `analysis.risk` has them. Cost: check-ins, sorted.
TrendReport report_trend(const Analysis& analysis, const TrendOptions& options = {});

}  // namespace slipway
