// Finds the name somebody probably meant. Used by every message about an unknown name.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace slipway {

/// Returns the optimal string alignment distance (insert, delete, change, swap neighbours: one
/// each; letter case is free when nothing else differs), or `limit + 1` when it is larger than
/// `limit`. Bytes are compared. Cost: |a| * |b|.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Returns the index of the candidate nearest to `name`, the first of equals; none when no
/// candidate is near enough (a third of the name's length, at least 1) to be worth suggesting.
std::optional<std::size_t> did_you_mean(std::string_view name,
                                        std::span<const std::string_view> candidates);

}  // namespace slipway
