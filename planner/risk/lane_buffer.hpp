// Memory for vector kernels.
#pragma once

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

namespace slipway {

/// Memory that starts at a cache line, in large pages where that pays: rows of large plans are far
/// apart, and with small pages each would need a look-up of its own, dear on virtual machines.
template <typename T>
struct LaneAllocator {
  using value_type = T;

  LaneAllocator() = default;
  template <typename U>
  LaneAllocator(const LaneAllocator<U>&) {}

  static T* allocate(std::size_t size) {
    const std::size_t bytes = size * sizeof(T);
    void* memory = ::operator new(bytes, alignment_of(bytes));
#if defined(__linux__)
    // A refusal costs speed alone.
    if (bytes >= kLargePage)
      (void)::madvise(memory, bytes / kLargePage * kLargePage, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }
  static void deallocate(T* memory, std::size_t size) {
    ::operator delete(memory, alignment_of(size * sizeof(T)));
  }
  bool operator==(const LaneAllocator&) const = default;

 private:
  static constexpr std::size_t kLine = 64;
  static constexpr std::size_t kLargePage = std::size_t{2} << 20;
  static std::align_val_t alignment_of(std::size_t bytes) {
    return std::align_val_t{bytes >= kLargePage ? kLargePage : kLine};
  }
};

/// A vector in such memory.
template <typename T>
using LaneVector = std::vector<T, LaneAllocator<T>>;

/// A block of values in such memory, not initialised. Values need no constructor.
template <typename T>
class LaneBuffer {
 public:
  LaneBuffer() = default;
  explicit LaneBuffer(std::size_t size)
      : size_(size), values_(LaneAllocator<T>::allocate(size), Free{size}) {}

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
  struct Free {
    std::size_t size = 0;
    void operator()(T* p) const { LaneAllocator<T>::deallocate(p, size); }
  };

  std::size_t size_ = 0;
  std::unique_ptr<T, Free> values_;
};

}  // namespace slipway
