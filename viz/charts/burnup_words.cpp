#include "viz/charts/burnup_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/charts/burnup_chart.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

const BurnupDay* day_at_due(const BurnupReport& report) {
  if (!report.due.is_set() || report.ahead.empty() || report.due < report.as_of) return nullptr;
  const auto after = std::ranges::upper_bound(report.ahead, report.due, {}, &BurnupDay::day);
  return after == report.ahead.begin() ? nullptr : &*(after - 1);
}

std::string forecast_sentence(const BurnupReport& report) {
  if (report.p50 == report.p80) {
    return fmt::format("All are done by {} in 8 of 10 runs (P80), and in half of them not before.",
                       to_words(report.p80));
  }
  return fmt::format("All are done by {} in half of the runs (P50), by {} in 8 of 10 (P80).",
                     to_words(report.p50), to_words(report.p80));
}

std::string due_sentence(const BurnupReport& report) {
  if (!report.all_by_due) return "";
  std::string out = fmt::format("By {}, {}, all are done in {} of the runs",
                                report.is_due_of_goals ? "the last due date" : "the due date",
                                to_words(report.due), to_odds(report.all_by_due->share));
  const BurnupDay* const day = day_at_due(report);
  if (day != nullptr && day->p80 > 0.0 && day->p80 < report.total) {
    const bool is_one = report.by == BurnupBy::value || day->p80 == 1.0;
    out +=
        fmt::format("; in 8 of 10 at least {}{} {}", report.by == BurnupBy::value ? "value " : "",
                    amount_text(day->p80), is_one ? "is" : "are");
  }
  return out + ".";
}

}  // namespace

std::string scope_words(const BurnupReport& report) {
  if (report.milestones == 0) return to_count(report.scope, "goal");
  const std::size_t goals = report.scope - report.milestones;
  const std::string milestones = to_count(report.milestones, "milestone");
  return goals == 0 ? milestones : to_count(goals, "goal") + " and " + milestones;
}

std::string amount_text(double amount) {
  const double whole = std::round(amount);
  if (std::fabs(amount - whole) < 1e-9 * std::max(1.0, whole) && whole < 1e15)
    return to_grouped(static_cast<std::uint64_t>(whole));
  if (amount >= 1000.0) return to_grouped(static_cast<std::uint64_t>(whole));
  return fmt::format("{:.4g}", amount);
}

std::string unit_words(const BurnupReport& report) {
  return report.by == BurnupBy::value ? "value done" : "goals done";
}

std::string total_words(const BurnupReport& report) {
  if (report.by == BurnupBy::count) return scope_words(report);
  return "value " + amount_text(report.total) + " of " + scope_words(report);
}

std::string burnup_title(const BurnupReport& report) {
  const std::string by = report.by == BurnupBy::value ? " by value" : "";
  if (report.id.empty())
    return name_of_plan(report.plan) + ": burn-up" + by + " of the committed goals";
  return "Burn-up" + by + " of " + report.id +
         (report.title == report.id ? "" : ": " + report.title);
}

std::string burnup_facts(const BurnupReport& report) {
  std::string out = fmt::format("{} · as of {} · {} of {} count", name_of_plan(report.plan),
                                to_words(report.as_of), to_grouped(report.scope),
                                to_count(report.num_goals, "goal"));
  const auto add = [&](std::size_t count, const char* what) {
    if (count > 0) out += fmt::format(" · {} {}", to_grouped(count), what);
  };
  add(report.milestones,
      report.milestones == 1 ? "of them is a milestone" : "of them are milestones");
  add(report.dropped, "dropped");
  add(report.doubtful, "may not be needed");
  add(report.assumed, "without an estimate");
  add(report.done_without_date, "done without a date");
  if (report.by == BurnupBy::value) add(report.worthless, "without a value");
  if (!report.filter.empty()) out += " · counted: " + make_printable(report.filter);
  return out + fmt::format(" · {}, seed {}", to_count(report.samples, "run"), report.seed);
}

std::string due_words(const BurnupReport& report) {
  if (!report.due.is_set()) return "";
  std::string out = (report.is_due_of_goals ? "last due " : "due ") + to_words(report.due);
  if (report.all_by_due) out += fmt::format(": {} all done", to_odds(report.all_by_due->share));
  return out;
}

std::vector<std::string> answer_in_words(const BurnupReport& report) {
  if (!report.nothing.empty()) return {report.nothing};
  if (report.scope == 0) {
    return {report.id.empty() ? "The plan has no committed goals."
                              : "The objective has no goals that count."};
  }
  if (report.done == report.scope) {
    return {report.scope == 1 ? "The one goal is done."
                              : fmt::format("All {} are done.", scope_words(report))};
  }
  std::vector<std::string> out;
  std::string first = fmt::format("{} of {} {} done", to_grouped(report.done), scope_words(report),
                                  report.scope == 1 ? "is" : "are");
  if (report.by == BurnupBy::value) {
    first += fmt::format(", {} of a value of {}", amount_text(report.amount_done),
                         amount_text(report.total));
  }
  out.push_back(first + ". " + forecast_sentence(report));
  if (std::string due = due_sentence(report); !due.empty()) out.push_back(std::move(due));
  if (report.baseline && report.baseline->done != report.total) {
    const bool is_value = report.by == BurnupBy::value;
    out.push_back(fmt::format("On {} there {} {}.", to_words(report.baseline->day),
                              is_value ? "was a value of" : "were",
                              amount_text(report.baseline->done)));
  }
  return out;
}

std::string to_markdown(const BurnupReport& report) {
  std::string out = report.by == BurnupBy::value ? "| by | value done | P10" : "| by | done | P10";
  out += " | P50 | P80 | P90 | all done |\n|---|---:|---:|---:|---:|---:|---:|\n";
  for (const BurnupStep& step : report.history) {
    if (!report.nothing.empty()) break;
    out += fmt::format("| {} | {} | | | | | |\n", to_iso(step.day), amount_text(step.done));
  }
  std::vector<Date> days;
  for (const BurnupDay& at : report.ahead) days.push_back(at.day);
  for (const std::size_t row : rows_of_weeks(days)) {
    if (!report.nothing.empty()) break;
    const BurnupDay& at = report.ahead[row];
    out += fmt::format("| {} | | {} | {} | {} | {} | {} |\n", to_iso(at.day), amount_text(at.p10),
                       amount_text(at.p50), amount_text(at.p80), amount_text(at.p90),
                       to_odds(static_cast<double>(at.all) / static_cast<double>(report.samples)));
  }
  std::string answers;
  for (const std::string& answer : answer_in_words(report)) answers += markdown_cell(answer) + ' ';
  return out + fmt::format("\n{}P80: at least so {} done in 8 of 10 runs. {}.\n", answers,
                           report.by == BurnupBy::value ? "much is" : "many are",
                           markdown_cell(burnup_facts(report)));
}

}  // namespace slipway::viz
