#include "planner/model/plan.hpp"

namespace slipway {

const ItemDetails& Plan::details_of(const Item& item) const {
  static const ItemDetails kDefaults;
  return item.details == kNoRow ? kDefaults : details[item.details];
}

const LinkDetails& Plan::details_of(const Link& link) const {
  static const LinkDetails kDefaults;
  return link.details == kNoRow ? kDefaults : link_details[link.details];
}

Date Plan::target_of(const Item& item) const {
  if (item.due.is_set()) return item.due;
  return item.period.is_set() ? periods[item.period.index()].end : Date{};
}

Place Plan::place_of(const Link& link) const {
  // The name stands there in quotes; an entry of `blocks` names the successor.
  if (link.place == Place::kNowhere || source == nullptr) return {};
  const std::size_t from = link.place + 1;
  const std::size_t end = source->text.find('"', from);
  const std::size_t length = end == std::string::npos ? 1 : end - link.place + 1;
  return {link.place, static_cast<std::uint32_t>(length)};
}

bool Plan::operator==(const Plan& other) const {
  return name == other.name && start == other.start && as_of == other.as_of &&
         correlation == other.correlation && calendars == other.calendars &&
         periods == other.periods && teams == other.teams && items == other.items &&
         num_goals == other.num_goals && links == other.links && risks == other.risks &&
         scenarios == other.scenarios && checkins == other.checkins && sizes == other.sizes &&
         default_estimate == other.default_estimate && ask_wait == other.ask_wait &&
         estimates == other.estimates && details == other.details &&
         link_details == other.link_details;
}

bool is_open_ask(const Plan& plan, const Link& link) {
  if (link.details == kNoRow || plan.link_details[link.details].ask != Ask::asked) return false;
  const TeamId from = plan.item(link.predecessor).team;
  const TeamId to = plan.item(link.successor).team;
  return from.is_set() && to.is_set() && from != to;
}

bool is_open_ask(const Item& item, const Need& need) {
  return need.ask == Ask::asked && need.team != item.team;
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::goal:
      return "goal";
    case Kind::milestone:
      return "milestone";
    case Kind::objective:
      return "objective";
    case Kind::blocker:
      return "blocker";
  }
  return "goal";
}

std::string_view to_string(Status status) {
  switch (status) {
    case Status::not_started:
      return "not_started";
    case Status::in_progress:
      return "in_progress";
    case Status::done:
      return "done";
    case Status::dropped:
      return "dropped";
  }
  return "not_started";
}

std::string_view to_string(LinkType type) {
  switch (type) {
    case LinkType::fs:
      return "FS";
    case LinkType::ss:
      return "SS";
    case LinkType::ff:
      return "FF";
    case LinkType::sf:
      return "SF";
  }
  return "FS";
}

std::string_view to_string(Priority priority) {
  switch (priority) {
    case Priority::none:
      return "";
    case Priority::p0:
      return "P0";
    case Priority::p1:
      return "P1";
    case Priority::p2:
      return "P2";
    case Priority::p3:
      return "P3";
    case Priority::p4:
      return "P4";
  }
  return "";
}

}  // namespace slipway
