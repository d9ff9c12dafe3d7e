#include "viz/text/whatif_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/whatif_text.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kEnds = 6;  // of a long path, shown at both ends

std::string say_finish(const WhatifReport& report, const WhatifCase& what) {
  const bool has_risk = report.risk && report.risk->finish && what.risk && what.risk->finish;
  const Date before = has_risk ? report.risk->finish->p80 : report.schedule.finish;
  const Date after = has_risk ? what.risk->finish->p80 : what.schedule.finish;
  const std::string title = has_risk ? "Finish P80" : "Finish";
  if (!before.is_set() && !after.is_set()) return title + " none (no goal is left)";
  if (!after.is_set())
    return fmt::format("{} {} → none (no goal is left)", title, to_words(before));
  if (!before.is_set()) return fmt::format("{} none → {}", title, to_words(after));
  if (before == after) return fmt::format("{} stays {}", title, to_words(before));
  const double days = (has_risk ? what.p80_days : what.finish_days).value_or(0.0);
  return fmt::format("{} {} → {} ({} {})", title, to_words(before), to_words(after),
                     to_working_days(std::fabs(days)), after > before ? "later" : "earlier");
}

std::string say_turns(const WhatifCase& what) {
  if (what.newly_late.empty() && what.newly_safe.empty()) return "no goal newly late";
  std::string out = what.newly_late.empty()
                        ? "no goal newly late"
                        : to_count(what.newly_late.size(), "goal") + " newly late";
  if (!what.newly_safe.empty()) out += fmt::format(", {} saved", what.newly_safe.size());
  return out;
}

std::string say_joins(const WhatifReport& report, const WhatifCase& what) {
  if (report.schedule.critical_path == what.schedule.critical_path) return "critical path the same";
  if (what.joins_path.empty() && what.leaves_path.empty()) return "critical path in another order";
  const bool joins = !what.joins_path.empty();
  const std::vector<std::string_view>& path = joins ? what.joins_path : what.leaves_path;
  std::vector<std::string> ids;
  for (const std::string_view id : path) {
    if (ids.size() == 3) break;
    ids.push_back(make_printable(id));
  }
  if (path.size() > ids.size()) ids.push_back(fmt::format("{} more", path.size() - ids.size()));
  return (joins ? "critical path now through " : "critical path no longer through ") + to_list(ids);
}

}  // namespace

std::string to_signed_days(double days) {
  return (days < 0.0 ? "-" : "+") + to_days(std::fabs(days));
}

std::string say_change(double before, double after) {
  const std::string was = to_percent(before);
  const std::string is = to_percent(after);
  return was == is ? was : was + std::string(kArrow) + is;
}

std::string to_points(double difference, double error) {
  const auto points = [](double share) {
    const double rounded = std::round(share * 1000.0) / 10.0;
    return std::fabs(rounded) >= 10.0 ? fmt::format("{:.0f}", rounded)
                                      : fmt::format("{:.1f}", rounded);
  };
  return fmt::format("{}{} points, ± {}", difference < 0.0 ? "" : "+", points(difference),
                     points(kNoiseErrors * error));
}

std::string say_path(const std::vector<std::string_view>& path) {
  if (path.empty()) return "none";
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path.size() > 2 * kEnds + 1 && i == kEnds) {
      ids.push_back(fmt::format("... {} more ...", path.size() - 2 * kEnds));
      i = path.size() - kEnds;
    }
    ids.push_back(make_printable(path[i]));
  }
  return fmt::format("{}", fmt::join(ids, kArrow));
}

std::string to_people(double people) {
  return people == 1.0 ? "1 person" : to_days(people) + " people";
}

char letter_of(std::size_t number) { return static_cast<char>('A' + number); }

std::string say_case(const WhatifReport& report, const WhatifCase& what) {
  const bool is_still =
      what.moved.empty() && report.schedule.critical_path == what.schedule.critical_path;
  if (is_still) {
    return what.risk ? "Nothing moves: every date and all odds stay as they are."
                     : "Nothing moves: every date stays as it is.";
  }
  return fmt::format("{}; {}; {}.", say_finish(report, what), say_turns(what),
                     say_joins(report, what));
}

}  // namespace slipway::viz
