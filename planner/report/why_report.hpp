// Why something finishes when it does: the driving chain back to a start, in words and dates.
// Views into the analysed plan, like every report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/date.hpp"

namespace slipway {

/// One item of the chain, and what sets its date.
struct WhyStep {
  std::string_view id;
  std::string_view title;
  std::string_view team;  // id; empty without one
  std::string_view team_name;
  Kind kind = Kind::goal;
  Status status = Status::not_started;
  Date start{}, finish{};
  std::string_view waits_for;  // id of the item that sets its date and comes next; empty at the end
  std::string_view through;    // id of the objective the link names, when it names one
  std::string link;            // how it waits: "FS", "SS + 2 d" ...; empty at the end
  std::vector<std::string> reasons;    // sentences: what binds, gaps that were skipped
  std::vector<std::string_view> also;  // ids that set the same date
};

struct WhyReport {
  std::string_view plan;
  Date as_of{};
  std::string_view id;
  Date finish{};
  std::string sentence;        // "js-client finishes 2018-10-05 because it waits for ..."
  std::vector<WhyStep> chain;  // from the asked item back to a start
};

/// Explains the date of `item`. Cost: linear in the chain and its links.
WhyReport report_why(const Analysis& analysis, ItemId item);
WhyReport report_why(const Analysis&& analysis, ItemId item) = delete;

/// Returns the first step of that chain alone: what sets the date of `item`. Cost: linear in its
/// links; of an objective, in the plan.
WhyStep explain_date(const Analysis& analysis, ItemId item);
WhyStep explain_date(const Analysis&& analysis, ItemId item) = delete;

}  // namespace slipway
