// Finds rows by name: a flat hash table for millions of ids. It keeps views, not texts.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace slipway {

class NameTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  /// Makes room for `count` names.
  explicit NameTable(std::size_t count);

  /// Adds a name with its row, returns kNone; or returns the row that has the name already.
  std::uint32_t insert(std::string_view name, std::uint32_t row);
  /// Fetches ahead the memory that `insert` of this name will need.
  void expect(std::string_view name) const { __builtin_prefetch(&slots_[slot_of(key_of(name))]); }
  /// Returns the row of a name, or kNone.
  std::uint32_t find(std::string_view name) const { return find(name, key_of(name)); }
  /// Finds many names; memory is fetched ahead, which makes large tables several times faster.
  /// `rows` has as many entries as `names`.
  void find_all(std::span<const std::string_view> names, std::span<std::uint32_t> rows) const;

 private:
  struct Slot {
    std::uint64_t key = 0;  // the bytes of a short name, or the hash of a long one
    std::uint32_t row = kNone;
    std::uint32_t length = 0;
    const char* text = nullptr;
  };

  static std::uint64_t key_of(std::string_view name);
  std::size_t slot_of(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
  }
  static bool holds(const Slot& slot, std::string_view name, std::uint64_t key) {
    if (slot.key != key || slot.length != name.size()) return false;
    return name.size() <= 8 || std::string_view(slot.text, slot.length) == name;
  }
  std::uint32_t find(std::string_view name, std::uint64_t key) const;

  std::vector<Slot> slots_;
  int shift_ = 0;
};

}  // namespace slipway
