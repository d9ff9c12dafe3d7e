#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>

#include "planner/report/board_strings_internal.hpp"
#include "planner/report/graph_words.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostForced = 500;  // strings that --all may ask for

bool is_unagreed(const GraphLink& link) { return link.is_unagreed() || link.is_declined(); }

/// Says whether the string asks for something: hidden last.
bool is_trouble(const BoardString& string) {
  return string.link.is_broken() || string.link.num_broken > 0 || is_unagreed(string.link) ||
         string.link.num_unagreed > 0 || string.late.value_or(0.0) >= kLikelyLateHandover;
}

/// Takes `other`, a string between the same cards, into `into`.
void merge(const BoardString& other, BoardString& into) {
  GraphLink& link = into.link;
  const auto count = [](const GraphLink& of) { return std::pair(of.is_broken(), is_unagreed(of)); };
  if (link.count == 1) {
    link.num_broken = count(link).first ? 1 : 0;
    link.num_unagreed = count(link).second ? 1 : 0;
  }
  ++link.count;
  link.num_broken += count(other.link).first ? 1 : 0;
  link.num_unagreed += count(other.link).second ? 1 : 0;
  link.type = LinkType::fs;
  link.lag_days = 0.0;
  link.ask = Ask::none;
  link.probability = std::max(link.probability, other.link.probability);
  link.is_out_of_sequence = false;
  link.is_critical = link.is_critical || other.link.is_critical;
  link.is_near_critical =
      !link.is_critical && (link.is_near_critical || other.link.is_near_critical);
  link.missing_days = std::max(link.missing_days, other.link.missing_days);
  if (other.late && other.late.value() >= into.late.value_or(0.0)) into.late = other.late;
  into.days_late = std::max(into.days_late, other.days_late);
}

/// What the goals of an objective make of one declared link, seen from one team to another.
struct Strand {
  bool is_unagreed = false, is_broken = false, is_likely_late = false;
};

/// Counts each declared link once for a pair of teams, as the matrix does.
void count_links(const Plan& plan, const std::vector<LinkFacts>& links, BoardReport& report) {
  std::map<std::tuple<std::uint32_t, TeamId, TeamId>, Strand> strands;
  for (const LinkFacts& link : links) {
    if (!link.state.is_cross_team) continue;
    Strand& strand =
        strands[{link.arc.link.row, plan.item(link.arc.from).team, plan.item(link.arc.to).team}];
    strand.is_unagreed |= is_unagreed(link.state);
    strand.is_broken |= link.state.is_broken();
    strand.is_likely_late |= link.is_likely_late();
    if (!link.late || *link.late <= report.worst_late.value_or(0.0)) continue;
    report.worst_late = link.late;
    report.worst_giver = plan.item(link.arc.from).id;
    report.worst_taker = plan.item(link.arc.to).id;
  }
  report.num_links = strands.size();
  for (const auto& [ends, strand] : strands) {
    report.num_unagreed += strand.is_unagreed ? 1 : 0;
    report.num_broken += strand.is_broken ? 1 : 0;
    report.num_likely_late += strand.is_likely_late ? 1 : 0;
  }
}

/// Keeps what asks for something, then what is critical, then what is late most often.
void hide_lightest(BoardReport& report) {
  std::vector<BoardString>& strings = report.strings;
  const std::size_t wanted = strings.size();
  const std::size_t most = report.has_all_links ? kMostForced : kMostBoardStrings;
  if (wanted <= most) return;
  std::erase_if(strings, [](const BoardString& string) { return !is_trouble(string); });
  if (strings.size() > most) {
    const auto weight = [](const BoardString& string) {
      return std::tuple(string.link.is_broken() || string.link.num_broken > 0,
                        string.link.is_critical, string.late.value_or(0.0), string.days_late);
    };
    std::ranges::stable_sort(
        strings, [&](const BoardString& a, const BoardString& b) { return weight(a) > weight(b); });
    strings.resize(most);
  }
  report.num_strings_hidden = wanted - strings.size();
  report.notes.push_back(std::to_string(report.num_strings_hidden) + " of " +
                         count_of(wanted, "string") +
                         " hidden: of the broken, unagreed and likely late ones the weightiest are "
                         "drawn; the matrix counts them all" +
                         (report.has_all_links ? "" : ", --all draws every link"));
}

}  // namespace

void string_cards(const Plan& plan, const std::vector<LinkFacts>& links,
                  const std::vector<std::uint32_t>& card_of, BoardReport& report) {
  count_links(plan, links, report);
  std::vector<BoardString> folded;
  for (const LinkFacts& link : links) {
    if (!link.state.is_cross_team && !report.has_all_links) continue;
    const std::uint32_t from = card_of[link.arc.from.index()];
    const std::uint32_t to = card_of[link.arc.to.index()];
    if (from == kNoCard || to == kNoCard || from == to) continue;
    const bool is_single = !report.cards[from].is_folded() && !report.cards[to].is_folded();
    (is_single ? report.strings : folded)
        .push_back({from, to, link.state, link.late, link.days_late});
  }
  const auto ends = [](const BoardString& string) { return std::pair(string.to, string.from); };
  std::ranges::stable_sort(folded, {}, ends);
  for (std::size_t first = 0; first < folded.size();) {
    BoardString all = folded[first];
    std::size_t last = first + 1;
    for (; last < folded.size() && ends(folded[last]) == ends(all); ++last)
      merge(folded[last], all);
    report.strings.push_back(all);
    first = last;
  }
  hide_lightest(report);
  std::ranges::stable_sort(report.strings, {}, ends);
}

}  // namespace slipway
