#include "planner/risk/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

#include "planner/risk/sample_model.hpp"
#include "planner/schedule/kernel.hpp"

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
  bool has_target = false;
  bool counts_for_all = false;  // its lateness makes the sample one that is not all on time
};

// When a node's shown day is on or before its subject's target, as instants.
struct TargetTest {
  Instant evening = kForever;   // work that ends by here is on time
  Instant boundary = kForever;  // an item that takes no time, set by a link
  Instant held_at = kNever;     // it stands here when a date holds it back ...
  bool held_is_late = false;    // ... and is late then
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
    find_calendar_sets();
    const OwnedConditions likely = likely_conditions(plan, network);
    reference_ = likely.durations;
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
  TargetTest target_test(const Node& node, std::size_t n, Date target) const;
  Forecast forecast(std::span<std::int64_t> finishes, const Subject* subject) const;
  Date shown_day(const Subject* subject, Instant t) const;
  const WorkCalendar& calendar_of(std::size_t node) const {
    return plan_.calendars[network_.nodes[node].calendar.index()];
  }

  const Plan& plan_;
  const Network& network_;
  const SimulationOptions& options_;
  SampleModel model_;
  std::vector<Subject> subjects_;
  std::vector<std::vector<CalendarId>> calendar_sets_;  // by node: whose work may lie before it
  std::vector<std::int64_t> reference_;  // likely durations: sums are kept of differences
  Work as_of_{};
  std::vector<std::int64_t> plan_finishes_;               // by sample
  std::vector<std::vector<std::int64_t>> kept_finishes_;  // by place in the pass, then sample
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
    if (!node.is_milestone && node.is_certain) continue;
    for (const InLink& in : network_.links_into(n)) {
      for (const CalendarId id : calendar_sets_[in.from.index()]) {
        if (std::ranges::find(set, id) == set.end()) set.push_back(id);
      }
    }
  }
}

TargetTest Simulator::target_test(const Node& node, std::size_t n, Date target) const {
  TargetTest out;
  out.evening = end_of(target);
  for (const CalendarId id : calendar_sets_[n]) {
    out.boundary = std::min(out.boundary, plan_.calendars[id.index()].next(end_of(target)));
  }
  out.held_at = calendar_of(n).next(node.floor);
  out.held_is_late = day_at(out.held_at) > target;
  return out;
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
  std::vector<std::vector<TargetTest>> tests(subjects_.size());
  for (std::size_t s = 0; s < subjects_.size(); ++s) {
    if (!subjects_[s].has_target) continue;
    const Date target = plan_.target_of(plan_.item(subjects_[s].item));
    for (const NodeId n : subjects_[s].nodes) {
      tests[s].push_back(target_test(network_.nodes[n.index()], n.index(), target));
    }
  }
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
      for (std::size_t k = 0; k < kept.size(); ++k) {
        for (int l = 0; l < lanes; ++l) {
          kept_finishes_[k][first + static_cast<std::uint64_t>(l)] =
              finish_of(subjects_[kept[k]], l).ticks;
        }
      }
      if (pass > 0) continue;

      Instant last[L];
      std::fill_n(last, L, kNever);
      for (std::size_t n = 0; n < num_nodes; ++n) {
        if (!counts_as_goal(network_.nodes[n])) continue;
        for (int l = 0; l < lanes; ++l) {
          if (kernel.exists(n, l)) last[l] = std::max(last[l], kernel.finish(n, l));
        }
      }
      std::int64_t t_of[L] = {};
      for (int l = 0; l < lanes; ++l) {
        plan_finishes_[first + static_cast<std::uint64_t>(l)] = last[l].ticks;
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
        for (std::size_t k = 0; k < subject.nodes.size(); ++k) {
          const std::size_t n = subject.nodes[k].index();
          const TargetTest& test = tests[s][k];
          for (int l = 0; l < lanes; ++l) {
            const Instant t = kernel.finish(n, l);
            const bool takes_time = kernel.exists(n, l) && !kernel.is_instant(n, l);
            bool is_late = t > test.evening;
            if (!takes_time && network_.nodes[n].progress != Progress::done) {
              is_late = t == test.held_at ? test.held_is_late : t > test.boundary;
            }
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
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([&] { work(false); });
  work(true);
}

Date Simulator::shown_day(const Subject* subject, Instant t) const {
  if (subject == nullptr) return day_before(t);
  Date out;
  for (const NodeId n : subject->nodes) {
    const Node& node = network_.nodes[n.index()];
    const bool may_be_instant = node.is_milestone || !node.is_certain;
    if (node.progress == Progress::done || !may_be_instant) return day_before(t);
    if (t == calendar_of(n.index()).next(node.floor)) return day_at(t);
    for (const CalendarId id : calendar_sets_[n.index()]) {
      const Date day = day_before(plan_.calendars[id.index()].previous(t));
      if (!out.is_set() || day > out) out = day;
    }
  }
  return out;
}

Forecast Simulator::forecast(std::span<std::int64_t> finishes, const Subject* subject) const {
  // What never happens in a sample (an absent goal that waits for nothing) is over from the start.
  const std::int64_t earliest = start_of(plan_.as_of).ticks;
  for (std::int64_t& t : finishes) {
    if (t == kNever.ticks) t = earliest;
  }
  std::ranges::sort(finishes);
  std::vector<double> days(finishes.size());
  for (std::size_t i = 0; i < finishes.size(); ++i) {
    days[i] = days_of(plan_.calendars[0].worked({finishes[i]}) - as_of_);
  }
  const auto date = [&](double p) {
    return shown_day(subject, {finishes[quantile_index_type1(finishes.size(), p)]});
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

  // Finishes take memory per sample: many items are done in several passes that draw the same
  // again.
  std::vector<std::size_t> wanted;
  for (std::size_t s = 0; s < subjects_.size(); ++s) {
    if (subjects_[s].wants_forecast && !subjects_[s].nodes.empty()) wanted.push_back(s);
  }
  const std::size_t at_once = std::max<std::size_t>(1, kForecastBytes / (8 * options_.samples));
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
      if (is_dated)
        out.items[subject.item.index()].forecast = forecast(kept_finishes_[k], &subject);
    }
  }

  const bool has_goals =
      std::ranges::any_of(plan_finishes_, [](std::int64_t t) { return t != kNever.ticks; });
  if (has_goals) out.finish = forecast(plan_finishes_, nullptr);
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
