// Small UTF-8 helpers: decode, count, and make text from a file safe to show.
// No display widths and no normalisation: the renderers measure text themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slipway {

/// Reads the code point at `at` and moves `at` past it; a malformed byte gives U+FFFD and one step.
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Returns the number of code points (malformed bytes count one each).
std::size_t count_code_points(std::string_view text);

/// Says whether `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// Says whether a code point may appear in an id: printable, and not white space.
bool is_id_character(char32_t c);

/// Says whether a code point must not reach a terminal or a picture as it is: control characters,
/// direction overrides, U+FEFF, non-characters.
bool is_unsafe(char32_t c);

/// Returns `text` fit for showing on one line: unsafe characters become `\u{1b}`-like escapes,
/// line breaks and tabs a space, malformed bytes U+FFFD.
std::string make_printable(std::string_view text);

/// Returns at most `limit` code points of `text`; a cut is marked by "…" as the last of them.
std::string shorten(std::string_view text, std::size_t limit);

}  // namespace slipway
