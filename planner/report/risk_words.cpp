#include "planner/report/risk_words.hpp"

#include <algorithm>
#include <cmath>

#include "planner/schedule/durations.hpp"

namespace slipway {
namespace {

// A correlation as plans write it: 0.3.
std::string decimal(double rho) {
  const long hundredths = std::lround(rho * 100.0);
  std::string text = std::to_string(hundredths / 100) + '.' + (hundredths % 100 < 10 ? "0" : "") +
                     std::to_string(hundredths % 100);
  return text.ends_with('0') && !text.ends_with(".0") ? text.substr(0, text.size() - 1) : text;
}

// Thousands apart, as numbers are shown elsewhere.
std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, 1, ',');
  return out;
}

std::string to_count(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

// Two digits are enough to say how certain a count of runs is.
std::string half_width(std::uint64_t samples) {
  const double points = 100.0 * 1.959963984540054 * 0.5 / std::sqrt(static_cast<double>(samples));
  std::string text = std::to_string(std::max(0.1, std::round(points * 10) / 10));
  text.resize(text.find('.') + 2);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text + (text == "1" ? " point" : " points");
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
  std::string range = decimal(least);
  if (least != most) range += " to " + decimal(most);
  out.push_back("Goals of one team tend to be late together (correlation " + range + ", " +
                to_count(count.correlated, "goal") +
                "); teams are independent of each other but for shared risks.");
}

}  // namespace

void name_gain(const Plan& plan, const Variation& what, GainRow& row) {
  const auto name = [](std::string_view action, std::string_view id) {
    return std::string(action) + ' ' + std::string(id);
  };
  switch (what.kind) {
    case VariationKind::without_item:
      row.kind = GainKind::blocker;
      row.id = plan.item(what.item).id;
      row.label = name("resolve blocker", row.id);
      return;
    case VariationKind::without_risk:
      row.kind = GainKind::risk;
      row.id = plan.risks[what.risk].id;
      row.label = name("rule out risk", row.id);
      return;
    case VariationKind::without_link:
    case VariationKind::agreed_link: {
      const Link& link = plan.links[what.link.index()];
      row.id = plan.item(link.successor).id;
      row.from = plan.item(link.predecessor).id;
      const bool is_ask = what.kind == VariationKind::agreed_link;
      row.kind = is_ask ? GainKind::ask : GainKind::link;
      row.label = name(is_ask ? "agree ask" : "drop soft link", row.from) + name(" ->", row.id);
      return;
    }
    case VariationKind::agreed_need:
      row.kind = GainKind::ask;
      row.is_need = true;
      row.id = plan.item(what.item).id;
      row.from = plan.teams[what.team.index()].id;
      row.label = name("agree ask of team", row.from) + name(" for", row.id);
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
  out.push_back("The plan was run " + grouped(samples) +
                " times with drawn durations. Odds of 50 % are known to " + half_width(samples) +
                " either way, others better; that covers chance in the runs, not wrong "
                "estimates.");
  if (count.assumed > 0) {
    out.push_back(to_count(count.assumed, "item") + " without an estimate " +
                  (count.assumed == 1 ? "is" : "are") +
                  " assumed to take the plan's default_estimate.");
  }
  if (count.exact > 0) {
    out.push_back(std::to_string(count.exact) + " of " + to_count(count.open, "open item") +
                  (count.exact == 1 ? " has" : " have") +
                  " a single number as estimate, which is taken as certain: give "
                  "ranges, or the odds are too good.");
  }
  say_correlation(plan, count, out);
  if (count.doubtful > 0) {
    out.push_back(
        to_count(count.doubtful, "item") +
        " may turn out not to be needed, in the share of runs that the probability says.");
  }
  const std::vector<Variation> removals = list_removals(plan, network);
  const auto number_of = [&](auto... kinds) {
    return static_cast<std::size_t>(std::ranges::count_if(
        removals, [&](const Variation& v) { return ((v.kind == kinds) || ...); }));
  };
  if (const std::size_t risks = number_of(VariationKind::without_risk); risks > 0) {
    out.push_back(to_count(risks, "risk") + (risks == 1 ? " strikes" : " strike") +
                  " in the share of runs that their probability says, all that they affect "
                  "at once.");
  }
  if (const std::size_t asks = number_of(VariationKind::agreed_link, VariationKind::agreed_need);
      asks > 0) {
    out.push_back(to_count(asks, "ask") +
                  (asks == 1 ? " of another team is" : " of other teams are") +
                  " not agreed yet: each adds a wait for the answer (the plan's "
                  "ask_wait, else a week on average).");
  }
  out.push_back(
      "Every team is taken to work on all of its goals at once: capacity is not counted.");
  return out;
}

}  // namespace slipway
