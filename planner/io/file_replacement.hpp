// A file that takes the place of another at once: written beside it, synced, then renamed over it.
// Who reads the path sees the old content or the new one, also after a crash in between.
// Keeps the rights of what it replaces, and the owner where the system allows; no other attributes.
#pragma once

#include <string>
#include <string_view>

namespace slipway {

class FileReplacement {
 public:
  /// `path` leads to a plain file or to nothing, not through a link at its end. `pattern` is a path
  /// in the same folder that ends in XXXXXX; a random name of that form is created.
  FileReplacement(std::string path, std::string pattern);
  /// Removes what was written, unless it took its place.
  ~FileReplacement();
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;

  /// Writes `content` to the temporary file and syncs it. Returns 0, or errno of what failed.
  int write(std::string_view content);
  /// Renames the temporary file to `path` and syncs the folder. Returns 0, or errno of what failed.
  int commit();
  /// Says whether the content has taken its place. After a failed `commit` it may have: then only
  /// the folder could not be synced.
  bool is_in_place() const { return is_in_place_; }

 private:
  std::string path_;
  std::string temporary_;
  bool exists_ = false;  // the temporary file
  bool is_in_place_ = false;
};

/// Writes all of `content` to an open file. Returns 0 or errno.
int write_all(int file, std::string_view content);

}  // namespace slipway
