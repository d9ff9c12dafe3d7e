#include "planner/io/quick_json.hpp"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<std::size_t> QuickJson::read_string(std::size_t at, std::string_view& content) {
  const std::size_t from = at + 1;
  bool is_ascii = true;
  bool has_escape = false;
  for (std::size_t i = from; i < text_.size(); ++i) {
    const auto c = static_cast<unsigned char>(text_[i]);
    if (c == '"') {
      content = text_.substr(from, i - from);
      if (!is_ascii && !is_utf8(content)) return std::nullopt;
      if (has_escape) {
        const auto value = nlohmann::json::parse(text_.substr(at, i + 1 - at), nullptr, false);
        if (!value.is_string()) return std::nullopt;
        content = spare_texts_.emplace_back(value.get_ref<const std::string&>());
      }
      return i + 1;
    }
    if (c < 0x20) return std::nullopt;
    if (c >= 0x80) is_ascii = false;
    if (c == '\\') {
      has_escape = true;
      ++i;  // what is escaped does not end the string
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> QuickJson::read_number(std::size_t at, double& number) const {
  const auto digits = [&](std::size_t i) {
    while (i < text_.size() && is_digit(text_[i])) ++i;
    return i;
  };
  std::size_t i = at;
  if (text_[i] == '-') ++i;
  const std::size_t whole = i;
  i = digits(i);
  if (i == whole || (text_[whole] == '0' && i > whole + 1)) return std::nullopt;
  if (i < text_.size() && text_[i] == '.') {
    const std::size_t point = i + 1;
    i = digits(point);
    if (i == point) return std::nullopt;
  }
  if (i < text_.size() && (text_[i] == 'e' || text_[i] == 'E')) {
    ++i;
    if (i < text_.size() && (text_[i] == '+' || text_[i] == '-')) ++i;
    const std::size_t exponent = i;
    i = digits(i);
    if (i == exponent) return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text_.data() + at, text_.data() + i, number);
  if (error != std::errc{} || end != text_.data() + i) return std::nullopt;
  return i;
}

std::optional<std::size_t> QuickJson::read(std::size_t at, ValueTree& tree,
                                           std::size_t most_levels) {
  struct Level {
    std::uint32_t row;
    std::uint32_t previous;
    bool is_object;
  };
  std::array<Level, 64> levels{};
  std::size_t depth = 0;
  tree.clear();
  std::string_view key;
  Place key_place;
  const auto place = [](std::size_t from, std::size_t to) {
    return Place{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)};
  };

  for (;;) {
    // One value starts at `at`.
    if (at >= text_.size()) return std::nullopt;
    Value value;
    value.key = key;
    value.key_place = key_place;
    std::optional<std::size_t> end;
    switch (text_[at]) {
      case '"':
        value.type = ValueType::string;
        end = read_string(at, value.text);
        break;
      case '{':
      case '[':
        value.type = text_[at] == '{' ? ValueType::object : ValueType::array;
        end = at + 1;
        break;
      case 't':
        if (text_.substr(at, 4) == "true") end = at + 4;
        value.type = ValueType::boolean;
        value.flag = true;
        break;
      case 'f':
        if (text_.substr(at, 5) == "false") end = at + 5;
        value.type = ValueType::boolean;
        break;
      case 'n':
        if (text_.substr(at, 4) == "null") end = at + 4;
        break;
      default:
        value.type = ValueType::number;
        end = read_number(at, value.number);
        break;
    }
    if (!end) return std::nullopt;
    value.place = place(at, *end);
    at = *end;
    const bool opens = value.type == ValueType::object || value.type == ValueType::array;
    std::uint32_t row = 0;
    if (depth == 0) {
      row = tree.add(value, Value::kNone, Value::kNone);
    } else {
      Level& level = levels[depth - 1];
      row = tree.add(value, level.row, level.previous);
      level.previous = row;
    }
    if (opens) {
      if (depth >= most_levels || depth >= levels.size()) return std::nullopt;
      levels[depth++] = {row, Value::kNone, value.type == ValueType::object};
    }

    // What follows: the first entry of what was opened, the next entry, or closing brackets.
    bool may_be_entry = opens;
    for (;;) {
      if (depth == 0) return at;
      at = skip_space(at);
      if (at >= text_.size()) return std::nullopt;
      const Level& level = levels[depth - 1];
      if (text_[at] == (level.is_object ? '}' : ']')) {
        Value& closed = tree.node(level.row);
        closed.place = place(closed.place.offset, at + 1);
        ++at;
        --depth;
        may_be_entry = false;
        continue;
      }
      if (!may_be_entry) {
        if (text_[at] != ',') return std::nullopt;
        at = skip_space(at + 1);
        if (at < text_.size() && (text_[at] == '}' || text_[at] == ']')) return std::nullopt;
      }
      break;
    }
    if (levels[depth - 1].is_object) {
      if (at >= text_.size() || text_[at] != '"') return std::nullopt;
      const std::size_t from = at;
      const auto behind = read_string(at, key);
      if (!behind) return std::nullopt;
      key_place = place(from, *behind);
      at = skip_space(*behind);
      if (at >= text_.size() || text_[at] != ':') return std::nullopt;
      at = skip_space(at + 1);
    } else {
      key = {};
      key_place = {};
    }
  }
}

}  // namespace slipway
