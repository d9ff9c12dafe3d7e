#include "planner/risk/sample_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "planner/risk/philox.hpp"
#include "planner/risk/sampler.hpp"
#include "planner/risk/tally.hpp"

namespace slipway {
namespace {

constexpr std::size_t kWidth = kLanes;

// Seconds to the unit of a draw: a second, a minute, an hour, a day.
constexpr std::array<std::int32_t, 4> kUnits = {1, 60, 60 * 60, kSecondsPerDay};

// The largest amount that a draw of a lag can give, whatever its sign.
double longest_amount(const Draw& draw) {
  if (draw.kind == DrawKind::fixed) return std::abs(double{draw.base});
  if (draw.kind == DrawKind::lognormal) {
    Draw positive = draw;
    positive.sign = 1.0F;
    return longest(positive);
  }
  Draw opposite = draw;
  opposite.base = -opposite.base;
  opposite.scale = -opposite.scale;
  return std::max(longest(draw), longest(opposite));
}

std::uint32_t number(Purpose purpose) { return static_cast<std::uint32_t>(purpose); }

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

Draw named(Draw draw, std::uint64_t entity, Purpose purpose) {
  draw.entity = entity;
  draw.purpose = number(purpose);
  return draw;
}

// Lanes whose uniform number is below `probability`.
std::uint64_t draw_mask(const LaneKernel& kernel, const DrawBlock& block, std::uint64_t entity,
                        Purpose purpose, double probability) {
  if (probability >= 1.0) return ~std::uint64_t{0};
  if (probability <= 0.0) return 0;
  std::array<std::uint32_t, kWidth> words;
  kernel.words(block, entity, number(purpose), words.data());
  // (word + 1/2) / 2^32 < probability
  const auto limit = static_cast<std::uint64_t>(std::ceil(probability * 0x1p32 - 0.5));
  std::uint64_t mask = 0;
  for (std::size_t l = 0; l < kWidth; ++l) mask |= std::uint64_t{words[l] < limit} << l;
  return mask;
}

}  // namespace

SampleModel::SampleModel(const Plan& plan, const Network& network, std::uint64_t seed,
                         const Variation& variation, DrawTables& tables)
    : network_(network), seed_(seed), variation_(variation) {
  std::vector<std::vector<std::uint32_t>> risks_of;
  add_risks(plan, tables, risks_of);
  add_asks(plan, tables, risks_of);
  add_nodes(plan, tables, risks_of);
  add_links(plan, tables);
}

void SampleModel::add_risks(const Plan& plan, DrawTables& tables,
                            std::vector<std::vector<std::uint32_t>>& risks_of) {
  for (std::size_t r = 0; r < plan.risks.size(); ++r) {
    const Risk& risk = plan.risks[r];
    const bool is_left_out = variation_.kind == VariationKind::without_risk && variation_.risk == r;
    if (is_left_out || risk.roam == Roam::resolved || risk.probability <= 0.0) continue;
    risks_of.resize(network_.num_nodes());
    const auto row = static_cast<std::uint32_t>(risks_.size());
    const std::uint64_t entity = entity_key("risk " + std::string(risk.id));
    const Distribution factor = factor_of(risk.factor);
    RiskModel& model = risks_.emplace_back();
    model.entity = entity;
    const bool is_certain = variation_.kind == VariationKind::certain_risk && variation_.risk == r;
    model.probability = is_certain ? 1.0 : risk.probability;
    model.in_parallel = risk.in_parallel;
    model.has_factor = !(factor.shape == Shape::point && factor.a == 1.0);
    model.factor = named(tables.make_draw(factor, 1.0, false), entity, Purpose::risk_factor);
    if (risk.delay != kNoRow) {
      model.has_delay = true;
      model.delay = named(tables.make_draw(distribution_of(plan.estimates[risk.delay], plan.sizes,
                                                           plan.calendars[0].days_per_week()),
                                           kSecondsPerDay, false),
                          entity, Purpose::risk_delay);
    }
    std::vector<bool> is_hit(network_.num_nodes(), false);
    const auto hit = [&](ItemId item) {
      const NodeId node = network_.node_of[item.index()];
      if (!node.is_set() || is_hit[node.index()]) return;
      if (plan.details_of(plan.item(item)).is_pinned) return;
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
}

// A need that was asked of another team and not agreed yet adds a wait, like a risk that always
// happens.
void SampleModel::add_asks(const Plan& plan, DrawTables& tables,
                           std::vector<std::vector<std::uint32_t>>& risks_of) {
  for (std::size_t n = 0; n < network_.num_nodes(); ++n) {
    const Item& item = plan.item(network_.nodes[n].item);
    if (item.details == kNoRow || network_.nodes[n].progress == Progress::done) continue;
    if (plan.details_of(item).is_pinned) continue;
    const std::vector<Need>& needs = plan.details_of(item).needs;
    std::unordered_map<std::uint32_t, int> seen;  // by team: one may be asked twice
    for (std::size_t row = 0; row < needs.size(); ++row) {
      const Need& need = needs[row];
      const int repeat = seen[need.team.row]++;
      const bool is_left_out = variation_.kind == VariationKind::agreed_need &&
                               variation_.item == network_.nodes[n].item && variation_.need == row;
      if (!is_open_ask(item, need) || is_left_out) continue;
      risks_of.resize(network_.num_nodes());
      risks_of[n].push_back(static_cast<std::uint32_t>(risks_.size()));
      RiskModel& model = risks_.emplace_back();
      model.entity = entity_key("ask " + std::string(item.id) + ' ' +
                                std::string(plan.teams[need.team.index()].id) +
                                (repeat > 0 ? ' ' + std::to_string(repeat) : ""));
      model.probability = 1.0;
      model.has_delay = true;
      model.delay = named(tables.make_draw(distribution_of(plan.ask_wait, plan.sizes,
                                                           plan.calendars[0].days_per_week()),
                                           kSecondsPerDay, false),
                          model.entity, Purpose::ask);
    }
  }
}

// A draw of a length in the finest unit in which all that it can give fits. `risks` names those
// that hit it.
Draw SampleModel::make_length(const Distribution& work, bool correlated, const Draw& risks,
                              DrawTables& tables, double& longest_seconds) const {
  double factor = 1.0;
  double delay = 0.0;
  for (std::uint32_t k = 0; k < risks.num_risks; ++k) {
    const RiskModel& risk = risks_[node_risks_[risks.first_risk + k]];
    if (risk.has_factor) factor *= std::max({1.0, longest(risk.factor), double{risk.factor.base}});
    if (risk.has_delay) delay += std::max(0.0, longest(risk.delay));
  }
  for (const std::int32_t seconds : kUnits) {
    Draw draw = tables.make_draw(work, double{kSecondsPerDay} / seconds, correlated);
    draw.seconds = seconds;
    draw.units_per_second = 1.0F / static_cast<float>(seconds);
    draw.first_risk = risks.first_risk;
    draw.num_risks = risks.num_risks;
    draw.num_series = risks.num_series;
    longest_seconds = longest(draw) * seconds * factor + delay;
    if (longest_seconds <= double{kLargestDraw} * seconds || seconds == kUnits.back()) return draw;
  }
  return {};
}

void SampleModel::add_nodes(const Plan& plan, DrawTables& tables,
                            const std::vector<std::vector<std::uint32_t>>& risks_of) {
  const std::size_t num_nodes = network_.num_nodes();
  std::vector<std::uint32_t> team_rows(plan.teams.size(), kNoRow);
  draws_.resize(num_nodes);
  fixed_ticks_.resize(num_nodes);
  longest_.resize(num_nodes, 0.0);
  probabilities_.resize(num_nodes, 1.0);
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const Node& node = network_.nodes[n];
    const Item& item = plan.item(node.item);
    if (node.progress != Progress::done) {
      probabilities_[n] = item.probability;
      if (variation_.item == node.item) {
        if (variation_.kind == VariationKind::without_item) probabilities_[n] = 0.0;
        if (variation_.kind == VariationKind::certain_item) probabilities_[n] = 1.0;
      }
    }
    if (probabilities_[n] < 1.0) uncertain_.push_back(static_cast<std::uint32_t>(n));
    if (node.progress == Progress::done || node.is_milestone) continue;
    Distribution work = remaining_work(plan, network_, n);
    if (variation_.kind == VariationKind::fixed_length && variation_.item == node.item) {
      // In whole seconds, as draws are.
      const double days =
          std::nearbyint(Sampler(work).quantile(variation_.quantile) * kSecondsPerDay) /
          kSecondsPerDay;
      work = {};
      work.a = days;
    }
    double rho = 0.0;
    if (item.team.is_set() && !node.is_blocker) {
      rho = plan.teams[item.team.index()].correlation.value_or(plan.correlation);
    }
    Draw& draw = draws_[n];
    Draw risks;
    if (!risks_of.empty() && item.kind != Kind::milestone) {  // one that slips has no work to hit
      risks.first_risk = static_cast<std::uint32_t>(node_risks_.size());
      risks.num_risks = static_cast<std::uint32_t>(risks_of[n].size());
      for (const bool in_parallel : {false, true}) {
        for (const std::uint32_t row : risks_of[n]) {
          if (risks_[row].in_parallel == in_parallel) node_risks_.push_back(row);
        }
        if (!in_parallel)
          risks.num_series = static_cast<std::uint32_t>(node_risks_.size()) - risks.first_risk;
      }
    }
    draw = named(make_length(work, rho > 0.0, risks, tables, longest_[n]), entity_key(item.id),
                 Purpose::duration);
    const bool is_constant = draw.kind == DrawKind::fixed;
    fixed_ticks_[n] = is_constant ? work_of_days(deterministic_days(work)).ticks : 0;
    if (const Work slip = slipped_work(plan, network_, n); slip > Work{0}) add_slip(n, slip);
    if (rho > 0.0 && !is_constant) {
      std::uint32_t& row = team_rows[item.team.index()];
      if (row == kNoRow) {
        row = static_cast<std::uint32_t>(teams_.size());
        teams_.push_back(entity_key("team " + std::string(plan.teams[item.team.index()].id)));
      }
      draw.team = row;
      draw.team_share = static_cast<float>(std::sqrt(rho));
      draw.own_share = static_cast<float>(std::sqrt(1.0 - rho));
    }
  }
}

// A slip is added to what is drawn, so that it moves each sample by the same: in the draw's unit as
// far as that goes, and the rest in ticks.
void SampleModel::add_slip(std::size_t n, Work slip) {
  Draw& draw = draws_[n];
  longest_[n] += days_of(slip) * kSecondsPerDay;
  fixed_ticks_[n] += slip.ticks;
  if (draw.kind == DrawKind::fixed && draw.num_risks == 0) {
    const double seconds = days_of(Work{fixed_ticks_[n]}) * kSecondsPerDay / draw.seconds;
    draw.fixed = static_cast<std::int32_t>(std::llround(std::min(seconds, double{kLargestDraw})));
    draw.least = 1.0F;
    return;
  }
  const std::int64_t unit = draw.seconds * kTicksPerSecond;
  const std::int64_t units = slip.ticks / unit;
  if (slip.ticks % unit == 0 && units <= kLargestLength) {
    draw.added = static_cast<std::int32_t>(units);
    draw.is_longer = true;
    return;
  }
  added_ticks_.resize(network_.num_nodes());
  added_ticks_[n] = slip.ticks;
}

void SampleModel::add_links(const Plan& plan, DrawTables& tables) {
  const std::vector<std::uint64_t> names = name_links(plan);
  for (std::size_t row = 0; row < network_.lags.size(); ++row) {
    const LinkId link = network_.lags[row].link;
    const std::uint64_t entity = names[link.index()];
    const Distribution length = lag_length(plan, network_, row);
    LagModel& model = lags_.emplace_back();
    for (const std::int32_t seconds : kUnits) {
      model.lag = named(tables.make_draw(length, double{kSecondsPerDay} / seconds, false), entity,
                        Purpose::lag);
      model.lag.seconds = seconds;
      if (longest_amount(model.lag) <= kLargestDraw) break;
    }
    model.fixed_ticks = work_of_days(deterministic_days(length)).ticks;
    const bool is_agreed = variation_.kind == VariationKind::agreed_link && variation_.link == link;
    if (!is_open_ask(plan, plan.links[link.index()]) || is_agreed) continue;
    model.is_asked = true;
    model.wait = named(tables.make_draw(ask_wait_length(plan, network_, row),
                                        double{kSecondsPerDay} / model.lag.seconds, false),
                       entity, Purpose::ask);
  }
  for (const SoftLink& soft : network_.soft_links) {
    double probability = soft.probability;
    if (variation_.link == soft.link) {
      if (variation_.kind == VariationKind::without_link) probability = 0.0;
      if (variation_.kind == VariationKind::certain_link) probability = 1.0;
    }
    soft_links_.push_back({names[soft.link.index()], probability});
  }
}

void SampleModel::draw_shared(const LaneKernel& kernel, std::uint64_t first,
                              BlockDraws& out) const {
  if (!out.is_ready) {
    out.is_ready = true;
    out.team_scores.resize(teams_.size() * kWidth);
    out.factors.resize(risks_.size() * kWidth);
    out.delays.resize(risks_.size() * kWidth);
    out.lags.resize(lags_.size() * kWidth);
    out.exists.assign(network_.num_nodes(), ~std::uint64_t{0});
    out.binds.assign(soft_links_.size(), 0);
    for (std::size_t row = 0; row < lags_.size(); ++row) {
      if (!is_lag_drawn(row)) std::fill_n(&out.lags[row * kWidth], kWidth, lags_[row].lag.fixed);
    }
  }
  DrawBlock& block = out.block;
  block = {seed_,
           first / 4,
           out.team_scores.data(),
           out.factors.data(),
           out.delays.data(),
           node_risks_.data()};
  for (std::size_t t = 0; t < teams_.size(); ++t) {
    kernel.scores(block, teams_[t], number(Purpose::team), &out.team_scores[t * kWidth]);
  }
  for (std::size_t r = 0; r < risks_.size(); ++r) {
    const RiskModel& risk = risks_[r];
    const std::uint64_t happens =
        draw_mask(kernel, block, risk.entity, Purpose::risk_occurs, risk.probability);
    const auto fill = [&](bool has, const Draw& draw, float* values, float otherwise) {
      if (has) kernel.draw(block, draw, values);
      for (std::size_t l = 0; l < kWidth; ++l) {
        if (!has || (happens >> l & 1U) == 0) values[l] = otherwise;
      }
    };
    fill(risk.has_factor, risk.factor, &out.factors[r * kWidth], 1.0F);
    fill(risk.has_delay, risk.delay, &out.delays[r * kWidth], 0.0F);
  }
  for (const std::uint32_t n : uncertain_) {
    out.exists[n] =
        draw_mask(kernel, block, draws_[n].entity, Purpose::existence, probabilities_[n]);
  }
  for (std::size_t row = 0; row < soft_links_.size(); ++row) {
    out.binds[row] = draw_mask(kernel, block, soft_links_[row].entity, Purpose::link,
                               soft_links_[row].probability);
  }
  std::array<float, kWidth> lag;
  std::array<float, kWidth> wait;
  for (std::size_t row = 0; row < lags_.size(); ++row) {
    if (!is_lag_drawn(row)) continue;
    kernel.draw(block, lags_[row].lag, lag.data());
    if (lags_[row].is_asked) {
      kernel.draw(block, lags_[row].wait, wait.data());
      for (std::size_t l = 0; l < kWidth; ++l) lag[l] += wait[l];
    }
    for (std::size_t l = 0; l < kWidth; ++l) {
      out.lags[row * kWidth + l] =
          static_cast<std::int32_t>(std::lrint(std::clamp(lag[l], -kLargestDraw, kLargestDraw)));
    }
  }
}

double SampleModel::longest_lag(std::size_t lag) const {
  const LagModel& model = lags_[lag];
  return (longest_amount(model.lag) + (model.is_asked ? longest(model.wait) : 0.0)) *
         model.lag.seconds;
}

}  // namespace slipway
