// The advisory lock of a file that others replace by renaming. Ends with the process that holds it:
// nothing is left behind that could hinder the next.
#pragma once

#include <chrono>
#include <string>

namespace slipway {

class FileLock {
 public:
  enum class State { held, busy, failed };

  /// Waits for the exclusive lock of the file at `path` for at most about `longest_wait`. When it
  /// is held, the path leads to the locked file: one that was replaced meanwhile is let go.
  /// Works between processes, and between threads of one.
  FileLock(const std::string& path, std::chrono::milliseconds longest_wait);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  State state() const { return state_; }
  /// Returns errno of what failed, where that is the state.
  int error() const { return error_; }

 private:
  State try_lock(const std::string& path);
  State fail(int error);
  void let_go();

  int file_ = -1;
  int error_ = 0;
  State state_ = State::failed;
};

}  // namespace slipway
