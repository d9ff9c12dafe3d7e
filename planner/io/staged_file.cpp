#include "planner/io/staged_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "planner/io/file_replacement.hpp"
#include "planner/io/write_target.hpp"

namespace slipway {
namespace {

int write_to_device(const std::string& path, std::string_view content) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  int error = write_all(file, content);
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

StagedFile::StagedFile(std::string given) : given_(std::move(given)) {}

StagedFile::~StagedFile() = default;

Loaded<std::unique_ptr<StagedFile>> StagedFile::stage(const std::string& given,
                                                      std::string_view content) {
  Loaded<std::unique_ptr<StagedFile>> out;
  const std::string path = follow_links(given);
  struct stat about {};
  const bool exists = ::stat(path.c_str(), &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) {
    out.findings.add(cannot_write(given, "it is a folder"));
    return out;
  }
  std::unique_ptr<StagedFile> staged(new StagedFile(given));
  if (exists && !S_ISREG(about.st_mode)) {
    staged->device_ = path;
    staged->device_content_ = content;
  } else {
    staged->replacement_ = std::make_unique<FileReplacement>(path, path + ".XXXXXX");
    if (const int error = staged->replacement_->write(content); error != 0) {
      out.findings.add(cannot_write(given, error));
      return out;
    }
  }
  out.value = std::move(staged);
  out.ok = true;
  return out;
}

std::optional<Diagnostic> StagedFile::commit() {
  if (replacement_ == nullptr) {
    const int error = write_to_device(device_, device_content_);
    return error == 0 ? std::nullopt : std::optional(cannot_write(given_, error));
  }
  const int error = replacement_->commit();
  if (error == 0 || replacement_->is_in_place()) return std::nullopt;
  return cannot_write(given_, error);
}

}  // namespace slipway
