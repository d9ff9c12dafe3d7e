// The sections of the report page but goals and goal pages: the answer, the critical chain, what is
// to be decided, what the check-ins say, what would help, what the odds rest on.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/report/html_text.hpp"
#include "viz/report/report_html_internal.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz::html {
namespace {

constexpr std::size_t kGains = 10;      // rows of what would help
constexpr std::size_t kStale = 30;      // goals without a check-in that are named
constexpr std::size_t kWaiting = 4;     // goals that a blocker's row names
constexpr std::size_t kChainRows = 60;  // steps of the critical chain that are shown

std::string list_items(const PlanReport& report, const std::vector<std::size_t>& rows) {
  std::string out;
  for (std::size_t i = 0; i < rows.size() && i < kWaiting; ++i) {
    out += (i > 0 ? ", " : "") + html_item(report, rows[i]);
  }
  if (rows.size() > kWaiting) out += fmt::format(" and {} more", rows.size() - kWaiting);
  return out;
}

// Sorts as it is decided: dates that are lost, then by day, then what no date depends on.
std::string decide_cell(const AskRow& row) {
  const std::string words =
      row.when == AnswerState::by_date ? html_date(row.decide_by) : decide_by_words(row);
  if (row.when == AnswerState::open) return "<td data-v=\"9999999\">–</td>";
  const bool is_urgent = row.when != AnswerState::by_date;
  const std::int32_t order = row.when == AnswerState::late ? -1'000'000 : row.decide_by.day;
  return fmt::format("<td class=\"when\" data-v=\"{}\">{}</td>", order,
                     is_urgent ? "<span class=\"chip late\">" + words + "</span>" : words);
}

}  // namespace

std::string answer_section(const PlanReport& report) {
  std::string out = open_section("answer", "The answer");
  out += "<dl class=\"answer\">\n";
  for (const AnswerLine& line : answer_in_lines(report)) {
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", line.label,
                       html_sentence(report, line.says));
  }
  out += "</dl>\n";
  return out += kCloseSection;
}

std::string chain_section(const PlanReport& report) {
  if (report.chain.empty()) return "";
  std::string out = open_section("chain", "Critical chain");
  out += fmt::format(
      "<p class=\"lead\">{} set the finish, with {}. A day lost here is a day lost at the "
      "end.</p>\n"
      "<ol class=\"chain\">\n",
      to_count(report.chain.size(), "step"), to_count(report.num_handoffs, "hand-off"));
  std::size_t shown = 0;
  for (const ChainStep& step : report.chain) {
    if (shown++ == kChainRows) break;
    const ScheduleRow& item = report.item(step.item);
    if (step.is_handed_off) {
      const ScheduleRow& before = report.item((&step - 1)->item);
      out += fmt::format("<li class=\"handoff\">hand-off: {} → {}</li>\n",
                         html_text(before.team_name), html_text(item.team_name));
    }
    std::vector<std::string> facts;
    if (!item.team_name.empty()) facts.push_back(html_text(item.team_name));
    if (!step.owners.empty()) facts.push_back("owner " + html_text(to_owners(step.owners)));
    if (item.start.is_set() && item.finish.is_set() && item.start != item.finish) {
      facts.push_back(html_date(item.start) + " – " + html_date(item.finish));
    } else if (item.finish.is_set()) {
      facts.push_back(html_date(item.finish));
    }
    const auto& odds = report.risk.rows[step.item].on_time;
    if (odds) facts.push_back(html_text(to_odds(odds->share)) + " on time");
    std::string line;
    for (const std::string& fact : facts) line += (line.empty() ? "" : " · ") + fact;
    out += fmt::format("<li><span class=\"step\">{} <bdi>{}</bdi> {}</span><p>{}</p></li>\n",
                       html_item(report, step.item),
                       item.title == item.id ? "" : html_text(item.title),
                       html_chip(report.standings[step.item]), line);
  }
  out += "</ol>\n";
  if (report.chain.size() > kChainRows) {
    out +=
        fmt::format("<p class=\"note\">And {} more steps.</p>\n", report.chain.size() - kChainRows);
  }
  return out += kCloseSection;
}

std::string asks_section(const PlanReport& report) {
  std::string out = open_section("asks", "To decide");
  if (report.asks.empty()) {
    return out + "<p>No blocker is open, and no ask of another team waits for an answer.</p>\n" +
           std::string(kCloseSection);
  }
  out +=
      "<p class=\"lead\">Decide by: the last day on which an answer loses no date that the "
      "schedule "
      "keeps now, with everything else as long as is likely. The odds fall before it.</p>\n";
  const bool has_gains = report.risk.has_gains;
  out +=
      has_gains
          ? open_table("Open blockers and asks that are not agreed",
                       {"Decide by", "What", "Without an answer", "Who answers", "State", "#Wins"},
                       "sortable")
          : open_table("Open blockers and asks that are not agreed",
                       {"Decide by", "What", "Without an answer", "Who answers", "State"},
                       "sortable");
  for (const AskRow& row : report.asks) {
    std::string who = html_text(row.team_name);
    if (!row.owners.empty()) {
      who += (who.empty() ? "" : ", ") + html_text(to_owners(row.owners));
    }
    std::string what = html_sentence(report, name_ask(report, row));
    const ScheduleRow& item = report.item(row.kind == AskKind::goal ? *row.provider : row.item);
    if (item.title != item.id) {
      what += fmt::format("<span class=\"t\"><bdi>{}</bdi></span>", html_text(item.title));
    }
    if (row.kind == AskKind::blocker && !row.waiting.empty()) {
      what += "<span class=\"t\">holds up " + list_items(report, row.waiting) + "</span>";
    }
    if (row.needed_by.is_set()) {
      what += "<span class=\"t\">needed by " + html_date(row.needed_by) + ", says the plan</span>";
    }
    out += fmt::format("<tr>{}<th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td>",
                       decide_cell(row), what, html_sentence(report, say_loss(report, row)),
                       who.empty() ? "nobody is named" : who, state_of_ask(row));
    if (has_gains) {
      out += row.gain ? fmt::format("<td class=\"n\" data-v=\"{}\">{}</td>",
                                    to_short(*row.gain * 100.0), gain_words(*row.gain))
                      : "<td class=\"n\">–</td>";
    }
    out += "</tr>\n";
  }
  out += kCloseTable;
  if (has_gains) {
    out +=
        "<p class=\"note\">Wins: odds that every committed goal is on time, when the wait is "
        "gone.</p>\n";
  }
  return out += kCloseSection;
}

std::string checkins_section(const PlanReport& report) {
  const CheckinReport& checkins = report.checkins;
  std::string out = open_section("checkins", "Since the last check-in");
  if (!checkins.latest.is_set()) {
    return out + "<p>The plan has no check-ins.</p>\n" + std::string(kCloseSection);
  }
  out += fmt::format("<p class=\"lead\">{}{}. What moved most comes first.</p>\n",
                     "Latest check-in " + html_date(checkins.latest),
                     checkins.before.is_set()
                         ? ", compared with what was said until " + html_date(checkins.before)
                         : ", the first of the plan");
  std::vector<std::string_view> columns = {"Goal",       "Standing", "#Confidence",
                                           "#Said date", "#Score",   "#On time"};
  if (!report.hides_notes) columns.emplace_back("Note");
  out += open_table("What owners said, and the computed odds beside it", columns, "sortable");
  for (const CheckinMove& move : checkins.moves) {
    const ScheduleRow& item = report.item(move.item);
    const auto cell = [](const auto& before, const auto& now) {
      const bool falls = before && now && *now < *before;
      const bool rises = before && now && *now > *before;
      return fmt::format("<td class=\"n{}\" data-v=\"{}\">{}</td>",
                         falls   ? " down"
                         : rises ? " up"
                                 : "",
                         now ? to_short(*now) : "", move_words(before, now));
    };
    out += fmt::format(
        "<tr><th scope=\"row\">{}<span class=\"t\"><bdi>{}</bdi></span></th><td>{}</td>",
        html_item(report, move.item), html_text(item.title),
        html_chip(report.standings[move.item]));
    out += cell(move.confidence_before, move.confidence);
    out += !move.said.is_set() ? std::string("<td class=\"n\">–</td>")
                               : fmt::format("<td class=\"n\" data-v=\"{}\">{}</td>", move.said.day,
                                             move_words(move.said_before, move.said, html_date));
    out += cell(move.score_before, move.score) + odds_cell(report.risk.rows[move.item].on_time);
    if (!report.hides_notes) {
      out += fmt::format("<td>{}</td>",
                         move.note.empty() ? "–" : "<bdi>" + html_text(move.note) + "</bdi>");
    }
    out += "</tr>\n";
  }
  out += kCloseTable;
  if (!checkins.stale.empty()) {
    out += fmt::format("<p>Nothing new about {}: ", to_count(checkins.stale.size(), "open goal"));
    const std::size_t shown = std::min(kStale, checkins.stale.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const StaleGoal& goal = checkins.stale[i];
      out += (i > 0 ? ", " : "") + html_item(report, goal.item);
      if (goal.last.is_set()) out += " (last " + html_date(goal.last) + ")";
    }
    if (checkins.stale.size() > shown) {
      out += fmt::format(" and {} more", checkins.stale.size() - shown);
    }
    out += ".</p>\n";
  }
  return out += kCloseSection;
}

std::string gains_section(const PlanReport& report) {
  std::string out = open_section("helps", "What would help");
  if (report.risk.left_out_gains) {
    return out +
           "<p>What would help is not worked out for a plan of this size: "
           "<code>slipway risk --gains</code> does it.</p>\n" +
           std::string(kCloseSection);
  }
  const std::vector<const GainRow*> gains = gains_that_show(report.risk);
  if (gains.empty()) {
    return out + "<p>No single blocker, ask, soft link or risk changes the odds much.</p>\n" +
           std::string(kCloseSection);
  }
  out += fmt::format(
      "<p class=\"lead\">Each taken away by itself, all else drawn the same, in {} "
      "runs. What wins most comes first.</p>\n",
      to_grouped(report.risk.gain_samples));
  out += open_table("What taking one thing away wins", {"What", "#All on time", "#Finish P80"},
                    "sortable mid");
  for (std::size_t i = 0; i < gains.size() && i < kGains; ++i) {
    const GainRow& row = *gains[i];
    out += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"n\" data-v=\"{}\">{}</td>",
        html_text(gain_label(row)), to_short(row.all_on_time_gain * 100.0),
        std::lround(row.all_on_time_gain * 100.0) == 0 ? "–" : gain_words(row.all_on_time_gain));
    out += row.finish_days >= 0.1
               ? fmt::format("<td class=\"n\" data-v=\"{}\">{} earlier</td></tr>\n",
                             to_short(row.finish_days), to_working_days(row.finish_days))
               : std::string("<td class=\"n\" data-v=\"0\">–</td></tr>\n");
  }
  out += kCloseTable;
  if (gains.size() > kGains) {
    out += fmt::format("<p class=\"note\">And {} more that win less.</p>\n", gains.size() - kGains);
  }
  return out += kCloseSection;
}

std::string method_section(const PlanReport& report) {
  std::string out = open_section("method", "What this rests on");
  out += "<ul>\n";
  for (const std::string& sentence : report.risk.assumptions) {
    out += "<li>" + html_text(sentence) + "</li>\n";
  }
  out +=
      "</ul>\n<dl class=\"words\">\n"
      "<div><dt>P50, P80, P90</dt><dd>the date met in 50, 80, 90 of 100 runs</dd></div>\n"
      "<div><dt>On time</dt><dd>share of the runs that meet the due date, else the end of the "
      "period</dd></div>\n"
      "<div><dt>Finish</dt><dd>by the schedule: everything takes as long as is likely</dd></div>\n"
      "<div><dt>Float</dt><dd>working days by which a goal may slip without moving the plan's "
      "finish</dd></div>\n"
      "<div><dt>Critical</dt><dd>on the longest chain to the plan's finish</dd></div>\n"
      "<div><dt>Late, likely late, at risk</dt><dd>after its date by the schedule; on time in less "
      "than 50 % of the runs; in less than 80 %</dd></div>\n</dl>\n";
  return out += kCloseSection;
}

}  // namespace slipway::viz::html
