// The words of the trend picture. Private to viz.
#pragma once

#include <string>

#include "planner/report/trend_report.hpp"

namespace slipway::viz {

std::string trend_title(const TrendReport& report);

/// Plan, status date, how many of the goals are shown, runs.
std::string trend_facts(const TrendReport& report);

/// Returns `+9 d`, `−2 d`, `as said before`; empty where a date was said once or never.
std::string moved_words(const TrendLine& line);

/// What stands below a goal's name beside the dates: how they moved, what is computed.
std::string dates_words(const TrendReport& report, const TrendLine& line);

/// What stands below a goal's name beside the confidences.
std::string confidence_words(const TrendLine& line);

/// Returns `30 %`: what an owner said is no result of runs and is shown as it was said.
std::string said_percent(double confidence);

/// Says whether the owner is more hopeful than the runs by 20 points or more.
bool is_hopeful(const TrendLine& line);

}  // namespace slipway::viz
