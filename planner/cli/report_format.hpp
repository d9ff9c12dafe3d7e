// Which kinds of report files there are, and what their names end in.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace slipway::cli {

enum class ReportFormat : std::uint8_t { html, markdown };

/// Returns the format of a file name's ending (".html", ".MD" ...), or nothing.
inline std::optional<ReportFormat> report_format_of(std::string_view file_name) {
  const auto ends_in = [&](std::string_view ending) {
    if (file_name.size() < ending.size()) return false;
    const std::string_view tail = file_name.substr(file_name.size() - ending.size());
    for (std::size_t i = 0; i < ending.size(); ++i) {
      const char c =
          tail[i] >= 'A' && tail[i] <= 'Z' ? static_cast<char>(tail[i] - 'A' + 'a') : tail[i];
      if (c != ending[i]) return false;
    }
    return true;
  };
  if (ends_in(".html") || ends_in(".htm")) return ReportFormat::html;
  if (ends_in(".md") || ends_in(".markdown")) return ReportFormat::markdown;
  return std::nullopt;
}

}  // namespace slipway::cli
