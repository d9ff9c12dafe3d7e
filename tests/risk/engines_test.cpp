// The engines against each other: the path for any calendars, and the vector kernels of every
// instruction set that this processor has. Not near: equal to the last bit.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/draw_tables.hpp"
#include "planner/risk/lane_network.hpp"
#include "planner/risk/simulation.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

std::vector<std::string_view> engines_here() {
  std::vector<std::string_view> out;
  for (const std::string_view name : {"portable", "avx2", "avx512"}) {
    if (engine_of(name)) out.push_back(name);
  }
  return out;
}

SimulationOptions everything(std::uint64_t samples) {
  SimulationOptions options;
  options.samples = samples;
  options.seed = 5;
  options.threads = 1;
  options.wants_waits = true;
  options.wants_ranks = true;
  options.keep = {ItemId{}, ItemId(std::size_t{0})};
  return options;
}

// Names the first answer that differs, for a failure that can be read.
std::string difference(const Plan& plan, const Simulation& a, const Simulation& b) {
  if (a.finish != b.finish) return "the plan's finish";
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    const std::string id(plan.items[i].id);
    const ItemRisk& x = a.items[i];
    const ItemRisk& y = b.items[i];
    if (x.forecast != y.forecast) {
      if (!x.forecast || !y.forecast) return id + ": forecast is missing";
      return id + ": forecast " + to_iso(x.forecast->p50) + " " + to_iso(y.forecast->p50) + " " +
             std::to_string(x.forecast->days.mean) + " " + std::to_string(y.forecast->days.mean);
    }
    if (x.criticality != y.criticality)
      return id + ": criticality " + std::to_string(x.criticality.value_or(-1)) + " " +
             std::to_string(y.criticality.value_or(-1));
    if (x.on_time != y.on_time) return id + ": on time";
    if (x.days_late != y.days_late) return id + ": days late";
    if (!(x == y)) return id + ": sensitivities or score";
  }
  if (a.all_on_time != b.all_on_time) return "all on time";
  if (a.kept != b.kept) return "kept finishes";
  if (a.merges != b.merges) return "merges";
  if (a.waits != b.waits) return "waits";
  if (a.handovers != b.handovers) return "hand-overs";
  return a == b ? "" : "something else";
}

bool takes_lanes(const Plan& plan, const Network& network) {
  DrawTables tables;
  const SampleModel model(plan, network, 1, {}, tables);
  return make_lane_network(plan, network, model, std::vector<bool>(network.num_nodes(), true))
      .has_value();
}

// Asks for little: finishes that nobody reads later share rows in the vector kernels.
void ask_for_little(Plan& plan, SimulationOptions& options) {
  for (Item& item : plan.items) {
    item.due = {};
    item.period = {};
  }
  options.forecast_for = ForecastFor::none;
  options.wants_waits = false;
  options.keep = {ItemId{}};
}

// SLIPWAY_RANDOM_PLANS asks for more plans of each kind.
void compare_engines(std::uint64_t from, std::uint64_t count, const slow::RandomOptions& kinds,
                     double least_share) {
  const char* wanted = std::getenv("SLIPWAY_RANDOM_PLANS");
  const std::uint64_t to = from + (wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : count);
  std::size_t plans = 0;
  std::size_t in_lanes = 0;
  for (std::uint64_t seed = from; seed < to; ++seed) {
    Plan plan = uncertain_plan(seed, kinds);
    SimulationOptions options = everything(100);  // one block in full, one in part
    if (seed % 2 == 0) ask_for_little(plan, options);
    const Loaded<Network> network = compile(plan);
    ASSERT_TRUE(network.ok);
    ++plans;
    in_lanes += takes_lanes(plan, network.value) ? 1 : 0;
    if (seed % 4 != 1) {  // alone too: nobody else may ask for the finishes that they read
      for (std::size_t link = 0; link < plan.links.size(); ++link)
        options.handovers.emplace_back(link);
    }
    if (seed % 3 == 0 && plan.num_goals > 1) options.target = ItemId(std::size_t{1});
    options.engine = Engine::general;
    const Simulation expected = simulate(plan, network.value, options);
    for (const std::string_view name : engines_here()) {
      options.engine = *engine_of(name);
      const Simulation got = simulate(plan, network.value, options);
      ASSERT_EQ(difference(plan, expected, got), "") << "seed " << seed << ", engine " << name;
    }
  }
  EXPECT_GE(static_cast<double>(in_lanes), least_share * static_cast<double>(plans))
      << in_lanes << " of " << plans << " plans went through the vector kernels";
}

TEST(Engines, AgreeOnPlansOfOneCalendar) { compare_engines(1, 400, one_calendar(), 0.35); }

TEST(Engines, AgreeOnWorkWithoutProgress) {
  slow::RandomOptions options = one_calendar();
  options.progress = false;
  options.as_of = false;
  compare_engines(100'000, 200, options, 0.35);
}

TEST(Engines, AgreeOnEveryDayWorked) {  // no gaps: evenings and mornings are one instant
  slow::RandomOptions options = one_calendar();
  options.holidays = false;
  compare_engines(200'000, 200, options, 0.35);
}

TEST(Engines, AgreeOnPlansOfManyCalendars) { compare_engines(300'000, 100, {}, 0.0); }

}  // namespace
}  // namespace slipway
