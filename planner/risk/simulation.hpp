// Monte Carlo: the network scheduled many times with drawn durations. Draws are keyed by seed, item
// and sample, so results do not depend on threads, blocks, or unrelated items (D13).
// Indexed by ItemId; names and words are the report's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/graph/network.hpp"
#include "planner/risk/statistics.hpp"

namespace slipway {

/// Who gets a forecast: everybody; those with a due date or period, and milestones; nobody.
enum class ForecastFor : std::uint8_t { all, due, none };

struct SimulationOptions {
  std::uint64_t samples = 10'000;
  std::uint64_t seed = 1;
  unsigned threads = 0;  // 0: as many as the machine has
  ForecastFor forecast_for = ForecastFor::all;
  std::vector<ItemId> keep{};  // whose finishes are kept whole, for curves; an unset id: the plan's
  std::function<void(double)> progress{};  // called with the share done, from one thread at a time
};

/// When something finishes: dates by type 1, days by type 7 (D14). Days are working days of the
/// plan's calendar from the start of the status date.
struct Forecast {
  Date p10{}, p50{}, p80{}, p90{};
  ForecastNumbers days{};
  bool operator==(const Forecast&) const = default;
};

struct ItemRisk {
  std::optional<Forecast> forecast;
  std::optional<std::uint64_t> on_time;  // samples that met the target date; none without one
  std::optional<double> criticality;     // share of samples on the longest path; 0 when done
  std::optional<double> cruciality;      // |Pearson(duration, plan's duration)|
  std::optional<double> ssi;             // criticality * sd(duration) / sd(plan's duration)
  bool operator==(const ItemRisk&) const = default;
};

/// Every simulated finish of one item, for curves.
struct KeptFinishes {
  ItemId item{};           // not set: the plan
  std::vector<Date> days;  // ascending, one per sample
  bool operator==(const KeptFinishes&) const = default;
};

struct Simulation {
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  std::optional<Forecast> finish;            // of the plan; none when it has no goal
  std::optional<std::uint64_t> all_on_time;  // samples in which every committed goal was
  std::vector<ItemRisk> items;               // by ItemId
  std::vector<KeptFinishes> kept;            // as asked for; without those that have no finish
  bool operator==(const Simulation&) const = default;
};

/// Simulates. Never fails; the same options (threads aside) give the same bits.
/// Cost: nodes and links times samples; memory a few bytes per forecast and sample.
Simulation simulate(const Plan& plan, const Network& network, const SimulationOptions& options);

}  // namespace slipway
