// What the answers about changes share: signed days, odds before and after, paths. Private to viz.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::viz {

/// Returns `+10`, `-2.5`: working days by which something moves.
std::string to_signed_days(double days);

/// Returns `34 % -> 12 %`, or `34 %` when nothing changes.
std::string say_change(double before, double after);

/// Returns `-22 points, ± 1`: a difference of odds and two standard errors.
std::string to_points(double difference, double error);

/// Returns `a -> b -> c`; the middle of a long one is counted.
std::string say_path(const std::vector<std::string_view>& path);

/// Returns `1 person`, `2.5 people`.
std::string to_people(double people);

/// Returns the letter that stands for a case where several are compared: A, B, C ...
char letter_of(std::size_t number);

}  // namespace slipway::viz
