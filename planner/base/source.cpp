#include "planner/base/source.hpp"

#include <algorithm>

#include "planner/base/utf8.hpp"

namespace slipway {

LineColumn Source::line_column(std::size_t offset) const {
  offset = std::min(offset, text.size());
  const std::string_view before = std::string_view(text).substr(0, offset);
  const auto lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {lines + 1, count_code_points(before.substr(line_start)) + 1};
}

std::string_view Source::line_at(std::size_t offset) const {
  const std::string_view all = text;
  offset = std::min(offset, all.size());
  const std::size_t first = offset == 0 ? 0 : all.rfind('\n', offset - 1) + 1;
  std::size_t last = all.find('\n', offset);
  if (last == std::string_view::npos) last = all.size();
  if (last > first && all[last - 1] == '\r') --last;
  return all.substr(first, last - first);
}

}  // namespace slipway
