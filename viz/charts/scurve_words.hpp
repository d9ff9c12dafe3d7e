// What the forecast curve says in words. Private to viz.
#pragma once

#include <string>

#include "planner/report/scurve_report.hpp"

namespace slipway::viz {

/// Returns `js-daemon-client`, or `the plan's finish`. Not escaped.
std::string name_of_curve(const ScurveCurve& curve);

/// Returns the picture's title: what it is the forecast of.
std::string scurve_title(const ScurveReport& report);

/// Says whether every run finishes on the same day.
bool is_one_day(const ScurveCurve& curve);

/// Returns the dates of P50, P80 and P90 in a sentence, or the one day of all runs.
std::string finish_sentence(const ScurveCurve& curve);

/// Returns the odds of the due date in a sentence; nothing without one.
std::string due_sentence(const ScurveCurve& curve);

/// Returns plan, team (of a single curve), status date, runs and seed.
std::string scurve_facts(const ScurveReport& report);

/// Returns `due Fri 28 Sep 2018: 21 % on time, likely late`; nothing without a due date.
std::string due_words(const ScurveCurve& curve);

}  // namespace slipway::viz
