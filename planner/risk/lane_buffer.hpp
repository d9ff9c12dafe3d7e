// Memory for vector kernels: rows that start at cache lines.
#pragma once

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace slipway {

/// A block of values aligned to 64 bytes, not initialised. Values need no constructor.
template <typename T>
class LaneBuffer {
 public:
  LaneBuffer() = default;
  explicit LaneBuffer(std::size_t size)
      : size_(size),
        values_(static_cast<T*>(::operator new(size * sizeof(T) + kAlignment, kAligned))) {
    ask_for_large_pages(values_.get(), size * sizeof(T));
  }

  /// Makes room for `size` values; what was there is lost when the size changes.
  void resize(std::size_t size) {
    if (size != size_ || values_ == nullptr) *this = LaneBuffer(size);
  }
  std::size_t size() const { return size_; }
  T* data() { return values_.get(); }
  const T* data() const { return values_.get(); }
  T& operator[](std::size_t i) { return values_.get()[i]; }
  const T& operator[](std::size_t i) const { return values_.get()[i]; }

 private:
  // Rows of large plans are far apart: with small pages each would need a look-up of its own.
  static void ask_for_large_pages([[maybe_unused]] void* memory,
                                  [[maybe_unused]] std::size_t bytes) {
#if defined(__linux__)
    constexpr std::size_t kPage = std::size_t{2} << 20;
    const auto begin = (reinterpret_cast<std::uintptr_t>(memory) + kPage - 1) / kPage * kPage;
    const auto end = (reinterpret_cast<std::uintptr_t>(memory) + bytes) / kPage * kPage;
    // A refusal costs speed alone.
    if (end > begin) (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
  }

  static constexpr std::size_t kAlignment = 64;
  static constexpr std::align_val_t kAligned{kAlignment};
  struct Free {
    void operator()(T* p) const { ::operator delete(p, kAligned); }
  };

  std::size_t size_ = 0;
  std::unique_ptr<T, Free> values_;
};

}  // namespace slipway
