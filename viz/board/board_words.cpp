#include "viz/board/board_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "planner/base/utf8.hpp"
#include "viz/board/board_chart.hpp"
#include "viz/board/board_layout_internal.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kLikelyLate = 0.5;

std::string marks_of(const GraphLink& link) {
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
  if (link.count > 1) {
    add(to_count(link.count, "link"));
    if (link.num_unagreed > 0) add(std::to_string(link.num_unagreed) + "?");
    if (link.num_broken > 0) add(std::to_string(link.num_broken) + "!");
    return out;
  }
  if (link.is_declined())
    add("×");
  else if (link.is_unagreed())
    add("?");
  if (link.missing_days > 0.0)
    add("! " + to_days(link.missing_days) + " d");
  else if (link.is_broken())
    add("!");
  if (link.type != LinkType::fs) {
    constexpr const char* kTypes[] = {"FS", "SS", "FF", "SF"};
    add(kTypes[static_cast<std::size_t>(link.type)]);
  }
  return out;
}

std::string about_lag(const GraphLink& link) {
  if (link.lag_days == 0.0) return "";
  return fmt::format("{} of {} {}", link.lag_days < 0.0 ? "lead" : "lag",
                     to_days(link.lag_days < 0.0 ? -link.lag_days : link.lag_days),
                     link.is_elapsed ? "elapsed days" : "days");
}

std::string name_of(const BoardReport& report, const BoardCard& card) {
  if (!card.is_folded()) return make_printable(card.id);
  return fmt::format("{} in {}, {}", to_count(card.num_goals + card.num_blockers, "folded item"),
                     make_printable(report.rows[card.row].name),
                     make_printable(report.columns[card.column].name));
}

std::string ask_word(const GraphLink& link) {
  if (link.is_declined()) return "declined";
  return link.is_unagreed() ? "not agreed" : "";
}

void write_cards(const BoardReport& report, std::string& out) {
  out +=
      "| team | column | goal | finish | due | late | on time | |\n"
      "|---|---|---|---|---|---:|---:|---|\n";
  for (const BoardCard& card : report.cards) {
    std::string name =
        card.is_folded() ? to_count(card.num_goals, "folded goal") : markdown_cell(card.id);
    if (!card.title.empty()) name += ": " + markdown_cell(card.title);
    std::string marks = kind_words(card);
    out += fmt::format(
        "| {} | {} | {} | {} | {} | {} | {} | {} |\n", markdown_cell(report.rows[card.row].name),
        markdown_cell(report.columns[card.column].name), name,
        card.finish.is_set() ? to_iso(card.finish) : "", card.due.is_set() ? to_iso(card.due) : "",
        card.is_late() ? to_days(card.late_days) + " d" : "",
        card.on_time ? to_odds(*card.on_time) : "", marks);
  }
}

void write_strings(const BoardReport& report, std::string& out) {
  if (report.strings.empty()) return;
  out +=
      "\n| gives | needs | links | ask | broken | late | days late |\n"
      "|---|---|---:|---|---|---:|---:|\n";
  for (const BoardString& string : report.strings) {
    const GraphLink& link = string.link;
    std::string broken = link.missing_days > 0.0 ? to_days(link.missing_days) + " d" : "";
    if (broken.empty() && (link.is_broken() || link.num_broken > 0)) broken = "broken";
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n",
                       markdown_cell(name_of(report, report.cards[string.from])),
                       markdown_cell(name_of(report, report.cards[string.to])), link.count,
                       link.count > 1 && link.num_unagreed > 0
                           ? fmt::format("{} not agreed", link.num_unagreed)
                           : ask_word(link),
                       broken, string.late ? to_odds(*string.late) : "",
                       string.late ? to_days(string.days_late) : "");
  }
}

}  // namespace

std::string board_title(const BoardReport& report) {
  return name_of_plan(report.plan) + ": program board";
}

std::string board_facts(const BoardReport& report) {
  std::string out = name_of_plan(report.plan);
  if (report.as_of.is_set()) out += " · as of " + to_words(report.as_of);
  if (report.samples > 0)
    out += fmt::format(" · {}, seed {}", to_count(report.samples, "run"), report.seed);
  out += fmt::format(" · {} of {} shown", to_grouped(report.num_shown),
                     to_count(report.num_goals, "goal"));
  if (report.num_folded > 0) out += fmt::format(", {} folded", to_grouped(report.num_folded));
  if (report.num_late_hidden > 0)
    out += fmt::format(", {} without a card", to_count(report.num_late_hidden, "late goal"));
  if (!report.filter.empty()) out += " · shown: " + make_printable(report.filter);
  for (const std::string& note : report.notes) out += " · " + make_printable(note);
  return out;
}

std::vector<std::string> card_lines(const BoardReport& report, const BoardCard& card) {
  std::vector<std::string> out;
  if (card.is_folded()) {
    std::string text;
    const auto add = [&](std::size_t count, const std::string& what) {
      if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
    };
    add(card.num_late, "late");
    add(card.num_critical, "critical");
    if (card.num_blockers > 0 && card.num_goals > 0)
      text += (text.empty() ? "" : ", ") + to_count(card.num_blockers, "blocker");
    if (!text.empty()) out.push_back(text);
    return out;
  }
  std::string dates = short_date(card.finish, report.as_of);
  if (card.status == Status::done) {
    dates = "done " + dates;
  } else if (card.is_late()) {
    dates += ", late " + to_days(card.late_days) + " d";
  } else if (card.due.is_set()) {
    dates += ", due " + short_date(card.due, report.as_of);
  }
  out.push_back(dates);
  std::string odds;
  if (card.on_time) odds = "on time " + to_odds(*card.on_time);
  if (card.is_assumed && card.status != Status::done)
    odds += odds.empty() ? "no estimate" : ", no estimate";
  if (!odds.empty()) out.push_back(odds);
  return out;
}

std::string kind_words(const BoardCard& card) {
  std::string out = "goal";
  if (card.kind == BoxKind::milestone) out = "milestone";
  if (card.kind == BoxKind::blocker) out = "blocker";
  if (card.is_folded()) out = "folded";
  if (card.is_late() || card.num_late > 0) out += " late";
  if (card.is_critical) out += " critical";
  if (card.is_near_critical) out += " near-critical";
  if (card.status == Status::done) out += " done";
  if (card.status == Status::dropped) out += " dropped";
  if (card.is_assumed && card.status != Status::done) out += " assumed";
  if (card.is_beside) out += " beside";
  return out;
}

std::string describe_card(const BoardCard& card) {
  if (card.is_folded()) {
    return fmt::format("{}, {} late, {} critical, {} done, {}", to_count(card.num_goals, "goal"),
                       card.num_late, card.num_critical, card.num_done,
                       to_count(card.num_blockers, "blocker"));
  }
  std::string out = make_printable(card.id);
  const auto add = [&](const std::string& text) { out += ", " + text; };
  if (!card.title.empty()) out += ": " + shorten(make_printable(card.title), 400);
  if (card.kind == BoxKind::milestone) add("milestone");
  if (card.kind == BoxKind::blocker) add("blocker");
  if (!card.team.empty()) add("team " + make_printable(card.team));
  if (card.finish.is_set()) add("to " + to_words(card.finish));
  if (card.due.is_set()) add("due " + to_words(card.due));
  if (card.is_late()) add(to_days(card.late_days) + " working days late");
  if (card.on_time) add("on time in " + to_odds(*card.on_time) + " of the runs");
  if (card.is_critical) add("critical");
  if (card.is_near_critical) add("near-critical");
  if (card.status == Status::done) add("done");
  if (card.status == Status::dropped) add("dropped");
  if (card.is_assumed && card.status != Status::done)
    add("no estimate: the plan's default is assumed");
  return out;
}

std::string string_label(const BoardString& string) {
  std::string out = marks_of(string.link);
  if (string.late) out += (out.empty() ? "late " : " · late ") + to_odds(*string.late);
  return out;
}

std::string giver_words(const BoardReport& report, const BoardString& string) {
  const BoardCard& from = report.cards[string.from];
  return from.is_folded() ? make_printable(report.rows[from.row].name) : make_printable(from.id);
}

std::string taker_words(const BoardReport& report, const BoardString& string) {
  const BoardCard& to = report.cards[string.to];
  return to.is_folded() ? make_printable(report.rows[to.row].name) : make_printable(to.id);
}

std::string describe_string(const BoardReport& report, const BoardString& string) {
  const GraphLink& link = string.link;
  std::string out = name_of(report, report.cards[string.from]) + " gives to " +
                    name_of(report, report.cards[string.to]);
  std::string more;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) more += (more.empty() ? ": " : ", ") + text;
  };
  if (link.count > 1) add(to_count(link.count, "link"));
  add(std::string(link.type == LinkType::ss   ? "start to start"
                  : link.type == LinkType::ff ? "finish to finish"
                  : link.type == LinkType::sf ? "start to finish"
                                              : ""));
  add(about_lag(link));
  if (link.is_soft()) add("soft, binds with " + to_odds(link.probability));
  if (link.is_critical) add("critical");
  add(ask_word(link));
  if (link.is_out_of_sequence) add("out of sequence");
  if (link.missing_days > 0.0) add(to_days(link.missing_days) + " working days too late");
  if (string.late) {
    add(fmt::format("late in {} of the runs, by {} days on average", to_odds(*string.late),
                    to_days(string.days_late)));
  }
  return out + more;
}

std::string cell_load_words(const BoardCell& cell) {
  if (cell.asked_days <= 0.0) return "";
  if (!cell.plannable_days) return to_days(cell.asked_days) + " d asked";
  if (*cell.plannable_days <= 0.0) return "asked on days off";
  const double share = cell.asked_days / *cell.plannable_days;
  return fmt::format("load {:.0f} %", std::max(1.0, std::min(share * 100.0, 9999.0)));
}

std::vector<std::string> answer_in_words(const BoardReport& report) {
  std::vector<std::string> out;
  if (!report.nothing.empty()) return {report.nothing};
  if (report.cards.empty()) {
    out.emplace_back(report.filter.empty() ? "Nothing in the plan has a date."
                                           : "Nothing of what was asked for has a date.");
    return out;
  }
  std::string first =
      report.num_late == 0
          ? std::string("No open goal is planned after its date")
          : to_count(report.num_late, "goal") + (report.num_late == 1 ? " is planned after its date"
                                                                      : " are planned after their "
                                                                        "dates");
  if (report.finish.is_set()) first += "; the plan finishes " + to_words(report.finish);
  out.push_back(first + ".");
  if (report.num_links == 0) {
    out.emplace_back(report.filter.empty()
                         ? "No team waits for another one."
                         : "No team waits for another one in what was asked for.");
    return out;
  }
  std::string second = to_count(report.num_links, "open link") + " between teams";
  std::string trouble;
  const auto add = [&](std::size_t count, const char* what) {
    if (count > 0) trouble += fmt::format("{}{} {}", trouble.empty() ? ": " : ", ", count, what);
  };
  add(report.num_likely_late, "likely late");
  add(report.num_unagreed, "not agreed");
  add(report.num_broken, "broken");
  out.push_back(second + trouble + ".");
  if (report.worst_late && *report.worst_late >= 0.05) {
    out.push_back(fmt::format("Late most often: what {} waits for from {}, in {} of the runs.",
                              make_printable(report.worst_taker),
                              make_printable(report.worst_giver), to_odds(*report.worst_late)));
  }
  return out;
}

std::string to_markdown(const BoardReport& report) {
  std::string out;
  write_cards(report, out);
  write_strings(report, out);
  return out + "\n" + markdown_cell(board_facts(report)) + "\n";
}

}  // namespace slipway::viz
