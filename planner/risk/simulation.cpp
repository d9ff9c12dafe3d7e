#include "planner/risk/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <deque>
#include <mutex>
#include <thread>

#include "planner/base/beside.hpp"
#include "planner/risk/draw_tables.hpp"
#include "planner/risk/general_runner.hpp"
#include "planner/risk/lane_runner.hpp"
#include "planner/risk/rank_correlation.hpp"
#include "planner/risk/simulation_task.hpp"

namespace slipway {
namespace {

constexpr std::size_t kForecastBytes = std::size_t{512} << 20;  // finishes kept at once

std::uint64_t count(std::uint64_t lanes) {
  return static_cast<std::uint64_t>(std::popcount(lanes));
}

template <typename Runner>
class Simulator {
 public:
  Simulator(const Task& task, Runner runner)
      : task_(task), options_(task.options), runner_(std::move(runner)) {}

  /// Returns nothing when a result left the range that the runner can hold.
  std::optional<Simulation> run();

 private:
  using Block = typename Runner::Block;
  using Finishes = typename Runner::Finishes;

  struct Pass {
    std::span<const std::size_t> kept;  // subjects whose finishes are recorded
    bool is_first = true;
  };

  bool run_pass(const Pass& pass, Tally& total);
  void look_at(Block& block, std::uint64_t first, const Pass& pass, Tally& tally,
               std::vector<std::uint64_t>& on_time);
  void prepare_work(const Pass& pass);
  void make_forecasts(const Pass& pass, Simulation& out);
  std::vector<Date> days_of(const Finishes& finishes) const {
    std::vector<Date> days = runner_.days(finishes);
    if (!options_.keeps_samples) std::ranges::sort(days);
    return days;
  }
  void add_results(const Tally& tally, Simulation& out) const;
  void add_sensitivities(const Tally& tally, std::size_t subject, ItemRisk& risk) const;

  const Task& task_;
  const SimulationOptions& options_;
  Runner runner_;
  Finishes plan_finishes_;
  std::vector<std::int64_t> plan_lengths_;               // by sample, ticks; for ranks
  std::vector<Finishes> kept_finishes_;                  // by place in the pass
  std::vector<std::vector<std::int64_t>> kept_lengths_;  // likewise; for ranks
  std::vector<std::vector<WorkedSpan>> kept_work_;       // likewise; empty: not asked for
  std::vector<std::vector<std::uint64_t>> hits_;         // by subject and block
  std::vector<std::uint64_t> all_hits_;                  // by block
  std::uint64_t blocks_to_do_ = 0;
  std::atomic<std::uint64_t> blocks_done_{0};
};

unsigned thread_count(unsigned wanted, std::uint64_t most) {
  const unsigned threads = wanted > 0 ? wanted : std::thread::hardware_concurrency();
  return static_cast<unsigned>(
      std::clamp<std::uint64_t>(threads, 1, std::clamp<std::uint64_t>(most, 1, 256)));
}

// Runs `work(is_main)` on so many threads at once.
template <typename Work>
void run_on(unsigned threads, const Work& work) {
  std::deque<Beside> helpers;  // a deque: they cannot be moved
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([&] { work(false); });
  work(true);
  for (Beside& helper : helpers) helper.join();
}

template <typename Runner>
void Simulator<Runner>::look_at(Block& block, std::uint64_t first, const Pass& pass, Tally& tally,
                                std::vector<std::uint64_t>& on_time) {
  for (std::size_t k = 0; k < pass.kept.size(); ++k) {
    const Subject& subject = task_.subjects[pass.kept[k]];
    runner_.record(block, &subject, first, kept_finishes_[k]);
    if (options_.wants_ranks && !task_.is_objective(subject))
      runner_.record_lengths(block, subject.nodes.front().index(), first, kept_lengths_[k]);
    if (!kept_work_.empty() && !kept_work_[k].empty())
      runner_.record_work(block, subject.nodes.front().index(), first, kept_work_[k]);
  }
  if (!pass.is_first) return;

  runner_.record(block, nullptr, first, plan_finishes_);
  runner_.find_critical(block, task_.target);
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (!is_in(block.used, l)) continue;
    const std::int64_t t = block.t_ticks[l];
    tally.t += t;
    tally.tt += Exact{t} * t;
    if (options_.wants_ranks)
      plan_lengths_[first + static_cast<std::uint64_t>(sample_of_lane(static_cast<int>(l)))] = t;
  }

  for (std::uint32_t i = 0; i < block.num_touched; ++i) {
    const std::uint32_t n = block.touched[i];
    tally.critical[n] += count(block.critical[n] & block.used);
  }
  for (const std::size_t s : task_.objectives) {
    std::uint64_t critical = 0;
    for (const NodeId n : task_.subjects[s].nodes) critical |= block.critical[n.index()];
    tally.any_critical[s] += count(critical & block.used);
  }
  std::uint64_t all = block.used;
  for (const std::size_t s : task_.dated) {
    const Subject& subject = task_.subjects[s];
    on_time[s] = runner_.on_time(block, subject);
    tally.on_time[s] += count(on_time[s]);
    tally.lateness[s] += runner_.lateness(block, subject, block.used & ~on_time[s]);
    if (subject.counts_for_all) all &= on_time[s];
  }
  tally.all_on_time += count(all);
  if (options_.keeps_hits) {
    const std::uint64_t at = first / kLanes;
    for (const std::size_t s : task_.dated) hits_[s][at] = on_time[s];
    all_hits_[at] = all;
  }
  for (const std::size_t s : task_.objectives) {
    if (task_.scored[s].empty()) continue;
    std::uint64_t joint = block.used;
    for (const std::size_t of : task_.scored[s]) {
      if (task_.subjects[of].counts_for_all) joint &= on_time[of];
    }
    tally.goals_on_time[s] += count(joint);
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (!is_in(block.used, l)) continue;
      std::size_t met = 0;
      for (const std::size_t of : task_.scored[s]) met += on_time[of] >> l & 1U;
      ++tally.scores[s][met];
    }
  }
  for (std::size_t n = 0; n < tally.sums.size(); ++n) {
    runner_.add_sums(block, n, task_.reference[n], tally.sums[n]);
  }
  if (options_.wants_waits) tally.waits.see(runner_, block, task_.network);
  tally.handovers.see(runner_, block, task_.handovers);
}

template <typename Runner>
bool Simulator<Runner>::run_pass(const Pass& pass, Tally& total) {
  const std::uint64_t num_blocks = (options_.samples + kLanes - 1) / kLanes;
  std::atomic<std::uint64_t> next_block{0};
  std::atomic<bool> is_void{false};
  std::mutex merging;
  run_on(thread_count(options_.threads, num_blocks), [&](bool reports_progress) {
    Block block;
    Tally tally = task_.empty_tally();
    std::vector<std::uint64_t> on_time(task_.subjects.size());
    for (std::uint64_t b = next_block++; b < num_blocks && !is_void; b = next_block++) {
      const std::uint64_t first = b * kLanes;
      const auto samples =
          static_cast<int>(std::min<std::uint64_t>(kLanes, options_.samples - first));
      if (!runner_.run(
              block, first, samples,
              options_.wants_sensitivities || options_.wants_ranks || options_.keeps_work)) {
        is_void = true;
        break;
      }
      look_at(block, first, pass, tally, on_time);
      ++blocks_done_;
      if (reports_progress && options_.progress) {
        options_.progress(static_cast<double>(blocks_done_) / static_cast<double>(blocks_to_do_));
      }
    }
    const std::scoped_lock lock(merging);
    if (pass.is_first) total.add(tally);
  });
  return !is_void;
}

template <typename Runner>
void Simulator<Runner>::prepare_work(const Pass& pass) {
  kept_work_.assign(pass.kept.size(), {});
  for (std::size_t k = 0; k < pass.kept.size(); ++k) {
    const Subject& subject = task_.subjects[pass.kept[k]];
    if (!subject.is_kept || task_.is_objective(subject)) continue;
    const Node& node = task_.network.nodes[subject.nodes.front().index()];
    if (node.progress != Progress::done) kept_work_[k].resize(options_.samples);
  }
}

template <typename Runner>
void Simulator<Runner>::make_forecasts(const Pass& pass, Simulation& out) {
  std::vector<KeptFinishes> kept(pass.kept.size());
  const RankedLengths plan_ranks =
      options_.wants_ranks ? RankedLengths(plan_lengths_) : RankedLengths();
  std::atomic<std::size_t> next{0};
  run_on(thread_count(options_.threads, pass.kept.size() / 8), [&](bool) {
    for (std::size_t k = next++; k < pass.kept.size(); k = next++) {
      const Subject& subject = task_.subjects[pass.kept[k]];
      ItemRisk& risk = out.items[subject.item.index()];
      if (options_.wants_ranks && !task_.is_objective(subject))
        risk.cruciality_rank = plan_ranks.correlation_with(kept_lengths_[k]);
      const bool is_dated = std::ranges::all_of(subject.nodes, [&](NodeId n) {
        const Node& node = task_.network.nodes[n.index()];
        return node.progress != Progress::done || node.fixed_finish != kNever;
      });
      if (!is_dated) continue;
      if (subject.is_kept) kept[k] = {subject.item, days_of(kept_finishes_[k])};
      risk.forecast = runner_.forecast(kept_finishes_[k]);
    }
  });
  for (KeptFinishes& finishes : kept) {
    if (!finishes.days.empty()) out.kept.push_back(std::move(finishes));
  }
}

template <typename Runner>
std::optional<Simulation> Simulator<Runner>::run() {
  Simulation out;
  out.samples = options_.samples;
  out.seed = options_.seed;
  out.items.resize(task_.plan.items.size());
  plan_finishes_ = runner_.make_finishes(options_.samples);
  if (options_.wants_ranks) plan_lengths_.resize(options_.samples);
  if (options_.keeps_hits) {
    const std::size_t blocks = (options_.samples + kLanes - 1) / kLanes;
    hits_.resize(task_.subjects.size());
    for (const std::size_t s : task_.dated) hits_[s].resize(blocks);
    all_hits_.resize(blocks);
  }
  Tally tally = task_.empty_tally();

  // Finishes take memory per sample: many items are done in several passes that draw the same
  // again.
  std::vector<std::size_t> wanted;
  for (std::size_t s = 0; s < task_.subjects.size(); ++s) {
    if (task_.subjects[s].wants_forecast && !task_.subjects[s].nodes.empty()) wanted.push_back(s);
  }
  const std::size_t bytes = Runner::kBytesPerFinish + (options_.wants_ranks ? 8 : 0) +
                            (options_.keeps_work ? sizeof(WorkedSpan) : 0);
  const std::size_t at_once = std::max<std::size_t>(1, kForecastBytes / (bytes * options_.samples));
  const std::size_t num_passes = std::max<std::size_t>(1, (wanted.size() + at_once - 1) / at_once);
  blocks_to_do_ = num_passes * ((options_.samples + kLanes - 1) / kLanes);
  for (std::size_t p = 0; p < num_passes; ++p) {
    const std::size_t from = std::min(p * at_once, wanted.size());
    const Pass pass = {{wanted.data() + from, std::min(at_once, wanted.size() - from)}, p == 0};
    kept_finishes_.resize(pass.kept.size());
    for (Finishes& finishes : kept_finishes_) {
      if (p == 0) finishes = runner_.make_finishes(options_.samples);
    }
    if (options_.wants_ranks) {
      kept_lengths_.assign(pass.kept.size(), std::vector<std::int64_t>(options_.samples));
    }
    if (options_.keeps_work) prepare_work(pass);
    if (!run_pass(pass, tally)) return std::nullopt;
    for (std::size_t k = 0; k < kept_work_.size(); ++k) {
      if (kept_work_[k].empty()) continue;
      out.work.push_back({task_.subjects[pass.kept[k]].item, std::move(kept_work_[k])});
    }
    make_forecasts(pass, out);
  }
  if (runner_.any(plan_finishes_)) {
    if (std::ranges::find(options_.keep, ItemId{}) != options_.keep.end())
      out.kept.push_back({ItemId{}, days_of(plan_finishes_)});
    out.finish = runner_.forecast(plan_finishes_);
  }
  add_results(tally, out);
  if (options_.keeps_hits) {
    out.hits.resize(task_.plan.items.size());
    for (const std::size_t s : task_.dated)
      out.hits[task_.subjects[s].item.index()] = std::move(hits_[s]);
    out.all_hits = std::move(all_hits_);
  }
  return out;
}

ScoreForecast score_of(const std::vector<std::uint64_t>& samples_by_count) {
  const double most = static_cast<double>(samples_by_count.size() - 1);
  std::uint64_t all = 0;
  for (const std::uint64_t samples : samples_by_count) all += samples;
  const auto quantile = [&](double p) {
    const std::size_t rank = quantile_index_type1(all, p);
    std::uint64_t seen = 0;
    for (std::size_t k = 0; k < samples_by_count.size(); ++k) {
      seen += samples_by_count[k];
      if (seen > rank) return static_cast<double>(k) / most;
    }
    return 1.0;
  };
  double sum = 0.0;
  for (std::size_t k = 0; k < samples_by_count.size(); ++k) {
    sum += static_cast<double>(samples_by_count[k]) * static_cast<double>(k);
  }
  return {sum / most / static_cast<double>(all), quantile(0.1), quantile(0.5), quantile(0.9)};
}

template <typename Runner>
void Simulator<Runner>::add_sensitivities(const Tally& tally, std::size_t s, ItemRisk& risk) const {
  const Subject& subject = task_.subjects[s];
  if (tally.sums.empty() || task_.is_objective(subject)) return;
  const auto n = static_cast<long double>(options_.samples);
  const auto wide = [](Exact x) { return static_cast<long double>(x); };
  const long double t_spread = wide(tally.tt) - wide(tally.t) / n * wide(tally.t);
  const Sums& sums = tally.sums[subject.nodes.front().index()];
  const long double d_spread = wide(sums.dd) - wide(sums.d) / n * wide(sums.d);
  // Differences that rounding alone can make are none.
  if (d_spread <= wide(sums.dd) * 1e-15L || t_spread <= wide(tally.tt) * 1e-15L) return;
  const long double shared = wide(sums.dt) - wide(sums.d) / n * wide(tally.t);
  risk.cruciality = static_cast<double>(
      std::min(1.0L, std::fabs(shared) / std::sqrt(d_spread) / std::sqrt(t_spread)));
  risk.ssi = *risk.criticality * static_cast<double>(std::sqrt(d_spread / t_spread));
}

template <typename Runner>
void Simulator<Runner>::add_results(const Tally& tally, Simulation& out) const {
  bool any_counts = false;
  for (std::size_t s = 0; s < task_.subjects.size(); ++s) {
    const Subject& subject = task_.subjects[s];
    ItemRisk& risk = out.items[subject.item.index()];
    any_counts = any_counts || subject.counts_for_all;
    if (subject.nodes.empty()) continue;
    if (subject.target.is_set()) {
      risk.on_time = tally.on_time[s];
      const std::uint64_t late = options_.samples - tally.on_time[s];
      if (late > 0) {
        risk.days_late = static_cast<double>(static_cast<long double>(tally.lateness[s]) /
                                             static_cast<long double>(late) / kTicksPerDay);
      }
    }
    if (!task_.scored[s].empty()) {
      const bool has_committed = std::ranges::any_of(
          task_.scored[s], [&](std::size_t of) { return task_.subjects[of].counts_for_all; });
      if (has_committed) risk.all_on_time = tally.goals_on_time[s];
      risk.score = score_of(tally.scores[s]);
    }
    const std::uint64_t critical = task_.is_objective(subject)
                                       ? tally.any_critical[s]
                                       : tally.critical[subject.nodes.front().index()];
    risk.criticality = static_cast<double>(critical) / static_cast<double>(options_.samples);
    add_sensitivities(tally, s, risk);
  }
  if (any_counts) out.all_on_time = tally.all_on_time;
  out.has_waits = options_.wants_waits;
  if (options_.wants_waits) tally.waits.report(task_.plan, task_.network, options_.samples, out);
  tally.handovers.report(task_.network, task_.handovers, options_.samples, out);
}

std::optional<InstructionSet> instruction_set_of(Engine engine) {
  switch (engine) {
    case Engine::best:
      return best_instruction_set();
    case Engine::portable:
      return InstructionSet::portable;
    case Engine::avx2:
      return InstructionSet::avx2;
    case Engine::avx512:
      return InstructionSet::avx512;
    case Engine::general:
      break;
  }
  return std::nullopt;
}

constexpr double kStableOdds = 0.01;
constexpr double kStableDays = 0.5;

}  // namespace

bool is_stable(const Simulation& simulation) {
  const auto odds_are = [&](const std::optional<std::uint64_t>& hits) {
    if (!hits) return true;
    const Interval interval = wilson_interval(*hits, simulation.samples);
    return (interval.high - interval.low) / 2 <= kStableOdds;
  };
  if (simulation.finish && simulation.finish->p80_reach_days > kStableDays) return false;
  if (!odds_are(simulation.all_on_time)) return false;
  return std::ranges::all_of(simulation.items, [&](const ItemRisk& item) {
    const bool has_date = item.on_time && item.forecast;
    return odds_are(item.on_time) && (!has_date || item.forecast->p80_reach_days <= kStableDays);
  });
}

Simulation simulate_until_stable(const Plan& plan, const Network& network,
                                 SimulationOptions options) {
  DrawTables tables;
  for (options.samples = 1000;; options.samples = std::min(2 * options.samples, kMostUntilStable)) {
    Simulation out = simulate(plan, network, options, tables);
    if (options.samples == kMostUntilStable || is_stable(out)) return out;
  }
}

std::optional<Engine> engine_of(std::string_view name) {
  if (name == "best") return Engine::best;
  if (name == "general") return Engine::general;
  for (const auto& [known, engine] :
       {std::pair{"portable", Engine::portable}, std::pair{"avx2", Engine::avx2},
        std::pair{"avx512", Engine::avx512}}) {
    if (name == known && can_run(*instruction_set_of(engine))) return engine;
  }
  return std::nullopt;
}

Simulation simulate(const Plan& plan, const Network& network, const SimulationOptions& options) {
  DrawTables tables;
  return simulate(plan, network, options, tables);
}

Simulation simulate(const Plan& plan, const Network& network, const SimulationOptions& options,
                    DrawTables& tables) {
  const Task task(plan, network, options, tables);
  if (const auto set = instruction_set_of(options.engine)) {
    if (auto lanes = make_lane_network(plan, network, task.model, task.read_nodes())) {
      LaneRunner runner(plan, network, task.model, std::move(*lanes), *set);
      if (auto out = Simulator(task, std::move(runner)).run()) return *std::move(out);
    }
  }
  // The words of a draw are the same on every processor: the best set may draw them.
  GeneralRunner runner(plan, network, task.model, best_instruction_set());
  return *Simulator(task, std::move(runner)).run();
}

}  // namespace slipway
