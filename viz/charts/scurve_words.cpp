#include "viz/charts/scurve_words.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "viz/charts/scurve_chart.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

std::string interval_words(const Odds& odds) {
  const std::string low = to_odds(odds.low);
  const std::string high = to_odds(odds.high);
  return low == high ? low : low + " to " + high;
}

}  // namespace

std::string name_of_curve(const ScurveCurve& curve) {
  return curve.id.empty() ? "the plan's finish" : std::string(curve.id);
}

std::string scurve_title(const ScurveReport& report) {
  if (report.curves.size() != 1) {
    return fmt::format("{}: {} forecasts", name_of_plan(report.plan), report.curves.size());
  }
  const ScurveCurve& curve = report.curves.front();
  if (curve.id.empty()) return name_of_plan(report.plan) + ": the plan's finish";
  const std::string id(curve.id);
  return curve.title == curve.id ? id : id + ": " + std::string(curve.title);
}

std::string due_words(const ScurveCurve& curve) {
  if (!curve.due.is_set() || !curve.on_time) return "";
  const std::string_view word = word_of_odds(curve.on_time->share);
  return fmt::format("due {}: {} on time{}{}", to_words(curve.due), to_odds(curve.on_time->share),
                     word.empty() ? "" : ", ", word);
}

bool is_one_day(const ScurveCurve& curve) {
  return curve.first.is_set() && curve.first == curve.last;
}

std::string finish_sentence(const ScurveCurve& curve) {
  if (is_one_day(curve)) return fmt::format("Done on {} in every run.", to_words(curve.last));
  if (curve.p50 == curve.p90) {
    return fmt::format("Done by {} in 9 of 10 runs (P90), and in half of them (P50) not before.",
                       to_words(curve.p90));
  }
  return fmt::format(
      "Done by {} in half of the runs (P50), by {} in 8 of 10 (P80), by {} in 9 of 10 (P90).",
      to_words(curve.p50), to_words(curve.p80), to_words(curve.p90));
}

std::string due_sentence(const ScurveCurve& curve) {
  if (!curve.on_time) return "";
  const std::string_view word = word_of_odds(curve.on_time->share);
  return fmt::format("Due {}: on time in {} of the runs{}{} (95 % interval {}).",
                     to_words(curve.due), to_odds(curve.on_time->share), word.empty() ? "" : ", ",
                     word, interval_words(*curve.on_time));
}

std::vector<std::string> answer_in_words(const ScurveReport& report) {
  if (report.curves.size() == 1) {
    std::vector<std::string> out{finish_sentence(report.curves.front())};
    if (std::string due = due_sentence(report.curves.front()); !due.empty()) {
      out.push_back(std::move(due));
    }
    return out;
  }
  std::size_t dated = 0;
  std::size_t at_risk = 0;
  std::vector<std::string> late;
  for (const ScurveCurve& curve : report.curves) {
    if (!curve.on_time) continue;
    ++dated;
    if (word_of_odds(curve.on_time->share) == "at risk") ++at_risk;
    if (word_of_odds(curve.on_time->share) == "likely late") {
      late.push_back(name_of_curve(curve) + " (" + to_odds(curve.on_time->share) + " on time)");
    }
  }
  if (dated == 0) return {"None of them has a date to meet."};
  std::string out = "None of them is likely late";
  if (!late.empty()) {
    out = fmt::format("{} of {} with a date will likely miss it: {}", late.size(), dated,
                      to_list(late));
  }
  if (at_risk > 0) out += fmt::format("; {} {} at risk", at_risk, at_risk == 1 ? "is" : "are");
  return {out + '.'};
}

std::string scurve_facts(const ScurveReport& report) {
  std::string team;
  if (report.curves.size() == 1 && !report.curves.front().team_name.empty()) {
    team = " · team " + std::string(report.curves.front().team_name);
  }
  return fmt::format("{}{} · as of {} · {}, seed {}", name_of_plan(report.plan), team,
                     to_words(report.as_of), to_count(report.samples, "run"), report.seed);
}

std::string to_markdown(const ScurveReport& report) {
  std::string out = "| finish of | P10 | P50 | P80 | P90 | due | on time | 95 % interval |\n";
  out += "|---|---|---|---|---|---|---|---|\n";
  for (const ScurveCurve& curve : report.curves) {
    std::string name = markdown_cell(name_of_curve(curve));
    if (!curve.id.empty() && curve.title != curve.id) name += ": " + markdown_cell(curve.title);
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", name, to_iso(curve.p10),
                       to_iso(curve.p50), to_iso(curve.p80), to_iso(curve.p90),
                       curve.due.is_set() ? to_iso(curve.due) : "",
                       curve.on_time ? to_odds(curve.on_time->share) : "",
                       curve.on_time ? interval_words(*curve.on_time) : "");
  }
  out += "\n| done by |";
  std::string rule = "\n|---|";
  for (const ScurveCurve& curve : report.curves) {
    out += ' ' + markdown_cell(name_of_curve(curve)) + " |";
    rule += "---:|";
  }
  out += rule + '\n';
  for (const std::size_t row : rows_of_weeks(report.days)) {
    out += "| " + to_iso(report.days[row]) + " |";
    for (const ScurveCurve& curve : report.curves) {
      out += ' ' + to_odds(share_done_by(report, curve, report.days[row])) + " |";
    }
    out += '\n';
  }
  out += '\n' + markdown_cell(scurve_facts(report)) + '\n';
  return out;
}

}  // namespace slipway::viz
