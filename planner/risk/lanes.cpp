#include "planner/risk/lanes.hpp"

#include <cstdlib>
#include <stdexcept>

namespace slipway {

// Null where the compiler or its target does not know the instruction set.
extern const LaneKernel* const kPortableKernel;
extern const LaneKernel* const kAvx2Kernel;
extern const LaneKernel* const kAvx512Kernel;

bool can_run(InstructionSet set) {
#if defined(__x86_64__) && defined(__GNUC__)
  switch (set) {
    case InstructionSet::portable:
      return true;
    case InstructionSet::avx2:
      return kAvx2Kernel != nullptr && __builtin_cpu_supports("avx2");
    case InstructionSet::avx512:
      return kAvx512Kernel != nullptr && __builtin_cpu_supports("avx512f") &&
             __builtin_cpu_supports("avx512dq");
  }
#endif
  return set == InstructionSet::portable;
}

std::uint64_t lanes_of(int samples) {
  std::uint64_t out = 0;
  for (int l = 0; l < kLanes; ++l) {
    if (sample_of_lane(l) < samples) out |= std::uint64_t{1} << l;
  }
  return out;
}

InstructionSet best_instruction_set() {
  for (const InstructionSet set : {InstructionSet::avx512, InstructionSet::avx2}) {
    if (can_run(set)) return set;
  }
  return InstructionSet::portable;
}

const LaneKernel& lane_kernel(InstructionSet set) {
  if (!can_run(set)) throw std::invalid_argument("this processor lacks the instruction set");
  switch (set) {
    case InstructionSet::avx512:
      return *kAvx512Kernel;
    case InstructionSet::avx2:
      return *kAvx2Kernel;
    case InstructionSet::portable:
      break;
  }
  return *kPortableKernel;
}

}  // namespace slipway
