#include "planner/risk/sample_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "planner/risk/normal.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostLanes = 64;
constexpr double kLongestDraw = 2e7;  // days; keeps sums of absurd tails inside the clock

std::int64_t to_ticks(double days) {
  return work_of_days(std::clamp(days, -kLongestDraw, kLongestDraw)).ticks;
}

// Links have no ids: the names of their ends, with a number where a pair is linked repeatedly.
std::vector<std::uint64_t> name_links(const Plan& plan) {
  std::vector<std::uint64_t> out(plan.links.size(), 0);
  std::unordered_map<std::string, int> seen;
  for (std::size_t row = 0; row < plan.links.size(); ++row) {
    const Link& link = plan.links[row];
    if (link.details == kNoRow) continue;  // neither soft nor lagged: nothing to draw
    std::string name = std::string(plan.item(link.predecessor).id) + ' ' +
                       std::string(plan.item(link.successor).id);
    const int repeat = seen[name]++;
    if (repeat > 0) name += ' ' + std::to_string(repeat);
    out[row] = entity_key(name);
  }
  return out;
}

Distribution factor_of(const Factor& factor) {
  Distribution out;
  out.a = factor.low;
  if (factor.low == factor.high) return out;
  out.shape = Shape::pert;
  out.b = factor.likely;
  out.c = factor.high;
  return out;
}

}  // namespace

SampleModel::SampleModel(const Plan& plan, const Network& network, std::uint64_t seed)
    : network_(network), seed_(seed) {
  // Risks by the nodes they hit.
  std::vector<std::vector<std::uint32_t>> risks_of(plan.risks.empty() ? 0 : network.num_nodes());
  for (const Risk& risk : plan.risks) {
    if (risk.roam == Roam::resolved || risk.probability <= 0.0) continue;
    const auto row = static_cast<std::uint32_t>(risks_.size());
    const Distribution delay = risk.delay == kNoRow
                                   ? Distribution{}
                                   : distribution_of(plan.estimates[risk.delay], plan.sizes,
                                                     plan.calendars[0].days_per_week());
    const Distribution factor = factor_of(risk.factor);
    risks_.push_back({entity_key("risk " + std::string(risk.id)), risk.probability,
                      !(factor.shape == Shape::point && factor.a == 1.0), risk.delay != kNoRow,
                      Sampler(factor, tables_), Sampler(delay, tables_)});
    std::vector<bool> is_hit(network.num_nodes(), false);
    const auto hit = [&](ItemId item) {
      const NodeId node = network.node_of[item.index()];
      if (!node.is_set() || is_hit[node.index()]) return;
      is_hit[node.index()] = true;
      risks_of[node.index()].push_back(row);
    };
    for (const ItemId item : risk.items) {
      hit(item);
      if (plan.item(item).kind != Kind::objective) continue;
      for (std::size_t i = 0; i < plan.num_goals; ++i) {
        for (ItemId up = plan.items[i].parent; up.is_set(); up = plan.item(up).parent) {
          if (up == item) hit(ItemId(i));
        }
      }
    }
    for (const TeamId team : risk.teams) {
      for (std::size_t i = 0; i < plan.num_goals; ++i) {
        if (plan.items[i].team == team) hit(ItemId(i));
      }
    }
  }

  std::vector<std::uint32_t> team_rows(plan.teams.size(), kNoRow);
  nodes_.resize(network.num_nodes());
  samplers_.reserve(network.num_nodes());
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    const Node& node = network.nodes[n];
    const Item& item = plan.item(node.item);
    NodeModel& model = nodes_[n];
    samplers_.emplace_back(remaining_work(plan, network, n), tables_);
    model.entity = entity_key(item.id);
    model.is_fixed = node.progress == Progress::done || node.is_milestone;
    if (node.progress != Progress::done) model.probability = item.probability;
    if (item.team.is_set() && !node.is_blocker && !samplers_.back().is_constant()) {
      const Team& team = plan.teams[item.team.index()];
      const double rho = team.correlation.value_or(plan.correlation);
      if (rho > 0.0) {
        std::uint32_t& row = team_rows[item.team.index()];
        if (row == kNoRow) {
          row = static_cast<std::uint32_t>(teams_.size());
          teams_.push_back(entity_key("team " + std::string(team.id)));
        }
        model.team = row;
        model.team_share = std::sqrt(rho);
        model.own_share = std::sqrt(1.0 - rho);
      }
    }
    if (risks_of.empty() || model.is_fixed) continue;
    model.first_risk = static_cast<std::uint32_t>(node_risks_.size());
    model.num_risks = static_cast<std::uint32_t>(risks_of[n].size());
    node_risks_.insert(node_risks_.end(), risks_of[n].begin(), risks_of[n].end());
  }

  const std::vector<std::uint64_t> link_names = name_links(plan);
  for (std::size_t row = 0; row < network.lags.size(); ++row) {
    lag_samplers_.emplace_back(lag_length(plan, network, row), tables_);
    lag_entities_.push_back(link_names[network.lags[row].link.index()]);
  }
  for (const SoftLink& soft : network.soft_links) {
    soft_entities_.push_back(link_names[soft.link.index()]);
  }
}

void SampleModel::draw(std::uint64_t first, int lanes, OwnedConditions& out) const {
  const auto width = static_cast<std::size_t>(lanes);
  const std::uint64_t all = lanes == 64 ? ~0ULL : (1ULL << lanes) - 1;
  out.durations.resize(network_.num_nodes() * width);
  out.exists.resize(network_.num_nodes());
  out.lags.resize(network_.lags.size() * width);
  out.binds.resize(network_.soft_links.size());
  std::array<double, kMostLanes> buffer;
  const std::span<double> u(buffer.data(), width);
  const auto draw_mask = [&](std::uint64_t entity, Purpose purpose, double probability) {
    if (probability >= 1.0) return all;
    if (probability <= 0.0) return std::uint64_t{0};
    uniforms({seed_, entity, purpose}, first, u);
    std::uint64_t mask = 0;
    for (std::size_t l = 0; l < width; ++l) mask |= std::uint64_t{u[l] < probability} << l;
    return mask;
  };
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    out.exists[n] = draw_mask(nodes_[n].entity, Purpose::existence, nodes_[n].probability);
  }
  for (std::size_t row = 0; row < soft_entities_.size(); ++row) {
    out.binds[row] =
        draw_mask(soft_entities_[row], Purpose::link, network_.soft_links[row].probability);
  }
  for (std::size_t row = 0; row < lag_samplers_.size(); ++row) {
    if (!lag_samplers_[row].is_constant()) {
      uniforms({seed_, lag_entities_[row], Purpose::lag}, first, u);
    } else {
      std::ranges::fill(u, 0.5);
    }
    lag_samplers_[row].sample(u, u);
    for (std::size_t l = 0; l < width; ++l) out.lags[row * width + l] = to_ticks(u[l]);
  }
  draw_durations(first, lanes, out);
}

void SampleModel::draw_durations(std::uint64_t first, int lanes, OwnedConditions& out) const {
  const auto width = static_cast<std::size_t>(lanes);
  std::vector<double> team_factors(teams_.size() * width);
  for (std::size_t t = 0; t < teams_.size(); ++t) {
    const std::span<double> z(team_factors.data() + t * width, width);
    uniforms({seed_, teams_[t], Purpose::team}, first, z);
    for (double& x : z) x = normal_quantile(x);
  }
  std::vector<double> risk_factors(risks_.size() * width, 1.0);
  std::vector<double> risk_delays(risks_.size() * width, 0.0);
  std::array<double, kMostLanes> buffer;
  const std::span<double> u(buffer.data(), width);
  for (std::size_t r = 0; r < risks_.size(); ++r) {
    const RiskModel& risk = risks_[r];
    uniforms({seed_, risk.entity, Purpose::risk_occurs}, first, u);
    std::uint64_t happens = 0;
    for (std::size_t l = 0; l < width; ++l) happens |= std::uint64_t{u[l] < risk.probability} << l;
    const auto fill = [&](const Sampler& sampler, Purpose purpose, std::vector<double>& values) {
      uniforms({seed_, risk.entity, purpose}, first, u);
      sampler.sample(u, u);
      for (std::size_t l = 0; l < width; ++l) {
        if ((happens >> l & 1U) != 0) values[r * width + l] = u[l];
      }
    };
    if (risk.has_factor) fill(risk.factor, Purpose::risk_factor, risk_factors);
    if (risk.has_delay) fill(risk.delay, Purpose::risk_delay, risk_delays);
  }

  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    const NodeModel& model = nodes_[n];
    std::int64_t* ticks = out.durations.data() + n * width;
    if (model.is_fixed || out.exists[n] == 0) {
      std::fill_n(ticks, width, 0);
      continue;
    }
    const Sampler& sampler = samplers_[n];
    if (sampler.is_constant()) {
      std::ranges::fill(u, sampler.quantile(0.5));
    } else {
      uniforms({seed_, model.entity, Purpose::duration}, first, u);
      if (model.team_share > 0.0) {
        // One-factor Gaussian copula (D11): marginals stay as estimated.
        const double* z = team_factors.data() + model.team * width;
        for (std::size_t l = 0; l < width; ++l) {
          u[l] = normal_cdf(model.team_share * z[l] + model.own_share * normal_quantile(u[l]));
          u[l] = std::clamp(u[l], 0x1p-53, 1.0 - 0x1p-53);
        }
      }
      sampler.sample(u, u);
    }
    for (std::uint32_t k = 0; k < model.num_risks; ++k) {
      const std::size_t r = node_risks_[model.first_risk + k];
      for (std::size_t l = 0; l < width; ++l) u[l] *= risk_factors[r * width + l];
    }
    for (std::uint32_t k = 0; k < model.num_risks; ++k) {
      const std::size_t r = node_risks_[model.first_risk + k];
      for (std::size_t l = 0; l < width; ++l) u[l] += risk_delays[r * width + l];
    }
    for (std::size_t l = 0; l < width; ++l) {
      const bool exists = (out.exists[n] >> l & 1U) != 0;
      ticks[l] = exists ? std::max<std::int64_t>(to_ticks(u[l]), 0) : 0;
    }
  }
}

}  // namespace slipway
