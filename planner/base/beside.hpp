// Two pieces of work at once. Knows nothing of what they do; they must not touch each other's data.
// Rule: a failure in either comes out of the call, and where no thread can be had both still run.
#pragma once

#include <exception>
#include <system_error>
#include <thread>

namespace slipway {

/// A piece of work that runs beside the caller's. `join` waits for it and throws what it threw; the
/// destructor waits and is silent. Where no thread can be started it runs in the constructor.
class Beside {
 public:
  template <typename Work>
  explicit Beside(Work work) {
    auto guarded = [this, work]() mutable {
      try {
        work();
      } catch (...) {
        failure_ = std::current_exception();
      }
    };
    try {
      thread_ = std::jthread(guarded);
    } catch (const std::system_error&) {
      guarded();
    }
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  void join() {
    if (thread_.joinable()) thread_.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::exception_ptr failure_;
  std::jthread thread_;  // last: it is joined before the failure goes
};

}  // namespace slipway
