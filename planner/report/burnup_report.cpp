#include "planner/report/burnup_report.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "planner/risk/statistics.hpp"

namespace slipway {
namespace {

bool counts(const Plan& plan, const Item& item, ItemId objective) {
  if (item.kind != Kind::goal && item.kind != Kind::milestone) return false;
  if (!objective.is_set()) return item.commitment == Commitment::committed;
  for (ItemId up = item.parent; up.is_set(); up = plan.item(up).parent) {
    if (up == objective) return true;
  }
  return false;
}

std::string say_links_filter(const Plan& plan, ViewFilter filter) {
  filter.only_critical = filter.only_late = false;
  filter.near_days.reset();
  return say_filter(plan, filter, false);
}

/// Those that count, or that would if they were not dropped.
std::vector<ItemId> list_goals(const Plan& plan, ItemId objective, const ViewFilter& filter,
                               bool are_dropped) {
  std::vector<bool> passes;
  if (!say_links_filter(plan, filter).empty())
    passes = select_by_links(plan, spread_links(plan), filter);
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    if ((item.status == Status::dropped) == are_dropped && counts(plan, item, objective) &&
        (passes.empty() || passes[row]))
      out.emplace_back(row);
  }
  return out;
}

constexpr double kShownShare = 0.99;  // of the samples: the far tail would be all that is seen

double worth_of(const Plan& plan, ItemId id, BurnupBy by) {
  return by == BurnupBy::count ? 1.0 : plan.details_of(plan.item(id)).value.value_or(0.0);
}

double sum_worths(const Plan& plan, const std::vector<ItemId>& goals, BurnupBy by) {
  double out = 0.0;
  for (const ItemId id : goals) out += worth_of(plan, id, by);
  return out;
}

/// Fills in the percentiles of `amounts`, one a sample, and leaves them in another order.
void find_percentiles(std::vector<double>& amounts, BurnupDay& day) {
  auto from = amounts.begin();
  for (const auto& [share, into] : {std::pair(0.1, &BurnupDay::p10),
                                    {0.5, &BurnupDay::p50},
                                    {0.8, &BurnupDay::p80},
                                    {0.9, &BurnupDay::p90}}) {
    // From the top as many samples as a date of that percentile needs (type 1).
    const auto at =
        amounts.begin() + static_cast<std::ptrdiff_t>(quantile_index_type1(amounts.size(), share));
    std::nth_element(from, at, amounts.end(), std::greater<>());
    day.*into = *at;
    from = at;
  }
}

class Burnup {
 public:
  Burnup(const Analysis& analysis, const BurnupOptions& options)
      : plan_(*analysis.plan),
        risk_(analysis.risk.value()),
        options_(options),
        goals_(burnup_goals(plan_, options.objective, options.filter)) {}

  BurnupReport build() {
    if (options_.by == BurnupBy::value) {
      out_.worthless =
          std::erase_if(goals_, [&](ItemId id) { return worth_of(plan_, id, options_.by) <= 0.0; });
    }
    describe();
    add_history();
    add_scores();
    add_days();
    add_due();
    add_axis();
    return std::move(out_);
  }

 private:
  void describe() {
    out_.plan = plan_.name;
    out_.start = plan_.start;
    out_.as_of = plan_.as_of;
    out_.samples = risk_.samples;
    out_.seed = risk_.seed;
    if (options_.objective.is_set()) {
      out_.id = plan_.item(options_.objective).id;
      out_.title = plan_.item(options_.objective).title;
    }
    out_.filter = say_links_filter(plan_, options_.filter);
    if (goals_.empty() && !out_.filter.empty()) {
      out_.nothing =
          "Nothing to show: no goal that counts passes the filter (" + out_.filter + ").";
    }
    out_.by = options_.by;
    out_.scope = goals_.size();
    out_.total = sum_worths(plan_, goals_, options_.by);
    for (const ItemId id : goals_) {
      const Item& item = plan_.item(id);
      const bool is_open = item.status != Status::done;
      out_.milestones += item.kind == Kind::milestone ? 1 : 0;
      out_.doubtful += is_open && item.probability < 1.0 ? 1 : 0;
      out_.assumed +=
          is_open && item.kind == Kind::goal && item.estimate == kNoRow && item.remaining == kNoRow
              ? 1
              : 0;
    }
    for (std::size_t row = 0; row < plan_.num_goals; ++row) {
      const Item& item = plan_.items[row];
      out_.num_goals += item.kind == Kind::goal || item.kind == Kind::milestone ? 1 : 0;
    }
    out_.dropped = list_goals(plan_, options_.objective, options_.filter, true).size();
    add_baseline();
  }

  void add_baseline() {
    if (options_.baseline == nullptr) return;
    const Plan& old = *options_.baseline;
    ItemId objective{};
    if (options_.objective.is_set()) {
      for (std::size_t row = 0; row < old.num_goals; ++row) {
        if (old.items[row].id == out_.id && old.items[row].kind == Kind::objective)
          objective = ItemId(row);
      }
      if (!objective.is_set()) return;  // it is new
    }
    const std::optional<ViewFilter> filter = carry_over(options_.filter, plan_, old);
    if (!filter) return;
    out_.baseline = {old.as_of,
                     sum_worths(old, burnup_goals(old, objective, *filter), options_.by)};
  }

  /// When a goal was done; the status date where nobody wrote it.
  Date done_on(const Item& item) const {
    return item.finished.is_set() ? item.finished : plan_.as_of;
  }

  void add_history() {
    std::map<Date, std::vector<ItemId>> done;
    for (const ItemId id : goals_) {
      const Item& item = plan_.item(id);
      if (item.status != Status::done) continue;
      ++out_.done;
      out_.done_without_date += item.finished.is_set() ? 0 : 1;
      done[done_on(item)].push_back(id);
    }
    Date first = plan_.start.is_set() ? std::min(plan_.start, plan_.as_of) : plan_.as_of;
    if (!done.empty()) first = std::min(first, done.begin()->first);
    out_.start = first;
    out_.history.push_back({first, 0.0});
    for (const auto& [day, goals] : done) {
      const double now = out_.history.back().done + sum_worths(plan_, goals, options_.by);
      if (out_.history.back().day == day)
        out_.history.back().done = now;
      else
        out_.history.push_back({day, now});
    }
    if (out_.done == out_.scope) out_.history.back().done = out_.total;
    out_.amount_done = out_.history.back().done;
    if (out_.history.back().day < plan_.as_of)
      out_.history.push_back({plan_.as_of, out_.history.back().done});
  }

  void add_scores() {
    std::vector<bool> is_counted(plan_.items.size(), false);
    for (const ItemId id : goals_) is_counted[id.index()] = true;
    std::map<Date, std::vector<const CheckIn*>> said;
    for (const CheckIn& checkin : plan_.checkins) {
      if (checkin.score && is_counted[checkin.goal.index()] && checkin.date <= plan_.as_of)
        said[checkin.date].push_back(&checkin);
    }
    std::map<ItemId, double> score;
    for (const auto& [day, list] : said) {
      for (const CheckIn* checkin : list) score[checkin->goal] = *checkin->score;
      double amount = 0.0;
      for (const auto& [id, share] : score) {
        const Item& item = plan_.item(id);
        if (item.status != Status::done || done_on(item) > day)
          amount += share * worth_of(plan_, id, options_.by);
      }
      out_.scores.push_back({day, amount});
    }
  }

  /// The plan's working days from the status date to the last finish, and other days on which
  /// something finishes; thinned out where there are too many.
  std::vector<Date> list_days(const std::vector<const KeptFinishes*>& kept) const {
    const Date last = std::max(plan_.as_of, last_[quantile_index_type1(last_.size(), kShownShare)]);
    std::vector<bool> is_finish(static_cast<std::size_t>(last.day - plan_.as_of.day) + 1, false);
    for (const KeptFinishes* finishes : kept) {
      for (const Date day : finishes->days) {
        if (plan_.as_of <= day && day <= last)
          is_finish[static_cast<std::size_t>(day.day - plan_.as_of.day)] = true;
      }
    }
    std::vector<Date> days;
    for (Date day = plan_.as_of; day <= last; day = plus_days(day, 1)) {
      const auto at = static_cast<std::size_t>(day.day - plan_.as_of.day);
      if (day == plan_.as_of || is_finish[at] || plan_.calendars[0].is_working(day))
        days.push_back(day);
    }
    if (days.size() <= options_.most_days) return days;
    std::vector<Date> thin;
    const std::size_t step = (days.size() + options_.most_days - 1) / options_.most_days;
    for (std::size_t i = 0; i < days.size(); i += step) thin.push_back(days[i]);
    if (thin.back() != days.back()) thin.push_back(days.back());
    return thin;
  }

  void add_days() {
    std::vector<bool> is_counted(plan_.items.size(), false);
    for (const ItemId id : goals_) is_counted[id.index()] = plan_.item(id).status != Status::done;
    std::vector<const KeptFinishes*> kept;
    for (const KeptFinishes& finishes : risk_.kept) {
      if (finishes.item.is_set() && is_counted[finishes.item.index()]) kept.push_back(&finishes);
    }
    const auto samples = static_cast<std::size_t>(risk_.samples);
    find_all_done(kept, samples);
    const std::vector<Date> days = list_days(kept);
    const std::vector<std::uint32_t> row_of = rows_by_day(days);
    // How many of each sample's goals finish on a day, and what they are worth: [day][sample].
    std::vector<std::uint32_t> finishing(days.size() * samples, 0);
    std::vector<double> gained(options_.by == BurnupBy::value ? finishing.size() : 0, 0.0);
    for (const KeptFinishes* finishes : kept) {
      for (std::size_t s = 0; s < samples; ++s) {
        const Date day = std::max(finishes->days[s], plan_.as_of);
        if (day > days.back()) continue;
        const std::uint32_t row = row_of[static_cast<std::size_t>(day.day - plan_.as_of.day)];
        ++finishing[row * samples + s];
        if (!gained.empty())
          gained[row * samples + s] += worth_of(plan_, finishes->item, options_.by);
      }
    }
    std::vector<std::uint32_t> done(samples, static_cast<std::uint32_t>(out_.done));
    std::vector<double> amounts(samples, out_.amount_done);
    std::vector<double> sorted;
    for (std::size_t d = 0; d < days.size(); ++d) {
      BurnupDay day{days[d]};
      for (std::size_t s = 0; s < samples; ++s) {
        const std::uint32_t more = finishing[d * samples + s];
        done[s] += more;
        const bool is_all = done[s] == out_.scope;
        day.all += is_all ? 1 : 0;
        if (more == 0) continue;
        amounts[s] += gained.empty() ? static_cast<double>(more) : gained[d * samples + s];
        // Sums of the same values in another order differ in their last digits.
        if (is_all) amounts[s] = out_.total;
      }
      sorted = amounts;
      find_percentiles(sorted, day);
      day.mean = mean_of(amounts);
      out_.ahead.push_back(day);
    }
  }

  /// By days since the status date: the first row whose day is not before it.
  std::vector<std::uint32_t> rows_by_day(const std::vector<Date>& days) const {
    std::vector<std::uint32_t> out;
    std::uint32_t row = 0;
    for (Date day = plan_.as_of; day <= days.back(); day = plus_days(day, 1)) {
      if (day > days[row]) ++row;
      out.push_back(row);
    }
    return out;
  }

  // The day on which the last one is done, in each sample.
  void find_all_done(const std::vector<const KeptFinishes*>& kept, std::size_t samples) {
    last_.assign(samples, out_.done > 0 ? out_.history.back().day : plan_.as_of);
    for (const KeptFinishes* finishes : kept) {
      for (std::size_t s = 0; s < samples; ++s) last_[s] = std::max(last_[s], finishes->days[s]);
    }
    std::ranges::sort(last_);
    if (kept.empty()) return;
    const auto quantile = [&](double p) { return last_[quantile_index_type1(samples, p)]; };
    out_.p50 = quantile(0.5);
    out_.p80 = quantile(0.8);
    out_.p90 = quantile(0.9);
  }

  void add_due() {
    if (options_.objective.is_set()) out_.due = plan_.target_of(plan_.item(options_.objective));
    if (!out_.due.is_set()) {
      for (const ItemId id : goals_) {
        const Date due = plan_.target_of(plan_.item(id));
        if (due.is_set() && (!out_.due.is_set() || due > out_.due)) out_.due = due;
      }
      out_.is_due_of_goals = out_.due.is_set();
    }
    if (!out_.due.is_set() || out_.done == out_.scope) return;
    const auto hits = std::ranges::upper_bound(last_, out_.due) - last_.begin();
    out_.all_by_due = odds_of(static_cast<std::uint64_t>(hits), risk_.samples);
  }

  void add_axis() {
    Date last = out_.ahead.back().day;
    const int span = last.day - out_.start.day;
    if (out_.due.is_set() && out_.due > last && out_.due.day - last.day <= span * 3 / 5 + 7)
      last = out_.due;
    std::vector<Date> marked;
    for (const BurnupStep& step : out_.history) marked.push_back(step.day);
    for (const BurnupDay& at : out_.ahead) marked.push_back(at.day);
    auto next = marked.begin();
    for (Date day = out_.start; day <= last; day = plus_days(day, 1)) {
      bool is_marked = false;
      for (; next != marked.end() && *next <= day; ++next) is_marked = true;
      if (is_marked || day == last || plan_.calendars[0].is_working(day)) out_.days.push_back(day);
    }
  }

  const Plan& plan_;
  const Simulation& risk_;
  const BurnupOptions& options_;
  std::vector<ItemId> goals_;
  std::vector<Date> last_;  // by sample, ascending: all done
  BurnupReport out_;
};

}  // namespace

std::vector<ItemId> burnup_goals(const Plan& plan, ItemId objective, const ViewFilter& filter) {
  return list_goals(plan, objective, filter, false);
}

BurnupReport report_burnup(const Analysis& analysis, const BurnupOptions& options) {
  return Burnup(analysis, options).build();
}

}  // namespace slipway
