#include "planner/io/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <thread>

namespace slipway {

using std::chrono::milliseconds;

FileLock::FileLock(const std::string& path, milliseconds longest_wait) {
  constexpr milliseconds kPause(5);
  for (milliseconds left = longest_wait;;) {
    state_ = try_lock(path);
    if (state_ != State::busy || left <= milliseconds(0)) return;
    const milliseconds pause = std::min(kPause, left);
    std::this_thread::sleep_for(pause);
    left -= pause;
  }
}

FileLock::~FileLock() { let_go(); }

void FileLock::let_go() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

FileLock::State FileLock::fail(int error) {
  let_go();
  error_ = error;
  return State::failed;
}

// The lock belongs to the file, not to its name. Whoever waits for a file that its holder replaces
// gets the lock of what is no longer there, and has to turn to the new one.
FileLock::State FileLock::try_lock(const std::string& path) {
  if (file_ < 0) file_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file_ < 0) return fail(errno);
  int locked = ::flock(file_, LOCK_EX | LOCK_NB);
  while (locked != 0 && errno == EINTR) locked = ::flock(file_, LOCK_EX | LOCK_NB);
  if (locked != 0 && errno != EWOULDBLOCK) return fail(errno);
  struct stat own {};
  struct stat there {};
  if (::fstat(file_, &own) != 0 || ::stat(path.c_str(), &there) != 0) return fail(errno);
  const bool is_there = own.st_dev == there.st_dev && own.st_ino == there.st_ino;
  if (locked == 0 && is_there) return State::held;
  if (!is_there) let_go();
  return State::busy;
}

}  // namespace slipway
