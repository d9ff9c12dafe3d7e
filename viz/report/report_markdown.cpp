#include "viz/report/report_markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "viz/report/report_words.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kGains = 10;

std::string cell(Date date) { return date.is_set() ? to_iso(date) : ""; }

// Ids of items as they are typed: in code, where nothing is markup but a backtick.
std::string id_of(const PlanReport& report, std::size_t row) {
  return markdown_cell(report.item(row).id);
}

std::string says(const Sentence& sentence) {
  std::string out;
  for (const Piece& piece : sentence) {
    const std::string text = markdown_cell(piece.text);
    out += piece.is_strong ? "**" + text + "**" : text;
  }
  return out;
}

std::string odds_of_row(const RiskRow& row, const ScheduleRow& item) {
  const bool is_open = item.status != Status::done && item.status != Status::dropped;
  return is_open && row.on_time ? markdown_cell(to_odds(row.on_time->share)) : "";
}

std::string head(const PlanReport& report) {
  const ScheduleReport& schedule = report.risk.schedule;
  std::string out =
      fmt::format("# {}\n\nAs of {}. {}, {}. Odds from {} simulated runs, seed {}.",
                  markdown_cell(name_of_plan(schedule.plan)), to_words(schedule.as_of),
                  to_count(report.counts.goals, "goal"), to_count(report.counts.teams, "team"),
                  to_grouped(report.risk.samples), report.risk.seed);
  if (report.hides_owners || report.hides_notes) {
    out += report.hides_owners && report.hides_notes ? " Owners and notes are left out."
           : report.hides_owners                     ? " Owners are left out."
                                                     : " Notes are left out.";
  }
  out += "\n\n";
  for (const AnswerLine& line : answer_in_lines(report)) {
    out += fmt::format("- {}: {}\n", line.label, says(line.says));
  }
  return out;
}

std::string asks(const PlanReport& report) {
  std::string out = "\n## To decide\n\n";
  if (report.asks.empty()) {
    return out + "No blocker is open, and no ask of another team waits for an answer.\n";
  }
  MarkdownTable table(
      {{"decide by"}, {"what"}, {"state"}, {"who answers"}, {"without it"}, {"wins", true}});
  for (const AskRow& row : report.asks) {
    std::string who = markdown_cell(row.team_name);
    if (!row.owners.empty())
      who += (who.empty() ? "" : ", ") + markdown_cell(to_owners(row.owners));
    const std::string when =
        row.when == AnswerState::by_date ? to_iso(row.decide_by) : decide_by_words(row);
    table.add({when, says(name_ask(report, row)), std::string(state_of_ask(row)), who,
               says(say_loss(report, row)), row.gain ? gain_words(*row.gain) : ""});
  }
  return out + table.text() +
         "\nDecide by: the last day on which an answer loses no date that the schedule keeps now, "
         "with\neverything else as long as is likely. Wins: odds that every committed goal is on "
         "time, when the wait is gone.\n";
}

std::string goals(const PlanReport& report) {
  std::string out = "\n## Goals by team\n";
  for (const TeamRow& team : report.teams) {
    out += fmt::format("\n### {}\n\n", team.name.empty() ? "No team" : markdown_cell(team.name));
    MarkdownTable table({{"goal"},
                         {"title"},
                         {"standing"},
                         {"finish"},
                         {"P80"},
                         {"due"},
                         {"on time", true},
                         {"marks"}});
    for (const std::size_t row : team.items) {
      const ScheduleRow& item = report.item(row);
      const RiskRow& risk = report.risk.rows[row];
      const bool is_open = item.status != Status::done && item.status != Status::dropped;
      std::vector<std::string> marks;
      if (item.kind == Kind::milestone) marks.emplace_back("milestone");
      if (item.is_critical) marks.emplace_back("critical");
      if (item.is_near_critical) marks.emplace_back("near-critical");
      if (item.commitment == Commitment::stretch) marks.emplace_back("stretch");
      if (item.is_assumed) marks.emplace_back("no estimate");
      std::string words;
      for (const std::string& mark : marks) words += (words.empty() ? "" : ", ") + mark;
      const std::string id = id_of(report, row);
      table.add({item.status == Status::dropped ? "~~" + id + "~~" : id,
                 item.title == item.id ? "" : markdown_cell(item.title),
                 std::string(word_of(report.standings[row])), cell(item.finish),
                 is_open && risk.forecast ? cell(risk.forecast->p80) : "", cell(item.due),
                 odds_of_row(risk, item), words});
    }
    out += table.text();
  }
  return out;
}

std::string objectives(const PlanReport& report) {
  if (report.objectives.empty()) return "";
  MarkdownTable table({{"objective"},
                       {"title"},
                       {"standing"},
                       {"finish"},
                       {"P80"},
                       {"due"},
                       {"all goals on time", true},
                       {"score", true}});
  for (const std::size_t row : report.objectives) {
    const ScheduleRow& item = report.item(row);
    const RiskRow& risk = report.risk.rows[row];
    table.add({id_of(report, row), item.title == item.id ? "" : markdown_cell(item.title),
               std::string(word_of(report.standings[row])), cell(item.finish),
               risk.forecast ? cell(risk.forecast->p80) : "", cell(item.due),
               risk.all_on_time ? markdown_cell(to_odds(risk.all_on_time->share)) : "",
               risk.score ? to_short(risk.score->mean) : ""});
  }
  return "\n## Objectives\n\n" + table.text();
}

// What sets each open goal's date, one goal to a line.
std::string reasons(const PlanReport& report) {
  MarkdownTable table({{"goal"},
                       {"owner", false, !report.hides_owners},
                       {"estimate"},
                       {"why its date"},
                       {"waits for"},
                       {"notes", false, !report.hides_notes}});
  for (const GoalPage& page : report.pages) {
    const ScheduleRow& item = report.item(page.item);
    const bool is_open = item.status != Status::done && item.status != Status::dropped;
    if (!is_open || item.kind == Kind::objective) continue;
    std::string why;
    for (const std::string& reason : report.steps[page.item].reasons) {
      why += (why.empty() ? "" : "; ") + markdown_cell(reason);
    }
    std::string waits;
    for (const PageLink& link : page.waits_for) {
      const std::string words = link_words(link);
      waits += (waits.empty() ? "" : ", ") + id_of(report, link.item) +
               (words.empty() ? "" : " (" + markdown_cell(words) + ")");
    }
    table.add({id_of(report, page.item), markdown_cell(to_owners(page.owners)),
               markdown_cell(page.estimate), why, waits, markdown_cell(page.notes)});
  }
  if (table.is_empty()) return "";
  std::string out = "\n## Why each date\n\n" + table.text();
  if (report.num_without_page > 0) {
    out += fmt::format(
        "\n{} of {} items are here: those that are late, critical, near-critical or at risk. "
        "`--all` writes all.\n",
        to_grouped(report.pages.size()), to_grouped(report.pages.size() + report.num_without_page));
  }
  return out;
}

std::string chain(const PlanReport& report) {
  if (report.chain.empty()) return "";
  std::string out =
      fmt::format("\n## Critical chain\n\n{}, {}.\n\n", to_count(report.chain.size(), "step"),
                  to_count(report.num_handoffs, "hand-off"));
  MarkdownTable table({{"step"},
                       {"team"},
                       {"owner", false, !report.hides_owners},
                       {"start"},
                       {"finish"},
                       {"hand-off"}});
  for (const ChainStep& step : report.chain) {
    const ScheduleRow& item = report.item(step.item);
    table.add({id_of(report, step.item), markdown_cell(item.team_name),
               markdown_cell(to_owners(step.owners)), cell(item.start), cell(item.finish),
               step.is_handed_off
                   ? "from " + markdown_cell(report.item((&step - 1)->item).team_name)
                   : ""});
  }
  return out + table.text();
}

std::string gains(const PlanReport& report) {
  const std::vector<const GainRow*> rows = gains_that_show(report.risk);
  if (rows.empty()) return "";
  std::string out = "\n## What would help\n\n";
  for (std::size_t i = 0; i < rows.size() && i < kGains; ++i) {
    out += "- " + markdown_cell(say_gain(*rows[i])) + "\n";
  }
  if (rows.size() > kGains) {
    out += fmt::format("- and {} more that win less\n", rows.size() - kGains);
  }
  return out;
}

std::string checkins(const PlanReport& report) {
  const CheckinReport& checkins = report.checkins;
  if (!checkins.latest.is_set()) return "";
  std::string out = fmt::format(
      "\n## Since the last check-in\n\nLatest check-in {}{}.\n\n", to_iso(checkins.latest),
      checkins.before.is_set() ? ", compared with what was said until " + to_iso(checkins.before)
                               : ", the first of the plan");
  MarkdownTable table({{"goal"},
                       {"confidence"},
                       {"said date"},
                       {"score"},
                       {"on time", true},
                       {"note", false, !report.hides_notes}});
  for (const CheckinMove& move : checkins.moves) {
    table.add({id_of(report, move.item), move_words(move.confidence_before, move.confidence),
               move_words(move.said_before, move.said, to_iso),
               move_words(move.score_before, move.score),
               odds_of_row(report.risk.rows[move.item], report.item(move.item)),
               markdown_cell(move.note)});
  }
  out += table.text();
  if (!checkins.stale.empty()) {
    out += fmt::format("\nNothing new about {}:\n\n", to_count(checkins.stale.size(), "open goal"));
    for (const StaleGoal& goal : checkins.stale) {
      out += "- " + id_of(report, goal.item) +
             (goal.last.is_set() ? " (last " + to_iso(goal.last) + ")" : "") + "\n";
    }
  }
  return out;
}

std::string show_pictures(const std::vector<ReportPicture>& pictures) {
  std::string out;
  for (const ReportPicture& picture : pictures) {
    if (picture.mermaid.empty() && picture.table.empty() && picture.notes.empty()) continue;
    out += "\n## " + markdown_cell(picture.title) + "\n\n";
    if (!picture.table.empty()) {
      out += picture.table;
      continue;
    }
    for (const std::string& note : picture.notes) out += markdown_cell(note) + "\n";
    if (picture.mermaid.empty()) continue;
    out += "\n```mermaid\n" + picture.mermaid;
    if (!out.ends_with('\n')) out += '\n';
    out += "```\n";
  }
  return out;
}

std::string method(const PlanReport& report) {
  std::string out = "\n## What this rests on\n\n";
  for (const std::string& sentence : report.risk.assumptions) {
    out += "- " + markdown_cell(sentence) + "\n";
  }
  return out;
}

}  // namespace

std::string to_markdown(const PlanReport& report, const std::vector<ReportPicture>& pictures) {
  return head(report) + asks(report) + objectives(report) + goals(report) + chain(report) +
         gains(report) + checkins(report) + show_pictures(pictures) + reasons(report) +
         method(report);
}

}  // namespace slipway::viz
