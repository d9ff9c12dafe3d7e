#include <algorithm>
#include <numeric>
#include <utility>

#include "planner/whatif/draft_internal.hpp"
#include "planner/whatif/estimate_scale.hpp"

namespace slipway {

Draft::Draft(const Plan& plan)
    : plan_(plan),
      first_item_(plan.items.size()),
      first_link_(plan.links.size()),
      first_estimate_(plan.estimates.size()),
      first_details_(plan.details.size()),
      first_link_details_(plan.link_details.size()),
      texts_(std::make_shared<std::deque<std::string>>()) {}

ItemDetails& Draft::details_of(ItemId id) {
  Item& item = plan_.items[id.index()];
  if (item.details == kNoRow || item.details < first_details_) {
    plan_.details.push_back(ItemDetails(plan_.details_of(item)));
    item.details = static_cast<std::uint32_t>(plan_.details.size() - 1);
  }
  return plan_.details[item.details];
}

LinkDetails& Draft::details_of(std::size_t row) {
  Link& link = plan_.links[row];
  if (link.details == kNoRow || link.details < first_link_details_) {
    plan_.link_details.push_back(LinkDetails(plan_.details_of(link)));
    link.details = static_cast<std::uint32_t>(plan_.link_details.size() - 1);
  }
  return plan_.link_details[link.details];
}

void Draft::set_estimate(ItemId id, const Estimate& estimate) {
  Item& item = plan_.items[id.index()];
  if (item.estimate != kNoRow && plan_.estimates[item.estimate] == estimate) return;
  item.estimate = static_cast<std::uint32_t>(plan_.estimates.size());
  plan_.estimates.push_back(estimate);
}

void Draft::set_remaining(ItemId id, const Estimate& remaining) {
  Item& item = plan_.items[id.index()];
  if (item.remaining != kNoRow && plan_.estimates[item.remaining] == remaining) return;
  item.remaining = static_cast<std::uint32_t>(plan_.estimates.size());
  plan_.estimates.push_back(remaining);
}

void Draft::add_link(ItemId predecessor, ItemId successor) {
  Link& link = plan_.links.emplace_back();
  link.predecessor = predecessor;
  link.successor = successor;
  has_new_links_ = true;
}

void Draft::remove_links(const std::vector<bool>& is_removed) {
  std::size_t kept = 0;
  std::size_t kept_old = 0;
  for (std::size_t row = 0; row < plan_.links.size(); ++row) {
    if (is_removed[row]) continue;
    plan_.links[kept++] = plan_.links[row];
    kept_old += row < first_link_ ? 1 : 0;
  }
  plan_.links.resize(kept);
  first_link_ = kept_old;
}

std::string_view Draft::keep(std::string text) { return texts_->emplace_back(std::move(text)); }

// An id that is free: the one wanted, or that with a number behind it.
std::string_view Draft::keep_id(const std::string& wanted, char separator) {
  if (ids_.empty()) {
    for (const Item& item : plan_.items) ids_.insert(item.id);
  }
  std::string id = wanted;
  for (int number = 2; ids_.contains(id); ++number)
    id = wanted + separator + std::to_string(number);
  const std::string_view kept = keep(std::move(id));
  ids_.insert(kept);
  return kept;
}

void Draft::split(ItemId id, double keep_share, PeriodId period) {
  const Item whole = plan_.item(id);
  const ItemDetails details = plan_.details_of(whole);
  const bool has_remaining = whole.remaining != kNoRow;
  const std::uint32_t row = has_remaining ? whole.remaining : whole.estimate;
  const Estimate now = row == kNoRow ? plan_.default_estimate : plan_.estimates[row];
  const double left = has_remaining ? 1.0 : 1.0 - whole.progress;
  const Estimate kept = scaled(now, left * keep_share, plan_.sizes);
  if (has_remaining || whole.progress > 0.0)
    set_remaining(id, kept);
  else
    set_estimate(id, kept);

  const ItemId rest(plan_.items.size());
  Item& item = plan_.items.emplace_back();
  item.id = keep_id(std::string(whole.id) + "-rest", '-');
  item.title = keep("rest of " + std::string(whole.title));
  item.team = whole.team;
  item.probability = whole.probability;
  item.commitment = whole.commitment;
  item.priority = whole.priority;
  item.period = whole.period;
  item.due = whole.due;
  if (period.is_set()) {
    item.period = period;
    item.not_before = plan_.periods[period.index()].start;
    item.due = {};
  }
  set_estimate(rest, scaled(now, left * (1.0 - keep_share), plan_.sizes));
  ItemDetails own;
  own.owners = details.owners;
  own.tags = details.tags;
  own.people = details.people;
  own.needs = details.needs;
  for (Need& need : own.needs) need.ask = Ask::none;  // asked and answered for the goal
  if (!(own == ItemDetails{})) details_of(rest) = std::move(own);
  add_link(id, rest);
  rests_.emplace_back(id, rest);
}

void Draft::add_blocker(ItemId blocked, const Estimate& length) {
  const std::string blocked_id(plan_.item(blocked).id);
  const ItemId blocker(plan_.items.size());
  Item& item = plan_.items.emplace_back();
  item.kind = Kind::blocker;
  item.id = keep_id("block:" + blocked_id, ':');
  item.title = keep("wait before " + blocked_id);
  set_estimate(blocker, length);
  add_link(blocker, blocked);
}

void Draft::add_absence(TeamId team, Date from, Date to) {
  std::vector<Date>& days = absences_[team];
  for (std::int32_t day = from.day; day <= to.day; ++day) days.emplace_back(day);
}

void Draft::settle_calendars() {
  for (const auto& [team, days] : absences_) {
    CalendarId& own = plan_.teams[team.index()].calendar;
    const WorkCalendar made = plan_.calendars[own.index()].without(days, plan_.as_of);
    const auto known = std::ranges::find(plan_.calendars, made);
    own = CalendarId(static_cast<std::size_t>(known - plan_.calendars.begin()));
    if (known == plan_.calendars.end()) plan_.calendars.push_back(made);
  }
}

Date first_day_of(const Plan& plan, const Item& item) {
  return item.status == Status::not_started ? std::max(plan.as_of, plan.start) : plan.as_of;
}

// The likely work ends on the evening of that day, so it starts as many working days before, but
// not before the status date.
bool Draft::settle_pin(ItemId id, Date on) {
  ItemDetails& details = details_of(id);
  Item& item = plan_.items[id.index()];
  const WorkCalendar& own = plan_.calendars[plan_.calendar_of(item).index()];
  const Work end = own.worked(end_of(on));
  Date first = first_day_of(plan_, item);
  if (item.status == Status::not_started) {
    Distribution likely;
    if (item.remaining != kNoRow || item.kind == Kind::goal) {
      const std::uint32_t row = item.remaining != kNoRow ? item.remaining : item.estimate;
      likely = distribution_of(row == kNoRow ? plan_.default_estimate : plan_.estimates[row],
                               plan_.sizes, own.days_per_week());
    }
    const Work length = std::max(work_of_days(deterministic_days(likely)), Work{kTicksPerDay});
    first = std::max(first, day_at(own.latest(end - length)));
    item.not_before = first;
  }
  const Work left = end - own.worked(start_of(first));
  if (left <= Work{0}) return false;
  details.is_pinned = true;
  item.probability = 1.0;
  const Amount days{days_of(left), Unit::days};
  if (item.kind == Kind::milestone) {  // it takes no work of its own
    details.slips.push_back(days);
    return true;
  }
  Estimate exactly;
  exactly.amounts[0] = days;
  set_remaining(id, exactly);
  return true;
}

// Goals that were added stand behind the goals.
void Draft::put_goals_before_blockers(std::vector<std::size_t>& order) {
  std::stable_partition(order.begin() + static_cast<std::ptrdiff_t>(plan_.num_goals), order.end(),
                        [&](std::size_t row) { return plan_.items[row].kind != Kind::blocker; });
  plan_.num_goals += rests_.size();
}

// Gives all that names items the rows to which they have moved. What hits a goal hits what is split
// off it.
void Draft::rename_items(const std::vector<ItemId>& moved_to) {
  const auto rename = [&](ItemId& id) {
    if (id.is_set()) id = moved_to[id.index()];
  };
  for (Link& link : plan_.links) {
    rename(link.predecessor);
    rename(link.successor);
  }
  if (rests_.empty()) return;
  for (auto& [whole, rest] : rests_) {
    rename(whole);
    rename(rest);
  }
  std::ranges::sort(rests_, {}, [](const auto& split) { return split.second; });
  for (Risk& risk : plan_.risks) {
    for (ItemId& id : risk.items) rename(id);
    const std::size_t named = risk.items.size();
    for (const auto& [whole, rest] : rests_) {
      const auto end = risk.items.begin() + static_cast<std::ptrdiff_t>(named);
      if (std::find(risk.items.begin(), end, whole) != end) risk.items.push_back(rest);
    }
  }
  for (Scenario& scenario : plan_.scenarios) {
    for (Change& change : scenario.changes) {
      rename(change.item);
      rename(change.other);
    }
  }
  for (CheckIn& checkin : plan_.checkins) rename(checkin.goal);
}

Plan Draft::finish() {
  // Added items by id, added links by their ends.
  std::vector<std::size_t> order(plan_.items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin() + static_cast<std::ptrdiff_t>(first_item_), order.end(),
            [&](std::size_t a, std::size_t b) { return plan_.items[a].id < plan_.items[b].id; });
  if (!rests_.empty()) put_goals_before_blockers(order);
  std::vector<Item> items;
  std::vector<ItemId> moved_to(plan_.items.size());
  for (std::size_t row = 0; row < order.size(); ++row) {
    moved_to[order[row]] = ItemId(row);
    items.push_back(plan_.items[order[row]]);
  }
  plan_.items = std::move(items);
  rename_items(moved_to);
  std::stable_sort(plan_.links.begin() + static_cast<std::ptrdiff_t>(first_link_),
                   plan_.links.end(), [](const Link& a, const Link& b) {
                     return std::pair(a.successor, a.predecessor) <
                            std::pair(b.successor, b.predecessor);
                   });

  // New rows of side tables in the order of those who have them.
  const auto renumber = [](auto& rows, std::size_t first, auto for_each_owner) {
    std::remove_reference_t<decltype(rows)> sorted;
    for_each_owner([&](std::uint32_t& row) {
      if (row == kNoRow || row < first) return;
      sorted.push_back(std::move(rows[row]));
      row = static_cast<std::uint32_t>(first + sorted.size() - 1);
    });
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end());
    rows.insert(rows.end(), std::make_move_iterator(sorted.begin()),
                std::make_move_iterator(sorted.end()));
  };
  renumber(plan_.estimates, first_estimate_, [&](auto visit) {
    for (Item& item : plan_.items) {
      visit(item.estimate);
      visit(item.remaining);
    }
  });
  renumber(plan_.details, first_details_, [&](auto visit) {
    for (Item& item : plan_.items) visit(item.details);
  });
  renumber(plan_.link_details, first_link_details_, [&](auto visit) {
    for (Link& link : plan_.links) visit(link.details);
  });
  for (std::size_t row = first_details_; row < plan_.details.size(); ++row) {
    std::ranges::sort(plan_.details[row].slips, {},
                      [](const Amount& amount) { return std::pair(amount.unit, amount.number); });
  }
  if (!texts_->empty()) plan_.spare_texts.push_back(texts_);
  return std::move(plan_);
}

}  // namespace slipway
