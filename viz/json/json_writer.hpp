// Writes JSON as a stream: two-space indent, keys in the order they are given. Holds one buffer,
// so an answer of a million goals needs no more memory than a small one. Knows no plan.
// Rule: whatever is put in, valid UTF-8 JSON without raw control characters comes out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/date.hpp"

namespace slipway::viz {

/// Takes the next piece of an output.
using Sink = std::function<void(std::string_view)>;

class JsonWriter {
 public:
  /// Hands what is written to `sink` in pieces; the rest with finish().
  explicit JsonWriter(Sink sink);
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  // Containers. Everything inside an object follows a key().
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  JsonWriter& key(std::string_view name);

  // Values.
  void text(std::string_view value);
  void text_or_null(std::string_view value);  // empty: null
  void date(Date value);                      // not set: null
  void integer(std::int64_t value);
  void unsigned_integer(std::uint64_t value);
  void number(double value);  // the shortest digits that read back the same; not finite: null
  void flag(bool value);
  void null();
  /// Writes a value that is JSON already, indented like everything else.
  void json(std::string_view value);

  /// Ends the document with a newline and hands over what is left.
  void finish();

 private:
  void begin(char bracket);
  void end(char bracket);
  void before_value();
  void new_line();
  void add_quoted(std::string_view value);
  void flush_when_full();

  Sink sink_;
  std::string buffer_;
  std::vector<bool> has_members_;  // for each open container
  bool after_key_ = false;
};

/// Returns the shortest digits that read back as `value`, without an exponent for whole numbers
/// below 10^15 and for numbers of usual size: `100000`, not `1e+05`. Not finite: `null`.
std::string to_json_number(double value);

}  // namespace slipway::viz
