// The body of the vector kernels, compiled once for each instruction set by the file that includes
// it. That file first defines `Vector`: what a vector of that set can do. Everything is in an
// unnamed namespace and calls nothing of the standard library: a function shared with other files
// might be kept in the version for a newer processor.
// Sources: Philox4x32-10, Salmon, Moraes, Dror, Shaw 2011; max-plus passes over blocks of samples
// as in domain reference 1.2; the criticality index by a mask sweep (domain reference 3.8).

namespace slipway {
namespace {

using I = Vector::I;
using F = Vector::F;
constexpr int kWidth = Vector::kWidth;
constexpr int kVectors = kLanes / kWidth;
constexpr std::uint64_t kAllLanes = ~std::uint64_t{0};

struct Words {
  I v[kVectors];
};
struct Floats {
  F v[kVectors];
};

constexpr std::uint32_t kMultiply0 = 0xD2511F53U;
constexpr std::uint32_t kMultiply1 = 0xCD9E8D57U;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9U;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85U;

inline std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
inline std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

// Sixteen counters at once. Counter words that all sixteen share are kept as plain numbers for the
// two rounds in which they last.
inline Words draw_words(const DrawBlock& block, std::uint64_t entity, std::uint32_t purpose) {
  using Wide = Vector::Wide;
  constexpr int kGroups = Vector::kGroups;
  const std::uint32_t word1 = purpose | high(block.counter) << 8;
  std::uint32_t k0 = low(block.seed);
  std::uint32_t k1 = high(block.seed);
  const std::uint64_t first1 = std::uint64_t{kMultiply1} * low(entity);
  const std::uint32_t s0 = high(first1) ^ word1 ^ k0;
  const std::uint32_t s1 = low(first1);
  const std::uint32_t a2 = high(entity) ^ k1;
  const std::uint64_t second0 = std::uint64_t{kMultiply0} * s0;
  k0 += kWeyl0;
  k1 += kWeyl1;
  const std::uint32_t b0 = s1 ^ k0;
  const std::uint32_t b2 = high(second0) ^ k1;
  const std::uint32_t b3 = low(second0);

  Wide c0[kGroups];
  Wide c1[kGroups];
  Wide c2[kGroups];
  Wide c3[kGroups];
  const Wide m0 = Vector::wide(kMultiply0);
  const Wide m1 = Vector::wide(kMultiply1);
  for (int g = 0; g < kGroups; ++g) {
    const Wide first0 = Vector::multiply(Vector::counters(low(block.counter), g), m0);
    const Wide q1 =
        Vector::multiply(Vector::exclusive(Vector::shift_high(first0), Vector::wide(a2)), m1);
    c0[g] = Vector::exclusive(Vector::shift_high(q1), Vector::wide(b0));
    c1[g] = q1;
    c2[g] = Vector::exclusive(first0, Vector::wide(b2));
    c3[g] = Vector::wide(b3);
  }
  for (int round = 2; round < 10; ++round) {
    k0 += kWeyl0;
    k1 += kWeyl1;
    const Wide key0 = Vector::wide(k0);
    const Wide key1 = Vector::wide(k1);
    for (int g = 0; g < kGroups; ++g) {
      const Wide p0 = Vector::multiply(c0[g], m0);
      const Wide p1 = Vector::multiply(c2[g], m1);
      c0[g] = Vector::exclusive(Vector::shift_high(p1), c1[g], key0);
      c1[g] = p1;
      c2[g] = Vector::exclusive(Vector::shift_high(p0), c3[g], key1);
      c3[g] = p0;
    }
  }
  Words out;
  constexpr int kPerWord = 16 / kWidth;
  for (int p = 0; p < kPerWord; ++p) {
    out.v[p] = Vector::interleave(c0[2 * p], c0[2 * p + 1]);
    out.v[kPerWord + p] = Vector::interleave(c1[2 * p], c1[2 * p + 1]);
    out.v[2 * kPerWord + p] = Vector::interleave(c2[2 * p], c2[2 * p + 1]);
    out.v[3 * kPerWord + p] = Vector::interleave(c3[2 * p], c3[2 * p + 1]);
  }
  return out;
}

// The smaller tail of a word's uniform number, doubled: 2 min(u, 1 - u), in (0, 1).
struct Tail {
  F x;     // as above
  I bits;  // of 2^31 x as a float: its exponent names the octave
  I side;  // all ones in the upper half
};

inline Tail tail_of(I word) {
  Tail out;
  out.side = Vector::shift_sign(word);
  const I w = Vector::exclusive(word, out.side);
  // Just below 2^31, so that rounding cannot lift the last ones into another octave.
  const F f = Vector::smaller(Vector::add(Vector::to_floats(w), Vector::all(0.5F)),
                              Vector::all(2147483520.0F));
  out.bits = Vector::bits_of(f);
  out.x = Vector::multiply(f, Vector::all(0x1p-31F));
  return out;
}

// Four coefficients of each of 32 cells, blended from two tables and turned into seconds.
struct Cubics {
  Vector::Table c[4];
};

inline Cubics blend(const Draw& draw) {
  Cubics out;
  for (int k = 0; k < 4; ++k) {
    out.c[k] = Vector::blend(draw.below->c[k], draw.above->c[k], draw.weight, draw.scale,
                             k == 0 ? draw.base : 0.0F);
  }
  return out;
}

inline F cubic(const Cubics& cubics, I cell, F x) {
  F value = Vector::look_up(cubics.c[3], cell);
  value = Vector::add(Vector::multiply(value, x), Vector::look_up(cubics.c[2], cell));
  value = Vector::add(Vector::multiply(value, x), Vector::look_up(cubics.c[1], cell));
  return Vector::add(Vector::multiply(value, x), Vector::look_up(cubics.c[0], cell));
}

inline Cubics normal_cubics() {
  const DrawTable& table = normal_table();
  Cubics out;
  for (int k = 0; k < 4; ++k) out.c[k] = Vector::load_table(table.c[k]);
  return out;
}

inline Floats to_scores(const Words& words) {
  const Cubics normal = normal_cubics();
  Floats out;
  for (int v = 0; v < kVectors; ++v) {
    const Tail tail = tail_of(words.v[v]);
    // 2^31 x lies in octave -1 to 30.
    const I cell = Vector::subtract(Vector::shift_right<23>(tail.bits), Vector::all(126));
    const F lower = cubic(normal, cell, tail.x);
    out.v[v] = Vector::flip_sign(lower, tail.side);
  }
  return out;
}

inline Floats own_scores(const DrawBlock& block, const Draw& draw) {
  Floats z = to_scores(draw_words(block, draw.entity, draw.purpose));
  if (draw.team == Draw::kNone) return z;
  // One-factor Gaussian copula (D11).
  const float* team = block.team_scores + static_cast<std::size_t>(draw.team) * kLanes;
  const F team_share = Vector::all(draw.team_share);
  const F own_share = Vector::all(draw.own_share);
  for (int v = 0; v < kVectors; ++v) {
    z.v[v] = Vector::add(Vector::multiply(team_share, Vector::load(team + v * kWidth)),
                         Vector::multiply(own_share, z.v[v]));
  }
  return z;
}

// 2^k by Taylor's series about the nearest whole number; off by 2e-7 of itself.
inline F power_of_two(F k) {
  k = Vector::smaller(Vector::larger(k, Vector::all(-100.0F)), Vector::all(30.9F));
  const I n = Vector::round(k);
  const F f = Vector::subtract(k, Vector::to_floats(n));
  F p = Vector::all(1.5403530393381609954e-4F);
  constexpr float kTerms[6] = {1.3333558146428443423e-3F, 9.6181291076284771619e-3F,
                               5.5504108664821579953e-2F, 2.4022650695910071233e-1F,
                               6.9314718055994530942e-1F, 1.0F};
  for (const float term : kTerms) p = Vector::add(Vector::multiply(p, f), Vector::all(term));
  return Vector::from_bits(Vector::add(Vector::bits_of(p), Vector::shift_left<23>(n)));
}

// Draws from a list: the steps are few, the shape is rare, so lane by lane.
inline Floats draw_values(const DrawBlock& block, const Draw& draw) {
  alignas(64) float out[kLanes];
  if (draw.team == Draw::kNone) {
    alignas(64) std::uint32_t words[kLanes];
    const Words drawn = draw_words(block, draw.entity, draw.purpose);
    for (int v = 0; v < kVectors; ++v) Vector::store(words + v * kWidth, drawn.v[v]);
    for (int l = 0; l < kLanes; ++l) {
      const std::uint64_t middle = 2 * std::uint64_t{words[l]} + 1;  // u = middle / 2^33
      out[l] = draw.values[middle * static_cast<std::uint64_t>(draw.num_values) >> 33];
    }
  } else {
    alignas(64) float scores[kLanes];
    const Floats z = own_scores(block, draw);
    for (int v = 0; v < kVectors; ++v) Vector::store(scores + v * kWidth, z.v[v]);
    for (int l = 0; l < kLanes; ++l) {
      std::int32_t at = 0;
      for (std::int32_t length = draw.num_values - 1; length > 0;) {
        const std::int32_t half = (length + 1) / 2;
        if (scores[l] >= draw.steps[at + half - 1]) at += half;
        length -= half;
      }
      out[l] = draw.values[at];
    }
  }
  Floats floats;
  for (int v = 0; v < kVectors; ++v) floats.v[v] = Vector::load(out + v * kWidth);
  return floats;
}

inline Floats draw_tail(const DrawBlock& block, const Draw& draw) {
  const Words words = draw_words(block, draw.entity, draw.purpose);
  const Cubics cubics = blend(draw);
  Floats out;
  for (int v = 0; v < kVectors; ++v) {
    const Tail tail = tail_of(words.v[v]);
    // Octave 15 and below share cell 0; 16 to 30 have cells 1 to 15; the upper half follows.
    const I octave = Vector::subtract_to_zero(Vector::shift_right<23>(tail.bits), 142);
    const I cell = Vector::either(octave, Vector::both(tail.side, Vector::all(16)));
    out.v[v] = cubic(cubics, cell, tail.x);
  }
  return out;
}

inline Floats draw_score_table(const DrawBlock& block, const Draw& draw) {
  const Floats z = own_scores(block, draw);
  const Cubics cubics = blend(draw);
  constexpr float kCellsPerScore = static_cast<float>(16 / kScoreReach);
  Floats out;
  for (int v = 0; v < kVectors; ++v) {
    F at = Vector::add(Vector::multiply(z.v[v], Vector::all(kCellsPerScore)), Vector::all(15.5F));
    at = Vector::smaller(Vector::larger(at, Vector::all(-0.5F)), Vector::all(31.5F));
    // Ends round to even: -0.5 to 0, but 31.5 to 32.
    const I cell = Vector::smaller(Vector::round(at), Vector::all(31));
    out.v[v] = cubic(cubics, cell, Vector::subtract(at, Vector::to_floats(cell)));
  }
  return out;
}

inline Floats draw_floats(const DrawBlock& block, const Draw& draw) {
  Floats out;
  switch (draw.kind) {
    case DrawKind::tail_table:
      return draw_tail(block, draw);
    case DrawKind::score_table:
      return draw_score_table(block, draw);
    case DrawKind::normal: {
      const Floats z = own_scores(block, draw);
      for (int v = 0; v < kVectors; ++v) {
        const F x =
            Vector::add(Vector::all(draw.base), Vector::multiply(Vector::all(draw.scale), z.v[v]));
        out.v[v] = Vector::larger(x, Vector::all(0.0F));
      }
      return out;
    }
    case DrawKind::lognormal: {
      const Floats z = own_scores(block, draw);
      for (int v = 0; v < kVectors; ++v) {
        const F k =
            Vector::add(Vector::all(draw.base), Vector::multiply(Vector::all(draw.scale), z.v[v]));
        out.v[v] = Vector::multiply(Vector::all(draw.sign), power_of_two(k));
      }
      return out;
    }
    case DrawKind::values:
      return draw_values(block, draw);
    case DrawKind::fixed:
      break;
  }
  for (int v = 0; v < kVectors; ++v) out.v[v] = Vector::all(draw.base);
  return out;
}

inline Words draw_lengths(const DrawBlock& block, const Draw& draw) {
  Words out;
  if (draw.kind == DrawKind::fixed && draw.num_risks == 0) {
    for (int v = 0; v < kVectors; ++v) out.v[v] = Vector::all(draw.fixed);
    return out;
  }
  Floats x = draw_floats(block, draw);
  for (std::uint32_t r = 0; r < draw.num_risks; ++r) {
    const float* factor =
        block.factors + static_cast<std::size_t>(block.risks[draw.first_risk + r]) * kLanes;
    for (int v = 0; v < kVectors; ++v)
      x.v[v] = Vector::multiply(x.v[v], Vector::load(factor + v * kWidth));
  }
  const F units = Vector::all(draw.units_per_second);
  for (std::uint32_t r = 0; r < draw.num_risks; ++r) {
    const float* delay =
        block.delays + static_cast<std::size_t>(block.risks[draw.first_risk + r]) * kLanes;
    for (int v = 0; v < kVectors; ++v) {
      x.v[v] = Vector::add(x.v[v], Vector::multiply(units, Vector::load(delay + v * kWidth)));
    }
  }
  const F least = Vector::all(draw.least);
  for (int v = 0; v < kVectors; ++v) {
    out.v[v] =
        Vector::round(Vector::smaller(Vector::larger(x.v[v], least), Vector::all(2147483520.0F)));
  }
  return out;
}

// ---- the exported pieces ----

void fill_words(const DrawBlock& block, std::uint64_t entity, std::uint32_t purpose,
                std::uint32_t* out) {
  const Words words = draw_words(block, entity, purpose);
  for (int v = 0; v < kVectors; ++v) Vector::store(out + v * kWidth, words.v[v]);
}

void fill_scores(const DrawBlock& block, std::uint64_t entity, std::uint32_t purpose, float* out) {
  const Floats scores = to_scores(draw_words(block, entity, purpose));
  for (int v = 0; v < kVectors; ++v) Vector::store(out + v * kWidth, scores.v[v]);
}

void fill_draws(const DrawBlock& block, const Draw& draw, float* out) {
  const Floats drawn = draw_floats(block, draw);
  for (int v = 0; v < kVectors; ++v) Vector::store(out + v * kWidth, drawn.v[v]);
}

void fill_lengths(const DrawBlock& block, const Draw& draw, std::int32_t* out) {
  const Words lengths = draw_lengths(block, draw);
  for (int v = 0; v < kVectors; ++v) Vector::store(out + v * kWidth, lengths.v[v]);
}

inline const std::int32_t* row(const std::int32_t* rows, std::uint32_t at) {
  return rows + static_cast<std::size_t>(at) * kLanes;
}
inline std::int32_t* row(std::int32_t* rows, std::uint32_t at) {
  return rows + static_cast<std::size_t>(at) * kLanes;
}
inline std::uint64_t existence(const LaneNetwork& net, const LaneArrays& arrays,
                               std::uint32_t node) {
  return net.nodes[node].is_uncertain ? arrays.exists[node] : kAllLanes;
}
inline bool is_set(std::uint64_t mask, int lane) { return (mask >> lane & 1U) != 0; }
inline std::int32_t larger(std::int32_t a, std::int32_t b) { return a > b ? a : b; }
inline std::int32_t smaller(std::int32_t a, std::int32_t b) { return a < b ? a : b; }
inline std::int32_t evening(std::int32_t position) { return position & ~1; }

// What one link imposes on `to`, by lane; kNeverPosition where it does not bind.
void find_bounds(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t at,
                 std::uint32_t to, std::int32_t* out) {
  const LaneLink& link = net.links[at];
  const std::uint32_t from = net.from[at];
  const LaneNode& source = net.nodes[from];
  const std::uint64_t from_exists = existence(net, arrays, from);
  const std::int32_t* finish = row(arrays.finish, from);
  for (int l = 0; l < kLanes; ++l) out[l] = finish[l];
  if (link.from_start) {
    const bool is_actual = source.actual_start != kNeverPosition;
    const std::int32_t* start = is_actual ? nullptr : row(arrays.start, source.start_row);
    for (int l = 0; l < kLanes; ++l) {
      if (is_set(from_exists, l)) out[l] = is_actual ? source.actual_start : start[l];
    }
  }
  if (link.lag != LaneLink::kNone) {
    const std::uint64_t counts = from_exists & existence(net, arrays, to);
    const std::int32_t* lag = row(arrays.lags, link.lag);
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(counts, l) || lag[l] == 0 || out[l] == kNeverPosition) continue;
      out[l] = (evening(out[l]) + 2 * lag[l]) | (lag[l] < 0 ? 1 : 0);
    }
  }
  if (link.soft != LaneLink::kNone) {
    const std::uint64_t binds = arrays.binds[link.soft];
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(binds, l)) out[l] = kNeverPosition;
    }
  }
}

inline std::int32_t pass_general(const LaneNetwork& net, const DrawBlock& block,
                                 const LaneArrays& arrays, std::uint32_t n) {
  const LaneNode& node = net.nodes[n];
  alignas(64) std::int32_t length[kLanes];
  alignas(64) std::int32_t start_bound[kLanes];
  alignas(64) std::int32_t finish_bound[kLanes];
  alignas(64) std::int32_t bound[kLanes];
  const std::uint64_t exists = existence(net, arrays, n);
  fill_lengths(block, net.draws[n], length);
  for (int l = 0; l < kLanes; ++l) {
    start_bound[l] = finish_bound[l] = kNeverPosition;
    if (!is_set(exists, l)) length[l] = 0;
  }
  for (std::uint32_t at = node.first_in; at < net.nodes[n + 1].first_in; ++at) {
    find_bounds(net, arrays, at, n, bound);
    std::int32_t* bounds = net.links[at].into_finish ? finish_bound : start_bound;
    for (int l = 0; l < kLanes; ++l) bounds[l] = larger(bounds[l], bound[l]);
  }
  std::int32_t* finish = row(arrays.finish, n);
  std::int32_t* start = row(arrays.start, node.start_row);
  std::int32_t peak = kNeverPosition;
  for (int l = 0; l < kLanes; ++l) {
    const std::int32_t by_links = larger(start_bound[l], finish_bound[l]);
    std::int32_t s = by_links;
    std::int32_t f = by_links;
    if (length[l] > 0) {
      const std::int32_t d = 2 * smaller(length[l], kLastPosition / 4);
      s = evening(larger(start_bound[l], node.floor));
      s = larger(s, evening(finish_bound[l]) - d);
      f = s + d;
      s |= 1;
    } else if (is_set(exists, l)) {
      s = f = larger(by_links, node.floor);
    }
    start[l] = smaller(s, kLastPosition);
    finish[l] = smaller(f, kLastPosition);
    peak = larger(peak, larger(finish[l], length[l] > kLastPosition / 4 ? kLastPosition : 0));
  }
  if (arrays.durations != nullptr) {
    std::int32_t* durations = row(arrays.durations, n);
    for (int l = 0; l < kLanes; ++l) durations[l] = length[l];
  }
  return peak;
}

std::int32_t forward(const LaneNetwork& net, const DrawBlock& block, const LaneArrays& arrays) {
  std::int32_t general_peak = kNeverPosition;
  I peak = Vector::all(kNeverPosition);
  const I no_morning = Vector::all(~1);
  const I most = Vector::all(kLastPosition);
  for (std::uint32_t n = 0; n < net.num_nodes; ++n) {
    const LaneNode& node = net.nodes[n];
    if (!node.is_plain) {
      if (!node.is_done) general_peak = larger(general_peak, pass_general(net, block, arrays, n));
      continue;
    }
    const Words length = draw_lengths(block, net.draws[n]);
    I bound[kVectors];
    for (int v = 0; v < kVectors; ++v) bound[v] = Vector::all(node.floor);
    for (std::uint32_t at = node.first_in; at < net.nodes[n + 1].first_in; ++at) {
      const std::int32_t* before = row(arrays.finish, net.from[at]);
      for (int v = 0; v < kVectors; ++v) {
        bound[v] = Vector::larger(bound[v], Vector::load(before + v * kWidth));
      }
    }
    std::int32_t* finish = row(arrays.finish, n);
    for (int v = 0; v < kVectors; ++v) {
      const I start = Vector::both(bound[v], no_morning);
      const I f = Vector::smaller(Vector::add(start, Vector::shift_left<1>(length.v[v])), most);
      peak = Vector::larger(peak, f);
      Vector::store(finish + v * kWidth, f);
    }
    if (node.start_row != LaneLink::kNone) {
      std::int32_t* start = row(arrays.start, node.start_row);
      for (int v = 0; v < kVectors; ++v) {
        Vector::store(start + v * kWidth, Vector::either(bound[v], Vector::all(1)));
      }
    }
    if (arrays.durations != nullptr) {
      std::int32_t* durations = row(arrays.durations, n);
      for (int v = 0; v < kVectors; ++v) Vector::store(durations + v * kWidth, length.v[v]);
    }
  }
  alignas(64) std::int32_t peaks[kWidth];
  Vector::store(peaks, peak);
  for (int l = 0; l < kWidth; ++l) general_peak = larger(general_peak, peaks[l]);
  return general_peak;
}

void find_last(const LaneNetwork& net, const LaneArrays& arrays, std::int32_t* last) {
  I latest[kVectors];
  for (int v = 0; v < kVectors; ++v) latest[v] = Vector::all(kNeverPosition);
  for (std::uint32_t n = 0; n < net.num_nodes; ++n) {
    if (!net.nodes[n].may_be_last) continue;
    const std::int32_t* finish = row(arrays.finish, n);
    if (!net.nodes[n].is_uncertain) {
      for (int v = 0; v < kVectors; ++v) {
        latest[v] = Vector::larger(latest[v], Vector::load(finish + v * kWidth));
      }
      continue;
    }
    alignas(64) std::int32_t there[kLanes];
    for (int l = 0; l < kLanes; ++l)
      there[l] = is_set(arrays.exists[n], l) ? finish[l] : kNeverPosition;
    for (int v = 0; v < kVectors; ++v) {
      latest[v] = Vector::larger(latest[v], Vector::load(there + v * kWidth));
    }
  }
  for (int v = 0; v < kVectors; ++v) Vector::store(last + v * kWidth, latest[v]);
}

// Two positions are one instant when no time off lies between the evening and the morning.
inline std::int32_t first_equal(const LaneNetwork& net, std::int32_t position) {
  const bool is_morning = (position & 1) != 0;
  return is_morning && !net.is_gap(net.calendar, position >> 1) ? position - 1 : position;
}

// Passes the lanes of `driving` on to the source of a link: as critical where it exists, else as
// lanes to look behind it in.
inline void pass_on(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t from,
                    std::uint64_t driving, bool by_clock) {
  if (net.nodes[from].is_done) return;
  const std::uint64_t there = driving & existence(net, arrays, from);
  arrays.critical[from] |= there;
  if (there != driving) arrays.through[2 * from + (by_clock ? 1 : 0)] |= driving & ~there;
}

inline void sweep_general(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t n,
                          std::uint64_t lanes) {
  const LaneNode& node = net.nodes[n];
  const std::int32_t* finish = row(arrays.finish, n);
  const std::int32_t* start = row(arrays.start, node.start_row);
  alignas(64) std::int32_t bound[kLanes];
  std::uint64_t clock = 0;  // lanes in which it takes no time and no date holds it
  for (int l = 0; l < kLanes; ++l) {
    const bool takes_time = finish[l] >> 1 > start[l] >> 1;
    const bool is_held = finish[l] >> 1 == node.floor >> 1;
    if (!takes_time && !is_held) clock |= std::uint64_t{1} << l;
  }
  for (std::uint32_t at = node.first_in; at < net.nodes[n + 1].first_in; ++at) {
    find_bounds(net, arrays, at, n, bound);
    const std::int32_t* wanted = net.links[at].into_finish ? finish : start;
    std::uint64_t by_work = 0;
    std::uint64_t by_clock = 0;
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(lanes, l) || bound[l] == kNeverPosition) continue;
      const std::uint64_t bit = std::uint64_t{1} << l;
      if ((clock & bit) == 0) {
        if (bound[l] >> 1 == wanted[l] >> 1) by_work |= bit;
      } else if (bound[l] >= first_equal(net, finish[l])) {
        by_clock |= bit;
      }
    }
    if (by_work != 0) pass_on(net, arrays, net.from[at], by_work, false);
    if (by_clock != 0) pass_on(net, arrays, net.from[at], by_clock, true);
  }
}

// Absent lanes of an item: what reached it is what counts.
inline void sweep_through(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t n,
                          std::uint64_t lanes, bool by_clock) {
  const std::int32_t* finish = row(arrays.finish, n);
  alignas(64) std::int32_t bound[kLanes];
  for (std::uint32_t at = net.nodes[n].first_in; at < net.nodes[n + 1].first_in; ++at) {
    find_bounds(net, arrays, at, n, bound);
    std::uint64_t driving = 0;
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(lanes, l) || bound[l] == kNeverPosition) continue;
      const bool drives =
          by_clock ? bound[l] >= first_equal(net, finish[l]) : bound[l] >> 1 == finish[l] >> 1;
      if (drives) driving |= std::uint64_t{1} << l;
    }
    if (driving != 0) pass_on(net, arrays, net.from[at], driving, by_clock);
  }
}

inline void sweep_plain(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t n,
                        std::uint64_t lanes) {
  const std::uint32_t first = net.nodes[n].first_in;
  const std::uint32_t end = net.nodes[n + 1].first_in;
  const I no_morning = Vector::all(~1);
  I bound[kVectors];
  for (int v = 0; v < kVectors; ++v) bound[v] = Vector::all(net.nodes[n].floor);
  for (std::uint32_t at = first; at < end; ++at) {
    const std::int32_t* before = row(arrays.finish, net.from[at]);
    for (int v = 0; v < kVectors; ++v) {
      bound[v] = Vector::larger(bound[v], Vector::load(before + v * kWidth));
    }
  }
  for (int v = 0; v < kVectors; ++v) bound[v] = Vector::both(bound[v], no_morning);
  for (std::uint32_t at = first; at < end; ++at) {
    const std::uint32_t from = net.from[at];
    const std::int32_t* before = row(arrays.finish, from);
    std::uint64_t driving = 0;
    for (int v = 0; v < kVectors; ++v) {
      const I reached = Vector::both(Vector::load(before + v * kWidth), no_morning);
      driving |= Vector::equal_mask(reached, bound[v]) << (v * kWidth);
    }
    driving &= lanes;
    if (driving != 0 && !net.nodes[from].is_done) arrays.critical[from] |= driving;
  }
}

void sweep(const LaneNetwork& net, const LaneArrays& arrays) {
  for (std::uint32_t n = net.num_nodes; n-- > 0;) {
    const LaneNode& node = net.nodes[n];
    if (node.is_done) continue;
    if (arrays.through != nullptr) {
      if (arrays.through[2 * n] != 0) sweep_through(net, arrays, n, arrays.through[2 * n], false);
      if (arrays.through[2 * n + 1] != 0)
        sweep_through(net, arrays, n, arrays.through[2 * n + 1], true);
    }
    const std::uint64_t lanes = arrays.critical[n];
    if (lanes == 0) continue;
    if (node.is_plain)
      sweep_plain(net, arrays, n, lanes);
    else
      sweep_general(net, arrays, n, lanes);
  }
}

LaneSums sum(const std::int32_t* d, std::int32_t reference, const std::int32_t* t,
             std::uint64_t lanes) {
  LaneSums out;
  if (lanes == kAllLanes) {  // the loop that vectorises
    for (int l = 0; l < kLanes; ++l) {
      const std::int64_t x = d[l] - reference;
      out.d += x;
      out.dd += x * x;
      out.dt += x * t[l];
    }
    return out;
  }
  for (int l = 0; l < kLanes; ++l) {
    if (!is_set(lanes, l)) continue;
    const std::int64_t x = d[l] - reference;
    out.d += x;
    out.dd += x * x;
    out.dt += x * t[l];
  }
  return out;
}

constexpr LaneKernel kKernel = {fill_words, fill_scores, fill_draws,  fill_lengths, forward,
                                find_last,  sweep,       find_bounds, sum};

}  // namespace
}  // namespace slipway
