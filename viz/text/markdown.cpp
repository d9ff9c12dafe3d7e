#include "viz/text/markdown.hpp"

#include "planner/base/utf8.hpp"

namespace slipway::viz {

std::string markdown_cell(std::string_view text) {
  std::string out;
  for (const char c : make_printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '@':  // would call somebody on a forge
        out += "&#64;";
        break;
      case '\\':
      case '|':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '~':
      case '#':
      case '!':
      case '$':
        out += '\\';
        [[fallthrough]];
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace slipway::viz
