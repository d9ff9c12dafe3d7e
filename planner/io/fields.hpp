// Typed checks on JSON values: each says in words what was found, what is right, and where.
// Knows the plan format's kinds of value (dates, ids, durations), not its objects.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "planner/base/date.hpp"
#include "planner/base/diagnostic.hpp"
#include "planner/io/duration_text.hpp"
#include "planner/io/value.hpp"
#include "planner/model/estimate.hpp"

namespace slipway {

/// Days from `first` to `last`, both of them included.
struct DayRange {
  Date first{};
  Date last{};
  std::int32_t length() const { return last.day - first.day + 1; }
};
inline constexpr std::int32_t kLongestDays = 3660;  // in one A..B

/// Where findings go, and whose fields are being read: "goal 'docs'".
class FieldReader {
 public:
  explicit FieldReader(Findings& findings) : findings_(findings) {}

  /// Names the object that is being read, for messages: `kind` "goal", `id` may be empty.
  void set_owner(std::string_view kind, std::string_view id) {
    owner_kind_ = kind;
    owner_id_ = id;
  }
  std::string owner() const;

  void report(Code code, Place place, std::string message, std::string hint = "",
              std::vector<Related> related = {});
  /// Reports a value of the wrong type: "'due' must be a date, not a number".
  void report_type(const Value& value, std::string_view wanted, std::string_view example = "");

  // Each returns nothing after reporting why. `name` of a value: its key, else the list's.
  std::optional<std::string_view> text(const Value& value);
  std::optional<std::string_view> label(const Value& value);  // text that is not empty
  std::optional<std::string_view> id(const Value& value);
  std::optional<Date> date(const Value& value);
  std::optional<DayRange> days(const Value& value);  // "2018-09-03", or A..B
  std::optional<double> number(const Value& value, double least, double most);
  std::optional<double> share(const Value& value) { return number(value, 0.0, 1.0); }
  std::optional<Estimate> duration(const ValueTree& tree, const Value& value, DurationUse use);
  std::optional<std::string_view> url(const Value& value);
  /// Returns the index of the text among `choices`.
  std::optional<std::size_t> choice(const Value& value, std::span<const std::string_view> choices);
  bool is_list(const Value& value);
  bool is_object(const Value& value, std::string_view wanted);

  /// Reports keys that stand twice anywhere in `value` (used where nobody looks at the keys).
  void check_repeated(const ValueTree& tree, const Value& value);

 private:
  std::optional<Estimate> duration_object(const ValueTree& tree, const Value& value,
                                          DurationUse use);

  Findings& findings_;
  std::string_view owner_kind_;
  std::string_view owner_id_;
};

/// The members of one object, sorted by a list of the keys it may have.
class Members {
 public:
  static constexpr std::size_t kMost = 32;

  /// Reports unknown keys (with a suggestion) and repeated ones; `x-` keys are let through.
  Members(FieldReader& reader, const ValueTree& tree, const Value& object,
          std::span<const std::string_view> keys);

  /// Returns the value at `key` (its index in the list), or null.
  const Value* operator[](std::size_t key) const { return found_[key]; }

 private:
  std::array<const Value*, kMost> found_{};
};

}  // namespace slipway
