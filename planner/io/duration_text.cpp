#include "planner/io/duration_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

constexpr std::string_view kForms =
    "write a number with h, d or w: \"3d\", \"2d/1w/3w\" (least/likely/most), \"3w..6w\" "
    "(P10..P90)";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads a number with its unit; says how it failed.
struct AmountReading {
  std::optional<Amount> amount;
  std::string problem;
  std::string hint = std::string(kForms);
};

// What people write in the place of h, d and w.
std::string hint_for_unit(std::string_view number, std::string_view unit) {
  const std::string in_days(number);
  if (unit.empty()) {
    return "write \"" + in_days + "d\" for days, \"" + in_days + "w\" for weeks, \"" + in_days +
           "h\" for hours";
  }
  const std::size_t from = std::min(unit.find_first_not_of(' '), unit.size());
  std::string word;
  for (const char c : unit.substr(from, 20)) {
    word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), std::string_view(word)) != names.end();
  };
  if (is_one_of({"h", "hr", "hrs", "hour", "hours"})) return "write \"" + in_days + "h\"";
  if (is_one_of({"d", "day", "days"})) return "write \"" + in_days + "d\"";
  if (is_one_of({"w", "wk", "wks", "week", "weeks"})) return "write \"" + in_days + "w\"";
  if (is_one_of({"m", "mo", "mos", "month", "months"})) {
    return "months differ in length: write weeks, about \"4w\" to the month";
  }
  if (word.find('-') != std::string::npos) return "a range is written with two points: \"3w..6w\"";
  return std::string(kForms);
}

AmountReading read_amount(std::string_view text, bool may_be_signed) {
  const std::string shown = "'" + shorten(text, 40) + "'";
  if (text.empty()) return {std::nullopt, "a length is missing"};
  std::string_view rest = text;
  double sign = 1.0;
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
    if (!may_be_signed) return {std::nullopt, shown + " has a sign; work cannot be negative"};
    if (rest[0] == '-') sign = -1.0;
    rest.remove_prefix(1);
  }
  std::size_t whole = 0;
  while (whole < rest.size() && is_digit(rest[whole])) ++whole;
  std::size_t end = whole;
  std::size_t decimals = 0;
  if (end < rest.size() && rest[end] == '.') {
    ++end;
    while (end < rest.size() && is_digit(rest[end])) {
      ++end;
      ++decimals;
    }
    if (decimals == 0) return {std::nullopt, shown + " has no digit after the point"};
  }
  if (whole == 0) return {std::nullopt, shown + " does not start with a number"};
  if (whole > 6) return {std::nullopt, shown + " is longer than a plan can be"};
  if (decimals > 9) return {std::nullopt, shown + " has more than 9 digits after the point"};
  const std::string_view unit = rest.substr(end);
  if (unit.empty()) return {std::nullopt, shown + " has no unit", hint_for_unit(rest, unit)};
  Amount amount;
  if (unit == "h")
    amount.unit = Unit::hours;
  else if (unit == "d")
    amount.unit = Unit::days;
  else if (unit == "w")
    amount.unit = Unit::weeks;
  else
    return {std::nullopt, "'" + shorten(unit, 20) + "' in " + shown + " is not a unit",
            hint_for_unit(rest.substr(0, end), unit)};
  std::from_chars(rest.data(), rest.data() + end, amount.number);
  amount.number *= sign;
  if (amount.number == 0.0) amount.number = 0.0;  // no negative zero
  return {amount, ""};
}

DurationReading failed(std::string problem, std::string hint = std::string(kForms)) {
  return {std::nullopt, Code::invalid_duration, std::move(problem), std::move(hint)};
}

DurationReading read_points(std::string_view text, bool may_be_signed) {
  const std::size_t first = text.find('/');
  const std::size_t second = text.find('/', first + 1);
  if (second == std::string_view::npos || text.find('/', second + 1) != std::string_view::npos) {
    return failed("'" + shorten(text, 60) + "' needs three parts: least/likely/most");
  }
  Estimate out;
  out.form = Form::pert;
  const std::string_view parts[] = {
      text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
  for (std::size_t i = 0; i < 3; ++i) {
    const AmountReading reading = read_amount(parts[i], may_be_signed);
    if (!reading.amount) return failed(reading.problem, reading.hint);
    out.amounts[i] = *reading.amount;
  }
  return {out, {}, "", ""};
}

DurationReading read_range(std::string_view text, std::size_t dots, bool may_be_signed) {
  Estimate out;
  out.form = Form::p10_p90;
  const std::string_view parts[] = {text.substr(0, dots), text.substr(dots + 2)};
  if (parts[1].find("..") != std::string_view::npos) {
    return failed("'" + shorten(text, 60) + "' has more than two ends");
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (parts[i].starts_with('+')) return failed("a range needs no '+'");
    const AmountReading reading = read_amount(parts[i], may_be_signed);
    if (!reading.amount) return failed(reading.problem, reading.hint);
    out.amounts[i] = *reading.amount;
  }
  const bool from_minus = parts[0].starts_with('-');
  if (from_minus != parts[1].starts_with('-')) {
    return failed("a range cannot run from a lead to a lag",
                  "write least/likely/most instead, for example \"-2d/0d/3d\"");
  }
  if (from_minus) {  // -6w..-3w: P10 of the lead is 3w
    out.is_lead = true;
    std::swap(out.amounts[0], out.amounts[1]);
    for (std::size_t i = 0; i < 2; ++i) out.amounts[i].number = -out.amounts[i].number;
  }
  if (out.amounts[0].number == 0.0) {
    return failed("the low end of a range must be above zero",
                  "write least/likely/most instead, for example \"0d/1d/3d\"");
  }
  return {out, {}, "", ""};
}

}  // namespace

std::optional<Size> read_size(std::string_view text) {
  constexpr std::array<std::string_view, 5> kNames = {"XS", "S", "M", "L", "XL"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (text == kNames[i]) return static_cast<Size>(i);
  }
  return std::nullopt;
}

DurationReading read_duration_text(std::string_view text, DurationUse use) {
  const bool is_single = use == DurationUse::single || use == DurationUse::positive;
  if (const std::optional<Size> size = read_size(text)) {
    if (is_single) return failed("one amount is needed here, not a size", "for example \"3d\"");
    if (use == DurationUse::size) {
      return failed("a size cannot be explained by a size", std::string(kForms));
    }
    Estimate out;
    out.form = Form::size;
    out.size = *size;
    return {out, {}, "", ""};
  }
  const bool may_be_signed = use == DurationUse::lag;
  const std::size_t dots = text.find("..");
  const bool is_range = dots != std::string_view::npos;
  if (is_single && (is_range || text.find('/') != std::string_view::npos)) {
    return failed("one amount is needed here, not a range", "for example \"3d\"");
  }
  if (is_range) return read_range(text, dots, may_be_signed);
  if (text.find('/') != std::string_view::npos) return read_points(text, may_be_signed);
  const AmountReading reading = read_amount(text, may_be_signed);
  if (!reading.amount) {
    const bool looks_like_size = !text.empty() && text.size() <= 3 &&
                                 text.find_first_not_of("xsmlXSML") == std::string_view::npos;
    return failed(reading.problem,
                  looks_like_size ? "the sizes are XS, S, M, L and XL" : reading.hint);
  }
  if (use == DurationUse::positive && reading.amount->number == 0.0) {
    return failed("this must be more than zero", "for example \"3d\"");
  }
  Estimate out;
  out.amounts[0] = *reading.amount;
  return {out, {}, "", ""};
}

}  // namespace slipway
