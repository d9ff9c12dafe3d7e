// Monte Carlo: the network scheduled many times with drawn durations. Draws are keyed by seed, item
// and sample, so results do not depend on threads, blocks, processors, or unrelated items (D13).
// Indexed by ItemId; names and words are the report's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"
#include "planner/graph/network.hpp"
#include "planner/risk/statistics.hpp"
#include "planner/risk/variation.hpp"

namespace slipway {

/// Who gets a forecast: everybody; those with a due date or period, and milestones; nobody.
enum class ForecastFor : std::uint8_t { all, due, none };

/// How samples are computed. All give the same bits; `best` is the quickest that processor and plan
/// allow. `general` is the path for several calendars, which can take every plan.
enum class Engine : std::uint8_t { best, general, portable, avx2, avx512 };

/// Returns the engine with that name; nothing if there is none, or this processor cannot run it.
std::optional<Engine> engine_of(std::string_view name);

struct SimulationOptions {
  std::uint64_t samples = 10'000;
  std::uint64_t seed = 1;
  unsigned threads = 0;  // 0: as many as the machine has
  ForecastFor forecast_for = ForecastFor::all;
  bool wants_sensitivities = true;  // cruciality and SSI
  bool wants_ranks = false;         // rank correlations: keeps every drawn length
  bool wants_waits = false;         // merges and waits between teams
  bool keeps_hits = false;          // which samples were on time, for paired comparisons
  ItemId target{};                  // what critical is counted to; not set: the plan's finish
  std::vector<ItemId> keep{};  // whose finishes are kept whole, for curves; an unset id: the plan's
  bool keeps_samples = false;  // kept finishes stay in the order of samples: what belongs together
  bool keeps_work = false;     // of kept goals also from when to when each sample works on them
  Variation variation{};       // what is left out
  std::vector<LinkId> handovers{};  // whose lateness is counted
  std::vector<bool> only{};         // by ItemId: who may get a forecast at all; empty: everybody
  Engine engine = Engine::best;
  std::function<void(double)> progress{};  // called with the share done, from one thread at a time
};

/// When something finishes: dates by type 1, days by type 7 (D14). Days are working days of the
/// plan's calendar from the start of the status date.
struct Forecast {
  Date p10{}, p50{}, p80{}, p90{};
  ForecastNumbers days{};
  double p80_reach_days = 0.0;  // half of the 95 % interval of P80: sampling error alone
  bool operator==(const Forecast&) const = default;
};

/// The score of an objective, 0 to 1: the share of its dated goals that meet their dates (domain
/// reference 5.1, key results scored 0 or 1, equal weights).
struct ScoreForecast {
  double mean = 0.0;
  double p10 = 0.0, p50 = 0.0, p90 = 0.0;  // type 1
  bool operator==(const ScoreForecast&) const = default;
};

struct ItemRisk {
  std::optional<Forecast> forecast;
  std::optional<std::uint64_t> on_time;   // samples that met the target date; none without one
  std::optional<double> days_late;        // mean lateness of the samples that did not, working days
  std::optional<double> criticality;      // share of samples on the longest path; 0 when done
  std::optional<double> cruciality;       // |Pearson(duration, plan's duration)|
  std::optional<double> cruciality_rank;  // |Spearman| of the same, ties with average ranks
  std::optional<double> ssi;              // criticality * sd(duration) / sd(plan's duration)
  std::optional<std::uint64_t> all_on_time;  // objectives: samples in which each dated committed
                                             // goal of theirs met its own date
  std::optional<ScoreForecast> score;        // objectives with dated goals
  bool operator==(const ItemRisk&) const = default;
};

/// Every simulated finish of one item, for curves.
struct KeptFinishes {
  ItemId item{};           // not set: the plan
  std::vector<Date> days;  // one per sample: ascending, or by sample where that was asked for
  bool operator==(const KeptFinishes&) const = default;
};

/// From when to when a goal is worked on in one sample, in ticks of its own calendar's working time
/// since the start of the status date. Both are equal where the sample does not have it.
struct WorkedSpan {
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool operator==(const WorkedSpan&) const = default;
};

/// The work of one goal in every sample, for what depends on several goals at once.
struct KeptWork {
  ItemId item{};
  std::vector<WorkedSpan> spans;  // by sample
  bool operator==(const KeptWork&) const = default;
};

/// A place where several inputs meet: what is lost by waiting for the latest of them instead of
/// for the one that is latest on average (merge bias, domain reference 3.4).
struct MergeRisk {
  ItemId item{};
  double days = 0.0;                // working days of its calendar, expected over all samples
  std::vector<double> input_share;  // by link into it, file order: share of samples it came last
  std::vector<LinkId> inputs;
  bool operator==(const MergeRisk&) const = default;
};

/// What one link between two teams makes the waiting team wait beyond its own readiness.
struct WaitRisk {
  LinkId link{};
  double days = 0.0;  // expected working days of the waiting goal's calendar
  bool operator==(const WaitRisk&) const = default;
};

/// How often what a link brings from one goal to another comes later than the plan counts on: after
/// the planned start of what waits for it (FF and SF: its planned finish). The plan is the schedule
/// of likely lengths.
struct HandoverRisk {
  LinkId link{};
  ItemId from{};  // goals, milestones or blockers; links of objectives are spread over their goals
  ItemId to{};
  std::uint64_t late = 0;  // samples
  double mean_days = 0.0;  // working days late of what waits, over all samples; 0 when in time
  bool operator==(const HandoverRisk&) const = default;
};

struct Simulation {
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
  std::optional<Forecast> finish;            // of the plan; none when it has no goal
  std::optional<std::uint64_t> all_on_time;  // samples in which every committed goal was
  std::vector<ItemRisk> items;               // by ItemId
  std::vector<KeptFinishes> kept;            // as asked for; without those that have no finish
  std::vector<KeptWork> work;                // likewise, of goals that are not done
  bool has_waits = false;                    // merges and waits were asked for
  std::vector<MergeRisk> merges;             // largest first
  std::vector<WaitRisk> waits;               // by link, those above 0
  std::vector<HandoverRisk> handovers;       // of the links asked for: those that can be late,
                                             // by successor, then file order
  // Which samples were on time, a bit each in blocks of 64 whose order is the same in every
  // simulation of as many samples. By ItemId, and of all committed goals; empty unless asked for.
  std::vector<std::vector<std::uint64_t>> hits;
  std::vector<std::uint64_t> all_hits;
  bool operator==(const Simulation&) const = default;
};

/// Says whether more samples would not tell more (D13): every odds of a date are known to a point
/// (half of the 95 % interval), every P80 that matters to half a working day.
bool is_stable(const Simulation& simulation);

/// The most samples that simulate_until_stable takes.
inline constexpr std::uint64_t kMostUntilStable = 100'000;

/// Simulates with 1,000 samples, twice as many, and so on until the result is stable.
Simulation simulate_until_stable(const Plan& plan, const Network& network,
                                 SimulationOptions options);

class DrawTables;

/// Simulates. Never fails; the same options (threads and engine aside) give the same bits.
/// Cost: nodes and links times samples; memory a few bytes per forecast and sample.
Simulation simulate(const Plan& plan, const Network& network, const SimulationOptions& options);

/// The same with a store of tables that several simulations share. Gives the same bits.
Simulation simulate(const Plan& plan, const Network& network, const SimulationOptions& options,
                    DrawTables& tables);

}  // namespace slipway
