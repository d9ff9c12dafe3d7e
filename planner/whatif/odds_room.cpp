#include "planner/whatif/odds_room.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "planner/whatif/late_finish.hpp"
#include "planner/whatif/odds_trial.hpp"

namespace slipway {
namespace {

constexpr double kGoalsShare = 0.9;  // of the bar, where counts by classes end
constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
constexpr double kRunCost = 4.0;  // of drawing a sample, in nodes of a backward pass, by node
constexpr double kTrials = 8.0;   // simulations of a bisection with a good guess
constexpr std::uint64_t kGuessSamples = 512;
constexpr double kFirstBatch = 16;  // the share of all work that the first batch is

// The class, or the place in day-by-day counts, in which the spare samples are used up: the slip
// that loses no more than those ends before it.
std::optional<std::size_t> find_loss(std::uint64_t spare, std::span<const std::uint32_t> counts) {
  for (std::size_t at = 0; at < counts.size(); ++at) {
    if (counts[at] > spare) return at;
    spare -= counts[at];
  }
  return std::nullopt;
}

// Counts by goals and items in classes of days first; then day by day where an item's least room
// may lie. Goals are taken by how little their own finish may move: on one calendar no slip moves
// it by more, so that the rest need not look at items which have less room already.
class RoomSearch {
 public:
  RoomSearch(const Analysis& analysis, const SimulationOptions& risk, double confidence,
             const std::vector<ItemId>& held, const std::vector<ItemId>& items,
             const OddsEffort& effort)
      : analysis_(analysis),
        risk_(risk),
        confidence_(confidence),
        held_(held),
        items_(items),
        least_(least_hits(confidence, risk.samples)),
        rooms_(analysis, hits_only(risk), held, items),
        left_(effort.forces_all ? std::numeric_limits<double>::infinity()
                                : effort.most_nodes / static_cast<double>(risk.samples)),
        lower_(held.size(), 0),
        upper_(items.size(), kNoLimit),
        is_unknown_(items.size(), false) {}

  std::vector<Room> find();
  /// Says whether counting takes much longer than simulating.
  bool is_large() const { return size_of_all() > kFirstBatch * run_cost(); }

 private:
  // The room that a goal leaves to an item lies between.
  struct Between {
    std::size_t item = 0;
    std::size_t goal = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
  };

  void find_lower();
  void look_at_goals();
  void refine();
  void try_rest(std::vector<Room>& out);
  GoalCounts ask(std::size_t goal) const;
  void count(const std::vector<GoalCounts>& asked, double done, double share);
  bool pay(double nodes);
  // How many samples a goal may lose.
  std::uint64_t spare_of(std::uint64_t hits) const { return hits > least_ ? hits - least_ : 0; }
  double size_of_all() const;
  double run_cost() const { return kRunCost * static_cast<double>(analysis_.network.num_nodes()); }

  const Analysis& analysis_;
  const SimulationOptions& risk_;
  double confidence_;
  const std::vector<ItemId>& held_;
  const std::vector<ItemId>& items_;
  std::uint64_t least_;
  LateFinishes rooms_;
  double left_;                      // nodes that may be seen, in each sample
  std::vector<std::int64_t> lower_;  // by goal: by which its finish may move at any rate
  std::vector<std::int64_t> upper_;  // by item: no goal leaves it more
  std::vector<bool> is_unknown_;     // by item
  std::vector<Between> between_;
};

bool RoomSearch::pay(double nodes) {
  if (nodes > left_) return false;
  left_ -= nodes;
  return true;
}

// The nodes of all backward passes.
double RoomSearch::size_of_all() const {
  double out = 0.0;
  for (std::size_t goal = 0; goal < held_.size(); ++goal)
    out += static_cast<double>(rooms_.num_nodes(goal));
  return out;
}

void RoomSearch::find_lower() {
  if (!rooms_.is_one_calendar()) return;
  std::vector<GoalCounts> asked;
  for (std::size_t goal = 0; goal < held_.size(); ++goal) asked.push_back({goal, {}});
  rooms_.count(asked,
               [&](std::size_t goal, std::size_t, std::uint64_t hits,
                   std::span<const std::uint32_t> counts) {
                 const auto loss = find_loss(spare_of(hits), counts);
                 lower_[goal] = loss ? DayClasses::first_of(*loss) : kNoLimit;
               },
               {});
}

// What has to be counted of a goal, by what is known.
GoalCounts RoomSearch::ask(std::size_t goal) const {
  GoalCounts out;
  out.goal = goal;
  for (const std::size_t item : rooms_.items_before(goal)) {
    if (lower_[goal] > upper_[item]) continue;
    const std::size_t num = upper_[item] == kNoLimit
                                ? kMostClasses
                                : std::min(kMostClasses, DayClasses::of(upper_[item]) + 1);
    out.of.push_back({.item = item, .is_by_classes = true, .first = 0, .num = num});
  }
  return out;
}

// `done` and `share`: of the whole, for the bar.
void RoomSearch::count(const std::vector<GoalCounts>& asked, double done, double share) {
  rooms_.count(
      asked,
      [&](std::size_t row, std::size_t of, std::uint64_t hits,
          std::span<const std::uint32_t> counts) {
        const SlipCounts& what = asked[row].of[of];
        const auto loss = find_loss(spare_of(hits), counts);
        if (!loss) return;
        Between found{what.item, asked[row].goal, 0, 0};
        if (what.is_by_classes) {
          found.least = DayClasses::first_of(*loss);
          found.most = DayClasses::first_of(*loss + 1) - 1;
        } else {  // never the first entry: less than `first` days lose nothing
          found.least = found.most = what.first + static_cast<std::int64_t>(*loss) - 1;
        }
        between_.push_back(found);
        upper_[what.item] = std::min(upper_[what.item], found.most);
      },
      [&](double part) {
        if (risk_.progress) risk_.progress(done + share * part);
      });
}

void RoomSearch::look_at_goals() {
  std::vector<std::size_t> order(held_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const double all = size_of_all();
  if (is_large() && pay(run_cost())) {
    find_lower();
    std::ranges::stable_sort(order, {}, [&](std::size_t goal) { return lower_[goal]; });
  }
  double before = 0.0;  // the share of goals that are through
  double batch = is_large() ? all / kFirstBatch : all;
  for (std::size_t next = 0; next < order.size();) {
    std::vector<GoalCounts> asked;
    double seen = 0.0;
    std::size_t size = 0;
    bool is_paid = pay(run_cost());
    for (; is_paid && next < order.size(); ++next) {
      GoalCounts more = ask(order[next]);
      if (more.of.empty()) continue;
      std::size_t num = 0;
      for (const SlipCounts& of : more.of) num += of.num;
      const auto nodes = static_cast<double>(rooms_.num_nodes(more));
      const bool is_full = size + num > rooms_.most_counts() || seen + nodes > batch;
      if (!asked.empty() && is_full) break;
      is_paid = pay(nodes);
      if (!is_paid) break;
      seen += nodes;
      size += num;
      asked.push_back(std::move(more));
    }
    const double done = static_cast<double>(next) / static_cast<double>(order.size());
    if (!asked.empty()) count(asked, kGoalsShare * before, kGoalsShare * (done - before));
    before = done;
    batch *= 2.0;
    if (is_paid) continue;
    for (; next < order.size(); ++next) {
      for (const SlipCounts& of : ask(order[next]).of) is_unknown_[of.item] = true;
    }
  }
}

// Counts day by day where classes leave a doubt about the least room.
void RoomSearch::refine() {
  std::vector<Between> doubtful;
  std::vector<Between> known;
  for (const Between& at : between_) {
    if (at.least > upper_[at.item] || is_unknown_[at.item]) continue;
    (at.least < at.most ? doubtful : known).push_back(at);
  }
  std::ranges::stable_sort(doubtful, {}, &Between::goal);
  between_ = std::move(known);
  for (std::size_t next = 0; next < doubtful.size();) {
    std::vector<GoalCounts> asked;
    for (std::size_t size = 0; next < doubtful.size(); ++next) {
      const Between& at = doubtful[next];
      const auto num = static_cast<std::size_t>(at.most - at.least) + 2;
      if (size > 0 && size + num > rooms_.most_counts()) break;
      size += num;
      if (asked.empty() || asked.back().goal != at.goal) asked.push_back({at.goal, {}});
      asked.back().of.push_back(
          {.item = at.item, .is_by_classes = false, .first = at.least, .num = num});
    }
    count(asked, kGoalsShare, 1.0 - kGoalsShare);
  }
}

// By trial, where counts are not to be relied on.
void RoomSearch::try_rest(std::vector<Room>& out) {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const NodeId node = analysis_.network.node_of[items_[i].index()];
    const bool changes_more = rooms_.changes_more(items_[i]);
    // Counted are samples that are on time now: others may come in time by a slip.
    const bool climbs = out[i].state == RoomState::limited && may_help(analysis_.network, node);
    if (!changes_more && (!climbs || is_unknown_[i])) continue;
    if (held_.empty()) continue;
    is_unknown_[i] = !pay(kTrials * run_cost());
    if (is_unknown_[i]) continue;
    out[i] = changes_more
                 ? bisect_odds_room(analysis_, risk_, confidence_, held_, items_[i], out[i].days)
                 : climb_odds_room(analysis_, risk_, confidence_, held_, items_[i], out[i].days);
  }
}

std::vector<Room> RoomSearch::find() {
  look_at_goals();
  refine();
  std::vector<Room> out(items_.size());
  for (const Between& at : between_) {
    Room& room = out[at.item];
    const bool is_less = room.state == RoomState::unlimited || at.least < room.days ||
                         (at.least == room.days && held_[at.goal] < room.first);
    if (is_less) room = {RoomState::limited, at.least, held_[at.goal]};
  }
  try_rest(out);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (is_unknown_[i]) out[i] = {RoomState::not_worked_out, 0, {}};
  }
  return out;
}

}  // namespace

std::vector<Room> find_odds_rooms(const Analysis& analysis, const SimulationOptions& risk,
                                  double confidence, const std::vector<ItemId>& held,
                                  const std::vector<ItemId>& items, const OddsEffort& effort) {
  // Of one item, few samples say about where its room ends, and whole simulations where exactly.
  if (items.size() == 1 && risk.samples > 2 * kGuessSamples &&
      RoomSearch(analysis, risk, confidence, held, items, effort).is_large()) {
    SimulationOptions few = risk;
    few.samples = kGuessSamples;
    const Room guess = RoomSearch(analysis, few, confidence, held, items, effort).find().front();
    return {bisect_odds_room(analysis, risk, confidence, held, items.front(), guess.days)};
  }
  return RoomSearch(analysis, risk, confidence, held, items, effort).find();
}

}  // namespace slipway
