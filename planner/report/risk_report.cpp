#include "planner/report/risk_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "planner/report/risk_words.hpp"
#include "planner/risk/sampler.hpp"

namespace slipway {

Odds odds_of(std::uint64_t hits, std::uint64_t samples) {
  const Interval interval = wilson_interval(hits, samples);
  return {static_cast<double>(hits) / static_cast<double>(samples), interval.low, interval.high};
}

namespace {

std::optional<Odds> odds_if(const std::optional<std::uint64_t>& hits, std::uint64_t samples) {
  if (!hits) return std::nullopt;
  return odds_of(*hits, samples);
}

double share_of(std::int64_t count, std::uint64_t samples) {
  return static_cast<double>(count) / static_cast<double>(samples);
}

class Builder {
 public:
  Builder(const Analysis& analysis, RiskReport& report)
      : analysis_(analysis), plan_(*analysis.plan), risk_(*analysis.risk), report_(report) {}

  void add_rows();
  void add_gains();
  void add_waits();
  void add_merges();
  void add_declined();

 private:
  using WaitRows = std::map<std::pair<TeamId, TeamId>, WaitRow>;
  void add_waits_for_answers(WaitRows& rows);
  WaitRow& row_of(WaitRows& rows, TeamId waits, TeamId gives) const {
    WaitRow& row = rows[{waits, gives}];
    row.team = plan_.teams[waits.index()].id;
    row.team_name = plan_.teams[waits.index()].name;
    row.waits_for = plan_.teams[gives.index()].id;
    row.waits_for_name = plan_.teams[gives.index()].name;
    return row;
  }
  std::string_view id_of(ItemId item) const { return plan_.item(item).id; }

  const Analysis& analysis_;
  const Plan& plan_;
  const Simulation& risk_;
  RiskReport& report_;
};

void Builder::add_rows() {
  report_.rows.reserve(risk_.items.size());
  for (const ItemRisk& item : risk_.items) {
    RiskRow& row = report_.rows.emplace_back();
    row.forecast = item.forecast;
    row.on_time = odds_if(item.on_time, risk_.samples);
    row.days_late = item.days_late;
    row.criticality = item.criticality;
    row.cruciality = item.cruciality;
    row.cruciality_rank = item.cruciality_rank;
    row.ssi = item.ssi;
    row.all_on_time = odds_if(item.all_on_time, risk_.samples);
    row.score = item.score;
  }
}

void Builder::add_gains() {
  report_.left_out_gains = analysis_.left_out_gains;
  report_.has_gains = analysis_.gains.has_value();
  if (!analysis_.gains) return;
  const std::uint64_t pairs = analysis_.gains->samples;
  report_.gain_samples = pairs;
  for (const Gain& gain : analysis_.gains->rows) {
    if (gain.finish_days == 0.0 && gain.goals.empty()) continue;
    GainRow& row = report_.gains.emplace_back();
    name_gain(plan_, gain.what, row);
    row.finish_days = gain.finish_days;
    row.all_on_time_gain = share_of(gain.all_on_time.gain(), pairs);
    row.all_on_time_error = error_of(gain.all_on_time, pairs);
    for (const GoalGain& goal : gain.goals) {
      GainForGoal& out = row.goals.emplace_back();
      out.id = id_of(goal.item);
      out.p80 = goal.p80;
      out.p80_days = goal.p80_days;
      out.has_date = risk_.items[goal.item.index()].on_time.has_value();
      out.on_time_gain = share_of(goal.on_time.gain(), pairs);
      out.on_time_error = error_of(goal.on_time, pairs);
      out.on_time =
          share_of(static_cast<std::int64_t>(goal.on_time.before), pairs) + out.on_time_gain;
    }
  }
  const auto best_goal = [](const GainRow& row) {
    double best = 0.0;
    for (const GainForGoal& goal : row.goals) best = std::max(best, goal.on_time_gain);
    return best;
  };
  const auto before = [&](const GainRow& a, const GainRow& b) {
    if (a.all_on_time_gain != b.all_on_time_gain) return a.all_on_time_gain > b.all_on_time_gain;
    const double best_a = best_goal(a);
    const double best_b = best_goal(b);
    return best_a != best_b ? best_a > best_b : a.finish_days > b.finish_days;
  };
  std::ranges::stable_sort(report_.gains, before);
}

void Builder::add_waits() {
  report_.has_waits = risk_.has_waits;
  if (!risk_.has_waits) return;
  WaitRows rows;
  for (const WaitRisk& wait : risk_.waits) {
    const Link& link = plan_.links[wait.link.index()];
    const TeamId to = plan_.item(link.successor).team;
    const TeamId from = plan_.item(link.predecessor).team;
    if (!to.is_set() || !from.is_set()) continue;  // a link of an objective: its goals have teams
    WaitRow& row = row_of(rows, to, from);
    row.links.push_back({id_of(link.predecessor), id_of(link.successor), wait.days});
  }
  add_waits_for_answers(rows);
  for (auto& [teams, row] : rows) {
    std::ranges::stable_sort(row.links, std::ranges::greater{}, &WaitLinkRow::days);
    // In this order, so that the order of goals in the file does not matter to the last digit.
    for (const WaitLinkRow& link : row.links) row.days += link.days;
    report_.waits.push_back(std::move(row));
  }
  std::ranges::stable_sort(report_.waits, std::ranges::greater{}, &WaitRow::days);
}

// A need that another team has not agreed to: its mean wait, where the work exists.
void Builder::add_waits_for_answers(WaitRows& rows) {
  const double days =
      Sampler(distribution_of(plan_.ask_wait, plan_.sizes, plan_.calendars[0].days_per_week()))
          .mean();
  for (std::size_t i = 0; i < plan_.num_goals; ++i) {
    const Item& item = plan_.items[i];
    const NodeId node = analysis_.network.node_of[i];
    if (item.details == kNoRow || !item.team.is_set() || !node.is_set()) continue;
    if (analysis_.network.nodes[node.index()].progress == Progress::done) continue;
    for (const Need& need : plan_.details_of(item).needs) {
      if (!is_open_ask(item, need)) continue;
      row_of(rows, item.team, need.team)
          .links.push_back({"(its answer)", item.id, days * item.probability});
    }
  }
}

void Builder::add_merges() {
  for (const MergeRisk& merge : risk_.merges) {
    MergeRow& row = report_.merges.emplace_back();
    row.id = id_of(merge.item);
    row.days = merge.days;
    for (std::size_t i = 0; i < merge.inputs.size(); ++i) {
      row.inputs.emplace_back(id_of(plan_.links[merge.inputs[i].index()].predecessor),
                              merge.input_share[i]);
    }
    std::ranges::stable_sort(row.inputs, std::ranges::greater{},
                             [](const auto& input) { return input.second; });
  }
}

void Builder::add_declined() {
  const auto is_open = [&](const Item& item) {
    return item.status != Status::done && item.status != Status::dropped;
  };
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const Item& item = plan_.items[row];
    if (item.details == kNoRow || !is_open(item)) continue;
    for (const Need& need : plan_.details_of(item).needs) {
      if (need.ask != Ask::declined) continue;
      report_.rows[row].has_no_provider = true;
      report_.declined.push_back({item.id, plan_.teams[need.team.index()].id, true});
    }
  }
  for (const Link& link : plan_.links) {
    if (link.details == kNoRow || plan_.link_details[link.details].ask != Ask::declined) continue;
    if (!is_open(plan_.item(link.successor)) || !is_open(plan_.item(link.predecessor))) continue;
    report_.rows[link.successor.index()].has_no_provider = true;
    report_.declined.push_back({id_of(link.successor), id_of(link.predecessor), false});
  }
}

}  // namespace

RiskReport report_risk(const Analysis& analysis) {
  const Simulation& risk = analysis.risk.value();
  RiskReport report;
  report.schedule = report_schedule(analysis);
  report.samples = risk.samples;
  report.seed = risk.seed;
  report.is_stable = is_stable(risk);
  report.finish = risk.finish;
  report.all_on_time = odds_if(risk.all_on_time, risk.samples);
  Builder builder(analysis, report);
  builder.add_rows();
  builder.add_gains();
  builder.add_waits();
  builder.add_merges();
  builder.add_declined();
  report.assumptions = list_assumptions(analysis);
  return report;
}

}  // namespace slipway
