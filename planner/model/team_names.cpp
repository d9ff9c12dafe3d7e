#include "planner/model/team_names.hpp"

#include "planner/base/did_you_mean.hpp"

namespace slipway {

std::optional<TeamId> find_meant_team(const Plan& plan, std::string_view text) {
  constexpr std::string_view kPrefix = "team:";
  if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
  if (text.empty()) return std::nullopt;
  const auto is_meant = [&](std::string_view name) { return edit_distance(text, name, 0) == 0; };
  for (std::size_t row = 0; row < plan.teams.size(); ++row) {
    if (is_meant(plan.teams[row].id)) return TeamId(row);
  }
  for (std::size_t row = 0; row < plan.teams.size(); ++row) {
    if (is_meant(plan.teams[row].name)) return TeamId(row);
  }
  return std::nullopt;
}

}  // namespace slipway
