// A plan as it was in a revision of a git repository. Git is run as a program, without a shell, and
// only asked: nothing in the repository changes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"

namespace slipway {

/// Two revisions, as git names them.
struct RevisionRange {
  std::string from;
  std::string to;
  bool operator==(const RevisionRange&) const = default;
};

/// Reads `REV1..REV2`; an empty side is HEAD, as git has it. Nothing when it is not of that form:
/// no `..`, three dots, or a side that git_source would refuse.
std::optional<RevisionRange> read_revision_range(std::string_view text);

/// Returns the content of the file at `path` (from the current folder, or absolute) as of
/// `revision`, in a source named `REV:path`. Fails with usage (a revision that is empty, starts
/// with `-` or has characters that no revision has), cannot-read (git is not installed; the folder
/// is not in a repository; the revision or the path in it is unknown), or file-too-large. Each says
/// what would help. The file need not exist in the working tree, but its folder must.
Loaded<std::shared_ptr<const Source>> read_git_source(const std::string& revision,
                                                      const std::string& path);

}  // namespace slipway
