// Names cut to fit a column so that they can still be told apart: at their ends where that is
// enough, else in the middle. Private to viz.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace slipway::viz {

/// Returns `names`, each at most `columns` wide, such that names that differ still do; all that are
/// cut are cut in the same manner, marked by "…". Nothing where no manner of cutting does it.
/// Cost: linear in the names, a few times over.
std::optional<std::vector<std::string>> cut_apart(const std::vector<std::string>& names,
                                                  std::size_t columns);

/// Returns the least width from `columns` on at which cut_apart has an answer; at the latest that
/// is the width of the widest name.
std::size_t least_width_apart(const std::vector<std::string>& names, std::size_t columns);

}  // namespace slipway::viz
