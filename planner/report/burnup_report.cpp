#include "planner/report/burnup_report.hpp"

#include <algorithm>
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

constexpr double kShownShare = 0.99;  // of the samples: the far tail would be all that is seen

/// Samples by how many goals they have done, looked at from the top.
class Counts {
 public:
  explicit Counts(std::size_t most) : samples_(most + 1) {}

  void clear() { std::ranges::fill(samples_, std::uint64_t{0}); }
  void add(std::size_t done) { ++samples_[done]; }
  std::uint64_t with(std::size_t done) const { return samples_[done]; }

  /// Returns the largest number that `share` of the samples reach.
  std::size_t reached_by(double share, std::uint64_t samples) const {
    // As many samples as a date of that percentile needs (type 1).
    const std::uint64_t needed = quantile_index_type1(samples, share) + 1;
    std::uint64_t seen = 0;
    for (std::size_t done = samples_.size(); done-- > 0;) {
      seen += samples_[done];
      if (seen >= needed) return done;
    }
    return 0;
  }

 private:
  std::vector<std::uint64_t> samples_;
};

class Burnup {
 public:
  Burnup(const Analysis& analysis, const BurnupOptions& options)
      : plan_(*analysis.plan),
        risk_(analysis.risk.value()),
        options_(options),
        goals_(burnup_goals(plan_, options.objective)) {}

  BurnupReport build() {
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
    out_.scope = goals_.size();
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
      if (item.status == Status::dropped && counts(plan_, item, options_.objective)) ++out_.dropped;
    }
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
    out_.baseline = {old.as_of, burnup_goals(old, objective).size()};
  }

  /// When a goal was done; the status date where nobody wrote it.
  Date done_on(const Item& item) const {
    return item.finished.is_set() ? item.finished : plan_.as_of;
  }

  void add_history() {
    std::map<Date, std::size_t> done;
    for (const ItemId id : goals_) {
      const Item& item = plan_.item(id);
      if (item.status != Status::done) continue;
      ++out_.done;
      out_.done_without_date += item.finished.is_set() ? 0 : 1;
      ++done[done_on(item)];
    }
    Date first = plan_.start.is_set() ? std::min(plan_.start, plan_.as_of) : plan_.as_of;
    if (!done.empty()) first = std::min(first, done.begin()->first);
    out_.start = first;
    out_.history.push_back({first, 0});
    for (const auto& [day, goals] : done) {
      const std::size_t before = out_.history.back().done;
      if (out_.history.back().day == day)
        out_.history.back().done = before + goals;
      else
        out_.history.push_back({day, before + goals});
    }
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
        if (item.status != Status::done || done_on(item) > day) amount += share;
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
    // How many of each sample's goals finish on a day: [day][sample].
    std::vector<std::uint32_t> finishing(days.size() * samples, 0);
    for (const KeptFinishes* finishes : kept) {
      for (std::size_t s = 0; s < samples; ++s) {
        const Date day = std::max(finishes->days[s], plan_.as_of);
        if (day > days.back()) continue;
        const std::uint32_t row = row_of[static_cast<std::size_t>(day.day - plan_.as_of.day)];
        ++finishing[row * samples + s];
      }
    }
    std::vector<std::uint32_t> done(samples, static_cast<std::uint32_t>(out_.done));
    Counts counts(out_.scope);
    for (std::size_t d = 0; d < days.size(); ++d) {
      counts.clear();
      std::uint64_t sum = 0;
      for (std::size_t s = 0; s < samples; ++s) {
        done[s] += finishing[d * samples + s];
        sum += done[s];
        counts.add(done[s]);
      }
      BurnupDay day{days[d]};
      day.p10 = counts.reached_by(0.1, risk_.samples);
      day.p50 = counts.reached_by(0.5, risk_.samples);
      day.p80 = counts.reached_by(0.8, risk_.samples);
      day.p90 = counts.reached_by(0.9, risk_.samples);
      day.mean = static_cast<double>(sum) / static_cast<double>(risk_.samples);
      day.all = counts.with(out_.scope);
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

std::vector<ItemId> burnup_goals(const Plan& plan, ItemId objective) {
  std::vector<ItemId> out;
  for (std::size_t row = 0; row < plan.num_goals; ++row) {
    const Item& item = plan.items[row];
    if (item.status != Status::dropped && counts(plan, item, objective)) out.emplace_back(row);
  }
  return out;
}

BurnupReport report_burnup(const Analysis& analysis, const BurnupOptions& options) {
  return Burnup(analysis, options).build();
}

}  // namespace slipway
