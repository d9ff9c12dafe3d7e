// The vector kernels for AVX2, 8 lanes to a vector. Compiled for that instruction set alone.
#include "planner/risk/lanes.hpp"

#if defined(__AVX2__)

#include <immintrin.h>

#include <cstddef>

namespace slipway {
namespace {

struct Vector {
  using I = __m256i;
  using F = __m256;
  using Wide = __m256i;  // four counters, in the low halves; the high halves do not matter
  static constexpr int kWidth = 8;
  static constexpr int kGroups = 4;
  static constexpr int kTogether = 1;  // entities whose words fit the registers

  static const __m256i* at(const void* p) { return static_cast<const __m256i*>(p); }
  static __m256i* at(void* p) { return static_cast<__m256i*>(p); }
  static I all(std::int32_t x) { return _mm256_set1_epi32(x); }
  static F all(float x) { return _mm256_set1_ps(x); }
  static I load(const std::int32_t* p) { return _mm256_loadu_si256(at(p)); }
  static F load(const float* p) { return _mm256_loadu_ps(p); }
  static void store(std::int32_t* p, I x) { _mm256_storeu_si256(at(p), x); }
  static void store(std::uint32_t* p, I x) { _mm256_storeu_si256(at(p), x); }
  static void store(float* p, F x) { _mm256_storeu_ps(p, x); }

  static I add(I a, I b) { return _mm256_add_epi32(a, b); }
  static I subtract(I a, I b) { return _mm256_sub_epi32(a, b); }
  static I both(I a, I b) { return _mm256_and_si256(a, b); }
  static I either(I a, I b) { return _mm256_or_si256(a, b); }
  static I exclusive(I a, I b) { return _mm256_xor_si256(a, b); }
  static I exclusive(I a, I b, I c) { return exclusive(exclusive(a, b), c); }
  static I larger(I a, I b) { return _mm256_max_epi32(a, b); }
  static I smaller(I a, I b) { return _mm256_min_epi32(a, b); }
  static I shift_sign(I a) { return _mm256_srai_epi32(a, 31); }
  template <int Bits>
  static I shift_right(I a) {
    return _mm256_srli_epi32(a, Bits);
  }
  template <int Bits>
  static I shift_left(I a) {
    return _mm256_slli_epi32(a, Bits);
  }
  static I subtract_to_zero(I a, std::int32_t b) {
    return larger(subtract(a, all(b)), _mm256_setzero_si256());
  }
  static void store_reached(std::uint64_t* mask, int vector, I a, I b) {
    const int missed = _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(b, a)));
    reinterpret_cast<unsigned char*>(mask)[vector] = static_cast<unsigned char>(~missed);
  }

  static F add(F a, F b) { return _mm256_add_ps(a, b); }
  static F subtract(F a, F b) { return _mm256_sub_ps(a, b); }
  static F multiply(F a, F b) { return _mm256_mul_ps(a, b); }
  static F larger(F a, F b) { return _mm256_max_ps(a, b); }
  static F smaller(F a, F b) { return _mm256_min_ps(a, b); }
  static F to_floats(I a) { return _mm256_cvtepi32_ps(a); }
  static I round(F a) { return _mm256_cvtps_epi32(a); }
  static I bits_of(F a) { return _mm256_castps_si256(a); }
  static F from_bits(I a) { return _mm256_castsi256_ps(a); }
  static F flip_sign(F a, I where) {
    return from_bits(exclusive(bits_of(a), both(where, all(INT32_MIN))));
  }

  static Wide wide(std::uint32_t x) { return _mm256_set1_epi64x(static_cast<std::int64_t>(x)); }
  // Groups 0 and 1 hold the even and the odd ones of the first eight counters, 2 and 3 of the rest.
  static Wide counters(std::uint32_t first, int group) {
    const std::int64_t base = static_cast<std::int64_t>(first) + group / 2 * 8 + group % 2;
    return _mm256_add_epi64(_mm256_set1_epi64x(base), _mm256_setr_epi64x(0, 2, 4, 6));
  }
  static Wide multiply(Wide a, Wide b) { return _mm256_mul_epu32(a, b); }
  static Wide shift_high(Wide a) { return _mm256_srli_epi64(a, 32); }
  static I interleave(Wide even, Wide odd) {
    return _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
  }

  struct Table {
    F quarter[4];
  };
  static Table load_table(const float* cells) {
    return {{load(cells), load(cells + 8), load(cells + 16), load(cells + 24)}};
  }
  static Table blend(const float* below, const float* above, float weight, float scale,
                     float base) {
    Table out;
    for (int q = 0; q < 4; ++q) {
      const F b = load(below + 8 * q);
      const F blended = add(b, multiply(all(weight), subtract(load(above + 8 * q), b)));
      out.quarter[q] = add(multiply(blended, all(scale)), all(base));
    }
    return out;
  }
  static F look_up(const Table& table, I cell) {
    const F second = from_bits(shift_left<28>(cell));  // the sign says which of two quarters
    const F upper = from_bits(shift_left<27>(cell));   // and which half
    const F low = _mm256_blendv_ps(_mm256_permutevar8x32_ps(table.quarter[0], cell),
                                   _mm256_permutevar8x32_ps(table.quarter[1], cell), second);
    const F high = _mm256_blendv_ps(_mm256_permutevar8x32_ps(table.quarter[2], cell),
                                    _mm256_permutevar8x32_ps(table.quarter[3], cell), second);
    return _mm256_blendv_ps(low, high, upper);
  }
};

}  // namespace
}  // namespace slipway

#include "planner/risk/lane_kernel_internal.hpp"

namespace slipway {
extern const LaneKernel* const kAvx2Kernel;
const LaneKernel* const kAvx2Kernel = &kKernel;
}  // namespace slipway

#else

namespace slipway {
extern const LaneKernel* const kAvx2Kernel;
const LaneKernel* const kAvx2Kernel = nullptr;
}  // namespace slipway

#endif
