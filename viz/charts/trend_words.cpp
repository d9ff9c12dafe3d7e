#include "viz/charts/trend_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/charts/trend_chart.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kHopeful = 0.2;
constexpr std::size_t kMostNamed = 3;

bool is_open(const TrendLine& line) {
  return line.status != Status::done && line.status != Status::dropped;
}

std::string list_some(std::vector<std::string> words) {
  if (words.size() > kMostNamed) {
    const std::size_t more = words.size() - kMostNamed;
    words.resize(kMostNamed);
    words.push_back(to_count(more, "other"));
  }
  return to_list(words);
}

std::string moves_sentence(const TrendReport& report) {
  std::vector<const TrendLine*> slipping;
  std::size_t said_twice = 0;
  for (const TrendLine& line : report.lines) {
    said_twice += line.said.size() > 1 ? 1 : 0;
    if (line.moved_days() > 0) slipping.push_back(&line);
  }
  if (said_twice == 0) return "";
  if (slipping.empty()) {
    return fmt::format("None of the {} whose date was said more than once slips.",
                       to_count(said_twice, "goal"));
  }
  const TrendLine& most = **std::ranges::max_element(
      slipping, {}, [](const TrendLine* line) { return line->moved_days(); });
  const int over = most.said.back().on.day - most.said.front().on.day;
  return fmt::format("{} of {} {}: {} most, by {} within {} ({} → {}).", slipping.size(),
                     to_count(said_twice, "goal"), slipping.size() == 1 ? "slips" : "slip", most.id,
                     to_count(static_cast<std::uint64_t>(most.moved_days()), "day"),
                     to_count(static_cast<std::uint64_t>(over), "day"),
                     short_date(most.said.front().forecast, report.as_of),
                     short_date(most.said.back().forecast, report.as_of));
}

/// Those that `counts` says, the largest `gap` first.
template <typename Counts, typename Gap>
std::vector<const TrendLine*> pick_lines(const TrendReport& report, Counts counts, Gap gap) {
  std::vector<const TrendLine*> out;
  for (const TrendLine& line : report.lines) {
    if (counts(line)) out.push_back(&line);
  }
  std::ranges::stable_sort(out, std::ranges::greater{},
                           [&](const TrendLine* line) { return gap(*line); });
  return out;
}

std::string plan_sentence(const TrendReport& report) {
  const auto days_later = [](const TrendLine& line) {
    return line.finish.day - line.said.back().forecast.day;
  };
  const auto counts = [&](const TrendLine& line) {
    return !line.said.empty() && line.finish.is_set() && is_open(line) && days_later(line) > 0;
  };
  std::vector<std::string> later;
  for (const TrendLine* line : pick_lines(report, counts, days_later)) {
    later.push_back(fmt::format("{} (said {}, planned {})", line->id,
                                short_date(line->said.back().forecast, report.as_of),
                                short_date(line->finish, report.as_of)));
  }
  if (later.empty()) return "";
  return fmt::format("The plan is later than the owner says for {}.", list_some(std::move(later)));
}

std::string confidence_sentence(const TrendReport& report) {
  const auto gap = [](const TrendLine& line) {
    return line.confidence.back().confidence - line.on_time->share;
  };
  std::vector<std::string> hopeful;
  for (const TrendLine* line : pick_lines(report, is_hopeful, gap)) {
    hopeful.push_back(fmt::format("{} (said {}, computed {})", line->id,
                                  said_percent(line->confidence.back().confidence),
                                  to_odds(line->on_time->share)));
  }
  if (hopeful.empty()) return "";
  return fmt::format("Owners are more hopeful than the runs about {}.",
                     list_some(std::move(hopeful)));
}

std::string date_or_none(Date date) { return date.is_set() ? to_iso(date) : ""; }

}  // namespace

std::string said_percent(double confidence) { return fmt::format("{:.0f} %", confidence * 100); }

bool is_hopeful(const TrendLine& line) {
  return is_open(line) && !line.confidence.empty() && line.on_time &&
         line.confidence.back().confidence - line.on_time->share >= kHopeful - 1e-9;
}

std::string trend_title(const TrendReport& report) {
  return name_of_plan(report.plan) + ": what was said from check-in to check-in";
}

std::string trend_facts(const TrendReport& report) {
  std::string out =
      fmt::format("{} · as of {} · {} of {} shown", name_of_plan(report.plan),
                  to_words(report.as_of), report.lines.size(), to_count(report.num_goals, "goal"));
  if (report.candidates > report.lines.size()) {
    out += fmt::format(" ({} have a date or a confidence in their check-ins{})",
                       to_grouped(report.candidates),
                       report.passing < report.candidates
                           ? fmt::format(", {} of them asked for", to_grouped(report.passing))
                           : "");
  }
  if (report.late_hidden > 0)
    out += fmt::format(" · {} not shown", to_count(report.late_hidden, "late goal"));
  if (!report.filter.empty()) out += " · shown: " + make_printable(report.filter);
  if (report.samples > 0)
    out += fmt::format(" · {}, seed {}", to_count(report.samples, "run"), report.seed);
  for (const std::string& note : report.notes) out += " · " + note;
  return out;
}

std::string moved_words(const TrendLine& line) {
  if (line.said.size() < 2) return "";
  const int days = line.moved_days();
  if (days == 0) return "as said before";
  return fmt::format("{}{} d", days > 0 ? "+" : "−", std::abs(days));
}

std::string dates_words(const TrendReport& report, const TrendLine& line) {
  if (line.status == Status::dropped) return "dropped";
  std::string out = moved_words(line);
  const auto add = [&](const std::string& words) { out += (out.empty() ? "" : " · ") + words; };
  if (line.status == Status::done) {
    add(line.finish.is_set() ? "✓ done " + short_date(line.finish, report.as_of) : "✓ done");
    return out;
  }
  if (line.finish.is_set()) {
    std::string words = "planned " + short_date(line.finish, report.as_of);
    if (line.forecast) words += ", P80 " + short_date(line.forecast->p80, report.as_of);
    add(words);
  }
  if (line.due.is_set()) add("due " + short_date(line.due, report.as_of));
  if (line.is_assumed) add("no estimate");
  return out;
}

std::string confidence_words(const TrendLine& line) {
  std::string out = "said " + said_percent(line.confidence.back().confidence);
  if (line.status == Status::dropped) return out + ", dropped";
  if (line.status == Status::done) return out + ", ✓ done";
  if (!line.on_time) return out + ", no date to compute odds of";
  out += ", computed " + to_odds(line.on_time->share);
  return is_hopeful(line) ? out + ": hopeful" : out;
}

std::vector<std::string> answer_in_words(const TrendReport& report) {
  if (!report.nothing.empty()) return {report.nothing};
  std::vector<std::string> out;
  for (std::string words :
       {moves_sentence(report), plan_sentence(report), confidence_sentence(report)}) {
    if (!words.empty()) out.push_back(std::move(words));
  }
  if (!out.empty()) return out;
  if (report.candidates == 0)
    out.emplace_back("No check-in says a date or a confidence: there is no trend yet.");
  else
    out.emplace_back(
        "No date or confidence was said on two days, and none is at odds with the plan.");
  return out;
}

std::string to_markdown(const TrendReport& report) {
  std::string out =
      "| goal | team | said on | date said | confidence said | moved | planned | P80 | due | odds "
      "|\n"
      "|---|---|---|---|---:|---:|---|---|---|---:|\n";
  for (const TrendLine& line : report.lines) {
    std::vector<Date> days;
    for (const SaidDate& said : line.said) days.push_back(said.on);
    for (const SaidConfidence& said : line.confidence) days.push_back(said.on);
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    if (days.empty()) days.emplace_back();
    for (std::size_t i = 0; i < days.size(); ++i) {
      const bool is_last = i + 1 == days.size();
      const auto date = std::ranges::find(line.said, days[i], &SaidDate::on);
      const auto confidence = std::ranges::find(line.confidence, days[i], &SaidConfidence::on);
      std::string name = markdown_cell(line.id);
      if (line.title != line.id) name += ": " + markdown_cell(line.title);
      out += fmt::format(
          "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name,
          markdown_cell(line.team_name), date_or_none(days[i]),
          date == line.said.end() ? "" : to_iso(date->forecast),
          confidence == line.confidence.end() ? "" : said_percent(confidence->confidence),
          is_last ? moved_words(line) : "", is_last ? date_or_none(line.finish) : "",
          is_last && line.forecast ? to_iso(line.forecast->p80) : "",
          is_last ? date_or_none(line.due) : "",
          is_last && line.on_time ? to_odds(line.on_time->share) : "");
    }
  }
  std::string answers;
  for (const std::string& answer : answer_in_words(report)) answers += markdown_cell(answer) + ' ';
  return out + '\n' + answers + markdown_cell(trend_facts(report)) + ".\n";
}

}  // namespace slipway::viz
