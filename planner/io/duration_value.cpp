// Durations as JSON values: text, or an object with a shape.
#include <array>
#include <cstdio>
#include <string>

#include "planner/io/fields.hpp"

namespace slipway {
namespace {

enum Key : std::size_t { low, likely, high, shape, lambda, p10, p50, p90, mean, sd, samples };
constexpr std::array<std::string_view, 11> kKeys = {
    "low", "likely", "high", "shape", "lambda", "p10", "p50", "p90", "mean", "sd", "samples"};

struct FormRow {
  std::string_view shape;
  Form form;
  std::array<Key, 3> keys;
  std::size_t num_keys;
  bool positive;  // amounts must be above zero
};
constexpr std::array kForms = {
    FormRow{"pert", Form::pert, {low, likely, high}, 3, false},
    FormRow{"triangular", Form::triangular, {low, likely, high}, 3, false},
    FormRow{"uniform", Form::uniform, {low, high, high}, 2, false},
    FormRow{"lognormal", Form::p50_p90, {p50, p90, p90}, 2, true},
    FormRow{"lognormal", Form::p10_p90, {p10, p90, p90}, 2, true},
    FormRow{"normal", Form::normal, {mean, sd, sd}, 2, false},
    FormRow{"exponential", Form::exponential, {mean, mean, mean}, 1, false},
};
constexpr std::array<std::string_view, 6> kShapes = {"pert",      "triangular", "uniform",
                                                     "lognormal", "normal",     "exponential"};
constexpr std::string_view kObjectHint =
    "for example { \"low\": \"2d\", \"likely\": \"1w\", \"high\": \"3w\", \"shape\": "
    "\"triangular\" }";

}  // namespace

std::optional<Estimate> FieldReader::duration(const ValueTree& tree, const Value& value,
                                              DurationUse use) {
  if (value.type == ValueType::object && use != DurationUse::single &&
      use != DurationUse::positive) {
    return duration_object(tree, value, use);
  }
  if (value.type != ValueType::string) {
    std::string example = "\"3d\" or \"2d/1w/3w\"";
    if (value.type == ValueType::number && value.number >= 0.0 && value.number <= 999.0) {
      std::array<char, 32> digits{};
      std::snprintf(digits.data(), digits.size(), "%g", value.number);
      const std::string number(digits.data());
      example = '"' + number + "d\" for days, \"" + number + "w\" for weeks";
    }
    report_type(value, "a duration", example);
    return std::nullopt;
  }
  DurationReading reading = read_duration_text(value.text, use);
  if (!reading.estimate) report(reading.code, value.place, reading.problem, reading.hint);
  return reading.estimate;
}

std::optional<Estimate> FieldReader::duration_object(const ValueTree& tree, const Value& value,
                                                     DurationUse) {
  const Members members(*this, tree, value, kKeys);
  const auto amount = [&](const Value& from, bool positive) -> std::optional<Amount> {
    const auto read = duration(tree, from, positive ? DurationUse::positive : DurationUse::single);
    return read ? std::optional(read->amounts[0]) : std::nullopt;
  };
  const auto refuse_others = [&](auto is_used, std::string_view what) {
    bool fine = true;
    for (std::size_t k = 0; k < kKeys.size(); ++k) {
      if (members[k] == nullptr || is_used(k)) continue;
      report(Code::invalid_duration, members[k]->key_place,
             "'" + std::string(kKeys[k]) + "' does not belong to " + std::string(what),
             std::string(kObjectHint));
      fine = false;
    }
    return fine;
  };

  Estimate out;
  if (members[samples] != nullptr) {
    if (!refuse_others([](std::size_t k) { return k == samples; }, "samples")) return std::nullopt;
    if (!is_list(*members[samples])) return std::nullopt;
    out.form = Form::samples;
    if (members[samples]->count < 1 || members[samples]->count > 10000) {
      report(Code::out_of_range, members[samples]->place, "'samples' needs 1 to 10000 durations");
      return std::nullopt;
    }
    for (const Value& sample : tree.children(*members[samples])) {
      const auto read = amount(sample, false);
      if (!read) return std::nullopt;
      out.samples.push_back(*read);
    }
    return out;
  }
  if (members[shape] == nullptr) {
    report(Code::missing_key, value.place, "a duration written as an object needs a 'shape'",
           std::string(kObjectHint));
    return std::nullopt;
  }
  const auto chosen = choice(*members[shape], kShapes);
  if (!chosen) return std::nullopt;
  const FormRow* row = nullptr;
  for (const FormRow& candidate : kForms) {
    if (candidate.shape != kShapes[*chosen]) continue;
    if (row == nullptr || (candidate.form == Form::p10_p90 && members[p10] != nullptr))
      row = &candidate;
  }
  out.form = row->form;
  const auto is_used = [&](std::size_t k) {
    if (k == shape || (k == lambda && row->form == Form::pert)) return true;
    for (std::size_t i = 0; i < row->num_keys; ++i) {
      if (row->keys[i] == k) return true;
    }
    return false;
  };
  bool fine = refuse_others(is_used, "a " + std::string(row->shape) + " duration");
  for (std::size_t i = 0; i < row->num_keys; ++i) {
    const Value* part = members[row->keys[i]];
    if (part == nullptr) {
      report(Code::missing_key, value.place,
             "a " + std::string(row->shape) + " duration needs '" +
                 std::string(kKeys[row->keys[i]]) + "'",
             std::string(kObjectHint));
      fine = false;
      continue;
    }
    const auto read = amount(*part, row->positive);
    if (read)
      out.amounts[i] = *read;
    else
      fine = false;
  }
  if (row->form == Form::pert && members[lambda] != nullptr) {
    const auto read = number(*members[lambda], 0.0, 100.0);
    if (read && *read == 0.0) {
      report(Code::out_of_range, members[lambda]->place, "'lambda' must be above 0");
      fine = false;
    } else if (read) {
      out.lambda = *read;
    } else {
      fine = false;
    }
  }
  if (!fine) return std::nullopt;
  return out;
}

}  // namespace slipway
