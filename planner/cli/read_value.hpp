// One text of an option to one value: numbers within limits, words out of a list. Wrong ones are
// thrown as UsageError.
#pragma once

#include <charconv>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/cli/usage_error.hpp"

namespace slipway::cli {

template <typename Number>
Number read_number(std::string_view option, const std::string& text, Number least, Number most,
                   std::string_view what) {
  Number value{};
  const char* const end = text.data() + text.size();
  const std::from_chars_result read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || !(value >= least && value <= most)) {
    throw UsageError{
        std::string(option) + " must be " + std::string(what) + ", not " + in_quotes(text),
        "for example: " + std::string(option) + " " +
            (option == "--fail-under" || option == "--confidence" ? "0.8"
             : option == "--samples"                              ? "10000"
                                                                  : "2")};
  }
  return value;
}

template <typename Value>
Value read_choice(std::string_view option, const std::string& text,
                  std::span<const std::pair<std::string_view, Value>> choices) {
  std::vector<std::string_view> names;
  std::string list;
  for (const auto& [name, value] : choices) {
    if (name == text) return value;
    if (!list.empty()) list += names.size() + 1 == choices.size() ? " or " : ", ";
    list += name;
    names.push_back(name);
  }
  throw UsageError{std::string(option) + " must be " + list + ", not " + in_quotes(text),
                   suggest(text, names, "")};
}

template <typename Value, std::size_t kSize>
Value read_choice(std::string_view option, const std::string& text,
                  const std::pair<std::string_view, Value> (&choices)[kSize]) {
  return read_choice<Value>(option, text, std::span(choices));
}

}  // namespace slipway::cli
