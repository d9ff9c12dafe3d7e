#include "planner/io/json_words.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

using std::size_t;

constexpr size_t kEnd = std::string_view::npos;

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::string name_of(char32_t c) {
  char name[16];
  std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(c));
  return name;
}

// Quotes that word processors and chats put in the place of " and '.
bool is_typographic_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A;
}

std::optional<Diagnostic> pass_escape(std::string_view text, size_t opening, size_t& at) {
  const size_t from = at;
  const auto unit_at = [&](size_t place) -> std::optional<unsigned> {
    if (text.substr(place, 2) != "\\u" || place + 6 > text.size()) return std::nullopt;
    const std::string_view digits = text.substr(place + 2, 4);
    if (!std::ranges::all_of(digits, is_hex)) return std::nullopt;
    return static_cast<unsigned>(std::strtoul(std::string(digits).c_str(), nullptr, 16));
  };
  if (from + 1 >= text.size()) {
    return json_fault(opening, text.size(), "the file ends inside this text",
                      "close it with \"; perhaps the file was cut off");
  }
  const char kind = text[from + 1];
  if (kind != 'u') {
    if (std::string_view("\"\\/bfnrt").find(kind) == kEnd) {
      return json_fault(
          from, from + 2, "there is no escape " + quoted_json(text.substr(from, 2)) + " in JSON",
          "a backslash itself is written \\\\; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r "
          "\\t \\uXXXX");
    }
    at += 2;
    return std::nullopt;
  }
  const auto unit = unit_at(from);
  if (!unit) {
    return json_fault(from, from + 2, "\\u must be followed by four hexadecimal digits",
                      "for example \\u00e9");
  }
  at += 6;
  if (*unit < 0xD800 || *unit > 0xDFFF) return std::nullopt;
  const auto second = unit_at(at);
  if (*unit >= 0xDC00 || !second || *second < 0xDC00 || *second > 0xDFFF) {
    return json_fault(
        from, from + 6, quoted_json(text.substr(from, 6)) + " is half a character",
        "characters beyond \\uffff are written as two such halves, or simply as they are");
  }
  at += 6;
  return std::nullopt;
}

}  // namespace

Diagnostic json_fault(size_t from, size_t to, std::string message, std::string hint,
                      std::vector<Related> related) {
  Diagnostic out;
  out.code = Code::invalid_json;
  out.message = std::move(message);
  out.place = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)};
  out.hint = std::move(hint);
  out.related = std::move(related);
  return out;
}

std::string quoted_json(std::string_view text) { return "'" + shorten(text, 40) + "'"; }

std::string in_double_quotes(std::string_view text) { return '"' + shorten(text, 40) + '"'; }

std::string_view word_at(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size()) {
    const char c = text[end];
    const bool is_comment = text.substr(end, 2) == "//" || text.substr(end, 2) == "/*";
    const bool belongs = is_digit(c) || is_letter(c) || is_beyond_ascii(c) ||
                         std::string_view("+-._/%@").find(c) != kEnd;
    if (!belongs || is_comment) break;
    ++end;
  }
  return text.substr(at, end - at);
}

bool is_json_number(std::string_view run) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t from = at;
    while (at < run.size() && is_digit(run[at])) ++at;
    return at - from;
  };
  if (run.starts_with('-')) ++at;
  const size_t first = at;
  const size_t whole = digits();
  if (whole == 0 || (whole > 1 && run[first] == '0')) return false;
  if (at < run.size() && run[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < run.size() && (run[at] == 'e' || run[at] == 'E')) {
    ++at;
    if (at < run.size() && (run[at] == '+' || run[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == run.size();
}

std::optional<Diagnostic> pass_string(std::string_view text, size_t& at) {
  const size_t opening = at++;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      ++at;
      return std::nullopt;
    }
    if (c == '\\') {
      if (auto found = pass_escape(text, opening, at)) return found;
    } else if (c == '\n' || c == '\r') {
      return json_fault(opening, at, "this text is not closed by the end of its line",
                        "close it with \"; a line break inside a text is written \\n");
    } else if (static_cast<unsigned char>(c) < 0x20) {
      return json_fault(at, at + 1,
                        c == '\t'
                            ? "a tab stands inside a text"
                            : "a control character (" + name_of(static_cast<unsigned char>(c)) +
                                  ") stands inside a text",
                        c == '\t' ? "write it as \\t" : "remove it");
    } else if (is_beyond_ascii(c)) {
      const size_t from = at;
      if (next_code_point(text, at) == 0xFFFD && text.substr(from, 3) != "\xEF\xBF\xBD") {
        return json_fault(from, from + 1, "this text is not UTF-8", "save the file as UTF-8");
      }
    } else {
      ++at;
    }
  }
  return json_fault(opening, text.size(), "the file ends inside this text",
                    "close it with \"; perhaps the file was cut off");
}

std::optional<Diagnostic> find_foreign(std::string_view text, size_t at) {
  const char c = text[at];
  const size_t line_end = std::min(text.find_first_of("\r\n", at), text.size());
  if (c == '#' || text.substr(at, 2) == "//" || text.substr(at, 2) == "/*") {
    return json_fault(at, line_end, "JSON has no comments",
                      "put the remark into \"notes\", or into a key that starts with x-");
  }
  if (c == '\'') {
    const size_t close = text.find('\'', at + 1);
    const bool is_closed = close < line_end;
    return json_fault(
        at, is_closed ? close + 1 : at + 1, "text stands in double quotes, not single ones",
        is_closed ? "write " + in_double_quotes(text.substr(at + 1, close - at - 1)) : "");
  }
  if (is_beyond_ascii(c)) {
    size_t end = at;
    const char32_t code_point = next_code_point(text, end);
    if (is_typographic_quote(code_point)) {
      return json_fault(at, end, "this is a typographic quote (" + name_of(code_point) + ")",
                        "JSON takes the plain one: \"");
    }
    if (code_point == 0xFFFD && text.substr(at, 3) != "\xEF\xBF\xBD") {
      return json_fault(at, at + 1, "this is not UTF-8", "save the file as UTF-8");
    }
    if (!is_id_character(code_point)) {
      return json_fault(at, end, "an invisible character (" + name_of(code_point) + ") stands here",
                        "replace it by a plain space");
    }
  } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
    return json_fault(
        at, at + 1,
        "a control character (" + name_of(static_cast<unsigned char>(c)) + ") stands here",
        "is this a text file?");
  }
  return std::nullopt;
}

Diagnostic bad_number(std::string_view run, size_t at) {
  const size_t end = at + run.size();
  const std::string_view digits = run.substr(run[0] == '-' || run[0] == '+' ? 1 : 0);
  const bool has_letters = std::ranges::any_of(run, [](char c) {
    return (is_letter(c) && c != 'e' && c != 'E') || is_beyond_ascii(c) || c == '/' || c == '_';
  });
  const bool has_inner_minus = digits.find('-') != kEnd && digits.find_first_of("eE") == kEnd;
  if (has_letters || has_inner_minus || run.find("..") != kEnd) {
    return json_fault(at, end, quoted_json(run) + " must stand in double quotes",
                      "write " + in_double_quotes(run));
  }
  std::string hint;
  if (run.ends_with('%'))
    hint = "shares are written as numbers from 0 to 1: 40 % is 0.4";
  else if (run[0] == '+')
    hint = "leave the plus sign out";
  else if (digits.starts_with('.'))
    hint = "write a 0 before the point";
  else if (run.ends_with('.'))
    hint = "write a digit after the point, or leave the point out";
  else if (digits.size() > 1 && digits[0] == '0')
    hint = "a number does not start with 0";
  return json_fault(at, end, quoted_json(run) + " is not a number in JSON", std::move(hint));
}

Diagnostic bad_word(std::string_view run, size_t at) {
  const size_t end = at + run.size();
  std::string lower(run);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (lower == "true" || lower == "false") {
    return json_fault(at, end, quoted_json(run) + " is written in small letters", "write " + lower);
  }
  if (lower == "null" || lower == "none" || lower == "nil" || lower == "undefined" ||
      lower == "nan") {
    return json_fault(at, end, quoted_json(run) + " is not a value in JSON",
                      "leave the key out when there is nothing to say");
  }
  return json_fault(at, end, quoted_json(run) + " must stand in double quotes",
                    "write " + in_double_quotes(run));
}

}  // namespace slipway
