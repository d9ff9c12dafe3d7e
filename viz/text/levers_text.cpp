#include "viz/text/levers_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/risk_words.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kShownLevers = 8;
constexpr std::size_t kNamed = 3;    // goals that a line names
constexpr double kLeastDays = 0.05;  // shown as a tenth
constexpr std::size_t kIndent = 4;

// How a text speaks of what is measured.
std::string name_odds(const LeversReport& report) {
  return report.goal.empty() ? "all on time" : "on time";
}

std::string say_now(const LeversReport& report, bool colour) {
  const std::string who =
      report.goal.empty() ? (report.num_committed == 1
                                 ? std::string("The one committed goal with a date is")
                                 : fmt::format("All {} with a date are",
                                               to_count(report.num_committed, "committed goal")))
                          : make_printable(report.goal) + " is";
  std::string out;
  if (report.odds) {
    out = fmt::format("{} on time in {} of the runs", who,
                      paint(to_percent(report.odds->share), Style::strong, colour));
  } else {
    out = report.goal.empty() ? "No committed goal has a date to meet"
                              : make_printable(report.goal) + " has no date to meet";
  }
  if (report.p80) {
    out += fmt::format("; {} by {} in 8 of 10 (P80)",
                       report.goal.empty() ? "the plan finishes" : "it is done",
                       paint(to_words(*report.p80), Style::strong, colour));
  }
  return out + ".";
}

bool wins(const LeverRow& row) {
  return (row.gain > 0.0 && !row.is_noise) || row.finish_days >= kLeastDays;
}

std::string say_points(const LeverRow& row) {
  if (row.error == 0.0 && row.gain == 0.0) return "no run differs";
  return fmt::format("{:+.1f} ± {:.1f} points{}", row.gain * 100.0,
                     kNoiseErrors * row.error * 100.0, row.is_noise ? ", within noise" : "");
}

std::string say_days(const LeversReport& report, double days) {
  if (std::fabs(days) < kLeastDays) return "";
  return fmt::format("{} {} {}", report.goal.empty() ? "finish P80" : "P80",
                     to_working_days(std::fabs(days)), days > 0 ? "earlier" : "later");
}

// What a lever does to what is asked for.
std::string say_gain(const LeversReport& report, const LeverRow& row, bool colour) {
  std::vector<std::string> parts;
  if (report.odds && row.measured > 0) {
    const std::string before = to_percent(row.before);
    const std::string after = to_percent(row.after);
    const std::string odds = row.given_up.empty()
                                 ? name_odds(report)
                                 : fmt::format("the other {} all on time", row.measured);
    if (!row.given_up.empty() && row.is_noise)
      parts.push_back(fmt::format("the other {} {} on time in {} of the runs, with it or without",
                                  row.measured, row.measured == 1 ? "is" : "are all", after));
    else if (before == after)
      parts.push_back(fmt::format("{} {} as before ({})", odds, after, say_points(row)));
    else
      parts.push_back(fmt::format("{} {} → {} ({})", odds, before, after, say_points(row)));
    if (row.is_noise && row.given_up.empty())
      parts.back() = paint(parts.back(), Style::muted, colour);
  }
  const std::string days = say_days(report, row.finish_days);
  if (!days.empty()) parts.push_back(days);
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out.empty() ? "changes nothing of that" : out;
}

std::string say_goal(const LeverGoalRow& goal) {
  const std::string id = make_printable(goal.id);
  const std::string before = to_percent(goal.on_time_before);
  const std::string after = to_percent(goal.on_time);
  if (goal.has_date && before != after) return fmt::format("{} {} → {} on time", id, before, after);
  return fmt::format("{} P80 {} {}", id, to_working_days(std::fabs(goal.p80_days)),
                     goal.p80_days > 0.0 ? "earlier" : "later");
}

std::string list_goals(std::vector<const LeverGoalRow*> goals) {
  std::ranges::stable_sort(goals, {}, [](const LeverGoalRow* goal) {
    return std::pair(-std::fabs(goal->gain), -std::fabs(goal->p80_days));
  });
  std::vector<std::string> out;
  for (const LeverGoalRow* goal : goals) {
    if (out.size() == kNamed) break;
    out.push_back(say_goal(*goal));
  }
  if (goals.size() > kNamed) out.push_back(to_grouped(goals.size() - kNamed) + " more");
  return to_list(out);
}

bool gets_worse(const LeverGoalRow& goal) {
  return (goal.gain < 0.0 && !goal.is_noise) || goal.p80 > goal.p80_before;
}

bool gets_better(const LeverGoalRow& goal) {
  return !gets_worse(goal) && ((goal.gain > 0.0 && !goal.is_noise) || goal.p80 < goal.p80_before);
}

// Whom it helps most beside what is asked for, and whom it costs what.
std::string say_price(const LeversReport& report, const LeverRow& row) {
  std::vector<const LeverGoalRow*> better;
  std::vector<const LeverGoalRow*> worse;
  for (const LeverGoalRow& goal : row.goals) {
    if (goal.id == report.goal || goal.is_objective) continue;
    if (gets_worse(goal)) worse.push_back(&goal);
    if (gets_better(goal)) better.push_back(&goal);
  }
  std::string out;
  if (!better.empty()) out = "helps " + list_goals(std::move(better));
  if (!worse.empty()) out += (out.empty() ? "" : "; ") + ("costs " + list_goals(std::move(worse)));
  std::vector<std::string> promises;
  for (const GivenUp& goal : row.given_up) {
    promises.push_back(
        fmt::format("{} ({} on time)", make_printable(goal.id), to_percent(goal.on_time)));
  }
  if (!promises.empty()) {
    if (promises.size() > kNamed) {
      const std::size_t hidden = promises.size() - kNamed;
      promises.resize(kNamed);
      promises.push_back(to_grouped(hidden) + " more");
    }
    out += (out.empty() ? "" : "; ") + ("gives up the promise of " + to_list(promises));
  }
  return out;
}

std::string show_lever(const LeversReport& report, const LeverRow& row, std::size_t number,
                       const TextOptions& options) {
  const Style style = row.is_noise && !wins(row) ? Style::muted : Style::strong;
  std::string out =
      wrap(fmt::format("{:>2}. {}", number,
                       paint(with_arrows(make_printable(row.label)), style, options.colour)),
           options.width, kIndent);
  const std::string indent(kIndent, ' ');
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += wrap(indent + text, options.width, kIndent);
  };
  add(say_gain(report, row, options.colour));
  add(say_price(report, row));
  std::string flags;  // on one line, to be copied
  for (const std::string& flag : row.flags) flags += (flags.empty() ? "" : " ") + flag;
  return out + indent + paint(make_printable(flags), Style::muted, options.colour) + '\n';
}

std::string show_section(const LeversReport& report, std::string_view title,
                         const std::vector<const LeverRow*>& rows, std::size_t& number,
                         const TextOptions& options) {
  if (rows.empty()) return "";
  std::string out = '\n' + paint(title, Style::strong, options.colour) + '\n';
  std::size_t shown = 0;
  for (const LeverRow* row : rows) {
    if (!options.all && shown == kShownLevers) break;
    out += show_lever(report, *row, ++number, options);
    ++shown;
  }
  return out + say_hidden(rows.size() - shown);
}

std::string say_legend(const LeversReport& report, std::size_t idle, bool shows_idle) {
  std::string out;
  if (idle > 0 && !shows_idle)
    out += fmt::format("{} more {} nothing beyond noise; --all shows {}. ", to_count(idle, "move"),
                       idle == 1 ? "wins" : "win", idle == 1 ? "it" : "them");
  if (report.left_out > 0)
    out += fmt::format("{} on which less hangs {} not tried. ", to_count(report.left_out, "move"),
                       report.left_out == 1 ? "was" : "were");
  out += fmt::format(
      "Each move is simulated on the same {} runs (seed {}); ±: two standard errors of the "
      "difference, "
      "run by run. Try one with slipway whatif and the flags below it.",
      to_grouped(report.samples), report.seed);
  return out;
}

}  // namespace

std::string to_text(const LeversReport& report, const TextOptions& options) {
  std::vector<const LeverRow*> winning;
  std::vector<const LeverRow*> promises;
  std::vector<const LeverRow*> idle;
  for (const LeverRow& row : report.rows) {
    const bool keeps = row.given_up.empty();
    const bool is_idle = !wins(row) && (keeps || row.kind == LeverKind::split);
    (is_idle ? idle : keeps ? winning : promises).push_back(&row);
  }
  // What wins odds for certain comes first.
  std::ranges::stable_sort(winning, {}, [](const LeverRow* row) { return row->is_noise; });
  // A promise less says most where the rest gets likelier than the whole was.
  std::ranges::stable_sort(promises, {}, [](const LeverRow* row) { return -row->after; });
  std::string head = say_now(report, options.colour);
  if (winning.empty())
    head += promises.empty()
                ? " No single move wins anything beyond noise."
                : " No single move that keeps all promises wins anything beyond noise.";
  else if (report.odds && winning.front()->gain > 0.0 && !winning.front()->is_noise)
    head += fmt::format(
        " Most is won by this: {} ({}).",
        paint(with_arrows(make_printable(winning.front()->label)), Style::good, options.colour),
        fmt::format("{} → {}", to_percent(winning.front()->before),
                    to_percent(winning.front()->after)));
  std::string out = wrap(head, options.width);
  std::size_t number = 0;
  out += show_section(report, "What would win time or odds", winning, number, options);
  out += show_section(report, "Promises that could be given up", promises, number, options);
  if (options.all)
    out += show_section(report, "What would win nothing beyond noise", idle, number, options);
  return out + '\n' +
         wrap(paint(say_legend(report, idle.size(), options.all), Style::muted, options.colour),
              options.width);
}

}  // namespace slipway::viz
