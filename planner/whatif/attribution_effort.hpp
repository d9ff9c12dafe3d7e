// How much work an attribution may be: whether odds are shared out too, over how many permutations,
// and for how many items. Counts only; nothing is worked out here.
#pragma once

#include <cstddef>
#include <cstdint>

namespace slipway {

/// What is to be attributed.
struct AttributionSize {
  std::size_t groups = 0;     // of changes
  std::size_t items = 0;      // of the larger plan
  std::size_t moved = 0;      // items whose figures are wanted
  std::uint64_t samples = 0;  // 0: dates alone
};

struct EffortLimits {
  double most_samples = 4e8;  // items times samples times mixtures; some seconds on two processors
  double most_dates = 5e6;    // items times mixtures
  double most_figures = 1e7;  // wanted items times mixtures: they are kept until the end
  bool forces_odds = false;   // share out odds, however long it takes
};

struct AttributionEffort {
  bool has_odds = false;
  std::size_t permutations = 64;  // ShapleyOptions::permutations; not used where all mixtures are
  std::size_t most_items = 0;     // of the wanted ones
  bool operator==(const AttributionEffort&) const = default;
};

/// Chooses. Odds are shared out if at least 16 permutations of them can be afforded (all mixtures
/// where the groups are few); dates always are, by at least 4 permutations. Rather than leave items
/// out, fewer permutations are made, down to 16. Never fails.
AttributionEffort choose_effort(const AttributionSize& size, const EffortLimits& limits = {});

}  // namespace slipway
