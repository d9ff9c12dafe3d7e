#include "planner/schedule/calendar_sets.hpp"

#include <algorithm>
#include <iterator>

namespace slipway {
namespace {

// FNV-1a over whole numbers.
std::uint64_t hash_of(std::span<const CalendarId> calendars) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const CalendarId id : calendars) hash = (hash ^ id.index()) * 0x100000001b3u;
  return hash;
}

}  // namespace

CalendarSets::Number CalendarSets::unite(Number a, Number b) {
  if (a == b || b == kEmpty) return a;
  if (a == kEmpty) return b;
  const std::uint64_t pair = std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
  const auto known = united_.find(pair);
  if (known != united_.end()) return known->second;
  std::vector<CalendarId> both;
  std::ranges::set_union(of(a), of(b), std::back_inserter(both));
  return united_[pair] = keep(both);
}

CalendarSets::Number CalendarSets::keep(std::span<const CalendarId> sorted) {
  const std::uint64_t hash = hash_of(sorted);
  const auto [from, to] = by_hash_.equal_range(hash);
  for (auto it = from; it != to; ++it) {
    if (std::ranges::equal(of(it->second), sorted)) return it->second;
  }
  const auto number = static_cast<Number>(first_.size() - 1);
  members_.insert(members_.end(), sorted.begin(), sorted.end());
  first_.push_back(members_.size());
  by_hash_.emplace(hash, number);
  return number;
}

}  // namespace slipway
