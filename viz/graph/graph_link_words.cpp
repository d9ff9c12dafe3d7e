#include "viz/graph/graph_link_words.hpp"

#include <array>

#include "viz/text/wording.hpp"

namespace slipway::viz {

std::string say_link(const GraphLink& link) {
  std::string out;
  const auto join = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
  if (link.count > 1) {
    join(std::to_string(link.count));
    if (link.num_broken > 0) join("· " + std::to_string(link.num_broken) + " !");
    if (link.num_unagreed > 0) join("· " + std::to_string(link.num_unagreed) + " ?");
    return out;
  }
  if (link.type != LinkType::fs) join(std::string(to_string(link.type)));
  if (link.lag_days != 0.0) {
    join((link.lag_days > 0 ? "+" : "−") +
         to_days(link.lag_days > 0 ? link.lag_days : -link.lag_days) +
         (link.is_elapsed ? " d elapsed" : " d"));
  }
  if (link.is_soft()) join(to_odds(link.probability));
  if (!link.is_idle) {
    if (link.is_declined())
      join("×");
    else if (link.is_unagreed() || link.num_unagreed > 0)
      join("?");
  }
  if (link.missing_days > 0.0 && !link.is_idle)
    join("! " + to_days(link.missing_days) + " d");
  else if ((link.is_broken() || link.num_broken > 0) && !link.is_idle)
    join("!");
  return out;
}

std::string describe_link(const GraphReport& report, const GraphLink& link) {
  const auto name = [&](std::uint32_t row) {
    const GraphBox& box = report.boxes[row];
    if (!box.id.empty()) return box.id;
    return std::string("other goals");
  };
  static constexpr std::array<const char*, 4> kWaits = {
      "starts after the finish of", "starts after the start of", "finishes after the finish of",
      "finishes after the start of"};
  std::string out = name(link.to) + " ";
  out += link.count > 1 ? "waits for" : kWaits[static_cast<std::size_t>(link.type)];
  out += " " + name(link.from);
  const std::string label = say_link(link);
  if (!label.empty()) out += " (" + label + ")";
  if (link.is_critical) out += ", critical";
  if (link.is_soft()) out += ", soft";
  if (!link.is_idle && link.is_unagreed()) out += ", asked and not agreed";
  if (!link.is_idle && link.is_declined()) out += ", declined";
  if (link.missing_days > 0.0) {
    out += ", " + to_days(link.missing_days) + " working days too late";
  } else if (link.is_out_of_sequence) {
    out += ", out of sequence";
  }
  if (link.turn == LinkTurn::added) out += ", new";
  if (link.was_critical) out += ", was critical";
  if (link.turn == LinkTurn::gone) return out + ", gone after the change";
  if (link.is_idle) out += ", holds nothing up";
  return out;
}

}  // namespace slipway::viz
