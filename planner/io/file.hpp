// Files in and out: a whole text read, a whole text written or nothing.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"

namespace slipway {

/// Reads a file, or standard input for "-" (named "<stdin>"). Fails with cannot-read or
/// file-too-large (4 GB and more: places are 32 bits).
Loaded<std::shared_ptr<const Source>> read_source(const std::string& path);

/// Writes `content` to a temporary file beside `path`, syncs it and renames it, so that `path`
/// holds the old or the new content whole. Returns what went wrong (cannot-write), or nothing.
std::optional<Diagnostic> write_file(const std::string& path, std::string_view content);

/// Returns why `path` cannot be written (cannot-write), or nothing where write_file may succeed:
/// for saying so before long work. Writes nothing.
std::optional<Diagnostic> check_writable(const std::string& path);

}  // namespace slipway
