#include "planner/io/json_fault.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

using std::size_t;

constexpr size_t kEnd = std::string_view::npos;
constexpr std::string_view kSpace = " \t\r\n";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::string quoted(std::string_view text) { return "'" + shorten(text, 40) + "'"; }
std::string in_double_quotes(std::string_view text) { return '"' + shorten(text, 40) + '"'; }

std::string name_of(char32_t c) {
  char name[16];
  std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(c));
  return name;
}

// Quotes that word processors and chats put in the place of " and '.
bool is_typographic_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A;
}

// RFC 8259, section 6.
bool is_number(std::string_view run) {
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

class Search {
 public:
  explicit Search(std::string_view text) : text_(text) {}

  std::optional<Diagnostic> run();

 private:
  enum class Expect {
    value,
    first_value,
    value_after_comma,
    first_key,
    key_after_comma,
    colon,
    comma_or_close,
    nothing
  };

  bool at_end() const { return at_ >= text_.size(); }
  char opener() const { return text_[open_.back()]; }
  static char closer_of(char opener) { return opener == '{' ? '}' : ']'; }
  void after_value() {
    last_end_ = at_;
    expect_ = open_.empty() ? Expect::nothing : Expect::comma_or_close;
  }
  void close() {
    ++at_;
    open_.pop_back();
    after_value();
  }

  std::optional<Diagnostic> step();
  std::optional<Diagnostic> read_value();
  std::optional<Diagnostic> read_string();
  std::optional<Diagnostic> read_escape(size_t opening);
  std::optional<Diagnostic> read_word();

  // What is wrong, by what stands where something else was expected.
  std::optional<Diagnostic> find_foreign();
  Diagnostic bad_number(std::string_view run) const;
  Diagnostic bad_word(std::string_view run) const;
  Diagnostic bad_key() const;
  Diagnostic bad_closer() const;
  Diagnostic trailing_comma() const;
  Diagnostic cut_off() const;

  std::string_view word_at(size_t at) const;
  Diagnostic fault(size_t from, size_t to, std::string message, std::string hint = "",
                   std::vector<Related> related = {}) const;

  std::string_view text_;
  size_t at_ = 0;
  size_t last_end_ = 0;              // end of the last whole value
  size_t last_comma_ = 0;            // the comma before what is expected
  std::string_view key_;             // the last key, as it is written
  std::vector<std::uint32_t> open_;  // brackets not yet closed
  Expect expect_ = Expect::value;
};

Diagnostic Search::fault(size_t from, size_t to, std::string message, std::string hint,
                         std::vector<Related> related) const {
  Diagnostic out;
  out.code = Code::invalid_json;
  out.message = std::move(message);
  out.place = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)};
  out.hint = std::move(hint);
  out.related = std::move(related);
  return out;
}

// All that somebody may have meant as one number or word: 3d, 2018-09-28, 1e5, Müller.
std::string_view Search::word_at(size_t at) const {
  size_t end = at;
  while (end < text_.size()) {
    const char c = text_[end];
    const bool is_comment = text_.substr(end, 2) == "//" || text_.substr(end, 2) == "/*";
    const bool belongs = is_digit(c) || is_letter(c) || is_beyond_ascii(c) ||
                         std::string_view("+-._/%@").find(c) != kEnd;
    if (!belongs || is_comment) break;
    ++end;
  }
  return text_.substr(at, end - at);
}

std::optional<Diagnostic> Search::run() {
  if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
    return fault(0, 1, "this file is in UTF-16", "save it as UTF-8");
  }
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  if (text_.find_first_not_of(kSpace, at_) == kEnd) {
    return fault(0, 0, "the file is empty",
                 "the smallest plan is { \"slipway\": 1, \"name\": \"My plan\", \"start\": "
                 "\"2027-01-04\", \"goals\": [] }");
  }
  for (;;) {
    at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size());
    if (at_end()) {
      if (expect_ == Expect::nothing) return std::nullopt;
      return cut_off();
    }
    if (auto found = step()) return found;
  }
}

std::optional<Diagnostic> Search::step() {
  const char c = text_[at_];
  switch (expect_) {
    case Expect::value:
    case Expect::first_value:
    case Expect::value_after_comma:
      if (c == ']' && expect_ == Expect::first_value) break;
      return read_value();
    case Expect::first_key:
    case Expect::key_after_comma: {
      if (c == '}' && expect_ == Expect::first_key) break;
      if (c == '}' && expect_ == Expect::key_after_comma) return trailing_comma();
      if (c != '"') return bad_key();
      const size_t opening = at_;
      if (auto found = read_string()) return found;
      key_ = text_.substr(opening + 1, at_ - opening - 2);
      expect_ = Expect::colon;
      return std::nullopt;
    }
    case Expect::colon:
      if (c != ':') {
        if (auto foreign = find_foreign()) return foreign;
        return fault(last_end_, last_end_ + 1, "a colon is missing after the key " + quoted(key_));
      }
      ++at_;
      expect_ = Expect::value;
      return std::nullopt;
    case Expect::comma_or_close:
      if (c == ',') {
        last_comma_ = at_++;
        expect_ = opener() == '{' ? Expect::key_after_comma : Expect::value_after_comma;
        return std::nullopt;
      }
      if (c == closer_of(opener())) break;
      if (c == '}' || c == ']') return bad_closer();
      if (at_ == last_end_ && text_[at_ - 1] == '"' && !word_at(at_).empty()) {
        return fault(at_, at_ + word_at(at_).size(), "text goes on behind its closing quote",
                     "a quote inside a text is written \\\"; or one is missing further left");
      }
      if (auto foreign = find_foreign()) return foreign;
      if (c == ':' && opener() == '[') {
        return fault(at_, at_ + 1, "a list has no keys, so no colon can stand here",
                     "perhaps a ']' is missing before",
                     {{{open_.back(), 1}, "this list is still open"}});
      }
      if (c == '"' || c == '{' || c == '[' || is_letter(c) || is_digit(c) || c == '-') {
        return fault(last_end_, last_end_ + 1, "a comma is missing here");
      }
      return fault(at_, at_ + 1,
                   "a comma or '" + std::string(1, closer_of(opener())) +
                       "' was expected here, not " + quoted(text_.substr(at_, 1)));
    case Expect::nothing:
      if (c == '}' || c == ']') {
        return fault(at_, at_ + 1, "there is one '" + std::string(1, c) + "' too many",
                     "the plan ended before it; remove it, or a bracket that closes too early");
      }
      if (auto foreign = find_foreign()) return foreign;
      return fault(at_, at_ + 1, "something follows after the end of the plan",
                   "a plan file holds one object; check whether a '}' closes too early");
  }
  close();
  return std::nullopt;
}

std::optional<Diagnostic> Search::read_value() {
  const char c = text_[at_];
  if (c == '{' || c == '[') {
    open_.push_back(static_cast<std::uint32_t>(at_++));
    expect_ = c == '{' ? Expect::first_key : Expect::first_value;
    return std::nullopt;
  }
  if (c == '"') {
    if (auto found = read_string()) return found;
    after_value();
    return std::nullopt;
  }
  if (auto foreign = find_foreign()) return foreign;
  if (c == ']' && expect_ == Expect::value_after_comma) return trailing_comma();
  if ((c == ',' || c == '}' || c == ']') && expect_ == Expect::value && !open_.empty()) {
    return fault(at_, at_ + 1, "the value of " + quoted(key_) + " is missing",
                 "write it after the colon, or remove the key");
  }
  if ((c == '}' || c == ']') && !open_.empty()) return bad_closer();
  if (c == ',') {
    return fault(at_, at_ + 1, "there is no value before this comma", "remove the comma");
  }
  return read_word();
}

// Numbers, true, false, null, and what was meant to be one of them.
std::optional<Diagnostic> Search::read_word() {
  const std::string_view run = word_at(at_);
  if (run.empty()) {
    return fault(at_, at_ + 1, quoted(text_.substr(at_, 1)) + " cannot stand here",
                 "a value is text in double quotes, a number, true, false, [ ... ] or { ... }");
  }
  if (is_number(run)) {
    if (std::isinf(std::strtod(std::string(run).c_str(), nullptr))) {
      return fault(at_, at_ + run.size(), quoted(run) + " is too large a number");
    }
  } else if (run != "true" && run != "false" && run != "null") {
    if (open_.empty()) {
      return fault(at_, at_ + run.size(),
                   "a plan is one JSON object, and this begins with " + quoted(run),
                   "a plan starts with { \"slipway\": 1, \"name\": ..., \"goals\": [...] }");
    }
    return is_digit(run[0]) || std::string_view("+-.").find(run[0]) != kEnd ? bad_number(run)
                                                                            : bad_word(run);
  }
  at_ += run.size();
  after_value();
  return std::nullopt;
}

std::optional<Diagnostic> Search::read_string() {
  const size_t opening = at_++;
  while (!at_end()) {
    const char c = text_[at_];
    if (c == '"') {
      last_end_ = ++at_;
      return std::nullopt;
    }
    if (c == '\\') {
      if (auto found = read_escape(opening)) return found;
    } else if (c == '\n' || c == '\r') {
      return fault(opening, at_, "this text is not closed by the end of its line",
                   "close it with \"; a line break inside a text is written \\n");
    } else if (static_cast<unsigned char>(c) < 0x20) {
      return fault(at_, at_ + 1,
                   c == '\t' ? "a tab stands inside a text"
                             : "a control character (" + name_of(static_cast<unsigned char>(c)) +
                                   ") stands inside a text",
                   c == '\t' ? "write it as \\t" : "remove it");
    } else if (is_beyond_ascii(c)) {
      const size_t from = at_;
      if (next_code_point(text_, at_) == 0xFFFD && text_.substr(from, 3) != "\xEF\xBF\xBD") {
        return fault(from, from + 1, "this text is not UTF-8", "save the file as UTF-8");
      }
    } else {
      ++at_;
    }
  }
  return fault(opening, text_.size(), "the file ends inside this text",
               "close it with \"; perhaps the file was cut off");
}

std::optional<Diagnostic> Search::read_escape(size_t opening) {
  const size_t from = at_;
  const auto unit_at = [&](size_t at) -> std::optional<unsigned> {
    if (text_.substr(at, 2) != "\\u" || at + 6 > text_.size()) return std::nullopt;
    const std::string_view digits = text_.substr(at + 2, 4);
    if (!std::ranges::all_of(digits, is_hex)) return std::nullopt;
    return static_cast<unsigned>(std::strtoul(std::string(digits).c_str(), nullptr, 16));
  };
  if (from + 1 >= text_.size()) {
    return fault(opening, text_.size(), "the file ends inside this text",
                 "close it with \"; perhaps the file was cut off");
  }
  const char kind = text_[from + 1];
  if (kind != 'u') {
    if (std::string_view("\"\\/bfnrt").find(kind) == kEnd) {
      return fault(from, from + 2,
                   "there is no escape " + quoted(text_.substr(from, 2)) + " in JSON",
                   "a backslash itself is written \\\\; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r "
                   "\\t \\uXXXX");
    }
    at_ += 2;
    return std::nullopt;
  }
  const auto unit = unit_at(from);
  if (!unit) {
    return fault(from, from + 2, "\\u must be followed by four hexadecimal digits",
                 "for example \\u00e9");
  }
  at_ += 6;
  if (*unit < 0xD800 || *unit > 0xDFFF) return std::nullopt;
  const auto second = unit_at(at_);
  if (*unit >= 0xDC00 || !second || *second < 0xDC00 || *second > 0xDFFF) {
    return fault(from, from + 6, quoted(text_.substr(from, 6)) + " is half a character",
                 "characters beyond \\uffff are written as two such halves, or simply as they are");
  }
  at_ += 6;
  return std::nullopt;
}

// Things people type that JSON has nowhere.
std::optional<Diagnostic> Search::find_foreign() {
  const char c = text_[at_];
  const size_t line_end = std::min(text_.find_first_of("\r\n", at_), text_.size());
  if (c == '#' || text_.substr(at_, 2) == "//" || text_.substr(at_, 2) == "/*") {
    return fault(at_, line_end, "JSON has no comments",
                 "put the remark into \"notes\", or into a key that starts with x-");
  }
  if (c == '\'') {
    const size_t close = text_.find('\'', at_ + 1);
    const bool is_closed = close < line_end;
    return fault(
        at_, is_closed ? close + 1 : at_ + 1, "text stands in double quotes, not single ones",
        is_closed ? "write " + in_double_quotes(text_.substr(at_ + 1, close - at_ - 1)) : "");
  }
  if (is_beyond_ascii(c)) {
    size_t end = at_;
    const char32_t code_point = next_code_point(text_, end);
    if (is_typographic_quote(code_point)) {
      return fault(at_, end, "this is a typographic quote (" + name_of(code_point) + ")",
                   "JSON takes the plain one: \"");
    }
    if (code_point == 0xFFFD && text_.substr(at_, 3) != "\xEF\xBF\xBD") {
      return fault(at_, at_ + 1, "this is not UTF-8", "save the file as UTF-8");
    }
    if (!is_id_character(code_point)) {
      return fault(at_, end, "an invisible character (" + name_of(code_point) + ") stands here",
                   "replace it by a plain space");
    }
  } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
    return fault(at_, at_ + 1,
                 "a control character (" + name_of(static_cast<unsigned char>(c)) + ") stands here",
                 "is this a text file?");
  }
  return std::nullopt;
}

Diagnostic Search::bad_number(std::string_view run) const {
  const size_t end = at_ + run.size();
  const std::string_view digits = run.substr(run[0] == '-' || run[0] == '+' ? 1 : 0);
  const bool has_letters = std::ranges::any_of(run, [](char c) {
    return (is_letter(c) && c != 'e' && c != 'E') || is_beyond_ascii(c) || c == '/' || c == '_';
  });
  const bool has_inner_minus = digits.find('-') != kEnd && digits.find_first_of("eE") == kEnd;
  if (has_letters || has_inner_minus || run.find("..") != kEnd) {
    return fault(at_, end, quoted(run) + " must stand in double quotes",
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
  return fault(at_, end, quoted(run) + " is not a number in JSON", std::move(hint));
}

Diagnostic Search::bad_word(std::string_view run) const {
  const size_t end = at_ + run.size();
  std::string lower(run);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (lower == "true" || lower == "false") {
    return fault(at_, end, quoted(run) + " is written in small letters", "write " + lower);
  }
  if (lower == "null" || lower == "none" || lower == "nil" || lower == "undefined" ||
      lower == "nan") {
    return fault(at_, end, quoted(run) + " is not a value in JSON",
                 "leave the key out when there is nothing to say");
  }
  return fault(at_, end, quoted(run) + " must stand in double quotes",
               "write " + in_double_quotes(run));
}

Diagnostic Search::bad_key() const {
  const char c = text_[at_];
  Search elsewhere = *this;
  if (auto foreign = elsewhere.find_foreign()) return *foreign;
  if (c == ',') return fault(at_, at_ + 1, "there is nothing before this comma", "remove it");
  if (c == ']') return bad_closer();
  const std::string_view run = word_at(at_);
  if (!run.empty()) {
    return fault(at_, at_ + run.size(), "the key " + quoted(run) + " must stand in double quotes",
                 "write " + in_double_quotes(run));
  }
  return fault(at_, at_ + 1, "a key in double quotes was expected here",
               "inside { } every value has a key: \"key\": value");
}

Diagnostic Search::bad_closer() const {
  const std::string wrong(1, text_[at_]);
  const std::string right(1, closer_of(opener()));
  return fault(at_, at_ + 1,
               "this '" + wrong + "' cannot close a '" + std::string(1, opener()) + "'",
               "a '" + right + "' is missing before it, or it should be one",
               {{{open_.back(), 1}, "this is still open"}});
}

Diagnostic Search::trailing_comma() const {
  return fault(last_comma_, last_comma_ + 1,
               "a comma with nothing after it but '" + std::string(1, text_[at_]) + "'",
               "JSON has no comma after the last entry; remove it");
}

Diagnostic Search::cut_off() const {
  size_t end = text_.size();
  while (end > 0 && kSpace.find(text_[end - 1]) != kEnd) --end;
  std::string hint = "perhaps the file was cut off";
  if (expect_ == Expect::comma_or_close && open_.size() <= 6) {
    hint = "close what is open with ";
    for (size_t i = open_.size(); i-- > 0;) hint += closer_of(text_[open_[i]]);
  }
  std::vector<Related> related;
  if (!open_.empty()) related.push_back({{open_.back(), 1}, "this is not closed"});
  return fault(end, end, "the file ends before the plan does", std::move(hint), std::move(related));
}

}  // namespace

std::optional<Diagnostic> find_json_fault(std::string_view text) { return Search(text).run(); }

}  // namespace slipway
