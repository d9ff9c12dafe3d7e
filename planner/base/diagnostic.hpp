// What Slipway found wrong or odd in an input: one type for readers, gates and commands.
// A diagnostic is data. Deciding what to do about it, and printing, belong to the command line.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/source.hpp"

namespace slipway {

enum class Severity : std::uint8_t { error, warning, note };

enum class Code : std::uint8_t {
#define SLIPWAY_CODE(enumerator, text, severity) enumerator,
#include "planner/base/diagnostic_codes.def"
#undef SLIPWAY_CODE
};

/// Returns the code as users see it: `unknown-goal`.
std::string_view to_string(Code code);
std::string_view to_string(Severity severity);
Severity severity_of(Code code);
/// Returns every code in the order of the table.
std::vector<Code> all_codes();

/// Another place that belongs to the finding, and what is there.
struct Related {
  Place place;
  std::string message;
  bool operator==(const Related&) const = default;
};

struct Diagnostic {
  Code code = Code::usage;
  std::string message;  // says what the user wrote, by name; lower case, no full stop
  Place place{};
  std::string hint{};  // what would be right; may be empty
  std::vector<Related> related{};
  std::vector<std::string> ids{};  // goals, blockers or teams it is about

  Severity severity() const { return severity_of(code); }
  bool operator==(const Diagnostic&) const = default;
};

/// Every finding of a run. Keeps the first `kKept` of each severity and counts them all.
class Findings {
 public:
  static constexpr std::size_t kKept = 1000;
  static constexpr std::size_t kMostCodes = 128;

  void add(Diagnostic diagnostic);
  void add(Findings other);

  bool has_errors() const { return counts_[0] > 0; }
  std::size_t count(Severity severity) const { return counts_[static_cast<std::size_t>(severity)]; }
  std::size_t size() const { return counts_[0] + counts_[1] + counts_[2]; }
  /// Says whether there was a finding of this code, kept or not.
  bool has(Code code) const { return seen_[static_cast<std::size_t>(code)]; }
  /// Returns what was kept: in order of place, findings without one first.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> kept_;
  std::bitset<kMostCodes> seen_;  // by code
  std::size_t counts_[3] = {0, 0, 0};
  std::size_t kept_of_[3] = {0, 0, 0};
};

/// A value, if one could be made, and always what was found on the way.
template <typename T>
struct Loaded {
  T value{};
  bool ok = false;
  Findings findings{};
  explicit operator bool() const { return ok; }
};

}  // namespace slipway
