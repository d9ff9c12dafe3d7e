// What each instruction set draws, sample by sample, against the slow draws: words exactly, all
// else within the rounding of single precision.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "planner/risk/draw_tables.hpp"
#include "planner/risk/lane_buffer.hpp"
#include "planner/risk/lanes.hpp"
#include "planner/risk/philox.hpp"
#include "planner/risk/sampler.hpp"
#include "tests/risk/shapes.hpp"
#include "tests/risk/slow_draw.hpp"

namespace slipway {
namespace {

constexpr std::size_t kWidth = kLanes;

struct Spot {
  std::uint64_t seed;
  std::uint64_t first_sample;  // of a block
};

// Low and high halves of seed and counter, and the last block before the low half overflows.
constexpr Spot kSpots[] = {{1, 0},
                           {7, 64},
                           {0x0123456789abcdefU, 6400},
                           {2, (std::uint64_t{1} << 34) - 64},
                           {3, std::uint64_t{1} << 34},
                           {4, (std::uint64_t{1} << 58) - 64}};

std::uint64_t sample_at(const Spot& spot, std::size_t lane) {
  return spot.first_sample + static_cast<std::uint64_t>(sample_of_lane(static_cast<int>(lane)));
}

DrawBlock block_at(const Spot& spot) {
  DrawBlock out;
  out.seed = spot.seed;
  out.counter = spot.first_sample / 4;
  return out;
}

class Draws : public ::testing::TestWithParam<InstructionSet> {
 protected:
  void SetUp() override {
    if (!can_run(GetParam())) GTEST_SKIP() << "this processor lacks the instruction set";
    kernel_ = &lane_kernel(GetParam());
  }
  const LaneKernel* kernel_ = nullptr;
};

TEST_P(Draws, EveryLaneHoldsItsOwnSample) {
  std::uint64_t seen = 0;
  for (int lane = 0; lane < kLanes; ++lane) seen |= std::uint64_t{1} << sample_of_lane(lane);
  EXPECT_EQ(seen, ~std::uint64_t{0});
  for (int samples = 0; samples <= kLanes; ++samples) {
    for (int lane = 0; lane < kLanes; ++lane) {
      ASSERT_EQ(lanes_of(samples) >> lane & 1U, sample_of_lane(lane) < samples ? 1U : 0U);
    }
  }
}

TEST_P(Draws, WordsAreThoseOfTheGenerator) {
  alignas(64) std::array<std::uint32_t, kWidth> words;
  for (const Spot& spot : kSpots) {
    for (std::uint32_t purpose = 0; purpose < 256; purpose += purpose < 10 ? 1 : 49) {
      const std::uint64_t entity = entity_key("goal " + std::to_string(purpose));
      kernel_->words(block_at(spot), entity, purpose, words.data());
      for (std::size_t lane = 0; lane < kWidth; ++lane) {
        const std::uint64_t sample = sample_at(spot, lane);
        const DrawKey key{spot.seed, entity, static_cast<Purpose>(purpose)};
        ASSERT_EQ(words[lane], draw_block(key, sample / 4)[sample % 4])
            << "sample " << sample << ", purpose " << purpose;
      }
    }
  }
}

TEST_P(Draws, ScoresAreNormalQuantiles) {
  alignas(64) std::array<float, kWidth> scores;
  const std::uint32_t purpose = 7;
  const std::uint64_t entity = entity_key("team go");
  for (std::uint64_t block = 0; block < 4000; ++block) {
    const Spot spot{11, block * kWidth};
    kernel_->scores(block_at(spot), entity, purpose, scores.data());
    for (std::size_t lane = 0; lane < kWidth; ++lane) {
      const std::uint64_t sample = sample_at(spot, lane);
      const std::uint32_t word = draw_block({11, entity, Purpose::team}, sample / 4)[sample % 4];
      const Near near = slow_score(word);
      ASSERT_NEAR(static_cast<double>(scores[lane]), near.value, near.slack) << word;
    }
  }
}

TEST_P(Draws, AreThoseOfTheirWords) {
  DrawTables tables;
  alignas(64) std::array<float, kWidth> got;
  LaneBuffer<float> team_scores(2 * kWidth);  // two rows: the second is ours
  const std::uint64_t team = entity_key("team go");
  for (const Shaped& shape : all_shapes()) {
    const double std_dev = kSecondsPerDay * Sampler(shape.distribution).std_dev();
    for (const double rho : {0.0, 0.3, 0.9, 1.0}) {
      Draw draw = tables.make_draw(shape.distribution, kSecondsPerDay, rho > 0);
      draw.entity = entity_key(shape.name);
      draw.purpose = static_cast<std::uint32_t>(Purpose::duration);
      const bool joins = rho > 0 && draw.kind != DrawKind::fixed;
      if (joins) {
        draw.team = 1;
        draw.team_share = static_cast<float>(std::sqrt(rho));
        draw.own_share = static_cast<float>(std::sqrt(1 - rho));
      }
      for (const Spot& spot : kSpots) {
        DrawBlock block = block_at(spot);
        kernel_->scores(block, team, static_cast<std::uint32_t>(Purpose::team),
                        &team_scores[kWidth]);
        block.team_scores = team_scores.data();
        kernel_->draw(block, draw, got.data());
        for (std::size_t lane = 0; lane < kWidth; ++lane) {
          const Near near = slow_draw_of(draw, spot.seed, sample_at(spot, lane),
                                         joins ? std::optional(team) : std::nullopt);
          ASSERT_NEAR(static_cast<double>(got[lane]), near.value, near.slack)
              << shape.name << ", rho " << rho << ", sample " << sample_at(spot, lane);
          // A bound that allowed anything would test nothing.
          ASSERT_LE(near.slack, 1e-3 * std_dev) << shape.name;
        }
      }
    }
  }
}

// Risks multiply, then add; the length is a whole number of seconds, at least what the draw says.
TEST_P(Draws, LengthsAreRoundedDrawsWithTheirRisks) {
  DrawTables tables;
  alignas(64) std::array<float, kWidth> drawn;
  alignas(64) std::array<std::int32_t, kWidth> lengths;
  constexpr std::size_t kRisks = 3;
  LaneBuffer<float> factors(kRisks * kWidth);
  LaneBuffer<float> delays(kRisks * kWidth);
  for (std::size_t i = 0; i < kRisks * kWidth; ++i) {
    factors[i] = i % 3 == 0 ? 1.0F : 0.5F + 0.013F * static_cast<float>(i);
    delays[i] = i % 4 == 0 ? 0.0F : 1000.3F * static_cast<float>(i) - 40'000.0F;
  }
  const std::array<std::uint32_t, 3> hit = {1, 2, 0};  // the draw is hit by rows 2 and 0
  for (const Shaped& shape : all_shapes()) {
    Draw draw = tables.make_draw(shape.distribution, kSecondsPerDay, false);
    draw.entity = entity_key(shape.name);
    // No risks; two in series; one in series and one in parallel; both in parallel.
    for (const auto& [risks, series] :
         {std::pair{0U, 0U}, std::pair{2U, 2U}, std::pair{2U, 1U}, std::pair{2U, 0U}}) {
      draw.first_risk = 1;
      draw.num_risks = risks;
      draw.num_series = series;
      for (const Spot& spot : kSpots) {
        DrawBlock block = block_at(spot);
        block.factors = factors.data();
        block.delays = delays.data();
        block.risks = hit.data();
        kernel_->draw(block, draw, drawn.data());
        kernel_->lengths(block, draw, lengths.data());
        for (std::size_t lane = 0; lane < kWidth; ++lane) {
          double x = static_cast<double>(drawn[lane]);
          double size = std::fabs(x);
          double largest = 1.0;  // of those in parallel
          for (std::uint32_t r = 0; r < risks; ++r) {
            const double factor = factors[hit[1 + r] * kWidth + lane];
            if (r < series)
              x *= factor;
            else
              largest = std::max(largest, factor);
          }
          x *= largest;
          size = std::max(size, std::fabs(x));
          for (std::uint32_t r = 0; r < risks; ++r) {
            x += double{delays[hit[1 + r] * kWidth + lane]};
            size += std::fabs(double{delays[hit[1 + r] * kWidth + lane]});
          }
          const double expected = std::clamp(x, double{draw.least}, 2147483520.0);
          ASSERT_NEAR(lengths[lane], expected, 0.5 + 4 * 0x1p-24 * size)
              << shape.name << ", " << risks << " risks, sample " << sample_at(spot, lane);
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(AllSets, Draws,
                         ::testing::Values(InstructionSet::portable, InstructionSet::avx2,
                                           InstructionSet::avx512),
                         [](const ::testing::TestParamInfo<InstructionSet>& one) -> std::string {
                           switch (one.param) {
                             case InstructionSet::portable:
                               return "portable";
                             case InstructionSet::avx2:
                               return "avx2";
                             case InstructionSet::avx512:
                               return "avx512";
                           }
                           return "unknown";
                         });

}  // namespace
}  // namespace slipway
