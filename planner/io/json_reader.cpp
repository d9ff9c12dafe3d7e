#include "planner/io/json_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "planner/io/json_fault.hpp"

namespace slipway {
namespace {

// Tells the handler how far the parser has read, which nlohmann's SAX interface does not.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    *seen_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator old = *this;
    ++*this;
    return old;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** seen_;
};

class Handler {
 public:
  Handler(std::string_view text, JsonPieces& pieces, std::deque<std::string>& spare_texts,
          Findings& findings)
      : text_(text), pieces_(pieces), spare_texts_(spare_texts), findings_(findings) {
    if (text.starts_with("\xEF\xBB\xBF")) last_end_ = 3;  // the parser skips a byte order mark too
  }

  const char** seen() { return &seen_; }
  bool is_complete() const { return complete_; }
  std::size_t end_of_plan() const { return last_end_; }

  bool null() { return scalar(ValueType::null, 0.0, false, fixed(4)); }
  bool boolean(bool flag) { return scalar(ValueType::boolean, 0.0, flag, fixed(flag ? 4 : 5)); }
  bool number_integer(std::int64_t number) { return numeric(static_cast<double>(number)); }
  bool number_unsigned(std::uint64_t number) { return numeric(static_cast<double>(number)); }
  bool number_float(double number, const std::string&) { return numeric(number); }
  bool string(std::string& content) {
    const Place place = quoted();
    Value value;
    value.type = ValueType::string;
    value.text = view_of(place, content);
    value.place = place;
    return add(value);
  }
  template <typename Binary>
  bool binary(Binary&) {
    return false;
  }
  bool key(std::string& content) {
    key_place_ = quoted();
    key_ = view_of(key_place_, content);
    return true;
  }
  bool start_object(std::size_t) { return open(ValueType::object); }
  bool start_array(std::size_t) { return open(ValueType::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  template <typename Exception>
  bool parse_error(std::size_t, const std::string&, const Exception&) {
    // The parser knows that it failed; what the user should do about it takes a second look.
    const std::size_t at = std::min(offset_of_seen() > 0 ? offset_of_seen() - 1 : 0, text_.size());
    findings_.add(
        find_json_fault(text_).value_or(Diagnostic{.code = Code::invalid_json,
                                                   .message = "this is not JSON",
                                                   .place = {static_cast<std::uint32_t>(at), 1}}));
    return false;
  }

 private:
  struct Level {
    std::uint32_t row = Value::kNone;       // of the container in the tree; kNone: not in the tree
    std::uint32_t previous = Value::kNone;  // its last child so far
  };

  std::size_t offset_of_seen() const {
    return seen_ == nullptr ? 0 : static_cast<std::size_t>(seen_ - text_.data());
  }

  // First byte of the token that ends at what was seen: white space and separators lie before it.
  std::size_t token_start() const {
    std::size_t at = last_end_;
    while (at < text_.size()) {
      const char c = text_[at];
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != ',' && c != ':') break;
      ++at;
    }
    return at;
  }
  Place take(std::size_t from, std::size_t to) {
    last_end_ = to;
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)};
  }
  Place quoted() { return take(token_start(), offset_of_seen()); }
  Place fixed(std::size_t length) {
    const std::size_t from = token_start();
    return take(from, from + length);
  }
  bool numeric(double number) {
    const std::size_t from = token_start();
    std::size_t to = from;
    while (to < text_.size() &&
           std::string_view("+-.eE0123456789").find(text_[to]) != std::string_view::npos) {
      ++to;
    }
    return scalar(ValueType::number, number, false, take(from, to));
  }

  // A view into the text where nothing was escaped: then content and text have the same length.
  std::string_view view_of(Place place, std::string& content) {
    const std::string_view raw = text_.substr(place.offset + 1, place.length - 2);
    if (raw.size() == content.size()) return raw;
    return spare_texts_.emplace_back(content);
  }

  bool scalar(ValueType type, double number, bool flag, Place place) {
    Value value;
    value.type = type;
    value.number = number;
    value.flag = flag;
    value.place = place;
    return add(value);
  }

  bool add(Value value) {
    if (depth_ == 0) return refuse_root(value.place);
    if (depth_ == 1) {
      tree_.clear();
      value.key = key_;
      value.key_place = key_place_;
      tree_.add(value, Value::kNone, Value::kNone);
      pieces_.member(tree_);
      return true;
    }
    append(value);
    return true;
  }

  std::uint32_t append(Value value) {
    Level& level = levels_[depth_];
    if (level.row == Value::kNone) {  // an element that is wanted by itself
      tree_.clear();
      const std::uint32_t row = tree_.add(value, Value::kNone, Value::kNone);
      if (value.type != ValueType::array && value.type != ValueType::object) {
        pieces_.element(section_, tree_);
      }
      return row;
    }
    if (tree_.node(level.row).type == ValueType::object) {
      value.key = key_;
      value.key_place = key_place_;
    }
    level.previous = tree_.add(value, level.row, level.previous);
    return level.previous;
  }

  bool open(ValueType type) {
    const Place place = fixed(1);
    if (depth_ == 0) {
      if (type != ValueType::object) return refuse_root(place);
      levels_[++depth_] = {};
      return true;
    }
    if (depth_ >= kDeepest) {
      findings_.add({.code = Code::too_deep,
                     .message = "lists and objects are nested more than " +
                                std::to_string(kDeepest) + " deep",
                     .place = place,
                     .hint = "a plan needs no more than 6 levels"});
      return false;
    }
    Value value;
    value.type = type;
    value.place = place;
    Level level;
    if (depth_ == 1) {
      value.key = key_;
      value.key_place = key_place_;
      section_ = key_;
      streaming_ = type == ValueType::array && pieces_.wants_elements(key_);
      tree_.clear();
      section_value_ = value;
      if (!streaming_) level.row = tree_.add(value, Value::kNone, Value::kNone);
    } else {
      level.row = append(value);
    }
    levels_[++depth_] = level;
    return true;
  }

  bool close() {
    const std::size_t at = token_start();
    take(at, at + 1);
    const Level level = levels_[depth_--];
    if (depth_ == 0) {
      complete_ = true;
      return true;
    }
    if (level.row != Value::kNone) {
      Value& closed = tree_.node(level.row);
      closed.place.length = static_cast<std::uint32_t>(at + 1 - closed.place.offset);
    }
    if (depth_ == 1) {
      if (streaming_) {
        tree_.clear();
        section_value_.place.length =
            static_cast<std::uint32_t>(at + 1 - section_value_.place.offset);
        tree_.add(section_value_, Value::kNone, Value::kNone);
      }
      streaming_ = false;
      pieces_.member(tree_);
    } else if (depth_ == 2 && streaming_) {
      pieces_.element(section_, tree_);
    }
    return true;
  }

  bool refuse_root(Place place) {
    findings_.add(
        {.code = Code::wrong_type,
         .message = "a plan must be a JSON object",
         .place = place,
         .hint = "a plan starts with { \"slipway\": 1, \"name\": ..., \"goals\": [...] }"});
    return false;
  }

  std::string_view text_;
  JsonPieces& pieces_;
  std::deque<std::string>& spare_texts_;
  Findings& findings_;
  const char* seen_ = nullptr;
  std::size_t last_end_ = 0;
  ValueTree tree_;
  std::array<Level, kDeepest + 2> levels_{};
  std::size_t depth_ = 0;
  std::string_view key_;
  Place key_place_{};
  std::string_view section_;
  Value section_value_;
  bool streaming_ = false;
  bool complete_ = false;
};

}  // namespace

bool read_json(std::string_view text, JsonPieces& pieces, std::deque<std::string>& spare_texts,
               Findings& findings) {
  Handler handler(text, pieces, spare_texts, findings);
  const CountingIterator first(text.data(), handler.seen());
  const CountingIterator last(text.data() + text.size(), handler.seen());
  // The SAX interface reports errors through the handler; it throws nothing of its own.
  const bool read = nlohmann::json::sax_parse(first, last, &handler);
  if (!read || !handler.is_complete()) return false;
  // The parser takes a NUL for the end of its input; what stands behind it must not pass unseen.
  if (text.find('\0', handler.end_of_plan()) == std::string_view::npos) return true;
  if (auto fault = find_json_fault(text)) findings.add(std::move(*fault));
  return false;
}

}  // namespace slipway
