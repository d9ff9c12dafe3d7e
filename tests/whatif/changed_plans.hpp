// Random plans and random changes to them, with what each change touches, for laws of what-ifs.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "planner/graph/network.hpp"
#include "planner/risk/simulation.hpp"
#include "planner/schedule/schedule.hpp"
#include "planner/whatif/apply.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway::test {

/// Equal seeds give equal choices.
class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::size_t below(std::size_t n);
  bool chance(double p) { return static_cast<double>(below(1000)) < 1000.0 * p; }

 private:
  std::uint64_t state_;
};

/// A plan that is worked out, and everything that is said of its items.
struct Outcome {
  Plan plan;
  Network network;
  Schedule schedule;
  Simulation risk;
};
Outcome work_out(const Plan& plan, Engine engine = Engine::best, std::uint64_t samples = 128);

/// A random plan with teams and two periods.
Plan random_plan(std::uint64_t seed, const slow::RandomOptions& options);

/// A change that can be made to `plan`, with the items that it touches; nothing when the kind has
/// nothing to be made to. `taken` holds items that it must not touch.
struct ChangeMade {
  Change change;
  std::set<ItemId> touches;
  std::optional<TeamId> team;  // whose people or calendar change
};
std::optional<ChangeMade> random_change(const Plan& plan, ChangeKind kind, Chooser& choose,
                                        const std::set<ItemId>& taken = {});

/// Returns, by row of the plan after, what is touched or may wait for it in either network, with
/// the objectives above.
std::vector<bool> find_reach(const Outcome& before, const Outcome& after,
                             const std::set<ItemId>& touched);

/// Names the first figure of an item of the plan before that differs between the two; empty when
/// none does. What depends on the plan's finish (floats, criticality) is left out.
std::string find_difference(const Outcome& before, const Outcome& after, ItemId id);

}  // namespace slipway::test
