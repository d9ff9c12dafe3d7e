// The vector kernels for AVX-512, 16 lanes to a vector. Compiled for that instruction set alone.
#include "planner/risk/lanes.hpp"

#if defined(__AVX512F__) && defined(__AVX512DQ__)

#include <immintrin.h>

#include <cstddef>

namespace slipway {
namespace {

struct Vector {
  using I = __m512i;
  using F = __m512;
  using Wide = __m512i;  // eight counters, in the low halves; the high halves do not matter
  static constexpr int kWidth = 16;
  static constexpr int kGroups = 2;
  static constexpr int kTogether = 2;  // entities whose words fit the registers

  static I all(std::int32_t x) { return _mm512_set1_epi32(x); }
  static F all(float x) { return _mm512_set1_ps(x); }
  static I load(const std::int32_t* p) { return _mm512_loadu_si512(p); }
  static F load(const float* p) { return _mm512_loadu_ps(p); }
  static void store(std::int32_t* p, I x) { _mm512_storeu_si512(p, x); }
  static void store(std::uint32_t* p, I x) { _mm512_storeu_si512(p, x); }
  static void store(float* p, F x) { _mm512_storeu_ps(p, x); }

  static I add(I a, I b) { return _mm512_add_epi32(a, b); }
  static I subtract(I a, I b) { return _mm512_sub_epi32(a, b); }
  static I both(I a, I b) { return _mm512_and_si512(a, b); }
  static I either(I a, I b) { return _mm512_or_si512(a, b); }
  static I exclusive(I a, I b) { return _mm512_xor_si512(a, b); }
  static I exclusive(I a, I b, I c) { return _mm512_ternarylogic_epi32(a, b, c, 0x96); }
  static I larger(I a, I b) { return _mm512_max_epi32(a, b); }
  static I smaller(I a, I b) { return _mm512_min_epi32(a, b); }
  static I shift_sign(I a) { return _mm512_srai_epi32(a, 31); }
  template <int Bits>
  static I shift_right(I a) {
    return _mm512_srli_epi32(a, Bits);
  }
  template <int Bits>
  static I shift_left(I a) {
    return _mm512_slli_epi32(a, Bits);
  }
  static I subtract_to_zero(I a, std::int32_t b) {
    return larger(subtract(a, all(b)), _mm512_setzero_si512());
  }
  static void store_reached(std::uint64_t* mask, int vector, I a, I b) {
    const __mmask16 reached = _mm512_cmpge_epi32_mask(a, b);
    __builtin_memcpy(reinterpret_cast<unsigned char*>(mask) + 2 * vector, &reached, 2);
  }

  static F add(F a, F b) { return _mm512_add_ps(a, b); }
  static F subtract(F a, F b) { return _mm512_sub_ps(a, b); }
  static F multiply(F a, F b) { return _mm512_mul_ps(a, b); }
  static F larger(F a, F b) { return _mm512_max_ps(a, b); }
  static F smaller(F a, F b) { return _mm512_min_ps(a, b); }
  static F to_floats(I a) { return _mm512_cvtepi32_ps(a); }
  static I round(F a) { return _mm512_cvtps_epi32(a); }
  static I bits_of(F a) { return _mm512_castps_si512(a); }
  static F from_bits(I a) { return _mm512_castsi512_ps(a); }
  static F flip_sign(F a, I where) {
    return from_bits(exclusive(bits_of(a), both(where, all(INT32_MIN))));
  }

  static Wide wide(std::uint32_t x) { return _mm512_set1_epi64(static_cast<std::int64_t>(x)); }
  // Group 0 holds the even counters of the sixteen, group 1 the odd ones.
  static Wide counters(std::uint32_t first, int group) {
    return _mm512_add_epi64(_mm512_set1_epi64(static_cast<std::int64_t>(first) + group),
                            _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14));
  }
  static Wide multiply(Wide a, Wide b) { return _mm512_mul_epu32(a, b); }
  static Wide shift_high(Wide a) { return _mm512_srli_epi64(a, 32); }
  static I interleave(Wide even, Wide odd) {
    return _mm512_mask_blend_epi32(0xAAAA, even, _mm512_slli_epi64(odd, 32));
  }

  struct Table {
    F low, high;
  };
  static Table load_table(const float* cells) { return {load(cells), load(cells + 16)}; }
  static Table blend(const float* below, const float* above, float weight, float scale,
                     float base) {
    const auto half = [&](int at) {
      const F b = load(below + at);
      const F blended = add(b, multiply(all(weight), subtract(load(above + at), b)));
      return add(multiply(blended, all(scale)), all(base));
    };
    return {half(0), half(16)};
  }
  static F look_up(const Table& table, I cell) {
    return _mm512_permutex2var_ps(table.low, cell, table.high);
  }
};

}  // namespace
}  // namespace slipway

#include "planner/risk/lane_kernel_internal.hpp"

namespace slipway {
extern const LaneKernel* const kAvx512Kernel;
const LaneKernel* const kAvx512Kernel = &kKernel;
}  // namespace slipway

#else

namespace slipway {
extern const LaneKernel* const kAvx512Kernel;
const LaneKernel* const kAvx512Kernel = nullptr;
}  // namespace slipway

#endif
