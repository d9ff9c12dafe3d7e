#include "planner/io/file_replacement.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

namespace slipway {
namespace {

// A new file's owner and mode become those of `path`, or what a new file gets. The owner goes
// first: changing it clears bits of the mode.
int take_after(int file, const std::string& path) {
  struct stat old {};
  if (::stat(path.c_str(), &old) != 0) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::fchmod(file, 0666U & ~mask) == 0 ? 0 : errno;
  }
  struct stat own {};
  if (::fstat(file, &own) != 0) return errno;
  if (own.st_uid != old.st_uid || own.st_gid != old.st_gid) {
    // Only root gives files away; a group one belongs to can be kept. If neither, it is ours now.
    if (::fchown(file, old.st_uid, old.st_gid) != 0) {
      const int kept = ::fchown(file, static_cast<uid_t>(-1), old.st_gid);
      static_cast<void>(kept);
    }
  }
  return ::fchmod(file, old.st_mode & 07777U) == 0 ? 0 : errno;
}

// Some file systems cannot sync a folder, and some folders cannot be opened: they do without.
int sync_folder(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  std::string folder = ".";
  if (slash != std::string::npos) folder = slash == 0 ? "/" : path.substr(0, slash);
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return 0;
  const bool failed = ::fsync(file) != 0 && errno != EINVAL && errno != EBADF && errno != EROFS;
  const int error = failed ? errno : 0;
  ::close(file);
  return error;
}

}  // namespace

int write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : EIO;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

FileReplacement::FileReplacement(std::string path, std::string pattern)
    : path_(std::move(path)), temporary_(std::move(pattern)) {}

FileReplacement::~FileReplacement() {
  if (exists_ && !is_in_place_) ::unlink(temporary_.c_str());
}

int FileReplacement::write(std::string_view content) {
  const int file = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (file < 0) return errno;
  exists_ = true;
  int error = take_after(file, path_);
  if (error == 0) error = write_all(file, content);
  if (error == 0 && ::fsync(file) != 0) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

int FileReplacement::commit() {
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return errno;
  is_in_place_ = true;
  return sync_folder(path_);
}

}  // namespace slipway
