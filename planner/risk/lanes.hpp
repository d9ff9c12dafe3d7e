// The data that the vector kernels work on, and the choice among them. A block is 64 samples at
// once: arrays are [row][64], masks have a bit per sample. Plain data only: the kernels are
// compiled once per instruction set, so nothing here may be compiled into code that they share with
// others. Rule: every kernel gives the same bits. No fused multiply-add, one order of operations.
#pragma once

#include <cstdint>
#include <string_view>

#include "planner/risk/draw_table.hpp"

namespace slipway {

inline constexpr int kLanes = 64;

/// Lengths are counted in seconds of work, 28,800 to a day, in 31 bits.
inline constexpr int kSecondsPerDay = 8 * 60 * 60;

/// The most that a draw gives, in its unit: the largest float below 2^31.
inline constexpr float kLargestDraw = 2147483520.0F;

/// The same as a whole number: no length is larger.
inline constexpr std::int32_t kLargestLength = 2147483520;

/// Returns the sample, counted from the first of its block, that lane `lane` holds: four samples
/// share a counter of the generator, and lane j * 16 + i holds word j of counter i.
constexpr int sample_of_lane(int lane) { return 4 * (lane % 16) + lane / 16; }

/// Returns the mask of the lanes that hold the first `samples` samples of a block.
std::uint64_t lanes_of(int samples);

enum class DrawKind : std::uint8_t {
  fixed,        // `base`; as a length exactly `fixed` seconds
  tail_table,   // base + scale q(u), the unit quantile q by tail tables
  score_table,  // base + scale q(z), by score tables
  normal,       // max(0, base + scale z)
  lognormal,    // sign 2^(base + scale z)
  values,       // one of `values`, ascending: they stand at equal steps of u
};

/// How one random length is drawn. Results are in units of `seconds` (factors: plain numbers).
/// What the usual draw needs stands in the first cache line: large plans are bound by memory.
struct alignas(64) Draw {
  static constexpr std::uint32_t kNone = 0xffffffffU;
  std::uint64_t entity = 0;
  const DrawTable* below = nullptr;  // two tables and the weight of the second
  const DrawTable* above = nullptr;
  float weight = 0.0F;
  float base = 0.0F;
  float scale = 0.0F;
  float least = 0.0F;  // 1 where the length is never 0, even without `added`
  std::uint32_t purpose = 0;
  std::int32_t fixed = 0;
  std::uint32_t num_risks = 0;
  DrawKind kind = DrawKind::fixed;
  bool is_longer = false;  // `added` is not 0

  std::uint32_t team = kNone;  // row of team scores that it shares in; none: independent
  float team_share = 0.0F;     // sqrt(rho)
  float own_share = 1.0F;      // sqrt(1 - rho)
  float sign = 1.0F;
  const float* values = nullptr;
  const float* steps = nullptr;  // scores at which the next of `values` begins
  std::int32_t num_values = 0;
  std::uint32_t first_risk = 0;   // rows of risks that hit it, in DrawBlock::risks
  std::uint32_t num_series = 0;   // the first ones multiply; of the rest the largest above 1 does
  std::int32_t seconds = 1;       // to the unit; more where seconds would not fit into 31 bits
  float units_per_second = 1.0F;  // for what risks add
  std::int32_t added = 0;         // what a slip adds to every length, at least 0
};
static_assert(sizeof(Draw) == 128);

/// Where a block's draws come from.
struct DrawBlock {
  std::uint64_t seed = 0;
  std::uint64_t counter = 0;           // of the first four samples; a multiple of 16
  const float* team_scores = nullptr;  // [team][64]
  const float* factors = nullptr;      // [risk][64]; 1 where it does not happen
  const float* delays = nullptr;       // [risk][64], seconds; 0 where it does not happen
  const std::uint32_t* risks = nullptr;
};

/// Times are positions on the one calendar that all items share: twice the seconds worked since
/// the status date, plus one for the morning after a gap (work can start, but none has ended).
inline constexpr std::int32_t kNeverPosition = -(1 << 30);
inline constexpr std::int32_t kLastPosition = 1 << 29;  // 37 working years; results there are void

/// A link as the vector kernel sees it, beside its source in LaneNetwork::from.
struct LaneLink {
  static constexpr std::uint32_t kNone = 0xffffffffU;
  std::uint32_t lag = kNone;   // row of lags
  std::uint32_t soft = kNone;  // row of masks
  bool from_start = false;     // SS, SF
  bool into_finish = false;    // FF, SF
};

struct LaneNode {
  std::uint32_t first_in = 0;
  std::int32_t floor = kNeverPosition;         // no earlier by dates alone: the morning after
  std::int32_t actual_start = kNeverPosition;  // of started and done items
  std::uint32_t start_row =
      LaneLink::kNone;           // where its starts are kept; plain items may have none
  std::uint32_t finish_row = 0;  // where its finishes are kept, at least until all that wait for it
                                 // are scheduled
  bool is_done = false;          // its finishes are given, not computed
  bool is_plain = false;  // always there and takes time; links into it are FS without lag, hard,
                          // from items that are always there
  bool is_uncertain = false;  // has a mask of existence
  bool may_be_last = false;   // a goal that can be the plan's last
};

/// All arrays have one more node as an end mark where they are indexed by node.
struct LaneNetwork {
  std::uint32_t num_nodes = 0;
  const LaneNode* nodes = nullptr;
  const std::uint32_t* from = nullptr;         // the link's source
  const std::uint32_t* finish_rows = nullptr;  // parallel to `from`: of the source
  const LaneLink* links = nullptr;             // parallel to `from`
  const Draw* draws = nullptr;                 // by node
  // Says whether time off follows the work at this position (in seconds worked).
  bool (*is_gap)(const void* calendar, std::int32_t worked) = nullptr;
  const void* calendar = nullptr;
};

/// One block's arrays, owned by whoever simulates.
struct LaneArrays {
  std::int32_t* finish = nullptr;         // [finish row][64] positions
  std::int32_t* start = nullptr;          // [start row][64] positions where work (left) starts
  std::int32_t* durations = nullptr;      // [node][64] seconds; may be null: not kept
  const std::int32_t* lags = nullptr;     // [lag][64] seconds
  const std::uint64_t* exists = nullptr;  // by node
  const std::uint64_t* binds = nullptr;   // by soft row
  std::uint64_t* driving = nullptr;       // by link into a plain item: lanes in which it drives
  std::uint64_t* critical = nullptr;      // by node; sweep
  std::uint64_t* through = nullptr;       // by node, twice; sweep; null where nothing is uncertain
};

/// Sums over a block's lanes in seconds and their squares, exact up to kLastPosition.
struct LaneSums {
  std::int64_t d = 0;
  std::int64_t dd = 0;
  std::int64_t dt = 0;
};

/// One instruction set's kernels.
struct LaneKernel {
  /// Fills `out` with the 64 words of one entity and purpose.
  void (*words)(const DrawBlock&, std::uint64_t entity, std::uint32_t purpose, std::uint32_t* out);
  /// Fills `out` with 64 normal scores.
  void (*scores)(const DrawBlock&, std::uint64_t entity, std::uint32_t purpose, float* out);
  /// Fills `out` with 64 draws in seconds, or of a factor: rounded to nothing, risks left out.
  void (*draw)(const DrawBlock&, const Draw&, float* out);
  /// Fills `out` with 64 lengths in whole seconds, at least 0, with the risks that hit them.
  void (*lengths)(const DrawBlock&, const Draw&, std::int32_t* out);
  /// Draws all durations and fills finishes (and starts, durations where wanted) in node order.
  /// Returns the largest position seen; at kLastPosition the results are void.
  std::int32_t (*forward)(const LaneNetwork&, const DrawBlock&, const LaneArrays&);
  /// Fills `last`, 64 positions, with the finish of the latest of `nodes` that exists;
  /// kNeverPosition without one.
  void (*find_last)(const LaneNetwork&, const LaneArrays&, const std::uint32_t* nodes,
                    std::uint32_t num_nodes, std::int32_t* last);
  /// Adds to `critical` the lanes in which each node is on a longest path to one that is there
  /// already, going back along driving links. `critical` holds the last ones on entry and zeros
  /// else, `through` zeros. Writes the nodes that are critical in some lane into `touched`, which
  /// has room for all, and returns how many they are.
  std::uint32_t (*sweep)(const LaneNetwork&, const LaneArrays&, std::uint32_t* touched);
  /// Fills `out`, 64 positions, with what the link in row `at` imposes on node `to`;
  /// kNeverPosition where it does not bind.
  void (*bounds)(const LaneNetwork&, const LaneArrays&, std::uint32_t at, std::uint32_t to,
                 std::int32_t* out);
  /// Returns sums over lanes of d - reference, its square, and its product with t, for `lanes`.
  LaneSums (*sum)(const std::int32_t* d, std::int32_t reference, const std::int32_t* t,
                  std::uint64_t lanes);
};

enum class InstructionSet : std::uint8_t { portable, avx2, avx512 };

/// Says whether this processor, and the compiler that built us, know the instruction set.
bool can_run(InstructionSet set);

/// Returns the kernels for an instruction set that this processor has.
const LaneKernel& lane_kernel(InstructionSet set);

/// Returns the best instruction set of this processor.
InstructionSet best_instruction_set();

}  // namespace slipway
