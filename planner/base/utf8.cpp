#include "planner/base/utf8.hpp"

#include <array>
#include <cstdio>

namespace slipway {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

int sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const int length = sequence_length(lead);
  if (length == 0 || at + static_cast<std::size_t>(length) > text.size()) {
    ++at;
    return kReplacement;
  }
  if (length == 1) {
    ++at;
    return lead;
  }
  char32_t c = lead & (0xFFu >> (length + 1));
  for (int i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0) != 0x80) {
      ++at;
      return kReplacement;
    }
    c = (c << 6) | (byte & 0x3F);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) {
    ++at;
    return kReplacement;
  }
  at += static_cast<std::size_t>(length);
  return c;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    if (c == kReplacement && text.substr(before, 3) != "\xEF\xBF\xBD") return false;
  }
  return true;
}

bool is_unsafe(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  if (c >= 0x200B && c <= 0x200F) return c != 0x200D && c != 0x200C;  // joiners shape real words
  if (c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E)) return true;
  if ((c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x061C) return true;
  if (c >= 0xFFF9 && c <= 0xFFFB) return true;
  if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) return true;
  return c >= 0xE0000 && c <= 0xE0FFF;
}

bool is_id_character(char32_t c) {
  if (is_unsafe(c) || c == 0x200C || c == 0x200D) return false;
  switch (c) {
    case ' ':
    case 0xA0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return false;
    default:
      return c < 0x2000 || c > 0x200A;
  }
}

std::string make_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    if (c == '\n' || c == '\t' || c == '\r') {
      out += ' ';
    } else if (is_unsafe(c)) {
      std::array<char, 16> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u{%x}", static_cast<unsigned>(c));
      out += escape.data();
    } else if (c == kReplacement) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(before, at - before);
    }
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (count_code_points(text) <= limit) return std::string(text);
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < limit; ++i) next_code_point(text, at);
  std::string cut(text.substr(0, at));
  while (!cut.empty() && cut.back() == ' ') cut.pop_back();
  return cut + "…";
}

}  // namespace slipway
