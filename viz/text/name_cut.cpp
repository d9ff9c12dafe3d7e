#include "viz/text/name_cut.hpp"

#include <array>
#include <string_view>
#include <unordered_map>

#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

// Cuts all names in one manner: what of the width, in twelfths, is left for their ends. Nothing
// when two that differ become the same.
std::optional<std::vector<std::string>> cut_all(const std::vector<std::string>& names,
                                                std::size_t columns, std::size_t twelfths) {
  std::vector<std::string> out;
  out.reserve(names.size());
  std::unordered_map<std::string, std::string_view> first;  // by what is left; looked up only
  const std::size_t end = columns == 0 ? 0 : (columns - 1) * twelfths / 12;
  for (const std::string& name : names) {
    out.push_back(fit_middle(name, columns, end));
    if (first.emplace(out.back(), name).first->second != name) return std::nullopt;
  }
  return out;
}

}  // namespace

std::optional<std::vector<std::string>> cut_apart(const std::vector<std::string>& names,
                                                  std::size_t columns) {
  static constexpr std::array<std::size_t, 5> kEnds = {0, 6, 4, 9, 12};
  for (const std::size_t twelfths : kEnds) {
    if (auto out = cut_all(names, columns, twelfths)) return out;
  }
  return std::nullopt;
}

std::size_t least_width_apart(const std::vector<std::string>& names, std::size_t columns) {
  while (!cut_apart(names, columns)) ++columns;
  return columns;
}

}  // namespace slipway::viz
