#include "planner/report/check_report.hpp"

#include <algorithm>

namespace slipway {
namespace {

constexpr double kHighFloatDays = 30.0;  // likely a missing successor (domain 2.1 #6, adapted)
constexpr double kLongDays = 20.0;       // pieces should be smaller (#8, adapted)

bool is_incomplete_work(const Analysis& analysis, std::size_t n) {
  const Node& node = analysis.network.nodes[n];
  return node.progress != Progress::done && !node.is_milestone && !node.is_blocker &&
         analysis.schedule.exists(NodeId(n));
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Declared links: one that names an objective stands for many.
std::size_t count_out_of_sequence(const Network& network) {
  std::size_t count = 0;
  LinkId last{};
  for (const OutOfSequence& row : network.out_of_sequence) {
    if (row.link != last) ++count;
    last = row.link;
  }
  return count;
}

}  // namespace

std::vector<Metric> measure_health(const Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  const std::size_t num_nodes = network.num_nodes();
  std::vector<bool> has_successor(num_nodes, false);
  std::vector<bool> has_predecessor(num_nodes, false);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    for (const InLink& in : network.links_into(n)) {
      has_predecessor[n] = true;
      has_successor[in.from.index()] = true;
    }
  }
  std::size_t incomplete = 0, no_logic = 0, high_float = 0, too_long = 0, unowned = 0, late = 0;
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const Node& node = network.nodes[n];
    const Item& item = plan.item(node.item);
    const Date target = plan.target_of(item);
    if (!node.is_blocker && node.progress != Progress::done && target.is_set() &&
        analysis.shown.finish[n].is_set() && analysis.shown.finish[n] > target &&
        item.commitment == Commitment::committed) {
      ++late;
    }
    if (!is_incomplete_work(analysis, n)) continue;
    ++incomplete;
    if (!has_predecessor[n] && !has_successor[n]) ++no_logic;
    if (days_of(analysis.schedule.late.total_float[n]) > kHighFloatDays) ++high_float;
    if (days_of(Work{analysis.schedule.conditions.durations[n]}) > kLongDays) ++too_long;
    if (!item.team.is_set()) ++unowned;
  }
  std::size_t leads = 0, lags = 0, plain = 0, declined = 0;
  for (const Link& link : plan.links) {
    const LinkDetails& details = plan.details_of(link);
    if (details.type == LinkType::fs) ++plain;
    if (details.ask == Ask::declined) ++declined;
    if (details.lag == kNoRow) continue;
    const Estimate& lag = plan.estimates[details.lag];
    const bool is_lead = lag.is_lead || lag.amounts[0].number < 0.0;
    (is_lead ? leads : lags) += 1;
  }
  std::size_t assumed = 0;
  for (const Item& item : plan.items) {
    const bool is_open = item.status == Status::not_started || item.status == Status::in_progress;
    const bool takes_work = item.kind == Kind::goal || item.kind == Kind::blocker;
    if (is_open && takes_work && item.estimate == kNoRow && item.remaining == kNoRow) ++assumed;
  }

  std::vector<Metric> out;
  const auto at_most = [&](std::string_view code, std::string_view meaning, double value,
                           double threshold, bool is_share) {
    out.push_back({code, meaning, value, threshold, is_share, value <= threshold});
  };
  at_most("late-commitments", "committed goals that finish after their date",
          static_cast<double>(late), 0.0, false);
  at_most("missing-logic", "unfinished goals without any link", share(no_logic, incomplete), 0.05,
          true);
  at_most("leads", "links with a negative lag", static_cast<double>(leads), 0.0, false);
  at_most("lags", "links with a lag: better a goal of its own", share(lags, plan.links.size()),
          0.05, true);
  out.push_back({"finish-start-links", "links that tie a finish to a start",
                 plan.links.empty() ? 1.0 : share(plain, plan.links.size()), 0.9, true,
                 plan.links.empty() || share(plain, plan.links.size()) >= 0.9});
  at_most("high-float", "goals with more than 30 days of float: is a link missing?",
          share(high_float, incomplete), 0.05, true);
  at_most("long-goals", "goals of more than 20 days: split them", share(too_long, incomplete), 0.05,
          true);
  at_most("no-team", "unfinished goals that no team does", static_cast<double>(unowned), 0.0,
          false);
  at_most("assumed-estimates", "unfinished work without an estimate", static_cast<double>(assumed),
          0.0, false);
  at_most("declined-asks", "links whose ask was declined", static_cast<double>(declined), 0.0,
          false);
  at_most("out-of-sequence", "links that progress has broken",
          static_cast<double>(count_out_of_sequence(network)), 0.0, false);
  return out;
}

}  // namespace slipway
