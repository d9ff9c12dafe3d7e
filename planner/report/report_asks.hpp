// What has to be decided: open blockers and asks of other teams that are not agreed, with the last
// day on which an answer still helps. Rows of a plan report; names only, no words.
// Views into the analysed plan, like every report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/report/answer_dates.hpp"
#include "planner/report/risk_report.hpp"

namespace slipway {

enum class AskKind : std::uint8_t { blocker, goal, time };

/// One answer that is waited for. Rows are those of the schedule report.
struct AskRow {
  AskKind kind = AskKind::blocker;
  Ask state = Ask::none;                 // of asks: asked or declined
  std::size_t item = 0;                  // the blocker; of asks the goal that asks
  std::optional<std::size_t> provider;   // the goal that is asked for
  std::string_view team_name;            // who is to answer; empty: nobody is named
  std::vector<std::string_view> owners;  // of the blocker or the provider
  std::vector<std::size_t> waiting;      // what waits for the answer first hand, file order
  Date needed_by{};                      // of a blocker, as the plan says
  Roam roam = Roam::none;                // likewise
  AnswerState when = AnswerState::open;
  Date decide_by{};                 // now and by_date: the last day on which an answer helps
  std::optional<std::size_t> lost;  // whose date is lost first, or is lost already
  std::optional<double> gain;       // odds that all is on time when the wait is gone, share of runs
};

/// Lists what is open, the most urgent first: dates that are lost already, then by the last day;
/// ties in file order, asks after blockers. Gains come from `risk`.
/// Cost: that of AnswerDates for each row.
std::vector<AskRow> list_asks(const Analysis& analysis, const RiskReport& risk);

}  // namespace slipway
