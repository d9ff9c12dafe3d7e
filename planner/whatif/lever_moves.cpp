#include "planner/whatif/lever_moves.hpp"

#include <algorithm>
#include <tuple>

#include "planner/whatif/estimate_scale.hpp"

namespace slipway {
namespace {

constexpr double kShorter = 0.8;
constexpr double kAtRisk = 0.8;          // odds below which a promise is (D18)
constexpr double kKept = 0.5;            // of work that is split
constexpr Work kLong{5 * kTicksPerDay};  // from which work is worth splitting

double odds_in(const Simulation& risk, ItemId item) {
  const ItemRisk& row = risk.items[item.index()];
  if (!row.on_time) return 0.0;
  return static_cast<double>(*row.on_time) / static_cast<double>(risk.samples);
}

// How much hangs on each item, by ItemId: the largest odds of being late among the goals that wait
// for it; 0 where none does. Objectives have the most of what is below them.
std::vector<double> find_stakes(const Analysis& analysis, const Simulation& risk,
                                const std::vector<ItemId>& goals) {
  const Plan& plan = *analysis.plan;
  const Network& network = analysis.network;
  std::vector<double> by_node(network.num_nodes(), 0.0);
  std::vector<bool> is_goal(plan.items.size(), false);
  for (const ItemId goal : goals) is_goal[goal.index()] = true;
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!network.node_of[row].is_set()) continue;
    double& stake = by_node[network.node_of[row].index()];
    for (ItemId up(row); up.is_set(); up = plan.item(up).parent) {
      if (is_goal[up.index()]) stake = std::max(stake, 1.0 - odds_in(risk, up));
    }
  }
  for (std::size_t n = network.num_nodes(); n-- > 0;) {
    if (network.nodes[n].progress == Progress::done) continue;
    for (const InLink& in : network.links_into(n)) {
      double& before = by_node[in.from.index()];
      before = std::max(before, by_node[n]);
    }
  }
  std::vector<double> out(plan.items.size(), 0.0);
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (!network.node_of[row].is_set()) continue;
    for (ItemId up(row); up.is_set(); up = plan.item(up).parent) {
      out[up.index()] = std::max(out[up.index()], by_node[network.node_of[row].index()]);
    }
  }
  return out;
}

class Lister {
 public:
  Lister(const Analysis& analysis, const Simulation& risk, const std::vector<ItemId>& goals,
         ItemId wanted)
      : plan_(*analysis.plan),
        analysis_(analysis),
        risk_(risk),
        goals_(goals),
        wanted_(wanted),
        stakes_(find_stakes(analysis, risk, goals)) {}

  LeverMoves list() {
    add_removals();
    add_shortened();
    add_split();
    add_dropped();
    add_deferred();
    std::ranges::stable_sort(out_.rows, {}, &LeverMove::kind);
    return std::move(out_);
  }

 private:
  bool is_open(std::size_t row) const {
    const NodeId node = analysis_.network.node_of[row];
    return node.is_set() && analysis_.network.nodes[node.index()].progress != Progress::done;
  }

  Change& add(LeverKind kind, ChangeKind change, ItemId item) {
    LeverMove& move = out_.rows.emplace_back();
    move.kind = kind;
    move.item = item;
    Change& out = move.changes.emplace_back();
    out.kind = change;
    out.item = item;
    return out;
  }

  void add_link(LeverKind kind, ChangeKind change, LinkId id);
  void add_removals();
  void add_shortened();
  void add_split();
  PeriodId next_period(const Item& item) const;
  void add_dropped();
  void add_deferred();
  // The rows on which most hangs, at most kMostMoves; the rest is counted.
  std::vector<std::size_t> choose(std::vector<std::size_t> rows);

  const Plan& plan_;
  const Analysis& analysis_;
  const Simulation& risk_;
  const std::vector<ItemId>& goals_;
  ItemId wanted_;
  std::vector<double> stakes_;
  LeverMoves out_;
};

// A change names two ends, so it is made of all links between them: once, and where all are meant.
void Lister::add_link(LeverKind kind, ChangeKind change, LinkId id) {
  const Link& link = plan_.links[id.index()];
  if (stakes_[link.successor.index()] <= 0.0) return;
  for (const Link& other : plan_.links) {
    const bool is_same = other.predecessor == link.predecessor && other.successor == link.successor;
    if (is_same && kind == LeverKind::unlink && plan_.details_of(other).probability >= 1.0) return;
  }
  for (const LeverMove& known : out_.rows) {
    if (known.kind == kind && known.item == link.successor &&
        known.changes.front().other == link.predecessor)
      return;
  }
  Change& made = add(kind, change, link.successor);
  made.other = link.predecessor;
  if (kind == LeverKind::harden) made.probability = 1.0;
}

void Lister::add_removals() {
  for (const Variation& removal : list_removals(plan_, analysis_.network)) {
    switch (removal.kind) {
      case VariationKind::without_item:
        if (stakes_[removal.item.index()] > 0.0)
          add(LeverKind::resolve, ChangeKind::resolve, removal.item);
        break;
      case VariationKind::without_link:
        add_link(LeverKind::unlink, ChangeKind::unlink, removal.link);
        add_link(LeverKind::harden, ChangeKind::soften, removal.link);
        break;
      case VariationKind::agreed_link:
        add_link(LeverKind::agree, ChangeKind::agree, removal.link);
        break;
      case VariationKind::agreed_need: {
        const bool is_known = std::ranges::any_of(out_.rows, [&](const LeverMove& move) {
          return move.kind == LeverKind::agree && move.item == removal.item &&
                 move.changes.front().other_team == removal.team;
        });
        if (!is_known && stakes_[removal.item.index()] > 0.0)
          add(LeverKind::agree, ChangeKind::agree, removal.item).other_team = removal.team;
        break;
      }
      default:  // a risk is nobody's to switch off
        break;
    }
  }
}

std::vector<std::size_t> Lister::choose(std::vector<std::size_t> rows) {
  std::ranges::stable_sort(rows, [&](std::size_t a, std::size_t b) {
    const auto weight = [&](std::size_t row) {
      return std::tuple(stakes_[row], risk_.items[row].criticality.value_or(0.0));
    };
    return weight(a) > weight(b);
  });
  if (rows.size() > kMostMoves) {
    out_.left_out += rows.size() - kMostMoves;
    rows.resize(kMostMoves);
  }
  return rows;
}

void Lister::add_shortened() {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    if (is_open(row) && plan_.items[row].kind == Kind::goal && stakes_[row] > 0.0)
      rows.push_back(row);
  }
  for (const std::size_t row : choose(std::move(rows))) {
    const Item& item = plan_.items[row];
    const bool has_rest = item.remaining != kNoRow;
    const std::uint32_t at = has_rest ? item.remaining : item.estimate;
    const Estimate& now = at == kNoRow ? plan_.default_estimate : plan_.estimates[at];
    add(LeverKind::shorten, has_rest ? ChangeKind::remaining : ChangeKind::estimate, ItemId(row))
        .length = scaled(now, kShorter, plan_.sizes);
  }
}

// Into the first period that starts after the day that is promised now.
PeriodId Lister::next_period(const Item& item) const {
  const Date target = plan_.target_of(item);
  PeriodId next{};
  for (std::size_t p = 0; p < plan_.periods.size(); ++p) {
    const Date start = plan_.periods[p].start;
    if (target.is_set() && start > target &&
        (!next.is_set() || start < plan_.periods[next.index()].start))
      next = PeriodId(p);
  }
  return next;
}

// Whoever waits for long work may do with a part of it.
void Lister::add_split() {
  std::vector<bool> is_waited_for(plan_.items.size(), false);
  for (const Link& link : plan_.links) {
    if (is_open(link.successor.index())) is_waited_for[link.predecessor.index()] = true;
  }
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    const Item& item = plan_.items[row];
    if (!is_open(row) || !is_waited_for[row] || item.kind != Kind::goal) continue;
    if (stakes_[row] <= 0.0) continue;
    if (item.commitment != Commitment::committed || ItemId(row) == wanted_) continue;
    const std::size_t node = analysis_.network.node_of[row].index();
    if (analysis_.schedule.conditions.durations[node] >= kLong.ticks) rows.push_back(row);
  }
  for (const std::size_t row : choose(std::move(rows))) {
    Change& change = add(LeverKind::split, ChangeKind::split, ItemId(row));
    change.keep = kKept;
    change.period = next_period(plan_.items[row]);
  }
}

// Stretch goals first: nobody was promised them.
void Lister::add_dropped() {
  std::vector<std::size_t> stretch;
  std::vector<std::size_t> low;
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    const Item& item = plan_.items[row];
    if (!is_open(row) || stakes_[row] <= 0.0 || ItemId(row) == wanted_) continue;
    if (item.commitment == Commitment::stretch)
      stretch.push_back(row);
    else if (item.priority == Priority::p3 || item.priority == Priority::p4)
      low.push_back(row);
  }
  for (const auto& rows : {choose(std::move(stretch)), choose(std::move(low))}) {
    for (const std::size_t row : rows) add(LeverKind::drop, ChangeKind::drop, ItemId(row));
  }
}

void Lister::add_deferred() {
  std::vector<std::size_t> rows;
  for (const ItemId goal : goals_) {
    const Item& item = plan_.item(goal);
    if (item.kind == Kind::objective || goal == wanted_ || !is_open(goal.index())) continue;
    if (item.commitment == Commitment::committed && odds_in(risk_, goal) < kAtRisk &&
        next_period(item).is_set())
      rows.push_back(goal.index());
  }
  for (const std::size_t row : choose(std::move(rows))) {
    const PeriodId next = next_period(plan_.items[row]);
    Change& change = add(LeverKind::defer, ChangeKind::defer, ItemId(row));
    change.period = next;
    change.with_dependents = true;
    if (!plan_.items[row].due.is_set()) continue;
    Change due;  // a date of its own would stay behind
    due.kind = ChangeKind::due;
    due.item = ItemId(row);
    due.on = plan_.periods[next.index()].end;
    out_.rows.back().changes.push_back(due);
  }
}

}  // namespace

LeverMoves list_moves(const Analysis& analysis, const Simulation& risk,
                      const std::vector<ItemId>& goals, ItemId wanted) {
  return Lister(analysis, risk, goals, wanted).list();
}

}  // namespace slipway
