// The plan as a graph that can be computed with: nodes in topological order, each with the links
// that come into it. Acyclic by construction: only `compile` makes one.
// Durations are not here; they are arguments of the schedule, so that one network serves the plan,
// each simulated sample and each what-if. No results are stored on it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/base/diagnostic.hpp"
#include "planner/base/ids.hpp"
#include "planner/base/instant.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

enum class Progress : std::uint8_t { waiting, started, done };

/// A goal, milestone or blocker that takes part (objectives and dropped items do not).
struct Node {
  ItemId item{};
  CalendarId calendar{0};
  std::uint32_t first_in = 0;  // its links are in_links[first_in .. next node's first_in)
  Progress progress = Progress::waiting;
  bool is_milestone = false;
  bool is_blocker = false;
  bool is_certain = true;        // existence probability 1
  bool binds_finish = true;      // done: has a finish date that successors can wait for
  Instant floor = kNever;        // no earlier by the calendar alone: start, status date, not-before
  Instant fixed_start = kNever;  // started or done: the actual start, where it is known
  Instant fixed_finish = kNever;  // done: the actual finish
};

/// A link as its successor sees it.
struct InLink {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  NodeId from{};
  LinkId link{};               // the declared dependency it comes from
  std::uint32_t lag = kNone;   // row in Network::lags
  std::uint32_t soft = kNone;  // row in Network::soft_links
  LinkType type = LinkType::fs;
};

/// A lag that has to be added: its amount is an argument, like durations. Links with an open ask
/// have one too, of no length in the plan's schedule.
struct Lag {
  CalendarId calendar{0};   // whose working time it counts
  bool is_elapsed = false;  // counts days by the clock instead
  LinkId link{};
};

/// A declared link that does not bind with certainty.
struct SoftLink {
  LinkId link{};
  double probability = 1.0;
};

struct OutOfSequence {
  LinkId link{};
  ItemId predecessor{};
  ItemId successor{};
};

struct Network {
  std::vector<Node> nodes;  // topological order: by level, then file order; one more as an end mark
  std::vector<InLink> in_links;  // by successor, then file order
  std::vector<Lag> lags;
  std::vector<SoftLink> soft_links;
  std::vector<NodeId> node_of;  // by ItemId; not set for objectives and dropped items
  std::vector<OutOfSequence> out_of_sequence;  // actual progress that breaks a link (D8)

  std::size_t num_nodes() const { return nodes.empty() ? 0 : nodes.size() - 1; }
  std::span<const InLink> links_into(std::size_t node) const {
    return {in_links.data() + nodes[node].first_in, in_links.data() + nodes[node + 1].first_in};
  }
};

/// Gate 2: turns a plan into a network. Links of objectives are spread over their goals; links
/// that cannot bind any more (into done work, between started work and finished work, `override`)
/// are left out. Fails with dependency-cycle (each cycle named edge by edge) and too-many-links.
/// Warns of out-of-sequence progress. Cost: linear in nodes and links.
Loaded<Network> compile(const Plan& plan);

}  // namespace slipway
