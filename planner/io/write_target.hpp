// Where a file is really written, and how it is said that it cannot be. Private to planner/io.
#pragma once

#include <string>

#include "planner/base/diagnostic.hpp"

namespace slipway {

/// Returns where a link leads to: a link stays a link, and that is written.
std::string follow_links(const std::string& given);

/// Returns the finding that `path` cannot be written, because of `what`.
Diagnostic cannot_write(const std::string& path, const std::string& what);
/// The same for an error number of the system; a missing folder comes with its fix.
Diagnostic cannot_write(const std::string& path, int error);

}  // namespace slipway
