#include "viz/text/risk_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"

namespace slipway::viz {

bool is_likely_late(const RiskRow& row) {
  return row.on_time && word_of_odds(row.on_time->share) == "likely late";
}

// "likely late", "at risk": odds in words, beside other marks.
std::string marks_of(const ScheduleRow& item, const RiskRow& row) {
  std::string out;
  const auto add = [&](std::string_view word) {
    if (!out.empty()) out += ", ";
    out += word;
  };
  if (item.status == Status::done)
    add(item.kind == Kind::blocker ? "resolved" : "done");
  else if (item.status == Status::dropped)
    add("dropped");
  else if (row.on_time && !word_of_odds(row.on_time->share).empty())
    add(word_of_odds(row.on_time->share));
  if (row.has_no_provider) add("no provider");
  if (item.kind == Kind::blocker || item.kind == Kind::objective) add(to_string(item.kind));
  if (item.is_assumed) add("assumed");
  if (item.commitment == Commitment::stretch) add("stretch");
  return out;
}

Style style_of(const ScheduleRow& item, const RiskRow& row) {
  if (item.status == Status::done || item.status == Status::dropped) return Style::muted;
  if (is_likely_late(row)) return Style::bad;
  return row.on_time && !word_of_odds(row.on_time->share).empty() ? Style::warn : Style::plain;
}

std::string to_working_days(double days) {
  const std::string count = to_days(days);
  return count + (count == "1" ? " day" : " days");
}

// The rest of a table that shows its first rows only.
std::string say_hidden(std::size_t hidden) {
  if (hidden == 0) return "";
  return fmt::format("... and {} more; --all shows every row\n", to_grouped(hidden));
}

std::string say_merge(const MergeRow& merge) {
  std::vector<std::string> inputs;
  for (const auto& [id, share] : merge.inputs) {
    if (inputs.size() == 3) break;
    inputs.push_back(fmt::format("{} {}", make_printable(id), to_percent(share)));
  }
  return fmt::format("{} loses {} to waiting for the latest of {} (last: {})",
                     make_printable(merge.id), to_working_days(merge.days), merge.inputs.size(),
                     fmt::join(inputs, ", "));
}

std::string show_assumptions(const RiskReport& report, const TextOptions& options) {
  std::string out = paint("\nWhat the odds rest on\n", Style::strong, options.colour);
  for (const std::string& sentence : report.assumptions) {
    out += wrap("- " + sentence, options.width, 2);
  }
  return out;
}

std::string say_runs(const RiskReport& report) {
  std::string out =
      fmt::format("From {} (seed {})", to_count(report.samples, "simulated run"), report.seed);
  if (report.until_stable) {
    out += report.is_stable
               ? ", enough for odds within 1 point and P80 within half a day"
               : ", the most that are made; some P80 are still not known to half a day";
  }
  return out + '.';
}

std::string show_declined(const RiskReport& report, const TextOptions& options,
                          std::string_view of) {
  std::string out;
  for (const DeclinedRow& row : report.declined) {
    if (!of.empty() && row.id != of) continue;
    out += wrap(
        paint(fmt::format(
                  "{} has no provider: {}{} declined. Its odds count as if somebody did it.",
                  make_printable(row.id), row.is_need ? "team " : "", make_printable(row.provider)),
              Style::warn, options.colour),
        options.width, 2);
  }
  return out;
}

}  // namespace slipway::viz
