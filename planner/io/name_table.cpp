#include "planner/io/name_table.hpp"

#include <bit>
#include <cstring>

namespace slipway {

NameTable::NameTable(std::size_t count) {
  const std::size_t size = std::bit_ceil(count * 2 + 16);
  slots_.resize(size);
  shift_ = 64 - std::countr_zero(size);
}

std::uint64_t NameTable::key_of(std::string_view name) {
  std::uint64_t key = 0;
  if (name.size() <= 8) {
    if (!name.empty()) std::memcpy(&key, name.data(), name.size());
    return key;
  }
  key = name.size();
  while (name.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, name.data(), 8);
    key = (key ^ word) * 0xFF51AFD7ED558CCDULL;
    key ^= key >> 32;
    name.remove_prefix(8);
  }
  std::uint64_t word = 0;
  if (!name.empty()) std::memcpy(&word, name.data(), name.size());
  key = (key ^ word) * 0xC4CEB9FE1A85EC53ULL;
  return key ^ (key >> 29);
}

std::uint32_t NameTable::insert(std::string_view name, std::uint32_t row) {
  const std::uint64_t key = key_of(name);
  for (std::size_t i = slot_of(key);; i = (i + 1) & (slots_.size() - 1)) {
    Slot& slot = slots_[i];
    if (slot.row == kNone) {
      slot = {key, row, static_cast<std::uint32_t>(name.size()), name.data()};
      return kNone;
    }
    if (holds(slot, name, key)) return slot.row;
  }
}

std::uint32_t NameTable::find(std::string_view name, std::uint64_t key) const {
  for (std::size_t i = slot_of(key);; i = (i + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[i];
    if (slot.row == kNone || holds(slot, name, key)) return slot.row;
  }
}

void NameTable::find_all(std::span<const std::string_view> names,
                         std::span<std::uint32_t> rows) const {
  constexpr std::size_t kBatch = 64;
  std::uint64_t keys[kBatch];
  for (std::size_t from = 0; from < names.size(); from += kBatch) {
    const std::size_t count = std::min(kBatch, names.size() - from);
    for (std::size_t i = 0; i < count; ++i) {
      keys[i] = key_of(names[from + i]);
      __builtin_prefetch(&slots_[slot_of(keys[i])]);
    }
    for (std::size_t i = 0; i < count; ++i) rows[from + i] = find(names[from + i], keys[i]);
  }
}

}  // namespace slipway
