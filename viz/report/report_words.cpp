#include "viz/report/report_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kNamed = 3;      // goals that a line names
constexpr std::size_t kChainEnds = 3;  // steps of a long chain at either end

Piece name_item(const PlanReport& report, std::size_t row) {
  return {make_printable(report.item(row).id), row};
}

AnswerLine say_finish(const PlanReport& report) {
  AnswerLine line{"Finish", {}};
  const ScheduleReport& schedule = report.risk.schedule;
  if (!report.risk.finish || !schedule.finish.is_set()) {
    line.says = {{"The plan has no goal that finishes."}};
    return line;
  }
  if (report.counts.open == 0) {
    line.says = {
        {"On "}, {to_words(schedule.finish), kNoPage, true}, {", when the last goal was done."}};
    return line;
  }
  line.says = {{"By "},
               {to_words(report.risk.finish->p80), kNoPage, true},
               {" in 8 of 10 runs (P80). On " + to_words(schedule.finish) +
                " if everything takes as long as is likely."}};
  return line;
}

AnswerLine say_promises(const PlanReport& report) {
  AnswerLine line{"Promises", {}};
  if (!report.risk.all_on_time) {
    line.says = {{"No committed goal that is open has a date to meet."}};
    return line;
  }
  line.says = {{to_odds(report.risk.all_on_time->share), kNoPage, true},
               {" are the odds that every committed goal meets its date."}};
  return line;
}

AnswerLine say_late(const PlanReport& report) {
  AnswerLine line{"Late", {}};
  const PlanCounts& counts = report.counts;
  Sentence& says = line.says;
  if (counts.late + counts.at_risk == 0) {
    says = {{counts.open == 0 ? "No goal is open." : "No open goal is late or at risk."}};
    return line;
  }
  const std::string of = to_count(counts.open, "open goal");
  if (counts.late > 0) {
    says.push_back({fmt::format("{} of {}", to_grouped(counts.late), of), kNoPage, true});
    says.push_back({counts.late == 1 ? " is late or likely late" : " are late or likely late"});
    if (counts.at_risk > 0) says.push_back({fmt::format(", {} at risk", counts.at_risk)});
  } else {
    says.push_back({fmt::format("{} of {}", to_grouped(counts.at_risk), of), kNoPage, true});
    says.push_back({counts.at_risk == 1 ? " is at risk" : " are at risk"});
  }
  says.push_back({". Worst: "});
  const std::size_t shown = std::min(kNamed, report.worst.size());
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) says.push_back({", "});
    says.push_back(name_item(report, report.worst[i]));
    const auto& odds = report.risk.rows[report.worst[i]].on_time;
    if (odds) says.push_back({fmt::format(" ({} on time)", to_odds(odds->share))});
  }
  says.push_back({"."});
  return line;
}

AnswerLine say_chain(const PlanReport& report) {
  AnswerLine line{"Critical chain", {}};
  Sentence& says = line.says;
  if (report.chain.empty()) {
    says = {{"There is none: nothing is open."}};
    return line;
  }
  const std::size_t size = report.chain.size();
  for (std::size_t i = 0; i < size; ++i) {
    if (size > 2 * kChainEnds && i == kChainEnds) {
      says.push_back({fmt::format(" → {} more", size - 2 * kChainEnds)});
      i = size - kChainEnds;
    }
    if (i > 0) says.push_back({" → "});
    says.push_back(name_item(report, report.chain[i].item));
  }
  says.push_back(
      {fmt::format(". {}.", report.num_handoffs == 0 ? "No hand-off between teams"
                                                     : to_count(report.num_handoffs, "hand-off"))});
  return line;
}

AnswerLine say_next(const PlanReport& report) {
  AnswerLine line{"Next", {}};
  Sentence& says = line.says;
  const auto urgent = std::ranges::find_if(
      report.asks, [](const AskRow& row) { return row.when != AnswerState::open; });
  if (urgent != report.asks.end()) {
    says.push_back({urgent->when == AnswerState::by_date ? "Decide by " : "Decide "});
    says.push_back({decide_by_words(*urgent), kNoPage, true});
    says.push_back({": "});
    for (Piece& piece : name_ask(report, *urgent)) says.push_back(std::move(piece));
    says.push_back({"; "});
    for (Piece& piece : say_loss(report, *urgent)) says.push_back(std::move(piece));
    says.push_back({". "});
  }
  const std::vector<const GainRow*> gains = gains_that_show(report.risk);
  if (!gains.empty()) {
    says.push_back({"What helps most: " + say_gain(*gains.front()) + "."});
    return line;
  }
  if (says.empty()) says.push_back({"Nothing waits for a decision. "});
  if (report.risk.has_gains && !report.asks.empty()) {
    says.push_back({"No single blocker, ask, soft link or risk taken away changes the odds."});
  }
  if (says.back().text.ends_with(' ')) says.back().text.pop_back();
  return line;
}

}  // namespace

std::vector<AnswerLine> answer_in_lines(const PlanReport& report) {
  return {say_finish(report), say_promises(report), say_late(report), say_chain(report),
          say_next(report)};
}

std::string_view word_of(Standing standing) {
  switch (standing) {
    case Standing::done:
      return "done";
    case Standing::dropped:
      return "dropped";
    case Standing::absent:
      return "left out";
    case Standing::late:
      return "late";
    case Standing::likely_late:
      return "likely late";
    case Standing::at_risk:
      return "at risk";
    case Standing::on_track:
      return "on track";
    case Standing::no_date:
      return "no date";
  }
  return "";
}

std::string_view word_of(Ask ask) {
  switch (ask) {
    case Ask::none:
      return "";
    case Ask::asked:
      return "asked, not agreed";
    case Ask::agreed:
      return "agreed";
    case Ask::declined:
      return "declined";
    case Ask::done:
      return "ask done";
  }
  return "";
}

Sentence name_ask(const PlanReport& report, const AskRow& row) {
  switch (row.kind) {
    case AskKind::blocker:
      return {{"blocker "}, name_item(report, row.item)};
    case AskKind::goal:
      return {name_item(report, *row.provider), {", asked for by "}, name_item(report, row.item)};
    case AskKind::time:
      return {{"time of " + make_printable(row.team_name) + " for "}, name_item(report, row.item)};
  }
  return {};
}

std::string_view state_of_ask(const AskRow& row) {
  if (row.kind != AskKind::blocker) return row.state == Ask::declined ? "declined" : "asked";
  switch (row.roam) {
    case Roam::owned:
      return "owned";
    case Roam::accepted:
      return "accepted";
    case Roam::mitigated:
      return "mitigated";
    case Roam::resolved:
    case Roam::none:
      break;
  }
  return "open";
}

std::string decide_by_words(const AskRow& row) {
  switch (row.when) {
    case AnswerState::late:
      return "at once";
    case AnswerState::now:
      return "now";
    case AnswerState::by_date:
      return to_words(row.decide_by);
    case AnswerState::open:
      break;
  }
  return "";
}

Sentence say_loss(const PlanReport& report, const AskRow& row) {
  if (!row.lost) return {{"no date depends on it"}};
  if (row.when == AnswerState::late) return {name_item(report, *row.lost), {" is late already"}};
  return {{"else "}, name_item(report, *row.lost), {" is late"}};
}

std::string link_words(const PageLink& link) {
  std::vector<std::string> words;
  if (link.type != LinkType::fs || !link.lag.empty()) {
    std::string type(to_string(link.type));
    if (!link.lag.empty()) {
      const bool is_lead = link.lag.front() == '-';
      type += is_lead ? " − " + link.lag.substr(1) : " + " + link.lag;
    }
    words.push_back(std::move(type));
  }
  if (link.probability < 1.0) words.push_back("binds with " + to_odds(link.probability));
  if (link.ask != Ask::none) words.emplace_back(word_of(link.ask));
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string gain_words(double gain) {
  const long points = std::lround(gain * 100.0);
  return fmt::format("{}{} point{}", points > 0 ? "+" : "", points,
                     points == 1 || points == -1 ? "" : "s");
}

std::string move_words(const std::optional<double>& before, const std::optional<double>& now) {
  if (!now) return "–";
  if (before == now) return to_short(*now);
  return before ? to_short(*before) + " → " + to_short(*now) : "first " + to_short(*now);
}

std::string move_words(Date before, Date now, std::string (*to_text)(Date)) {
  if (!now.is_set()) return "–";
  if (before == now) return to_text(now);
  return before.is_set() ? to_text(before) + " → " + to_text(now) : "first " + to_text(now);
}

std::string gain_label(const GainRow& row) { return with_arrows(make_printable(row.label)); }

std::string say_gain(const GainRow& row) {
  std::string parts;
  if (std::lround(row.all_on_time_gain * 100.0) != 0) {
    parts = "all on time " + gain_words(row.all_on_time_gain);
  }
  if (row.finish_days >= 0.1) {
    parts += (parts.empty() ? "" : ", ") +
             fmt::format("finish P80 {} earlier", to_working_days(row.finish_days));
  }
  return gain_label(row) + ": " + parts;
}

std::vector<const GainRow*> gains_that_show(const RiskReport& report) {
  std::vector<const GainRow*> out;
  for (const GainRow& row : report.gains) {
    if (row.all_on_time_gain >= 0.005 || row.finish_days >= 0.1) out.push_back(&row);
  }
  return out;
}

std::string to_plain(const Sentence& sentence) {
  std::string out;
  for (const Piece& piece : sentence) out += piece.text;
  return out;
}

std::string to_owners(const std::vector<std::string_view>& owners) {
  std::vector<std::string> words;
  for (const std::string_view owner : owners) words.push_back(make_printable(owner));
  return to_list(words);
}

std::string to_short(double number) {
  std::string out = fmt::format("{:.2f}", number);
  out.resize(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

}  // namespace slipway::viz
