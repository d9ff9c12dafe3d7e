#include "planner/model/estimate_text.hpp"

#include <array>
#include <charconv>
#include <initializer_list>
#include <string_view>

namespace slipway {
namespace {

std::string quoted(const Amount& amount) { return '"' + to_text(amount) + '"'; }

std::string object_text(const Estimate& estimate, std::initializer_list<std::string_view> keys,
                        std::string_view shape) {
  std::string out = "{ ";
  std::size_t i = 0;
  for (const std::string_view key : keys) {
    out += '"' + std::string(key) + "\": " + quoted(estimate.amounts[i++]) + ", ";
  }
  return out + "\"shape\": \"" + std::string(shape) + '"';
}

}  // namespace

std::string to_text(double number) {
  std::array<char, 512> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return {digits.data(), end.ptr};
}

std::string to_text(const Amount& amount) {
  constexpr std::array<char, 3> kUnits = {'h', 'd', 'w'};
  constexpr std::size_t kDigits = 9;  // behind the point; readers take no more
  std::string number = to_text(amount.number);
  const std::size_t point = number.find('.');
  if (point != std::string::npos && number.size() - point > kDigits + 1) {
    std::array<char, 512> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), amount.number,
                                   std::chars_format::fixed, static_cast<int>(kDigits));
    number.assign(digits.data(), end.ptr);
    number.erase(number.find_last_not_of('0') + 1);
    if (number.ends_with('.')) number.pop_back();
  }
  return number + kUnits[static_cast<std::size_t>(amount.unit)];
}

std::string to_text(const Estimate& estimate) {
  constexpr std::array<std::string_view, 5> kSizes = {"XS", "S", "M", "L", "XL"};
  const auto& [low, likely, high] = estimate.amounts;
  switch (estimate.form) {
    case Form::point:
      return to_text(low);
    case Form::pert:
      if (estimate.lambda == 4.0) return to_text(low) + '/' + to_text(likely) + '/' + to_text(high);
      return object_text(estimate, {"low", "likely", "high"}, "pert") +
             ", \"lambda\": " + to_text(estimate.lambda) + " }";
    case Form::triangular:
      return object_text(estimate, {"low", "likely", "high"}, "triangular") + " }";
    case Form::uniform:
      return object_text(estimate, {"low", "high"}, "uniform") + " }";
    case Form::p50_p90:
      return object_text(estimate, {"p50", "p90"}, "lognormal") + " }";
    case Form::p10_p90:
      if (estimate.is_lead) return '-' + to_text(likely) + "..-" + to_text(low);
      return to_text(low) + ".." + to_text(likely);
    case Form::normal:
      return object_text(estimate, {"mean", "sd"}, "normal") + " }";
    case Form::exponential:
      return object_text(estimate, {"mean"}, "exponential") + " }";
    case Form::samples: {
      std::string out = "{ \"samples\": [";
      for (std::size_t i = 0; i < estimate.samples.size(); ++i) {
        out += (i > 0 ? ", " : "") + quoted(estimate.samples[i]);
      }
      return out + "] }";
    }
    case Form::size:
      return std::string(kSizes[static_cast<std::size_t>(estimate.size)]);
  }
  return "";
}

}  // namespace slipway
