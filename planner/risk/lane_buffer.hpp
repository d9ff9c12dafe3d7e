// Memory for vector kernels: rows that start at cache lines.
#pragma once

#include <cstddef>
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
        values_(static_cast<T*>(::operator new(size * sizeof(T) + kAlignment, kAligned))) {}

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
  static constexpr std::size_t kAlignment = 64;
  static constexpr std::align_val_t kAligned{kAlignment};
  struct Free {
    void operator()(T* p) const { ::operator delete(p, kAligned); }
  };

  std::size_t size_ = 0;
  std::unique_ptr<T, Free> values_;
};

}  // namespace slipway
