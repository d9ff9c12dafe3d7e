// How somebody laid out a JSON file, and how new values are written so that they look alike.
// Knows spaces and line breaks, nothing of plans, and changes no text that is there.
// Rule: every function takes well-formed JSON; what is no JSON is refused before it gets here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slipway {

/// What a file does wherever it has a choice. The defaults are for what a file does not show.
struct JsonLayout {
  std::string line_end{};          // "\n", "\r\n" or "\r"; empty: all of the value is on one line
  std::string indent = "  ";       // one level
  std::string colon = ": ";        // between a key and its value
  std::string comma = ", ";        // between entries on one line
  std::string in_object = " ";     // inside the braces of an object on one line
  std::string in_list{};           // inside the brackets of a list of plain values on one line
  std::string in_nest = " ";       // inside the brackets of a list of objects or lists on one line
  bool leaves_on_one_line = true;  // objects that hold plain values alone stand on one line
  bool operator==(const JsonLayout&) const = default;
};

/// Returns the layout of `text`, by majority where it is of two minds. Cost: linear in the text.
JsonLayout find_layout(std::string_view text);

inline constexpr std::size_t kWidestLine = 110;  // columns; a longer line is broken where it can be
inline constexpr std::size_t kAllLevels = static_cast<std::size_t>(-1);

/// Returns `json` in the given layout. Its outermost `broken_levels` levels have an entry to a
/// line, those inside stand on one line each; none is broken in a layout of one line. `margin` is
/// the indentation of the line it begins on. Numbers and texts are kept as they are spelled.
std::string lay_out(std::string_view json, const JsonLayout& layout, std::size_t broken_levels,
                    std::string_view margin);

bool is_json_space(char c);
bool has_line_break(std::string_view text);
/// Returns the offset behind the string whose opening quote is at `at`.
std::size_t skip_string(std::string_view text, std::size_t at);
/// Returns where the line begins in which `at` lies.
std::size_t line_start(std::string_view text, std::size_t at);
/// Returns the white space that the line in which `at` lies begins with.
std::string_view margin_of(std::string_view text, std::size_t at);
/// Returns white space as wide as what stands before `at` in its line: tabs stay tabs.
std::string column_of(std::string_view text, std::size_t at);

}  // namespace slipway
