#include "tests/support/uncertain_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "planner/base/diagnostic_text.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/risk/philox.hpp"

namespace slipway {
namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : seed_(seed) {}
  bool chance(double p) { return next() < p; }
  double between(double low, double high) { return low + (high - low) * next(); }
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(next() * static_cast<double>(n));
  }

  Estimate estimate() {
    constexpr std::array kForms = {
        Form::point,   Form::pert,   Form::triangular,  Form::uniform, Form::p50_p90,
        Form::p10_p90, Form::normal, Form::exponential, Form::samples, Form::size};
    Estimate out;
    out.form = kForms[below(kForms.size())];
    out.size = static_cast<Size>(below(3));
    double low = static_cast<double>(below(40)) / 8.0;
    if (out.form == Form::p50_p90 || out.form == Form::p10_p90 || out.form == Form::exponential)
      low += 0.25;  // these must not be 0
    out.amounts = {Amount{low, Unit::days}, Amount{low + between(0.1, 2), Unit::days},
                   Amount{low + between(2, 6), Unit::days}};
    if (out.form == Form::samples) {
      for (std::size_t i = 1 + below(4); i-- > 0;) {
        out.samples.push_back({static_cast<double>(below(9)), Unit::days});
      }
      std::ranges::sort(out.samples, {}, &Amount::number);
    }
    return out;
  }

 private:
  double next() { return uniform({seed_, entity_key("plan"), Purpose::duration}, sample_++); }
  std::uint64_t seed_;
  std::uint64_t sample_ = 0;
};

std::uint32_t add(Plan& plan, const Estimate& estimate) {
  plan.estimates.push_back(estimate);
  return static_cast<std::uint32_t>(plan.estimates.size() - 1);
}

}  // namespace

slow::RandomOptions one_calendar() {
  slow::RandomOptions out;
  out.team_calendars = false;
  out.lag_calendars = false;
  out.elapsed_lags = false;
  return out;
}

Plan uncertain_plan(std::uint64_t seed, const slow::RandomOptions& options) {
  const auto source = std::make_shared<Source>(
      Source{"random.json", slow::to_plan_json(slow::random_problem(seed, options))});
  Loaded<Plan> read = read_plan(source);
  EXPECT_TRUE(read.ok) << to_text(read.findings, *source, false, true);
  Plan plan = std::move(read.value);
  Maker make(seed);
  constexpr std::array<std::string_view, 3> kTeams = {"red", "green", "blue"};
  if (plan.teams.empty()) {
    for (const std::string_view id : kTeams) {
      Team& team = plan.teams.emplace_back();
      team.id = team.name = id;
      if (make.chance(0.3)) team.correlation = make.between(0, 0.9);
    }
    for (Item& item : plan.items) {
      if (make.chance(0.8)) item.team = TeamId(make.below(plan.teams.size()));
    }
  }
  for (Item& item : plan.items) {
    const bool works = item.kind == Kind::goal || item.kind == Kind::blocker;
    if (!works || item.status == Status::done || item.status == Status::dropped) continue;
    if (item.status == Status::not_started && make.chance(0.8))
      item.estimate = add(plan, make.estimate());
    if (item.remaining != kNoRow && make.chance(0.5)) item.remaining = add(plan, make.estimate());
    if (make.chance(0.15)) item.probability = make.between(0, 1);
    if (make.chance(0.2) && item.details == kNoRow && item.team.is_set()) {
      item.details = static_cast<std::uint32_t>(plan.details.size());
      ItemDetails& details = plan.details.emplace_back();
      Need& need = details.needs.emplace_back();
      need.team = TeamId(make.below(plan.teams.size()));
      need.ask = static_cast<Ask>(make.below(5));
    }
  }
  for (Link& link : plan.links) {
    if (link.details == kNoRow) {
      if (!make.chance(0.15)) continue;
      link.details = static_cast<std::uint32_t>(plan.link_details.size());
      plan.link_details.emplace_back();
    }
    LinkDetails& details = plan.link_details[link.details];
    if (make.chance(0.3)) details.probability = make.between(0, 1);
    if (make.chance(0.3)) details.ask = static_cast<Ask>(make.below(5));
    if (details.lag != kNoRow && make.chance(0.5)) details.lag = add(plan, make.estimate());
  }
  for (int i = 0; i < 2; ++i) {
    Risk& risk = plan.risks.emplace_back();
    risk.id = i == 0 ? "storm" : "strike";
    risk.probability = make.between(0, 1);
    if (make.chance(0.7))
      risk.factor = {make.between(0.5, 1), make.between(1, 1.5), make.between(1.5, 3)};
    if (make.chance(0.6)) risk.delay = add(plan, make.estimate());
    if (!plan.teams.empty() && make.chance(0.6))
      risk.teams.push_back(TeamId(make.below(plan.teams.size())));
    risk.items.push_back(ItemId(make.below(plan.items.size())));
  }
  return plan;
}

}  // namespace slipway
