#include "planner/whatif/levers.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <utility>

#include "planner/risk/draw_tables.hpp"
#include "planner/risk/subjects.hpp"
#include "planner/whatif/apply.hpp"
#include "planner/whatif/comparison.hpp"
#include "planner/whatif/same_rows.hpp"

namespace slipway {
namespace {

using Hits = std::vector<std::uint64_t>;  // a bit for each sample

PairedChange change_of(const Hits& before, const Hits& now) {
  PairedChange out;
  for (std::size_t i = 0; i < std::min(before.size(), now.size()); ++i) {
    out.before += static_cast<std::uint64_t>(std::popcount(before[i]));
    out.won += static_cast<std::uint64_t>(std::popcount(now[i] & ~before[i]));
    out.lost += static_cast<std::uint64_t>(std::popcount(before[i] & ~now[i]));
  }
  return out;
}

// The samples in which all of the goals are on time.
Hits joint_hits(const Simulation& of, const std::vector<ItemId>& goals) {
  Hits out;
  for (const ItemId goal : goals) {
    const Hits& hits = of.hits[goal.index()];
    if (out.empty()) out = hits;
    for (std::size_t i = 0; i < out.size() && i < hits.size(); ++i) out[i] &= hits[i];
  }
  return out;
}

// Marks, by ItemId, what waits for a marked item, and the objectives of that.
void spread(const Plan& plan, const Network& network, std::vector<bool>& marks) {
  std::vector<bool> reached(network.num_nodes(), false);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    bool is_touched = false;  // itself, or an objective that it belongs to
    for (ItemId up(row); up.is_set(); up = plan.item(up).parent)
      is_touched = is_touched || marks[up.index()];
    if (is_touched && network.node_of[row].is_set()) reached[network.node_of[row].index()] = true;
  }
  for (std::size_t n = 0; n < network.num_nodes(); ++n) {
    for (const InLink& in : network.links_into(n)) {
      if (reached[in.from.index()]) reached[n] = true;
    }
  }
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!network.node_of[row].is_set() || !reached[network.node_of[row].index()]) continue;
    for (ItemId up(row); up.is_set(); up = plan.item(up).parent) marks[up.index()] = true;
  }
}

class Finder {
 public:
  Finder(const Analysis& analysis, const SimulationOptions& risk, ItemId goal)
      : plan_(*analysis.plan), analysis_(analysis), options_(risk), goal_(goal) {
    options_.target = goal;
    options_.forecast_for = ForecastFor::all;
    options_.wants_sensitivities = options_.wants_ranks = options_.wants_waits = false;
    options_.keeps_hits = true;
    options_.keep.clear();
    options_.only.clear();
    options_.progress = nullptr;
  }

  Levers find(const std::function<void(double)>& progress);

 private:
  std::optional<Lever> try_move(const LeverMove& move);
  bool is_given_up(const LeverMove& move, const Plan& with, ItemId item) const;
  std::vector<ItemId> list_committed() const;

  const Plan& plan_;
  const Analysis& analysis_;
  SimulationOptions options_;
  ItemId goal_;
  DrawTables tables_;
  Levers out_;
};

// A promise is given up when it is dropped, cut, or made for another day.
bool Finder::is_given_up(const LeverMove& move, const Plan& with, ItemId item) const {
  if (move.kind == LeverKind::split && move.item == item) return true;
  const Item& now = with.item(SameRows(plan_, with).after_of(item));
  return now.status == Status::dropped ||
         with.target_of(now) != plan_.target_of(plan_.item(item)) ||
         now.period != plan_.item(item).period;
}

// Without a date to meet there is the finish of the plan, which is the latest of theirs.
std::vector<ItemId> Finder::list_committed() const {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    const Item& item = plan_.items[row];
    if (item.kind != Kind::objective && item.commitment == Commitment::committed &&
        analysis_.network.node_of[row].is_set())
      out.emplace_back(row);
  }
  return out;
}

std::optional<Lever> Finder::try_move(const LeverMove& move) {
  const Loaded<Plan> changed = apply_changes(plan_, move.changes);
  if (!changed.ok) return std::nullopt;
  const Plan& with = changed.value;
  const Loaded<Network> network = compile(with);
  if (!network.ok) return std::nullopt;

  // Only what the move can reach is worth a forecast.
  const SameRows rows(plan_, with);
  std::vector<bool> reached(plan_.items.size(), false);
  for (std::size_t row = 0; row < plan_.items.size(); ++row)
    reached[row] = !(plan_.items[row] == with.item(rows.after_of(ItemId(row))));
  for (const Change& change : move.changes) reached[change.item.index()] = true;
  spread(plan_, analysis_.network, reached);
  std::vector<bool> reached_after(with.items.size(), true);  // what is new, too
  for (std::size_t row = 0; row < reached.size(); ++row)
    reached_after[rows.after_of(ItemId(row)).index()] = reached[row];
  spread(with, network.value, reached_after);
  for (std::size_t row = 0; row < reached.size(); ++row)
    reached[row] = reached_after[rows.after_of(ItemId(row)).index()];
  SimulationOptions options = options_;
  options.only = reached_after;
  options.target = rows.after_of(goal_);
  const Simulation after = simulate(with, network.value, options, tables_);

  Lever out;
  out.move = move;
  std::vector<ItemId> left;
  for (const ItemId item : out_.measured) {
    (is_given_up(move, with, item) ? out.given_up : left).push_back(item);
  }
  out.measured = left.size();
  std::vector<ItemId> left_after;
  for (const ItemId item : left) left_after.push_back(rows.after_of(item));
  out.odds = change_of(joint_hits(out_.before, left), joint_hits(after, left_after));
  const auto finish_of = [&](const Simulation& of, ItemId goal) -> const std::optional<Forecast>& {
    return goal.is_set() ? of.items[goal.index()].forecast : of.finish;
  };
  const std::optional<Forecast>& finish_before = finish_of(out_.before, goal_);
  const std::optional<Forecast>& finish_after = finish_of(after, rows.after_of(goal_));
  const bool is_finish_reached = !goal_.is_set() || reached[goal_.index()];
  if (is_finish_reached && finish_before && finish_after)
    out.finish_days = finish_before->days.p80 - finish_after->days.p80;
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const ItemRisk& was = out_.before.items[row];
    const ItemId now = rows.after_of(ItemId(row));
    const ItemRisk& is = after.items[now.index()];
    const bool is_resolved = move.kind == LeverKind::resolve && move.item == ItemId(row);
    if (!reached[row] || !was.forecast || !is.forecast || is_resolved) continue;
    if (is_given_up(move, with, ItemId(row))) continue;
    LeverGoal goal;
    goal.item = ItemId(row);
    goal.p80_before = was.forecast->p80;
    goal.p80 = is.forecast->p80;
    goal.p80_days = was.forecast->days.p80 - is.forecast->days.p80;
    if (was.on_time) goal.on_time = change_of(out_.before.hits[row], after.hits[now.index()]);
    const bool changes = goal.on_time.won + goal.on_time.lost > 0;
    if (goal.p80_days != 0.0 || changes) out.goals.push_back(goal);
  }
  return out;
}

Levers Finder::find(const std::function<void(double)>& progress) {
  out_.before = simulate(plan_, analysis_.network, options_, tables_);
  if (goal_.is_set()) {
    if (out_.before.items[goal_.index()].on_time) out_.measured = {goal_};
  } else {
    for (const Subject& subject : list_subjects(plan_, analysis_.network, options_)) {
      if (subject.counts_for_all) out_.measured.push_back(subject.item);
    }
  }
  std::vector<ItemId> asked = goal_.is_set() ? std::vector<ItemId>{goal_} : out_.measured;
  if (asked.empty()) asked = list_committed();
  const LeverMoves moves = list_moves(analysis_, out_.before, asked, goal_);
  out_.left_out = moves.left_out;
  for (std::size_t i = 0; i < moves.rows.size(); ++i) {
    if (std::optional<Lever> lever = try_move(moves.rows[i]))
      out_.rows.push_back(*std::move(lever));
    if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(moves.rows.size()));
  }
  std::ranges::stable_sort(out_.rows, [](const Lever& a, const Lever& b) {
    return std::pair(a.odds.gain(), a.finish_days) > std::pair(b.odds.gain(), b.finish_days);
  });
  return std::move(out_);
}

}  // namespace

Levers find_levers(const Analysis& analysis, const SimulationOptions& risk, ItemId goal) {
  return Finder(analysis, risk, goal).find(risk.progress);
}

bool is_noise(const PairedChange& change, std::uint64_t samples) {
  const double gain = static_cast<double>(change.gain()) / static_cast<double>(samples);
  return is_noise(gain, error_of(change, samples));
}

}  // namespace slipway
