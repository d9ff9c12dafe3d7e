#include "planner/report/diff_report.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "planner/base/instant.hpp"

namespace slipway {
namespace {

bool is_item(ChangeOf what) {
  return what == ChangeOf::goal || what == ChangeOf::milestone || what == ChangeOf::objective ||
         what == ChangeOf::blocker;
}

std::string_view name_of_team(const Plan& plan, TeamId team) {
  return team.is_set() ? plan.teams[team.index()].name : std::string_view();
}

// An item or a link, in the newer of the plans that have it.
struct Shown {
  const Plan& plan;
  std::uint32_t row;
};

Shown shown_of(const Plan& old_plan, const Plan& new_plan, RowPair pair) {
  return pair.in_new() ? Shown{new_plan, pair.new_row} : Shown{old_plan, pair.old_row};
}

DiffChange describe(const PlanChange& change, const Plan& old_plan, const Plan& new_plan,
                    const PlanMatch& match) {
  DiffChange out{.change = change, .thing = {}, .predecessor = {}, .title = {}, .team_name = {}};
  if (change.what == ChangeOf::link) {
    const auto [plan, row] = shown_of(old_plan, new_plan, match.links.rows[change.row]);
    const Link& link = plan.links[row];
    const Item& successor = plan.item(link.successor);
    out.thing = successor.id;
    out.predecessor = plan.item(link.predecessor).id;
    out.team_name = name_of_team(plan, successor.team);
  } else if (is_item(change.what)) {
    const auto [plan, row] = shown_of(old_plan, new_plan, match.items.rows[change.row]);
    const Item& item = plan.items[row];
    out.thing = item.id;
    if (change.op != ChangeOp::changed && item.title != item.id) out.title = item.title;
    out.team_name = name_of_team(plan, item.team);
  }
  return out;
}

std::optional<std::uint32_t> find_joint(
    const RowTable& table, const MovedRow& row,
    const std::unordered_map<std::string_view, std::vector<std::uint32_t>>& by_id) {
  const auto found = by_id.find(row.id);
  if (found == by_id.end()) return std::nullopt;
  // An id that passed from a goal to a blocker has a row in each of the plans.
  for (const std::uint32_t joint : found->second) {
    const RowPair pair = table.rows[joint];
    if (row.is_new ? !pair.in_old() : (pair.in_both() || (row.is_gone && !pair.in_new())))
      return joint;
  }
  return std::nullopt;
}

// The joint row of each row that moved.
std::vector<std::optional<std::uint32_t>> joint_rows(const DiffReport& report,
                                                     const PlanDiff& diff) {
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_id;
  const auto note = [&](const ScheduleReport& schedule, std::size_t row, std::uint32_t joint) {
    by_id[schedule.rows[row].id].push_back(joint);
  };
  const RowTable& table = diff.match.items;
  for (std::uint32_t joint = 0; joint < table.rows.size(); ++joint) {
    if (table.rows[joint].in_new())
      note(report.now().schedule, table.rows[joint].new_row, joint);
    else
      note(report.sides.schedule, table.rows[joint].old_row, joint);
  }
  std::vector<std::optional<std::uint32_t>> out;
  for (const MovedRow& row : report.now().moved) out.push_back(find_joint(table, row, by_id));
  return out;
}

// One measure of one row: how its units are counted and rounded.
struct Unit {
  std::int64_t whole = 1;  // what is one day, or all runs
  std::int64_t shown = 1;  // the smallest step that is shown
};

PartFigure figure_of(std::int64_t units, std::int64_t steps, Unit unit, double std_error = 0.0) {
  const auto whole = static_cast<double>(unit.whole);
  return {.value = static_cast<double>(units) / whole,
          .shown = static_cast<double>(steps * unit.shown) / whole,
          .std_error = std_error / whole};
}

// Shares one measure out: `set` is told each group's part.
template <typename Set>
void share_out(const std::optional<Attributed>& attributed, std::int64_t denominator, Unit unit,
               std::optional<PartFigure>& whole, PartFigure& rest, Set set) {
  if (!attributed) return;
  // What no change brought about is a part like the others, so that the sum is the whole.
  std::vector<Share> shares = attributed->by;
  shares.push_back({.numerator = attributed->remainder * denominator});
  const std::vector<std::int64_t> exact = round_shares(shares, denominator, 1);
  const std::vector<std::int64_t> steps = round_shares(shares, denominator, unit.shown);
  std::int64_t all_steps = 0;
  for (const std::int64_t step : steps) all_steps += step;
  whole = figure_of(attributed->whole, all_steps, unit);
  rest = figure_of(exact.back(), steps.back(), unit);
  for (std::size_t group = 0; group + 1 < shares.size(); ++group)
    set(group, figure_of(exact[group], steps[group], unit, shares[group].std_error));
}

DiffParts parts_of(const ItemAttribution& item, const Attribution& attribution) {
  DiffParts out;
  std::vector<DiffPart> parts;
  const auto part_of = [&](std::size_t group) -> DiffPart& {
    while (parts.size() <= group) {
      parts.emplace_back();
      parts.back().group = parts.size() - 1;
    }
    return parts[group];
  };
  const Unit days{.whole = kTicksPerDay, .shown = kTicksPerDay / 10};
  const auto samples = static_cast<std::int64_t>(attribution.samples);
  const Unit runs{.whole = std::max<std::int64_t>(1, samples),
                  .shown = std::max<std::int64_t>(1, samples / 1000)};
  share_out(item.finish, attribution.denominator, days, out.finish, out.finish_rest,
            [&](std::size_t group, PartFigure figure) { part_of(group).finish = figure; });
  share_out(item.p80, attribution.denominator, days, out.p80, out.p80_rest,
            [&](std::size_t group, PartFigure figure) { part_of(group).p80 = figure; });
  share_out(item.on_time, attribution.denominator, runs, out.on_time, out.on_time_rest,
            [&](std::size_t group, PartFigure figure) { part_of(group).on_time = figure; });
  const auto size_of = [](const std::optional<PartFigure>& figure) {
    return figure ? std::fabs(figure->value) : 0.0;
  };
  const auto key = [&](const DiffPart& part) {
    return std::make_tuple(-size_of(part.finish), -size_of(part.p80), -size_of(part.on_time),
                           part.group);
  };
  for (const DiffPart& part : parts) {
    if (size_of(part.finish) + size_of(part.p80) + size_of(part.on_time) > 0.0)
      out.by.push_back(part);
  }
  std::ranges::sort(out.by, {}, key);
  // The day that is shown moves, though the moment does not: who moves it is named.
  for (const std::optional<Attributed>* day : {&item.day, &item.p80_day}) {
    if (!out.by.empty() || !*day) continue;
    for (std::size_t group = 0; group < (*day)->by.size(); ++group) {
      if ((*day)->by[group].numerator == 0) continue;
      DiffPart part = group < parts.size() ? parts[group] : DiffPart{};
      part.group = group;
      out.by.push_back(part);
    }
  }
  return out;
}

// Groups by joint row of items: those about it, about what belongs to it, and those that say which
// date it has to meet.
struct GroupsOf {
  using ByRow = std::unordered_map<std::uint32_t, std::vector<std::size_t>>;
  ByRow about, below, dating;

  GroupsOf(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff);

 private:
  static void add(ByRow& to, std::uint32_t row, std::size_t group) {
    std::vector<std::size_t>& groups = to[row];
    if (groups.empty() || groups.back() != group) groups.push_back(group);
  }
};

GroupsOf::GroupsOf(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff) {
  const RowTable& items = diff.match.items;
  std::vector<std::uint32_t> joint_of_old(old_plan.items.size(), kNoRow);
  for (std::uint32_t joint = 0; joint < items.rows.size(); ++joint) {
    if (items.rows[joint].in_old()) joint_of_old[items.rows[joint].old_row] = joint;
  }
  const auto is_dated_by = [&](const Plan& plan, std::uint32_t row, std::uint32_t period) {
    const Item& item = plan.items[row];
    return period != kNoRow && !item.due.is_set() && item.period.is_set() &&
           item.period.row == period;
  };
  for (std::size_t group = 0; group < diff.groups.size(); ++group) {
    for (const std::uint32_t i : diff.groups[group].changes) {
      const PlanChange& change = diff.changes[i];
      if (change.what == ChangeOf::period && change.field == PlanField::end) {
        const RowPair period = diff.match.periods.rows[change.row];
        for (std::uint32_t joint = 0; joint < items.rows.size(); ++joint) {
          const RowPair& pair = items.rows[joint];
          if ((pair.in_old() && is_dated_by(old_plan, pair.old_row, period.old_row)) ||
              (pair.in_new() && is_dated_by(new_plan, pair.new_row, period.new_row)))
            add(dating, joint, group);
        }
      }
      if (!is_item(change.what)) continue;
      add(about, change.row, group);
      if (change.field == PlanField::due || change.field == PlanField::period)
        add(dating, change.row, group);
      const RowPair& pair = items.rows[change.row];
      if (pair.in_old()) {
        ItemId up = old_plan.items[pair.old_row].parent;
        for (; up.is_set(); up = old_plan.item(up).parent)
          add(below, joint_of_old[up.index()], group);
      }
      if (pair.in_new()) {
        ItemId up = new_plan.items[pair.new_row].parent;
        for (; up.is_set(); up = new_plan.item(up).parent)
          add(below, items.of_new[up.index()], group);
      }
    }
  }
}

}  // namespace

std::vector<ItemPair> pair_items(const PlanMatch& match) {
  std::vector<ItemPair> out;
  const auto id_of = [](std::uint32_t row) {
    return row == kNoRow ? ItemId{} : ItemId(std::size_t{row});
  };
  const auto add = [&](RowPair pair) { out.push_back({id_of(pair.old_row), id_of(pair.new_row)}); };
  for (const std::uint32_t joint : match.items.of_new) add(match.items.rows[joint]);
  for (const RowPair& pair : match.items.rows) {
    if (!pair.in_new()) add(pair);
  }
  return out;
}

DiffReport report_diff(const Analysis& before, const Analysis& after, const PlanDiff& diff,
                       const Comparison& comparison) {
  DiffReport out;
  if (before.risk) {
    out.sides.risk = report_risk(before);
    out.sides.schedule = out.sides.risk->schedule;
  } else {
    out.sides.schedule = report_schedule(before);
  }
  out.sides.cases.push_back(report_case(before, after, comparison, out.sides.schedule));
  for (const PlanChange& change : diff.changes)
    out.changes.push_back(describe(change, *before.plan, *after.plan, diff.match));
  out.groups = diff.groups;
  const std::vector<RowPair>& items = diff.match.items.rows;
  for (const Rename& rename : diff.renames) {
    out.renames.emplace_back(before.plan->items[items[rename.old_item].old_row].id,
                             after.plan->items[items[rename.new_item].new_row].id);
  }
  out.parts.resize(out.now().moved.size());
  return out;
}

std::vector<std::uint32_t> list_moved(const DiffReport& report, const PlanDiff& diff) {
  const std::vector<MovedRow>& moved = report.now().moved;
  const std::vector<std::optional<std::uint32_t>> joints = joint_rows(report, diff);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (joints[i] && diff.match.items.rows[*joints[i]].in_both()) order.push_back(i);
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    const MovedRow& row = moved[i];
    return std::make_tuple(!row.is_newly_late && !row.is_newly_safe,
                           -std::fabs(row.delta_days.value_or(0.0)));
  });
  std::vector<std::uint32_t> out;
  for (const std::size_t i : order) out.push_back(*joints[i]);
  return out;
}

void add_parts(const Attribution& attribution, const Plan& old_plan, const Plan& new_plan,
               const PlanDiff& diff, DiffReport& report) {
  report.has_parts = true;
  report.is_exact = attribution.is_exact;
  report.mixtures = attribution.analyses;
  WhatifCase& now = report.sides.cases.front();
  report.plan = parts_of(attribution.plan, attribution);
  if (report.plan.finish) now.finish_days = report.plan.finish->value;
  if (report.plan.p80) now.p80_days = report.plan.p80->value;

  std::unordered_map<std::uint32_t, std::size_t> at;
  for (std::size_t i = 0; i < attribution.items.size(); ++i) at[attribution.items[i].item] = i;
  const GroupsOf groups(old_plan, new_plan, diff);
  const std::vector<std::optional<std::uint32_t>> joints = joint_rows(report, diff);
  for (std::size_t i = 0; i < now.moved.size(); ++i) {
    if (!joints[i]) continue;
    MovedRow& row = now.moved[i];
    const auto found = at.find(*joints[i]);
    DiffParts& parts = report.parts[i];
    if (found != at.end()) {
      parts = parts_of(attribution.items[found->second], attribution);
      if (parts.finish) row.delta_days = parts.finish->value;
      if (parts.p80) row.p80_days = parts.p80->value;
    } else if (diff.match.items.rows[*joints[i]].in_both()) {
      parts.is_left_out = true;
    }
    // What has no figures to share out: the changes of the item itself are named.
    if (parts.is_left_out) continue;
    const auto name = [&](const GroupsOf::ByRow& by_row) {
      const auto named = by_row.find(*joints[i]);
      if (named == by_row.end()) return;
      for (const std::size_t group : named->second) {
        if (std::ranges::find(parts.by, group, &DiffPart::group) != parts.by.end()) continue;
        DiffPart& part = parts.by.emplace_back();
        part.group = group;
      }
    };
    const bool has_other_date = row.on_time_before.has_value() != row.on_time_after.has_value();
    if (parts.by.empty()) {
      name(groups.about);
      name(groups.dating);
    } else if (has_other_date) {
      name(groups.dating);
    }
    // An objective of which nothing is left has no figures, nor changes of its own.
    if (parts.by.empty() && row.kind == Kind::objective) name(groups.below);
  }
}

}  // namespace slipway
