// Which team somebody meant who did not write its id.
#pragma once

#include <optional>
#include <string_view>

#include "planner/model/plan.hpp"

namespace slipway {

/// Returns the team whose id or name `text` is, ignoring the case of letters, with or without
/// `team:` before it; ids first. Nothing where there is none.
std::optional<TeamId> find_meant_team(const Plan& plan, std::string_view text);

}  // namespace slipway
