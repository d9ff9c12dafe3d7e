// The kernels in plain C++, for any processor. Loops of fixed length that compilers can vectorise.
#include <cmath>
#include <cstddef>
#include <cstring>

#include "planner/risk/lanes.hpp"

namespace slipway {
namespace {

struct Vector {
  static constexpr int kWidth = 16;
  static constexpr int kGroups = 2;
  static constexpr int kTogether = 1;  // entities whose words fit the registers
  struct I {
    std::int32_t v[kWidth];
  };
  struct F {
    float v[kWidth];
  };
  struct Wide {
    std::uint64_t v[kWidth / kGroups];
  };

  template <typename Out, typename Function>
  static Out each(const Function& function) {
    Out out;
    for (int i = 0; i < static_cast<int>(sizeof out.v / sizeof out.v[0]); ++i)
      out.v[i] = function(i);
    return out;
  }
  static std::uint32_t bits(std::int32_t x) { return static_cast<std::uint32_t>(x); }
  static std::int32_t number(std::uint32_t x) { return static_cast<std::int32_t>(x); }

  static I all(std::int32_t x) {
    return each<I>([=](int) { return x; });
  }
  static F all(float x) {
    return each<F>([=](int) { return x; });
  }
  static I load(const std::int32_t* p) {
    return each<I>([=](int i) { return p[i]; });
  }
  static F load(const float* p) {
    return each<F>([=](int i) { return p[i]; });
  }
  static void store(std::int32_t* p, const I& x) { std::memcpy(p, x.v, sizeof x.v); }
  static void store(std::uint32_t* p, const I& x) { std::memcpy(p, x.v, sizeof x.v); }
  static void store(float* p, const F& x) { std::memcpy(p, x.v, sizeof x.v); }

  static I add(const I& a, const I& b) {
    return each<I>([&](int i) { return number(bits(a.v[i]) + bits(b.v[i])); });
  }
  static I subtract(const I& a, const I& b) {
    return each<I>([&](int i) { return number(bits(a.v[i]) - bits(b.v[i])); });
  }
  static I both(const I& a, const I& b) {
    return each<I>([&](int i) { return a.v[i] & b.v[i]; });
  }
  static I either(const I& a, const I& b) {
    return each<I>([&](int i) { return a.v[i] | b.v[i]; });
  }
  static I exclusive(const I& a, const I& b) {
    return each<I>([&](int i) { return a.v[i] ^ b.v[i]; });
  }
  static I larger(const I& a, const I& b) {
    return each<I>([&](int i) { return a.v[i] > b.v[i] ? a.v[i] : b.v[i]; });
  }
  static I smaller(const I& a, const I& b) {
    return each<I>([&](int i) { return a.v[i] < b.v[i] ? a.v[i] : b.v[i]; });
  }
  static I shift_sign(const I& a) {
    return each<I>([&](int i) { return a.v[i] >> 31; });
  }
  template <int Bits>
  static I shift_right(const I& a) {
    return each<I>([&](int i) { return number(bits(a.v[i]) >> Bits); });
  }
  template <int Bits>
  static I shift_left(const I& a) {
    return each<I>([&](int i) { return number(bits(a.v[i]) << Bits); });
  }
  static I subtract_to_zero(const I& a, std::int32_t b) {
    return each<I>([&](int i) { return a.v[i] > b ? a.v[i] - b : 0; });
  }
  static void store_reached(std::uint64_t* mask, int vector, const I& a, const I& b) {
    std::uint64_t reached = 0;
    for (int i = 0; i < kWidth; ++i) reached |= std::uint64_t{a.v[i] >= b.v[i]} << i;
    *mask = (vector == 0 ? 0 : *mask) | reached << (vector * kWidth);
  }

  static F add(const F& a, const F& b) {
    return each<F>([&](int i) { return a.v[i] + b.v[i]; });
  }
  static F subtract(const F& a, const F& b) {
    return each<F>([&](int i) { return a.v[i] - b.v[i]; });
  }
  static F multiply(const F& a, const F& b) {
    return each<F>([&](int i) { return a.v[i] * b.v[i]; });
  }
  static F larger(const F& a, const F& b) {
    return each<F>([&](int i) { return a.v[i] > b.v[i] ? a.v[i] : b.v[i]; });
  }
  static F smaller(const F& a, const F& b) {
    return each<F>([&](int i) { return a.v[i] < b.v[i] ? a.v[i] : b.v[i]; });
  }
  static F to_floats(const I& a) {
    return each<F>([&](int i) { return static_cast<float>(a.v[i]); });
  }
  static I round(const F& a) {  // to even, like the vector instructions
    return each<I>([&](int i) { return static_cast<std::int32_t>(std::lrint(a.v[i])); });
  }
  static I bits_of(const F& a) {
    I out;
    std::memcpy(out.v, a.v, sizeof out.v);
    return out;
  }
  static F from_bits(const I& a) {
    F out;
    std::memcpy(out.v, a.v, sizeof out.v);
    return out;
  }
  static F flip_sign(const F& a, const I& where) {
    return each<F>([&](int i) { return where.v[i] != 0 ? -a.v[i] : a.v[i]; });
  }

  static Wide wide(std::uint32_t x) {
    return each<Wide>([=](int) { return std::uint64_t{x}; });
  }
  // Group 0 holds the even counters of the sixteen, group 1 the odd ones.
  static Wide counters(std::uint32_t first, int group) {
    return each<Wide>(
        [=](int i) { return std::uint64_t{first} + static_cast<unsigned>(2 * i + group); });
  }
  static Wide multiply(const Wide& a, const Wide& b) {
    return each<Wide>([&](int i) { return (a.v[i] & 0xffffffffU) * (b.v[i] & 0xffffffffU); });
  }
  static Wide shift_high(const Wide& a) {
    return each<Wide>([&](int i) { return a.v[i] >> 32; });
  }
  static Wide exclusive(const Wide& a, const Wide& b) {
    return each<Wide>([&](int i) { return a.v[i] ^ b.v[i]; });
  }
  static Wide exclusive(const Wide& a, const Wide& b, const Wide& c) {
    return each<Wide>([&](int i) { return a.v[i] ^ b.v[i] ^ c.v[i]; });
  }
  static I interleave(const Wide& even, const Wide& odd) {
    return each<I>([&](int i) {
      return number(static_cast<std::uint32_t>((i % 2 == 0 ? even : odd).v[i / 2]));
    });
  }

  struct Table {
    float v[DrawTable::kCells];
  };
  static Table load_table(const float* cells) {
    return each<Table>([=](int i) { return cells[i]; });
  }
  static Table blend(const float* below, const float* above, float weight, float scale,
                     float base) {
    return each<Table>(
        [=](int i) { return (below[i] + weight * (above[i] - below[i])) * scale + base; });
  }
  static F look_up(const Table& table, const I& cell) {
    return each<F>([&](int i) { return table.v[cell.v[i] & (DrawTable::kCells - 1)]; });
  }
};

}  // namespace
}  // namespace slipway

#include "planner/risk/lane_kernel_internal.hpp"

namespace slipway {
extern const LaneKernel* const kPortableKernel;
const LaneKernel* const kPortableKernel = &kKernel;
}  // namespace slipway
