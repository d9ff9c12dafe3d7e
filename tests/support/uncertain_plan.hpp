// Random plans with every kind of uncertainty, for tests of the simulation: the random problems of
// the oracle, read as plans, with shapes, doubtful work, soft links, risks, teams and asks put in.
#pragma once

#include <cstdint>
#include <memory>

#include "planner/model/plan.hpp"
#include "tests/support/random_problem.hpp"

namespace slipway {

/// Equal seeds and options give equal plans. The calendars are those of `options`.
Plan uncertain_plan(std::uint64_t seed, const slow::RandomOptions& options);

/// Options for plans whose items all work by the plan's calendar.
slow::RandomOptions one_calendar();

}  // namespace slipway
