#include "planner/io/write_target.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace slipway {

std::string follow_links(const std::string& given) {
  char* const resolved = ::realpath(given.c_str(), nullptr);
  std::string path = resolved != nullptr ? resolved : given;
  std::free(resolved);
  return path;
}

Diagnostic cannot_write(const std::string& path, const std::string& what) {
  return {.code = Code::cannot_write,
          .message = "cannot write '" + path + "': " + what,
          .hint = "nothing was changed"};
}

Diagnostic cannot_write(const std::string& path, int error) {
  Diagnostic out = cannot_write(path, std::strerror(error));
  const std::size_t slash = path.rfind('/');
  if (error == ENOENT && slash != std::string::npos && slash > 0)
    out.hint = "make the folder '" + path.substr(0, slash) + "' first; nothing was changed";
  return out;
}

}  // namespace slipway
