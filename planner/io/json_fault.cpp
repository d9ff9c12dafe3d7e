#include "planner/io/json_fault.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "planner/io/json_words.hpp"

namespace slipway {
namespace {

using std::size_t;

constexpr size_t kEnd = std::string_view::npos;
constexpr std::string_view kSpace = " \t\r\n";

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
  std::optional<Diagnostic> read_word();

  // What is wrong, by what stands where something else was expected.
  Diagnostic bad_key() const;
  Diagnostic bad_closer() const;
  Diagnostic trailing_comma() const;
  Diagnostic cut_off() const;

  std::string_view text_;
  size_t at_ = 0;
  size_t last_end_ = 0;              // end of the last whole value
  size_t last_comma_ = 0;            // the comma before what is expected
  std::string_view key_;             // the last key, as it is written
  std::vector<std::uint32_t> open_;  // brackets not yet closed
  Expect expect_ = Expect::value;
};

std::optional<Diagnostic> Search::run() {
  if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
    return json_fault(0, 1, "this file is in UTF-16", "save it as UTF-8");
  }
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  if (text_.find_first_not_of(kSpace, at_) == kEnd) {
    return json_fault(0, 0, "the file is empty",
                      "the smallest plan is { \"slipway\": 1, \"name\": \"My plan\", \"start\": "
                      "\"2027-01-04\", \"goals\": [] }");
  }
  for (;;) {
    at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size());
    if (at_ >= text_.size()) {
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
        if (auto foreign = find_foreign(text_, at_)) return foreign;
        return json_fault(last_end_, last_end_ + 1,
                          "a colon is missing after the key " + quoted_json(key_));
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
      if (at_ == last_end_ && text_[at_ - 1] == '"' && !word_at(text_, at_).empty()) {
        return json_fault(at_, at_ + word_at(text_, at_).size(),
                          "text goes on behind its closing quote",
                          "a quote inside a text is written \\\"; or one is missing further left");
      }
      if (auto foreign = find_foreign(text_, at_)) return foreign;
      if (c == ':' && opener() == '[') {
        return json_fault(at_, at_ + 1, "a list has no keys, so no colon can stand here",
                          "perhaps a ']' is missing before",
                          {{{open_.back(), 1}, "this list is still open"}});
      }
      if (c == '"' || c == '{' || c == '[' || is_letter(c) || is_digit(c) || c == '-') {
        return json_fault(last_end_, last_end_ + 1, "a comma is missing here");
      }
      return json_fault(at_, at_ + 1,
                        "a comma or '" + std::string(1, closer_of(opener())) +
                            "' was expected here, not " + quoted_json(text_.substr(at_, 1)));
    case Expect::nothing:
      if (c == '}' || c == ']') {
        return json_fault(
            at_, at_ + 1, "there is one '" + std::string(1, c) + "' too many",
            "the plan ended before it; remove it, or a bracket that closes too early");
      }
      if (auto foreign = find_foreign(text_, at_)) return foreign;
      return json_fault(at_, at_ + 1, "something follows after the end of the plan",
                        "a plan file holds one object; check whether a '}' closes too early");
  }
  close();
  return std::nullopt;
}

std::optional<Diagnostic> Search::read_string() {
  auto found = pass_string(text_, at_);
  last_end_ = at_;
  return found;
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
  if (auto foreign = find_foreign(text_, at_)) return foreign;
  if (c == ']' && expect_ == Expect::value_after_comma) return trailing_comma();
  if ((c == ',' || c == '}' || c == ']') && expect_ == Expect::value && !open_.empty()) {
    return json_fault(at_, at_ + 1, "the value of " + quoted_json(key_) + " is missing",
                      "write it after the colon, or remove the key");
  }
  if ((c == '}' || c == ']') && !open_.empty()) return bad_closer();
  if (c == ',') {
    return json_fault(at_, at_ + 1, "there is no value before this comma", "remove the comma");
  }
  return read_word();
}

// Numbers, true, false, null, and what was meant to be one of them.
std::optional<Diagnostic> Search::read_word() {
  const std::string_view run = word_at(text_, at_);
  if (run.empty()) {
    return json_fault(
        at_, at_ + 1, quoted_json(text_.substr(at_, 1)) + " cannot stand here",
        "a value is text in double quotes, a number, true, false, [ ... ] or { ... }");
  }
  if (is_json_number(run)) {
    if (std::isinf(std::strtod(std::string(run).c_str(), nullptr))) {
      return json_fault(at_, at_ + run.size(), quoted_json(run) + " is too large a number");
    }
  } else if (run != "true" && run != "false" && run != "null") {
    if (open_.empty()) {
      return json_fault(at_, at_ + run.size(),
                        "a plan is one JSON object, and this begins with " + quoted_json(run),
                        "a plan starts with { \"slipway\": 1, \"name\": ..., \"goals\": [...] }");
    }
    return is_digit(run[0]) || std::string_view("+-.").find(run[0]) != kEnd ? bad_number(run, at_)
                                                                            : bad_word(run, at_);
  }
  at_ += run.size();
  after_value();
  return std::nullopt;
}

Diagnostic Search::bad_key() const {
  const char c = text_[at_];
  if (auto foreign = find_foreign(text_, at_)) return *foreign;
  if (c == ',') return json_fault(at_, at_ + 1, "there is nothing before this comma", "remove it");
  if (c == ']') return bad_closer();
  const std::string_view run = word_at(text_, at_);
  if (!run.empty()) {
    return json_fault(at_, at_ + run.size(),
                      "the key " + quoted_json(run) + " must stand in double quotes",
                      "write " + in_double_quotes(run));
  }
  return json_fault(at_, at_ + 1, "a key in double quotes was expected here",
                    "inside { } every value has a key: \"key\": value");
}

Diagnostic Search::bad_closer() const {
  const std::string wrong(1, text_[at_]);
  const std::string right(1, closer_of(opener()));
  return json_fault(at_, at_ + 1,
                    "this '" + wrong + "' cannot close a '" + std::string(1, opener()) + "'",
                    "a '" + right + "' is missing before it, or it should be one",
                    {{{open_.back(), 1}, "this is still open"}});
}

Diagnostic Search::trailing_comma() const {
  return json_fault(last_comma_, last_comma_ + 1,
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
  return json_fault(end, end, "the file ends before the plan does", std::move(hint),
                    std::move(related));
}

}  // namespace

std::optional<Diagnostic> find_json_fault(std::string_view text) { return Search(text).run(); }

}  // namespace slipway
