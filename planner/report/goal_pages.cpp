#include "planner/report/goal_pages.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "planner/model/estimate_text.hpp"

namespace slipway {
namespace {

// How pressing an item is, when not all have a page: the least number first.
int rank_of(const PlanReport& report, std::size_t row) {
  const ScheduleRow& item = report.item(row);
  const Standing standing = report.standings[row];
  if (standing == Standing::late || standing == Standing::likely_late) return 0;
  if (item.is_critical) return 1;
  if (item.is_near_critical) return 2;
  if (standing == Standing::at_risk) return 3;
  return 4;
}

constexpr int kPressing = 3;  // the last rank that has a page when not all have one

class Builder {
 public:
  Builder(const Analysis& analysis, PlanReport& report)
      : plan_(*analysis.plan), analysis_(analysis), report_(report) {}

  void add_steps();
  void choose(std::size_t most);
  void fill();

 private:
  void add_links();
  void add_fields(const Item& item, GoalPage& page) const;

  const Plan& plan_;
  const Analysis& analysis_;
  PlanReport& report_;
};

void Builder::add_steps() {
  std::unordered_map<std::string_view, std::size_t> row_of;  // looked up only
  for (std::size_t row = 0; row < plan_.items.size(); ++row)
    row_of.emplace(plan_.items[row].id, row);
  report_.waits_for.assign(plan_.items.size(), kNoPage);
  report_.steps.reserve(plan_.items.size());
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const WhyStep& step = report_.steps.emplace_back(explain_date(analysis_, ItemId(row)));
    if (!step.waits_for.empty()) report_.waits_for[row] = row_of.at(step.waits_for);
  }
}

void Builder::choose(std::size_t most) {
  const std::size_t num_items = plan_.items.size();
  std::vector<std::size_t> chosen;
  for (const std::size_t row : report_.objectives) chosen.push_back(row);
  for (const TeamRow& team : report_.teams) {
    chosen.insert(chosen.end(), team.items.begin(), team.items.end());
  }
  for (std::size_t row = plan_.num_goals; row < num_items; ++row) chosen.push_back(row);
  if (chosen.size() > most) {
    // As many of the most pressing ranks as there is room for, in the order of pages.
    std::array<std::size_t, kPressing + 1> left{};
    for (const std::size_t row : chosen) {
      if (const int rank = rank_of(report_, row); rank <= kPressing) {
        ++left[static_cast<std::size_t>(rank)];
      }
    }
    std::size_t room = most;
    for (std::size_t& count : left) {
      count = std::min(count, room);
      room -= count;
    }
    std::erase_if(chosen, [&](std::size_t row) {
      const int rank = rank_of(report_, row);
      if (rank > kPressing || left[static_cast<std::size_t>(rank)] == 0) return true;
      --left[static_cast<std::size_t>(rank)];
      return false;
    });
  }
  report_.num_without_page = num_items - chosen.size();
  report_.page_of.assign(num_items, kNoPage);
  for (const std::size_t row : chosen) {
    report_.page_of[row] = report_.pages.size();
    report_.pages.emplace_back().item = row;
  }
}

void Builder::add_fields(const Item& item, GoalPage& page) const {
  const ItemDetails& details = plan_.details_of(item);
  page.owners = details.owners;
  page.tags = details.tags;
  page.url = details.url;
  page.notes = details.notes;
  page.priority = to_string(item.priority);
  if (item.period.is_set()) page.period = plan_.periods[item.period.index()].id;
  if (item.estimate != kNoRow) page.estimate = to_text(plan_.estimates[item.estimate]);
  if (item.remaining != kNoRow) page.remaining = to_text(plan_.estimates[item.remaining]);
  page.progress = item.progress;
  page.probability = item.probability;
  page.not_before = item.not_before;
  for (const Need& need : details.needs) {
    page.needs.push_back({plan_.teams[need.team.index()].name, need.people, need.ask});
  }
}

void Builder::add_links() {
  for (const Link& link : plan_.links) {
    const std::size_t from = link.predecessor.index();
    const std::size_t to = link.successor.index();
    if (!report_.has_page(from) && !report_.has_page(to)) continue;
    const LinkDetails& details = plan_.details_of(link);
    PageLink seen;
    seen.type = details.type;
    if (details.lag != kNoRow) seen.lag = to_text(plan_.estimates[details.lag]);
    seen.probability = details.probability;
    seen.ask = details.ask;
    seen.note = details.note;
    const auto& drivers = report_.item(to).driven_by;
    seen.is_driving = std::ranges::find(drivers, plan_.items[from].id) != drivers.end();
    if (report_.has_page(to)) {
      seen.item = from;
      report_.pages[report_.page_of[to]].waits_for.push_back(seen);
    }
    if (report_.has_page(from)) {
      seen.item = to;
      report_.pages[report_.page_of[from]].holds_up.push_back(std::move(seen));
    }
  }
}

void Builder::fill() {
  std::vector<std::vector<const CheckIn*>> checkins = checkins_by_item(plan_);
  for (GoalPage& page : report_.pages) {
    add_fields(plan_.items[page.item], page);
    page.checkins = std::move(checkins[page.item]);
  }
  add_links();
}

}  // namespace

void add_pages(const Analysis& analysis, std::size_t most, PlanReport& report) {
  Builder builder(analysis, report);
  builder.add_steps();
  builder.choose(most);
  builder.fill();
}

}  // namespace slipway
