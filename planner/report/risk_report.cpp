#include "planner/report/risk_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "planner/report/risk_words.hpp"

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

// Of a change in a share when all runs that change, change alike: taking something away moves no
// run the other way (McNemar's interval with one empty cell).
double paired_error(double change, std::uint64_t samples) {
  const double size = std::fabs(change);
  return std::sqrt(size * (1.0 - size) / static_cast<double>(samples));
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
  report_.num_removals = analysis_.gains.size();
  report_.left_out_gains = analysis_.left_out_gains;
  for (const Gain& gain : analysis_.gains) {
    if (gain.finish_days == 0.0 && gain.all_on_time == 0 && gain.goals.empty()) continue;
    GainRow& row = report_.gains.emplace_back();
    name_gain(plan_, gain.what, row);
    row.finish_days = gain.finish_days;
    row.all_on_time_gain = share_of(gain.all_on_time, risk_.samples);
    row.all_on_time_error = paired_error(row.all_on_time_gain, risk_.samples);
    for (const GoalGain& goal : gain.goals) {
      GainForGoal& out = row.goals.emplace_back();
      const std::optional<std::uint64_t>& before = risk_.items[goal.item.index()].on_time;
      out.id = id_of(goal.item);
      out.p80 = goal.p80;
      out.p80_days = goal.p80_days;
      out.has_date = before.has_value();
      out.on_time_gain = share_of(goal.on_time, risk_.samples);
      out.on_time_error = paired_error(out.on_time_gain, risk_.samples);
      if (before)
        out.on_time = share_of(static_cast<std::int64_t>(*before) + goal.on_time, risk_.samples);
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
  std::map<std::pair<TeamId, TeamId>, WaitRow> rows;
  for (const WaitRisk& wait : risk_.waits) {
    const Link& link = plan_.links[wait.link.index()];
    const TeamId to = plan_.item(link.successor).team;
    const TeamId from = plan_.item(link.predecessor).team;
    if (!to.is_set() || !from.is_set()) continue;  // a link of an objective: its goals have teams
    WaitRow& row = rows[{to, from}];
    row.team = plan_.teams[to.index()].id;
    row.team_name = plan_.teams[to.index()].name;
    row.waits_for = plan_.teams[from.index()].id;
    row.waits_for_name = plan_.teams[from.index()].name;
    row.links.push_back({id_of(link.predecessor), id_of(link.successor), wait.days});
  }
  for (auto& [teams, row] : rows) {
    std::ranges::stable_sort(row.links, std::ranges::greater{}, &WaitLinkRow::days);
    // In this order, so that the order of goals in the file does not matter to the last digit.
    for (const WaitLinkRow& link : row.links) row.days += link.days;
    report_.waits.push_back(std::move(row));
  }
  std::ranges::stable_sort(report_.waits, std::ranges::greater{}, &WaitRow::days);
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
      if (need.ask == Ask::declined)
        report_.declined.push_back({item.id, plan_.teams[need.team.index()].id, true});
    }
  }
  for (const Link& link : plan_.links) {
    if (link.details == kNoRow || plan_.link_details[link.details].ask != Ask::declined) continue;
    if (is_open(plan_.item(link.successor)) && is_open(plan_.item(link.predecessor)))
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
