#include "planner/risk/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>
#include <mutex>
#include <thread>

#include "planner/base/beside.hpp"
#include "planner/risk/sample_model.hpp"
#include "planner/schedule/kernel.hpp"
#include "planner/schedule/shown_dates.hpp"

namespace slipway {
namespace {

__extension__ using Exact = __int128;  // sums of products without rounding: threads cannot matter

constexpr std::size_t kForecastBytes = std::size_t{512} << 20;  // finishes kept at once
constexpr std::size_t kWideNodes = 30'000;  // up to here 32 samples at a time fit the caches

bool counts_as_goal(const Node& node) { return !node.is_blocker; }

// An item with the nodes that make it up: itself, or the goals of an objective.
struct Subject {
  ItemId item{};
  std::vector<NodeId> nodes;
  bool wants_forecast = false;
  bool is_kept = false;  // its finishes go into the result
  bool has_target = false;
  bool counts_for_all = false;  // its lateness makes the sample one that is not all on time
};

// When something finished, by sample: the instant, and the day that is shown for it.
struct Finishes {
  std::vector<std::int64_t> ticks;
  std::vector<std::int32_t> days;
  void resize(std::size_t samples) {
    ticks.resize(samples);
    days.resize(samples);
  }
};

struct Sums {
  Exact d = 0, dd = 0, dt = 0;
};

struct Tally {
  std::vector<std::uint64_t> critical;  // by subject
  std::vector<std::uint64_t> on_time;   // by subject
  std::vector<Sums> sums;               // by node
  Exact t = 0, tt = 0;
  std::uint64_t all_on_time = 0;

  void add(const Tally& other) {
    for (std::size_t i = 0; i < critical.size(); ++i) critical[i] += other.critical[i];
    for (std::size_t i = 0; i < on_time.size(); ++i) on_time[i] += other.on_time[i];
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i].d += other.sums[i].d;
      sums[i].dd += other.sums[i].dd;
      sums[i].dt += other.sums[i].dt;
    }
    t += other.t;
    tt += other.tt;
    all_on_time += other.all_on_time;
  }
};

class Simulator {
 public:
  Simulator(const Plan& plan, const Network& network, const SimulationOptions& options)
      : plan_(plan), network_(network), options_(options), model_(plan, network, options.seed) {
    list_subjects();
    reference_ = likely_conditions(plan, network).durations;
    find_calendar_sets();
    as_of_ = plan.calendars[0].worked(start_of(plan.as_of));
  }

  Simulation run();

 private:
  template <int L>
  void run_pass(std::size_t pass, std::span<const std::size_t> kept, Tally& total);
  template <int L>
  struct Block;

  void list_subjects();
  void find_calendar_sets();
  Forecast forecast(Finishes& of) const;
  template <int L>
  Date shown_day(const Kernel<L>& kernel, std::size_t node, int lane) const;

  const Plan& plan_;
  const Network& network_;
  const SimulationOptions& options_;
  SampleModel model_;
  std::vector<Subject> subjects_;
  std::vector<std::vector<CalendarId>> calendar_sets_;  // by node: whose work may lie before it
  std::vector<std::int64_t> reference_;  // likely durations: sums are kept of differences
  Work as_of_{};
  Finishes plan_finishes_;
  std::vector<Finishes> kept_finishes_;  // by place in the pass
};

void Simulator::list_subjects() {
  std::vector<std::uint32_t> objective_rows(plan_.items.size(), kNoRow);
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const Item& item = plan_.items[row];
    if (item.kind == Kind::objective)
      objective_rows[row] = static_cast<std::uint32_t>(subjects_.size());
    else if (!network_.node_of[row].is_set())
      continue;
    Subject subject;
    subject.item = ItemId(row);
    if (network_.node_of[row].is_set()) subject.nodes.push_back(network_.node_of[row]);
    const Date target = plan_.target_of(item);
    subject.has_target = target.is_set();
    subject.counts_for_all = target.is_set() && item.commitment == Commitment::committed &&
                             (item.kind == Kind::goal || item.kind == Kind::milestone) &&
                             item.status != Status::done;
    subject.is_kept = std::ranges::find(options_.keep, subject.item) != options_.keep.end();
    switch (options_.forecast_for) {
      case ForecastFor::all:
        subject.wants_forecast = true;
        break;
      case ForecastFor::due:
        subject.wants_forecast = target.is_set() || item.kind == Kind::milestone;
        break;
      case ForecastFor::none:
        break;
    }
    subject.wants_forecast = subject.wants_forecast || subject.is_kept;
    subjects_.push_back(std::move(subject));
  }
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    if (!network_.node_of[row].is_set()) continue;
    for (ItemId up = plan_.items[row].parent; up.is_set(); up = plan_.item(up).parent) {
      subjects_[objective_rows[up.index()]].nodes.push_back(network_.node_of[row]);
    }
  }
}

// As for shown dates, but over all links: which of them bind differs from sample to sample.
void Simulator::find_calendar_sets() {
  calendar_sets_.resize(network_.num_nodes());
  for (std::size_t n = 0; n < network_.num_nodes(); ++n) {
    const Node& node = network_.nodes[n];
    std::vector<CalendarId>& set = calendar_sets_[n];
    set.push_back(node.calendar);
    if (!node.is_milestone && node.is_certain && reference_[n] != 0) continue;
    for (const InLink& in : network_.links_into(n)) {
      for (const CalendarId id : calendar_sets_[in.from.index()]) {
        if (std::ranges::find(set, id) == set.end()) set.push_back(id);
      }
    }
  }
}

// The arrays of one block of L samples, one set per thread.
template <int L>
struct Simulator::Block {
  OwnedConditions conditions;
  std::vector<std::int64_t> start, finish;
  std::vector<std::uint64_t> critical;  // by node
};

template <int L>
void Simulator::run_pass(std::size_t pass, std::span<const std::size_t> kept, Tally& total) {
  const std::size_t num_nodes = network_.num_nodes();
  const std::uint64_t num_blocks = (options_.samples + L - 1) / L;
  std::atomic<std::uint64_t> next_block{0};
  std::atomic<std::uint64_t> blocks_done{0};
  std::mutex merging;
  const auto work = [&](bool reports_progress) {
    Block<L> block;
    block.start.resize(num_nodes * L);
    block.finish.resize(num_nodes * L);
    block.critical.resize(num_nodes);
    Tally tally;
    tally.critical.resize(subjects_.size());
    tally.on_time.resize(subjects_.size());
    tally.sums.resize(num_nodes);
    for (std::uint64_t b = next_block++; b < num_blocks; b = next_block++) {
      const std::uint64_t first = b * L;
      const int lanes = static_cast<int>(std::min<std::uint64_t>(L, options_.samples - first));
      const std::uint64_t used = lanes == 64 ? ~0ULL : (1ULL << lanes) - 1;
      model_.draw(first, L, block.conditions);
      const Kernel<L> kernel(network_, plan_.calendars, block.conditions.view(),
                             {block.start, block.finish});
      kernel.forward(block.start, block.finish);

      const auto finish_of = [&](const Subject& subject, int lane) {
        Instant t = kNever;
        for (const NodeId n : subject.nodes) t = std::max(t, kernel.finish(n.index(), lane));
        return t;
      };
      const std::int32_t as_of_day = plan_.as_of.day;
      for (std::size_t k = 0; k < kept.size(); ++k) {
        for (int l = 0; l < lanes; ++l) {
          const std::uint64_t sample = first + static_cast<std::uint64_t>(l);
          const Subject& subject = subjects_[kept[k]];
          Date day;
          for (const NodeId n : subject.nodes) day = std::max(day, shown_day(kernel, n.index(), l));
          kept_finishes_[k].ticks[sample] = finish_of(subject, l).ticks;
          kept_finishes_[k].days[sample] = day.is_set() ? day.day : as_of_day;
        }
      }
      if (pass > 0) continue;

      Instant last[L];
      Date last_day[L];  // of items that take no time: they may show a later day than their instant
      Instant last_work[L];
      std::fill_n(last, L, kNever);
      std::fill_n(last_work, L, kNever);
      for (std::size_t n = 0; n < num_nodes; ++n) {
        if (!counts_as_goal(network_.nodes[n])) continue;
        for (int l = 0; l < lanes; ++l) {
          if (!kernel.exists(n, l)) continue;
          last[l] = std::max(last[l], kernel.finish(n, l));
          const bool takes_time =
              network_.nodes[n].progress == Progress::done || !kernel.is_instant(n, l);
          if (takes_time)
            last_work[l] = std::max(last_work[l], kernel.finish(n, l));
          else
            last_day[l] = std::max(last_day[l], shown_day(kernel, n, l));
        }
      }
      std::int64_t t_of[L] = {};
      for (int l = 0; l < lanes; ++l) {
        const std::uint64_t sample = first + static_cast<std::uint64_t>(l);
        plan_finishes_.ticks[sample] = last[l].ticks;
        Date day = last_day[l];
        if (last_work[l] != kNever) day = std::max(day, day_before(last_work[l]));
        if (!day.is_set()) day = plan_.as_of;
        plan_finishes_.days[sample] = day.day;
        if (last[l] != kNever) t_of[l] = (plan_.calendars[0].worked(last[l]) - as_of_).ticks;
        tally.t += t_of[l];
        tally.tt += Exact{t_of[l]} * t_of[l];
      }

      // Lanes in which each node is on the longest path, swept from the last finishers back.
      std::ranges::fill(block.critical, 0);
      for (std::size_t n = num_nodes; n-- > 0;) {
        const Node& node = network_.nodes[n];
        if (node.progress == Progress::done) continue;
        if (counts_as_goal(node)) {
          for (int l = 0; l < lanes; ++l) {
            if (kernel.exists(n, l) && kernel.finish(n, l) == last[l])
              block.critical[n] |= 1ULL << l;
          }
        }
        const std::uint64_t mask = block.critical[n];
        if (mask == 0) continue;
        kernel.visit_drivers(n, mask, [&](const InLink& in, std::uint64_t driving) {
          if (network_.nodes[in.from.index()].progress != Progress::done) {
            block.critical[in.from.index()] |= driving;
          }
        });
      }

      std::uint64_t all = used;
      for (std::size_t s = 0; s < subjects_.size(); ++s) {
        const Subject& subject = subjects_[s];
        std::uint64_t critical = 0;
        for (const NodeId n : subject.nodes) critical |= block.critical[n.index()];
        tally.critical[s] += static_cast<std::uint64_t>(__builtin_popcountll(critical & used));
        if (!subject.has_target) continue;
        std::uint64_t on_time = used;
        const Date target = plan_.target_of(plan_.item(subject.item));
        const Instant evening = end_of(target);
        for (const NodeId node : subject.nodes) {
          const std::size_t n = node.index();
          for (int l = 0; l < lanes; ++l) {
            // Work that ends by the evening is on time; what takes no time goes by its day.
            const bool takes_time = kernel.exists(n, l) && !kernel.is_instant(n, l);
            const bool is_late =
                takes_time ? kernel.finish(n, l) > evening : shown_day(kernel, n, l) > target;
            if (is_late) on_time &= ~(1ULL << l);
          }
        }
        tally.on_time[s] += static_cast<std::uint64_t>(__builtin_popcountll(on_time));
        if (subject.counts_for_all) all &= on_time;
      }
      tally.all_on_time += static_cast<std::uint64_t>(__builtin_popcountll(all));

      for (std::size_t n = 0; n < num_nodes; ++n) {
        Sums& sums = tally.sums[n];
        for (int l = 0; l < lanes; ++l) {
          const std::int64_t d = kernel.duration(n, l).ticks - reference_[n];
          sums.d += d;
          sums.dd += Exact{d} * d;
          sums.dt += Exact{d} * t_of[l];
        }
      }
      ++blocks_done;
      if (reports_progress && options_.progress) {
        options_.progress(static_cast<double>(blocks_done) / static_cast<double>(num_blocks));
      }
    }
    const std::scoped_lock lock(merging);
    total.add(tally);
  };

  unsigned threads = options_.threads > 0 ? options_.threads : std::thread::hardware_concurrency();
  threads = static_cast<unsigned>(
      std::clamp<std::uint64_t>(threads, 1, std::min<std::uint64_t>(num_blocks, 256)));
  std::deque<Beside> helpers;  // a deque: they cannot be moved
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([&] { work(false); });
  work(true);
  for (Beside& helper : helpers) helper.join();
}

// The day that the schedule would show for the node's finish in one lane; not set without one.
template <int L>
Date Simulator::shown_day(const Kernel<L>& kernel, std::size_t n, int lane) const {
  const Node& node = network_.nodes[n];
  const Instant t = kernel.finish(n, lane);
  if (t == kNever) return {};
  const bool exists = kernel.exists(n, lane);
  if (node.progress == Progress::done || (exists && !kernel.is_instant(n, lane)))
    return day_before(t);
  if (exists && kernel.is_held(n, lane)) return day_at(t);
  return boundary_day(plan_, node, calendar_sets_[n], t);
}

Forecast Simulator::forecast(Finishes& of) const {
  // What never happens in a sample (an absent goal that waits for nothing) is over from the start.
  const std::int64_t earliest = start_of(plan_.as_of).ticks;
  for (std::int64_t& t : of.ticks) {
    if (t == kNever.ticks) t = earliest;
  }
  std::ranges::sort(of.ticks);
  std::ranges::sort(of.days);
  std::vector<double> days(of.ticks.size());
  for (std::size_t i = 0; i < of.ticks.size(); ++i) {
    days[i] = days_of(plan_.calendars[0].worked({of.ticks[i]}) - as_of_);
  }
  const auto date = [&](double p) {
    return Date(of.days[quantile_index_type1(of.days.size(), p)]);
  };
  return {date(0.1), date(0.5), date(0.8), date(0.9), forecast_numbers(days)};
}

Simulation Simulator::run() {
  const std::size_t num_nodes = network_.num_nodes();
  Simulation out;
  out.samples = options_.samples;
  out.seed = options_.seed;
  out.items.resize(plan_.items.size());
  plan_finishes_.resize(options_.samples);
  Tally tally;
  tally.critical.resize(subjects_.size());
  tally.on_time.resize(subjects_.size());
  tally.sums.resize(num_nodes);

  const auto keep = [&](ItemId item, const Finishes& of) {  // sorted by forecast()
    KeptFinishes& kept = out.kept.emplace_back();
    kept.item = item;
    for (const std::int32_t day : of.days) kept.days.push_back(Date(day));
  };

  // Finishes take memory per sample: many items are done in several passes that draw the same
  // again.
  std::vector<std::size_t> wanted;
  for (std::size_t s = 0; s < subjects_.size(); ++s) {
    if (subjects_[s].wants_forecast && !subjects_[s].nodes.empty()) wanted.push_back(s);
  }
  const std::size_t at_once = std::max<std::size_t>(1, kForecastBytes / (12 * options_.samples));
  for (std::size_t pass = 0; pass == 0 || pass * at_once < wanted.size(); ++pass) {
    const std::size_t from = std::min(pass * at_once, wanted.size());
    const std::span<const std::size_t> kept(wanted.data() + from,
                                            std::min(at_once, wanted.size() - from));
    kept_finishes_.resize(kept.size());
    for (auto& finishes : kept_finishes_) finishes.resize(options_.samples);
    if (num_nodes <= kWideNodes)
      run_pass<32>(pass, kept, tally);
    else
      run_pass<8>(pass, kept, tally);
    for (std::size_t k = 0; k < kept.size(); ++k) {
      const Subject& subject = subjects_[kept[k]];
      const bool is_dated = std::ranges::all_of(subject.nodes, [&](NodeId n) {
        const Node& node = network_.nodes[n.index()];
        return node.progress != Progress::done || node.fixed_finish != kNever;
      });
      if (!is_dated) continue;
      out.items[subject.item.index()].forecast = forecast(kept_finishes_[k]);
      if (subject.is_kept) keep(subject.item, kept_finishes_[k]);
    }
  }

  const bool has_goals =
      std::ranges::any_of(plan_finishes_.ticks, [](std::int64_t t) { return t != kNever.ticks; });
  if (has_goals) {
    out.finish = forecast(plan_finishes_);
    if (std::ranges::find(options_.keep, ItemId{}) != options_.keep.end())
      keep(ItemId{}, plan_finishes_);
  }
  const auto n_samples = static_cast<long double>(options_.samples);
  const long double t_spread =
      static_cast<long double>(tally.tt) -
      static_cast<long double>(tally.t) / n_samples * static_cast<long double>(tally.t);
  bool any_counts = false;
  for (std::size_t s = 0; s < subjects_.size(); ++s) {
    const Subject& subject = subjects_[s];
    ItemRisk& risk = out.items[subject.item.index()];
    any_counts = any_counts || subject.counts_for_all;
    if (subject.nodes.empty()) continue;
    if (subject.has_target) risk.on_time = tally.on_time[s];
    risk.criticality =
        static_cast<double>(tally.critical[s]) / static_cast<double>(options_.samples);
    if (plan_.item(subject.item).kind == Kind::objective) continue;
    const Sums& sums = tally.sums[subject.nodes.front().index()];
    const long double d = static_cast<long double>(sums.d);
    const long double d_spread = static_cast<long double>(sums.dd) - d / n_samples * d;
    // Differences that rounding alone can make are none.
    if (d_spread <= static_cast<long double>(sums.dd) * 1e-15L ||
        t_spread <= static_cast<long double>(tally.tt) * 1e-15L)
      continue;
    const long double shared =
        static_cast<long double>(sums.dt) - d / n_samples * static_cast<long double>(tally.t);
    risk.cruciality = static_cast<double>(
        std::min(1.0L, std::fabs(shared) / std::sqrt(d_spread) / std::sqrt(t_spread)));
    risk.ssi = *risk.criticality * static_cast<double>(std::sqrt(d_spread / t_spread));
  }
  if (any_counts) out.all_on_time = tally.all_on_time;
  return out;
}

}  // namespace

Simulation simulate(const Plan& plan, const Network& network, const SimulationOptions& options) {
  return Simulator(plan, network, options).run();
}

}  // namespace slipway
