#include "planner/io/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>

#include "planner/io/staged_file.hpp"
#include "planner/io/write_target.hpp"

namespace slipway {
namespace {

constexpr std::size_t kLargest = std::numeric_limits<std::uint32_t>::max() - 1;

class FileHandle {
 public:
  explicit FileHandle(int number, bool owned) : number_(number), owned_(owned) {}
  ~FileHandle() {
    if (owned_ && number_ >= 0) ::close(number_);
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  int number() const { return number_; }

 private:
  int number_;
  bool owned_;
};

std::string reason() { return std::strerror(errno); }

std::string read_problem(const std::string& path) {
  std::string why = "cannot read '" + path + "': " + reason();
  return why;
}

}  // namespace

Loaded<std::shared_ptr<const Source>> read_source(const std::string& path) {
  Loaded<std::shared_ptr<const Source>> out;
  auto source = std::make_shared<Source>();
  const bool from_input = path == "-";
  source->name = from_input ? "<stdin>" : path;
  const FileHandle file(from_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC),
                        !from_input);
  const auto fail = [&](Code code, std::string message, std::string hint = "") {
    out.findings.add({.code = code, .message = std::move(message), .hint = std::move(hint)});
    return out;
  };
  if (file.number() < 0) return fail(Code::cannot_read, read_problem(path));
  struct stat about {};
  if (::fstat(file.number(), &about) == 0) {
    if (S_ISDIR(about.st_mode)) {
      errno = EISDIR;
      return fail(Code::cannot_read, read_problem(path));
    }
    if (S_ISREG(about.st_mode)) {
      if (static_cast<std::uint64_t>(about.st_size) > kLargest) {
        return fail(Code::file_too_large, "'" + path + "' is larger than 4 GB", "split the plan");
      }
      source->text.reserve(static_cast<std::size_t>(about.st_size) + 1);
    }
  }
  std::string& text = source->text;
  for (;;) {
    const std::size_t used = text.size();
    const std::size_t room = std::max<std::size_t>(text.capacity() - used, std::size_t{1} << 16);
    text.resize(used + room);
    const ssize_t got = ::read(file.number(), text.data() + used, room);
    if (got < 0 && errno == EINTR) {
      text.resize(used);
      continue;
    }
    if (got < 0) return fail(Code::cannot_read, read_problem(path));
    text.resize(used + static_cast<std::size_t>(got));
    if (got == 0) break;
    if (text.size() > kLargest) {
      return fail(Code::file_too_large, "'" + path + "' is larger than 4 GB", "split the plan");
    }
  }
  out.value = std::move(source);
  out.ok = true;
  return out;
}

std::optional<Diagnostic> check_writable(const std::string& given) {
  const std::string path = follow_links(given);
  struct stat about {};
  const bool exists = ::stat(path.c_str(), &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) return cannot_write(given, "it is a folder");
  if (exists && !S_ISREG(about.st_mode)) {
    return ::access(path.c_str(), W_OK) == 0 ? std::nullopt
                                             : std::optional(cannot_write(given, errno));
  }
  // A file is replaced by one beside it, so the folder is what must let us.
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "."
                             : slash == 0               ? "/"
                                                        : path.substr(0, slash);
  if (::access((folder + "/.").c_str(), W_OK | X_OK) == 0) return std::nullopt;
  return cannot_write(given, errno);
}

std::optional<Diagnostic> write_file(const std::string& path, std::string_view content) {
  const auto staged = StagedFile::stage(path, content);
  if (!staged) return staged.findings.sorted().front();
  return staged.value->commit();
}

}  // namespace slipway
