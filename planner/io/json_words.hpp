// The single words, texts and characters of what should be JSON: where they end, and what somebody
// who typed a wrong one probably meant. How they stand together is json_fault's.
// Private to planner/io.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/diagnostic.hpp"

namespace slipway {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Returns an invalid-json finding about the bytes from `from` to before `to`.
Diagnostic json_fault(std::size_t from, std::size_t to, std::string message, std::string hint = "",
                      std::vector<Related> related = {});

/// Returns a short `text` in single quotes, printable.
std::string quoted_json(std::string_view text);

/// Returns all that somebody may have meant as one number or word at `at`: 3d, 2018-09-28, Müller.
std::string_view word_at(std::string_view text, std::size_t at);

/// Says whether `run` is a number (RFC 8259, section 6).
bool is_json_number(std::string_view run);

/// Moves `at` from an opening quote to behind the closing one, or returns what is wrong between.
std::optional<Diagnostic> pass_string(std::string_view text, std::size_t& at);

/// Returns what is wrong when, at `at`, something stands that people type and JSON has nowhere:
/// comments, single and typographic quotes, invisible characters.
std::optional<Diagnostic> find_foreign(std::string_view text, std::size_t at);

/// Say what is wrong with `run`, at `at`, which is no number or word of JSON.
Diagnostic bad_number(std::string_view run, std::size_t at);
Diagnostic bad_word(std::string_view run, std::size_t at);

/// Returns a short `text` in double quotes, as it should have been written.
std::string in_double_quotes(std::string_view text);

}  // namespace slipway
