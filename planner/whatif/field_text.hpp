// Values of a plan's fields written the way a plan file has them. What is absent is an empty text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "planner/model/estimate_text.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

std::string date_text(Date date);
std::string estimate_text(const Plan& plan, std::uint32_t row);  // kNoRow: none
std::string list_text(std::span<const std::string_view> words);
std::string status_text(const Item& item);
std::string needs_text(const Plan& plan, std::span<const Need> needs);
std::string affects_text(const Plan& plan, const Risk& risk);
std::string factor_text(const Factor& factor);
std::string to_text(Commitment commitment);
std::string to_text(LagCalendar calendar);
std::string to_text(Ask ask);
std::string to_text(Logic logic);
std::string to_text(Roam roam);

/// Returns what a link says beyond its ends: `SS, lag 2d, probability 0.6`; `FS` for a plain one.
std::string link_text(const Plan& plan, const Link& link);
/// Returns a link's name: `A->B`, B waits for A.
std::string link_name(const Plan& plan, const Link& link);

}  // namespace slipway
