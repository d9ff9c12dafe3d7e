// Changes to a JSON text that leave every other byte as it is: where something goes, and with what
// around it. Knows lists and objects, nothing of plans. Texts are well-formed, as in json_layout.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/io/json_layout.hpp"

namespace slipway {

/// `length` bytes at `offset` give way to `text`.
struct Splice {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text;
  bool operator==(const Splice&) const = default;
};

std::string apply_splice(std::string_view text, const Splice& splice);

/// An element of a list, or a member of an object: then `begin` is that of its key.
struct JsonEntry {
  std::size_t begin = 0;
  std::size_t value = 0;
  std::size_t end = 0;
};

/// Returns the entries of the list or object that opens at `open`. Cost: linear in its text.
std::vector<JsonEntry> entries_of(std::string_view text, std::size_t open);
/// Returns the offset behind the value that begins at `at`.
std::size_t skip_value(std::string_view text, std::size_t at);
/// Returns the key of a member, without its escapes.
std::string key_of(std::string_view text, const JsonEntry& member);
/// Returns where the first value of the text begins, behind a byte order mark and white space.
std::size_t first_value(std::string_view text);

/// Writes an entry; `margin` is the indentation of the line it begins on.
using EntryWriter = std::function<std::string(std::string_view margin)>;

/// Returns the splice that puts one more entry behind those of the list or object that opens at
/// `open`, set apart as the entries before it are. Removes nothing.
Splice append_entry(std::string_view text, std::size_t open, const JsonLayout& layout,
                    const EntryWriter& write);

/// Returns the splice that puts `elements` (JSON texts) in the place of those of the list that
/// opens at `open`. They stand as the old ones did: on lines of their own or not.
Splice replace_elements(std::string_view text, std::size_t open, const JsonLayout& layout,
                        const std::vector<std::string>& elements);

}  // namespace slipway
