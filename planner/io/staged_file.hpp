// A file that is written beside its place first and takes it later, so that several things can be
// written together: all is staged before the first of them shows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"

namespace slipway {

class FileReplacement;

class StagedFile {
 public:
  /// Writes `content` beside `path` and syncs it; `path` itself is as it was. Where `path` is a
  /// device or a pipe there is nothing beside it: all is left to `commit`. Fails with cannot-write;
  /// nothing is left behind then.
  static Loaded<std::unique_ptr<StagedFile>> stage(const std::string& path,
                                                   std::string_view content);
  /// Removes what was staged, unless it took its place.
  ~StagedFile();
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;

  /// Lets `path` hold the content. Returns what went wrong (cannot-write; `path` is as it was,
  /// unless it is a device), or nothing. Call it once.
  std::optional<Diagnostic> commit();

 private:
  explicit StagedFile(std::string given);

  std::string given_;
  std::unique_ptr<FileReplacement> replacement_;  // none: `device_` is written to
  std::string device_, device_content_;
};

}  // namespace slipway
