#include "planner/report/risk_words.hpp"

#include <algorithm>
#include <cmath>

#include "planner/schedule/durations.hpp"

namespace slipway {
namespace {

std::string quoted(std::string_view id) { return "'" + std::string(id) + "'"; }

std::string percent(double share) { return std::to_string(std::lround(share * 100.0)) + " %"; }

std::string goals_are(std::size_t count, std::string_view what = "goal") {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

// Two digits are enough to say how certain a count of runs is.
std::string half_width(std::uint64_t samples) {
  const double points = 100.0 * 1.959963984540054 * 0.5 / std::sqrt(static_cast<double>(samples));
  const double rounded = points >= 10 ? std::round(points) : std::round(points * 10) / 10;
  std::string text = std::to_string(rounded);
  text.resize(text.find('.') + (points >= 10 ? 0 : 2));
  return text;
}

struct Count {
  std::size_t open = 0;        // goals and blockers that take time
  std::size_t assumed = 0;     // without an estimate
  std::size_t exact = 0;       // one number: no spread
  std::size_t doubtful = 0;    // probability of existence between 0 and 1
  std::size_t correlated = 0;  // goals of teams whose goals are late together
};

Count count_items(const Plan& plan, const Network& network) {
  Count out;
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    const Node& node = network.nodes[n];
    const Item& item = plan.item(node.item);
    if (node.progress == Progress::done) continue;
    if (item.probability > 0.0 && item.probability < 1.0) ++out.doubtful;
    if (node.is_milestone) continue;
    ++out.open;
    const bool is_assumed = item.estimate == kNoRow && item.remaining == kNoRow;
    if (is_assumed) ++out.assumed;
    const Distribution work = remaining_work(plan, network, n);
    const bool has_spread = work.shape != Shape::point && work.scale > 0.0;
    if (!has_spread) ++out.exact;
    if (node.is_blocker || !item.team.is_set() || !has_spread) continue;
    const double rho = plan.teams[item.team.index()].correlation.value_or(plan.correlation);
    if (rho > 0.0) ++out.correlated;
  }
  return out;
}

void say_correlation(const Plan& plan, const Count& count, std::vector<std::string>& out) {
  if (count.correlated == 0) {
    out.push_back("No goals are taken to be late together, other than through shared risks.");
    return;
  }
  double least = 1.0;
  double most = 0.0;
  for (const Team& team : plan.teams) {
    const double rho = team.correlation.value_or(plan.correlation);
    least = std::min(least, rho);
    most = std::max(most, rho);
  }
  std::string range = percent(least);
  if (least != most) range += " to " + percent(most);
  out.push_back("Goals of one team tend to be late together (correlation " + range + ", " +
                goals_are(count.correlated) +
                "); teams are independent of each other but for shared risks.");
}

}  // namespace

void name_gain(const Plan& plan, const Variation& what, GainRow& row) {
  switch (what.kind) {
    case VariationKind::without_item:
      row.kind = GainKind::blocker;
      row.id = plan.item(what.item).id;
      row.label = "blocker " + quoted(row.id) + " resolved at once";
      return;
    case VariationKind::without_risk:
      row.kind = GainKind::risk;
      row.id = plan.risks[what.risk].id;
      row.label = "risk " + quoted(row.id) + " ruled out";
      return;
    case VariationKind::without_link:
    case VariationKind::agreed_link: {
      const Link& link = plan.links[what.link.index()];
      row.id = plan.item(link.successor).id;
      row.from = plan.item(link.predecessor).id;
      const bool is_ask = what.kind == VariationKind::agreed_link;
      row.kind = is_ask ? GainKind::ask : GainKind::link;
      row.label = (is_ask ? "the ask " : "the soft link ") + quoted(row.from) + " -> " +
                  quoted(row.id) + (is_ask ? " agreed" : " dropped");
      return;
    }
    case VariationKind::agreed_need:
      row.kind = GainKind::ask;
      row.is_need = true;
      row.id = plan.item(what.item).id;
      row.from = plan.teams[what.team.index()].id;
      row.label = "the ask of team " + quoted(row.from) + " for " + quoted(row.id) + " agreed";
      return;
    default:
      return;
  }
}

std::vector<std::string> list_assumptions(const Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  const std::uint64_t samples = analysis.risk->samples;
  const Count count = count_items(plan, network);
  std::vector<std::string> out;
  out.push_back("The plan was run " + std::to_string(samples) +
                " times with drawn durations. An odds of 50 % is known to " + half_width(samples) +
                " points either way, others better; that covers chance in the runs, not wrong "
                "estimates.");
  if (count.assumed > 0) {
    out.push_back(goals_are(count.assumed) + " without an estimate " +
                  (count.assumed == 1 ? "is" : "are") +
                  " assumed to take the plan's default_estimate.");
  }
  if (count.exact > 0) {
    out.push_back(std::to_string(count.exact) + " of " + goals_are(count.open) +
                  " and blockers have a single number as estimate, which is taken as certain: give "
                  "ranges, or the odds are too good.");
  }
  say_correlation(plan, count, out);
  if (count.doubtful > 0) {
    out.push_back(goals_are(count.doubtful) +
                  " or blockers may turn out not to be needed, in the share of runs "
                  "that their probability says.");
  }
  const std::vector<Variation> removals = list_removals(plan, network);
  const auto number_of = [&](auto... kinds) {
    return static_cast<std::size_t>(std::ranges::count_if(
        removals, [&](const Variation& v) { return ((v.kind == kinds) || ...); }));
  };
  if (const std::size_t risks = number_of(VariationKind::without_risk); risks > 0) {
    out.push_back(goals_are(risks, "risk") +
                  " strike in the share of runs that their probability says, all that they affect "
                  "at once.");
  }
  if (const std::size_t asks = number_of(VariationKind::agreed_link, VariationKind::agreed_need);
      asks > 0) {
    out.push_back(goals_are(asks, "ask") +
                  " of another team not agreed yet: each adds a wait for the answer (the plan's "
                  "ask_wait, else a week on average).");
  }
  out.push_back(
      "Every team is taken to work on all of its goals at once: capacity is not counted.");
  return out;
}

}  // namespace slipway
