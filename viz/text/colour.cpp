#include "viz/text/colour.hpp"

namespace slipway::viz {
namespace {

// The sixteen named colours only: every terminal theme keeps those readable.
std::string_view code_of(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::strong:
      return "1";
    case Style::muted:
      return "2";
    case Style::bad:
      return "1;31";
    case Style::warn:
      return "33";
    case Style::good:
      return "32";
  }
  return "";
}

}  // namespace

std::string paint(std::string_view text, Style style, bool on) {
  const std::string_view code = code_of(style);
  if (!on || code.empty() || text.empty()) return std::string(text);
  std::string out = "\x1b[";
  out += code;
  out += 'm';
  out += text;
  out += "\x1b[0m";
  return out;
}

}  // namespace slipway::viz
