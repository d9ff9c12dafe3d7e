#include "viz/json/json_writer.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kFull = std::size_t{1} << 16;

void add_escape(std::string& out, unsigned unit) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "\\u%04x", unit & 0xFFFFU);
  out += text.data();
}

}  // namespace

std::string to_json_number(double value) {
  if (!std::isfinite(value)) return "null";
  if (value == 0.0) return "0";
  std::array<char, 64> text{};
  const double size = std::fabs(value);
  const bool is_usual = size >= 1e-6 && size < 1e15;
  const std::to_chars_result end =
      std::to_chars(text.data(), text.data() + text.size(), value,
                    is_usual ? std::chars_format::fixed : std::chars_format::scientific);
  return {text.data(), end.ptr};
}

JsonWriter::JsonWriter(Sink sink) : sink_(std::move(sink)) { buffer_.reserve(kFull + 4096); }

void JsonWriter::begin(char bracket) {
  before_value();
  buffer_ += bracket;
  has_members_.push_back(false);
}

void JsonWriter::end(char bracket) {
  const bool had_members = has_members_.back();
  has_members_.pop_back();
  if (had_members) new_line();
  buffer_ += bracket;
  flush_when_full();
}

void JsonWriter::new_line() {
  buffer_ += '\n';
  buffer_.append(2 * has_members_.size(), ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_members_.empty()) return;
  if (has_members_.back()) buffer_ += ',';
  has_members_.back() = true;
  new_line();
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  add_quoted(name);
  buffer_ += ": ";
  after_key_ = true;
  return *this;
}

void JsonWriter::text(std::string_view value) {
  before_value();
  add_quoted(value);
  flush_when_full();
}

void JsonWriter::text_or_null(std::string_view value) { value.empty() ? null() : text(value); }

void JsonWriter::date(Date value) { value.is_set() ? text(to_iso(value)) : null(); }

void JsonWriter::integer(std::int64_t value) {
  before_value();
  buffer_ += std::to_string(value);
}

void JsonWriter::unsigned_integer(std::uint64_t value) {
  before_value();
  buffer_ += std::to_string(value);
}

void JsonWriter::number(double value) {
  before_value();
  buffer_ += to_json_number(value);
}

void JsonWriter::flag(bool value) {
  before_value();
  buffer_ += value ? "true" : "false";
}

void JsonWriter::null() {
  before_value();
  buffer_ += "null";
}

void JsonWriter::json(std::string_view value) {
  // The end of the string that begins at `at`, past its closing quote.
  const auto end_of_string = [&](std::size_t at) {
    for (++at; at < value.size() && value[at] != '"'; ++at) {
      if (value[at] == '\\') ++at;
    }
    return std::min(at + 1, value.size());
  };
  constexpr std::string_view kBetween = " \t\r\n,:";
  constexpr std::string_view kEnds = " \t\r\n,:{}[]";
  for (std::size_t at = value.find_first_not_of(kBetween); at < value.size();
       at = value.find_first_not_of(kBetween, at)) {
    const char c = value[at];
    if (c == '{' || c == '[') {
      begin(c);
      ++at;
    } else if (c == '}' || c == ']') {
      end(c);
      ++at;
    } else {
      const std::size_t stop =
          c == '"' ? end_of_string(at) : std::min(value.find_first_of(kEnds, at), value.size());
      const std::size_t next = value.find_first_not_of(" \t\r\n", stop);
      const bool is_key = next < value.size() && value[next] == ':';
      before_value();
      buffer_ += value.substr(at, stop - at);
      if (is_key) {
        buffer_ += ": ";
        after_key_ = true;
      }
      flush_when_full();
      at = stop;
    }
  }
}

void JsonWriter::finish() {
  buffer_ += '\n';
  sink_(buffer_);
  buffer_.clear();
}

void JsonWriter::flush_when_full() {
  if (buffer_.size() < kFull) return;
  sink_(buffer_);
  buffer_.clear();
}

// Escapes more than JSON asks for: what must not reach a terminal raw is written as \uXXXX.
void JsonWriter::add_quoted(std::string_view value) {
  buffer_ += '"';
  std::size_t at = 0;
  while (at < value.size()) {
    const auto byte = static_cast<unsigned char>(value[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      if (byte == '"' || byte == '\\') buffer_ += '\\';
      buffer_ += value[at++];
      continue;
    }
    const std::size_t before = at;
    const char32_t c = next_code_point(value, at);
    if (c == '\n') {
      buffer_ += "\\n";
    } else if (c == '\t') {
      buffer_ += "\\t";
    } else if (c == '\r') {
      buffer_ += "\\r";
    } else if (is_unsafe(c) && c > 0xFFFF) {
      add_escape(buffer_, 0xD800u + ((static_cast<unsigned>(c) - 0x10000u) >> 10));
      add_escape(buffer_, 0xDC00u + ((static_cast<unsigned>(c) - 0x10000u) & 0x3FFu));
    } else if (is_unsafe(c)) {
      add_escape(buffer_, static_cast<unsigned>(c));
    } else if (c == 0xFFFD) {
      buffer_ += "\xEF\xBF\xBD";
    } else {
      buffer_ += value.substr(before, at - before);
    }
  }
  buffer_ += '"';
}

}  // namespace slipway::viz
