#include "planner/whatif/field_text.hpp"

#include <array>

namespace slipway {
namespace {

template <typename Enum, std::size_t N>
std::string name_of(Enum value, const std::array<std::string_view, N>& names) {
  return std::string(names[static_cast<std::size_t>(value)]);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

void append(std::string& list, std::string_view word) {
  if (!list.empty()) list += ", ";
  list += word;
}

}  // namespace

std::string date_text(Date date) { return date.is_set() ? to_iso(date) : ""; }

std::string estimate_text(const Plan& plan, std::uint32_t row) {
  return row == kNoRow ? "" : to_text(plan.estimates[row]);
}

std::string list_text(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) append(out, word);
  return out;
}

std::string status_text(const Item& item) {
  if (item.kind != Kind::blocker) return std::string(to_string(item.status));
  return item.status == Status::done ? "resolved" : "open";
}

std::string needs_text(const Plan& plan, std::span<const Need> needs) {
  std::string out;
  for (const Need& need : needs) {
    std::string text = "{ \"team\": " + quoted(plan.teams[need.team.index()].id) +
                       ", \"people\": " + to_text(need.people);
    if (need.ask != Ask::none) text += ", \"ask\": " + quoted(to_text(need.ask));
    append(out, text + " }");
  }
  return out;
}

std::string affects_text(const Plan& plan, const Risk& risk) {
  std::string out;
  for (const TeamId team : risk.teams) {
    append(out, "team:" + std::string(plan.teams[team.index()].id));
  }
  for (const ItemId item : risk.items) append(out, plan.item(item).id);
  return out;
}

std::string factor_text(const Factor& factor) {
  if (factor == Factor{}) return "";
  if (factor.low == factor.high) return to_text(factor.likely);
  return to_text(factor.low) + '/' + to_text(factor.likely) + '/' + to_text(factor.high);
}

std::string to_text(Commitment commitment) {
  return name_of(commitment, std::array<std::string_view, 2>{"committed", "stretch"});
}

std::string to_text(LagCalendar calendar) {
  return name_of(calendar,
                 std::array<std::string_view, 4>{"predecessor", "successor", "project", "elapsed"});
}

std::string to_text(Ask ask) {
  return name_of(ask, std::array<std::string_view, 5>{"", "asked", "agreed", "declined", "done"});
}

std::string to_text(Logic logic) {
  return name_of(logic, std::array<std::string_view, 2>{"retained", "override"});
}

std::string to_text(Roam roam) {
  return name_of(roam,
                 std::array<std::string_view, 5>{"", "resolved", "owned", "accepted", "mitigated"});
}

std::string link_text(const Plan& plan, const Link& link) {
  const LinkDetails& details = plan.details_of(link);
  std::string out(to_string(details.type));
  if (details.lag != kNoRow) append(out, "lag " + estimate_text(plan, details.lag));
  if (details.lag_calendar != LagCalendar::predecessor)
    append(out, "lag_calendar " + to_text(details.lag_calendar));
  if (details.probability != 1.0) append(out, "probability " + to_text(details.probability));
  if (details.ask != Ask::none) append(out, "ask " + to_text(details.ask));
  if (details.logic != Logic::retained) append(out, "logic " + to_text(details.logic));
  return out;
}

std::string link_name(const Plan& plan, const Link& link) {
  return std::string(plan.item(link.predecessor).id) + "->" +
         std::string(plan.item(link.successor).id);
}

}  // namespace slipway
