// The sentences of a report on the whole plan: its answer in five lines, how a goal stands, by when
// an answer is needed. The same for a page and for Markdown. Private to viz.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "planner/report/plan_report.hpp"

namespace slipway::viz {

/// A piece of a sentence: text, or the id of an item that a page may link to.
struct Piece {
  std::string text;            // not escaped
  std::size_t item = kNoPage;  // row that `text` names
  bool is_strong = false;
};
using Sentence = std::vector<Piece>;

/// One line of the answer: what it is about, and what it says.
struct AnswerLine {
  std::string label;
  Sentence says;
};

/// Returns five lines: finish, promises, who is late or at risk, critical chain, what next.
std::vector<AnswerLine> answer_in_lines(const PlanReport& report);

/// Returns `late`, `likely late`, `on track` ...
std::string_view word_of(Standing standing);

/// Returns `asked, not agreed`, `agreed` ...; empty for none.
std::string_view word_of(Ask ask);

/// Returns what an answer is about: `blocker talk`, `api, asked by client`, `time of Go for api`.
Sentence name_ask(const PlanReport& report, const AskRow& row);

/// Returns `open`, `asked`, `declined`, or what was decided about a blocker.
std::string_view state_of_ask(const AskRow& row);

/// Returns by when an answer is needed: `at once`, `now`, `Fri 7 Sep 2018`; empty where no date
/// depends on it.
std::string decide_by_words(const AskRow& row);

/// Returns what is lost without it: `client is late already`, `else client is late`.
Sentence say_loss(const PlanReport& report, const AskRow& row);

/// Returns `FS + 1w, probability 60 %, asked`; empty for a plain link.
std::string link_words(const PageLink& link);

/// Returns `+6 points`, of odds; less than half a point is `0 points`.
std::string gain_words(double gain);

/// Returns `0.4 → 0.7`, `0.7`, `first 0.7`, or `–`: a score or a confidence before and now.
std::string move_words(const std::optional<double>& before, const std::optional<double>& now);

/// Returns the same of a date; `to_text` writes it.
std::string move_words(Date before, Date now, std::string (*to_text)(Date));

/// Returns what a gain would be: `agree ask a → b`.
std::string gain_label(const GainRow& row);

/// Returns the same with what it wins for all: `agree ask a → b: all on time +6 points, finish P80
/// 4.5 days earlier`. Half a point or less of the odds goes unsaid. `row` is one that shows.
std::string say_gain(const GainRow& row);

/// Returns the gains that show: half a point of the odds, or a tenth of a day.
std::vector<const GainRow*> gains_that_show(const RiskReport& report);

/// Returns the sentence as plain text.
std::string to_plain(const Sentence& sentence);

/// Returns `a, b and c` of texts; nothing for none.
std::string to_owners(const std::vector<std::string_view>& owners);

/// Returns a number with at most two decimals.
std::string to_short(double number);

}  // namespace slipway::viz
