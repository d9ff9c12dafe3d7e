// When something is likely done, in full: for each working day the share of the samples that have
// finished by its evening. What a curve and its histogram show; how they look is not said here.
// Views into the analysed plan, like every report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/report/risk_report.hpp"

namespace slipway {

/// One curve: an item's finish, or the plan's.
struct ScurveCurve {
  std::string_view id;  // empty: the plan's finish
  std::string_view title;
  std::string_view team_name;  // empty without a team
  Date first{}, last{};        // of all samples
  Date p10{}, p50{}, p80{}, p90{};
  Date due{};  // the date that "on time" is measured by; not set without one
  std::optional<Odds> on_time;
  std::vector<std::uint64_t> done_by;  // by ScurveReport::days: samples done by that evening
};

struct ScurveReport {
  std::string_view plan;
  Date as_of{};
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  // Ascending, without a gap: the plan's working days, and other days on which something finished.
  // From two working days before the first finish to two after the last.
  std::vector<Date> days;
  std::vector<ScurveCurve> curves;  // as kept: items in file order, then the plan
};

struct ScurveOptions {
  bool only_finish = false;  // that of the plan, where others are kept too
};

/// Builds the report of all finishes that the simulation kept, in whichever order;
/// `analysis.risk` must be there. Cost: sorts the samples of each curve, linear in the days between
/// the first and the last finish.
ScurveReport report_scurve(const Analysis& analysis, const ScurveOptions& options = {});

/// Returns the samples that finish after the evening of days[from] - 1 and by that of days[to]:
/// one bar of a histogram. `from` <= `to`, both indices of ScurveReport::days.
std::uint64_t samples_within(const ScurveCurve& curve, std::size_t from, std::size_t to);

/// Returns the share of the samples that are done by the evening of `date`, 0 to 1.
double share_done_by(const ScurveReport& report, const ScurveCurve& curve, Date date);

}  // namespace slipway
