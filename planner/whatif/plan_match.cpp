#include "planner/whatif/plan_match.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace slipway {
namespace {

std::uint32_t row_of(std::size_t number) { return static_cast<std::uint32_t>(number); }

// Numbers the rows of both plans together. `name_of` gives what a row is known by.
template <typename Row, typename NameOf>
RowTable match_rows(const std::vector<Row>& old_rows, const std::vector<Row>& new_rows,
                    NameOf name_of) {
  RowTable out;
  std::unordered_map<std::string_view, std::uint32_t> known;
  known.reserve(old_rows.size());
  for (std::size_t row = 0; row < old_rows.size(); ++row) {
    known.emplace(name_of(old_rows[row]), row_of(row));
    out.rows.push_back({row_of(row), kNoRow});
  }
  for (std::size_t row = 0; row < new_rows.size(); ++row) {
    const auto found = known.find(name_of(new_rows[row]));
    if (found != known.end() && !out.rows[found->second].in_new()) {
      out.rows[found->second].new_row = row_of(row);
      out.of_new.push_back(found->second);
    } else {
      out.of_new.push_back(row_of(out.rows.size()));
      out.rows.push_back({kNoRow, row_of(row)});
    }
  }
  return out;
}

// Goals never match blockers.
RowTable match_items(const Plan& old_plan, const Plan& new_plan) {
  RowTable out =
      match_rows(old_plan.items, new_plan.items, [](const Item& item) { return item.id; });
  for (std::size_t row = 0; row < old_plan.items.size(); ++row) {
    RowPair& pair = out.rows[row];
    if (!pair.in_new()) continue;
    if (old_plan.is_blocker(ItemId(row)) == new_plan.is_blocker(ItemId(std::size_t{pair.new_row})))
      continue;
    out.of_new[pair.new_row] = kNoRow;
    pair.new_row = kNoRow;
  }
  // Number what only the new plan has afresh, so that it stays in its order.
  out.rows.resize(old_plan.items.size());
  for (std::size_t row = 0; row < out.of_new.size(); ++row) {
    const std::uint32_t joint = out.of_new[row];
    if (joint != kNoRow && joint < old_plan.items.size()) continue;
    out.of_new[row] = row_of(out.rows.size());
    out.rows.push_back({kNoRow, row_of(row)});
  }
  return out;
}

std::uint64_t key_of(std::uint32_t predecessor, std::uint32_t successor) {
  return std::uint64_t{predecessor} << 32 | successor;
}

RowTable match_links(const Plan& old_plan, const Plan& new_plan, const RowTable& items) {
  RowTable out;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> old_of;  // by ends
  for (std::size_t row = 0; row < old_plan.links.size(); ++row) {
    const Link& link = old_plan.links[row];
    old_of[key_of(link.predecessor.row, link.successor.row)].push_back(row_of(row));
    out.rows.push_back({row_of(row), kNoRow});
  }
  out.of_new.assign(new_plan.links.size(), kNoRow);
  const auto match_where = [&](auto fits) {
    for (std::size_t row = 0; row < new_plan.links.size(); ++row) {
      if (out.of_new[row] != kNoRow) continue;
      const Link& link = new_plan.links[row];
      const auto found = old_of.find(
          key_of(items.of_new[link.predecessor.index()], items.of_new[link.successor.index()]));
      if (found == old_of.end()) continue;
      for (const std::uint32_t candidate : found->second) {
        if (out.rows[candidate].in_new()) continue;
        if (!fits(old_plan.details_of(old_plan.links[candidate]), new_plan.details_of(link)))
          continue;
        out.rows[candidate].new_row = row_of(row);
        out.of_new[row] = candidate;
        break;
      }
    }
  };
  match_where([&](const LinkDetails& a, const LinkDetails& b) {
    return bind_alike(old_plan, a, new_plan, b) && a.note == b.note;
  });
  match_where([&](const LinkDetails& a, const LinkDetails& b) { return a.type == b.type; });
  match_where([](const LinkDetails&, const LinkDetails&) { return true; });
  for (std::size_t row = 0; row < new_plan.links.size(); ++row) {
    if (out.of_new[row] != kNoRow) continue;
    out.of_new[row] = row_of(out.rows.size());
    out.rows.push_back({kNoRow, row_of(row)});
  }
  return out;
}

}  // namespace

bool is_same_estimate(const Plan& old_plan, std::uint32_t a, const Plan& new_plan,
                      std::uint32_t b) {
  if (a == kNoRow || b == kNoRow) return a == b;
  return old_plan.estimates[a] == new_plan.estimates[b];
}

bool bind_alike(const Plan& old_plan, const LinkDetails& a, const Plan& new_plan,
                const LinkDetails& b) {
  return a.type == b.type && a.lag_calendar == b.lag_calendar && a.ask == b.ask &&
         a.logic == b.logic && a.probability == b.probability &&
         is_same_estimate(old_plan, a.lag, new_plan, b.lag);
}

PlanMatch match_plans(const Plan& old_plan, const Plan& new_plan) {
  const auto id_of = [](const auto& row) { return row.id; };
  PlanMatch out;
  out.periods = match_rows(old_plan.periods, new_plan.periods, id_of);
  out.teams = match_rows(old_plan.teams, new_plan.teams, id_of);
  out.items = match_items(old_plan, new_plan);
  out.links = match_links(old_plan, new_plan, out.items);
  out.risks = match_rows(old_plan.risks, new_plan.risks, id_of);
  out.scenarios = match_rows(old_plan.scenarios, new_plan.scenarios,
                             [](const Scenario& scenario) { return scenario.name; });
  return out;
}

}  // namespace slipway
