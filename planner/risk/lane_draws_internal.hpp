// The first half of the vector kernels: words of the generator, and lengths drawn with them.
// Included by lane_kernel_internal.hpp, whose rules hold here too. Source: Philox4x32-10, Salmon,
// Moraes, Dror, Shaw 2011.

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

// One entity's state in the generator: sixteen counters, in groups that fill a vector each.
struct Counters {
  Vector::Wide c0[Vector::kGroups];
  Vector::Wide c1[Vector::kGroups];
  Vector::Wide c2[Vector::kGroups];
  Vector::Wide c3[Vector::kGroups];
};

// The first two of ten rounds. Counter words that all sixteen share are kept as plain numbers while
// that lasts.
inline Counters begin_rounds(const DrawBlock& block, std::uint64_t entity, std::uint32_t purpose) {
  using Wide = Vector::Wide;
  const std::uint32_t word1 = purpose | high(block.counter) << 8;
  const std::uint32_t k0 = low(block.seed);
  const std::uint32_t k1 = high(block.seed);
  const std::uint64_t first1 = std::uint64_t{kMultiply1} * low(entity);
  const std::uint32_t s0 = high(first1) ^ word1 ^ k0;
  const std::uint32_t s1 = low(first1);
  const std::uint32_t a2 = high(entity) ^ k1;
  const std::uint64_t second0 = std::uint64_t{kMultiply0} * s0;
  const std::uint32_t b0 = s1 ^ (k0 + kWeyl0);
  const std::uint32_t b2 = high(second0) ^ (k1 + kWeyl1);
  const std::uint32_t b3 = low(second0);
  const Wide m0 = Vector::wide(kMultiply0);
  const Wide m1 = Vector::wide(kMultiply1);
  Counters out;
  for (int g = 0; g < Vector::kGroups; ++g) {
    const Wide first0 = Vector::multiply(Vector::counters(low(block.counter), g), m0);
    const Wide q1 =
        Vector::multiply(Vector::exclusive(Vector::shift_high(first0), Vector::wide(a2)), m1);
    out.c0[g] = Vector::exclusive(Vector::shift_high(q1), Vector::wide(b0));
    out.c1[g] = q1;
    out.c2[g] = Vector::exclusive(first0, Vector::wide(b2));
    out.c3[g] = Vector::wide(b3);
  }
  return out;
}

inline Words end_rounds(const Counters& counters) {
  Words out;
  constexpr int kPerWord = 16 / kWidth;
  for (int p = 0; p < kPerWord; ++p) {
    out.v[p] = Vector::interleave(counters.c0[2 * p], counters.c0[2 * p + 1]);
    out.v[kPerWord + p] = Vector::interleave(counters.c1[2 * p], counters.c1[2 * p + 1]);
    out.v[2 * kPerWord + p] = Vector::interleave(counters.c2[2 * p], counters.c2[2 * p + 1]);
    out.v[3 * kPerWord + p] = Vector::interleave(counters.c3[2 * p], counters.c3[2 * p + 1]);
  }
  return out;
}

// The words of `kCount` entities. A round waits for its multiplications, so rounds of several
// entities are worked side by side where there are registers for them.
template <int kCount>
inline void draw_words(const DrawBlock& block, const std::uint64_t* entities,
                       const std::uint32_t* purposes, Words* out) {
  using Wide = Vector::Wide;
  const Wide m0 = Vector::wide(kMultiply0);
  const Wide m1 = Vector::wide(kMultiply1);
  Counters at[kCount];
  for (int e = 0; e < kCount; ++e) at[e] = begin_rounds(block, entities[e], purposes[e]);
  std::uint32_t k0 = low(block.seed) + kWeyl0;
  std::uint32_t k1 = high(block.seed) + kWeyl1;
  for (int round = 2; round < 10; ++round) {
    k0 += kWeyl0;
    k1 += kWeyl1;
    const Wide key0 = Vector::wide(k0);
    const Wide key1 = Vector::wide(k1);
    for (int e = 0; e < kCount; ++e) {
      for (int g = 0; g < Vector::kGroups; ++g) {
        Counters& c = at[e];
        const Wide p0 = Vector::multiply(c.c0[g], m0);
        const Wide p1 = Vector::multiply(c.c2[g], m1);
        c.c0[g] = Vector::exclusive(Vector::shift_high(p1), c.c1[g], key0);
        c.c1[g] = p1;
        c.c2[g] = Vector::exclusive(Vector::shift_high(p0), c.c3[g], key1);
        c.c3[g] = p0;
      }
    }
  }
  for (int e = 0; e < kCount; ++e) out[e] = end_rounds(at[e]);
}

inline Words draw_words(const DrawBlock& block, std::uint64_t entity, std::uint32_t purpose) {
  Words out;
  draw_words<1>(block, &entity, &purpose, &out);
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
                              Vector::all(kLargestDraw));
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

inline Floats own_scores(const DrawBlock& block, const Draw& draw, const Words& drawn) {
  Floats z = to_scores(drawn);
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
inline Floats draw_values(const DrawBlock& block, const Draw& draw, const Words& drawn) {
  alignas(64) float out[kLanes];
  if (draw.team == Draw::kNone) {
    alignas(64) std::uint32_t words[kLanes];
    for (int v = 0; v < kVectors; ++v) Vector::store(words + v * kWidth, drawn.v[v]);
    for (int l = 0; l < kLanes; ++l) {
      const std::uint64_t middle = 2 * std::uint64_t{words[l]} + 1;  // u = middle / 2^33
      out[l] = draw.values[middle * static_cast<std::uint64_t>(draw.num_values) >> 33];
    }
  } else {
    alignas(64) float scores[kLanes];
    const Floats z = own_scores(block, draw, drawn);
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

// One vector of a draw by tail tables.
inline F tail_value(const Cubics& cubics, I word) {
  const Tail tail = tail_of(word);
  // Octave 15 and below share cell 0; 16 to 30 have cells 1 to 15; the upper half follows.
  const I octave = Vector::subtract_to_zero(Vector::shift_right<23>(tail.bits), 142);
  const I cell = Vector::either(octave, Vector::both(tail.side, Vector::all(16)));
  return cubic(cubics, cell, tail.x);
}

inline Floats draw_tail(const Draw& draw, const Words& drawn) {
  const Cubics cubics = blend(draw);
  Floats out;
  for (int v = 0; v < kVectors; ++v) out.v[v] = tail_value(cubics, drawn.v[v]);
  return out;
}

inline Floats draw_score_table(const DrawBlock& block, const Draw& draw, const Words& drawn) {
  const Floats z = own_scores(block, draw, drawn);
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

// What is drawn of `draw` with its words. A fixed length needs none.
inline Floats draw_floats(const DrawBlock& block, const Draw& draw, const Words& drawn) {
  Floats out;
  switch (draw.kind) {
    case DrawKind::tail_table:
      return draw_tail(draw, drawn);
    case DrawKind::score_table:
      return draw_score_table(block, draw, drawn);
    case DrawKind::normal: {
      const Floats z = own_scores(block, draw, drawn);
      for (int v = 0; v < kVectors; ++v) {
        const F x =
            Vector::add(Vector::all(draw.base), Vector::multiply(Vector::all(draw.scale), z.v[v]));
        out.v[v] = Vector::larger(x, Vector::all(0.0F));
      }
      return out;
    }
    case DrawKind::lognormal: {
      const Floats z = own_scores(block, draw, drawn);
      for (int v = 0; v < kVectors; ++v) {
        const F k =
            Vector::add(Vector::all(draw.base), Vector::multiply(Vector::all(draw.scale), z.v[v]));
        out.v[v] = Vector::multiply(Vector::all(draw.sign), power_of_two(k));
      }
      return out;
    }
    case DrawKind::values:
      return draw_values(block, draw, drawn);
    case DrawKind::fixed:
      break;
  }
  for (int v = 0; v < kVectors; ++v) out.v[v] = Vector::all(draw.base);
  return out;
}

inline Words to_lengths(const DrawBlock& block, const Draw& draw, const Words& drawn) {
  Words out;
  if (draw.kind == DrawKind::fixed && draw.num_risks == 0) {
    for (int v = 0; v < kVectors; ++v) out.v[v] = Vector::all(draw.fixed);
    return out;
  }
  // The usual draw of large plans, inlined where it is drawn.
  if (draw.kind == DrawKind::tail_table && draw.num_risks == 0 && !draw.is_longer) {
    const Cubics cubics = blend(draw);
    const F least = Vector::all(draw.least);
    for (int v = 0; v < kVectors; ++v) {
      const F x = tail_value(cubics, drawn.v[v]);
      out.v[v] =
          Vector::round(Vector::smaller(Vector::larger(x, least), Vector::all(kLargestDraw)));
    }
    return out;
  }
  Floats x = draw_floats(block, draw, drawn);
  const auto factors_of = [&](std::uint32_t r) {
    return block.factors + static_cast<std::size_t>(block.risks[draw.first_risk + r]) * kLanes;
  };
  for (std::uint32_t r = 0; r < draw.num_series; ++r) {
    const float* factor = factors_of(r);
    for (int v = 0; v < kVectors; ++v) {
      x.v[v] = Vector::multiply(x.v[v], Vector::load(factor + v * kWidth));
    }
  }
  for (int v = 0; v < kVectors && draw.num_series < draw.num_risks; ++v) {
    F largest = Vector::all(1.0F);
    for (std::uint32_t r = draw.num_series; r < draw.num_risks; ++r) {
      largest = Vector::larger(largest, Vector::load(factors_of(r) + v * kWidth));
    }
    x.v[v] = Vector::multiply(x.v[v], largest);
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
        Vector::round(Vector::smaller(Vector::larger(x.v[v], least), Vector::all(kLargestDraw)));
  }
  if (draw.is_longer) {
    const I most = Vector::all(kLargestLength - draw.added);
    for (int v = 0; v < kVectors; ++v) {
      out.v[v] = Vector::add(Vector::smaller(out.v[v], most), Vector::all(draw.added));
    }
  }
  return out;
}

inline Words words_of(const DrawBlock& block, const Draw& draw) {
  if (draw.kind == DrawKind::fixed) return {};
  return draw_words(block, draw.entity, draw.purpose);
}

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
  const Floats floats = draw_floats(block, draw, words_of(block, draw));
  for (int v = 0; v < kVectors; ++v) Vector::store(out + v * kWidth, floats.v[v]);
}

void fill_lengths(const DrawBlock& block, const Draw& draw, std::int32_t* out) {
  const Words lengths = to_lengths(block, draw, words_of(block, draw));
  for (int v = 0; v < kVectors; ++v) Vector::store(out + v * kWidth, lengths.v[v]);
}

}  // namespace
}  // namespace slipway
