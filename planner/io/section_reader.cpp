// Everything of a plan file but goals and blockers: header, teams, periods, risks, check-ins.
// Calendars and scenarios have files of their own.
#include <charconv>

#include "planner/io/plan_builder.hpp"

namespace slipway {
namespace {

constexpr std::array<std::string_view, 6> kTeamKeys = {
    "id", "name", "capacity", "plan_fraction", "correlation", "calendar"};
constexpr std::array<std::string_view, 3> kPeriodKeys = {"id", "start", "end"};
constexpr std::array<std::string_view, 8> kRiskKeys = {"id",     "title", "probability", "affects",
                                                       "factor", "delay", "roam",        "combine"};
constexpr std::array<std::string_view, 2> kCombines = {"series", "parallel"};
constexpr std::array<std::string_view, 6> kCheckInKeys = {"date",       "goal", "score",
                                                          "confidence", "note", "forecast"};
constexpr std::array<std::string_view, 5> kSizeKeys = {"XS", "S", "M", "L", "XL"};
constexpr std::array<std::string_view, 4> kRoams = {"resolved", "owned", "accepted", "mitigated"};
constexpr double kMostCorrelation = 0.99;

// A positive decimal number of up to 4 digits and 9 more after the point, at the start of `text`.
std::optional<double> take_factor(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  if (end == 0 || end > 4) return std::nullopt;
  if (end < text.size() && text[end] == '.') {
    const std::size_t point = end++;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == point + 1 || end > point + 10) return std::nullopt;
  }
  double number = 0.0;
  std::from_chars(text.data(), text.data() + end, number);
  text.remove_prefix(end);
  return number;
}

// Reads "1.1/1.3/1.8".
std::optional<Factor> read_factor_text(std::string_view text) {
  Factor factor;
  double* parts[] = {&factor.low, &factor.likely, &factor.high};
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) {
      if (!text.starts_with('/')) return std::nullopt;
      text.remove_prefix(1);
    }
    const auto number = take_factor(text);
    if (!number || *number == 0.0) return std::nullopt;
    *parts[i] = *number;
  }
  return text.empty() ? std::optional(factor) : std::nullopt;
}

}  // namespace

// The keys of the plan itself; lists of goals and blockers have been read by now.
void PlanBuilder::read_header() {
  reader_.set_owner("", "");
  for (const auto& [key, tree] : later_) {
    const Value& value = tree.root();
    if (key == "name") {
      plan_.name = reader_.label(value).value_or("");
    } else if (key == "start") {
      plan_.start = reader_.date(value).value_or(Date{});
      start_place_ = value.place;
    } else if (key == "as_of") {
      plan_.as_of = reader_.date(value).value_or(Date{});
      as_of_place_ = value.place;
    } else if (key == "correlation") {
      plan_.correlation = reader_.number(value, 0.0, kMostCorrelation).value_or(0.3);
    } else if (key == "sizes") {
      if (reader_.is_object(value, "an object of sizes")) read_sizes(tree);
    } else if (key == "default_estimate") {
      if (auto read = reader_.duration(tree, value, DurationUse::work)) {
        plan_.default_estimate = std::move(*read);
        check_estimate(plan_.default_estimate, value.place.offset, "'default_estimate'", 5);
      }
    } else if (key == "ask_wait") {
      if (auto read = reader_.duration(tree, value, DurationUse::work)) {
        plan_.ask_wait = std::move(*read);
        check_estimate(plan_.ask_wait, value.place.offset, "'ask_wait'", 5);
      }
    } else if (key == "calendar") {
      plan_calendar_ = read_calendar(tree, value);
    }
  }
  if (as_of_override_.is_set()) plan_.as_of = as_of_override_;
}

void PlanBuilder::read_sizes(const ValueTree& tree) {
  const Members members(reader_, tree, tree.root(), kSizeKeys);
  for (std::size_t i = 0; i < kSizeKeys.size(); ++i) {
    if (members[i] == nullptr) continue;
    if (auto read = reader_.duration(tree, *members[i], DurationUse::size)) {
      check_estimate(*read, members[i]->place.offset, "size " + std::string(kSizeKeys[i]), 5);
      plan_.sizes[i] = std::move(*read);
    }
  }
}

void PlanBuilder::read_sections() {
  plan_.calendars.clear();
  calendar_id(plan_calendar_);
  for (const auto& [key, tree] : later_) {
    if (key == "periods") read_period(tree);
    if (key == "teams") read_team(tree);
  }
}

void PlanBuilder::read_team(const ValueTree& tree) {
  const Value& value = tree.root();
  reader_.set_owner("team", "");
  if (!reader_.is_object(value, "a team (an object)")) return;
  for (const Value& member : tree.children(value)) {
    if (member.key == "id" && member.type == ValueType::string)
      reader_.set_owner("team", member.text);
  }
  const Members members(reader_, tree, value, kTeamKeys);
  Team team;
  team.place = {value.place.offset, 1};
  if (members[0] == nullptr) {
    reader_.set_owner("", "");
    reader_.report(Code::missing_key, team.place, "this team has no 'id'",
                   "every team needs a short unique name, for example \"id\": \"go\"");
    reader_.set_owner("team", "");
  } else if (const auto id = reader_.id(*members[0])) {
    team.id = *id;
    team.place = members[0]->place;
    const auto [at, is_new] =
        team_rows_.emplace(*id, static_cast<std::uint32_t>(plan_.teams.size()));
    if (!is_new) {
      reader_.report(Code::duplicate_id, team.place, "there is a team of this id already",
                     "teams need different ids", {{plan_.teams[at->second].place, "first here"}});
    }
  }
  team.name = team.id;
  if (members[1] != nullptr) team.name = reader_.label(*members[1]).value_or(team.id);
  if (members[2] != nullptr) team.capacity = reader_.number(*members[2], 0.0, kMostPeople);
  if (members[3] != nullptr) {
    if (const auto share = reader_.share(*members[3])) {
      team.plan_fraction = *share;
      if (*share == 0.0) {
        reader_.report(Code::out_of_range, members[3]->place, "'plan_fraction' must be above 0",
                       "leave the key out for the usual 0.8");
      }
    }
  }
  if (members[4] != nullptr) team.correlation = reader_.number(*members[4], 0.0, kMostCorrelation);
  if (members[5] != nullptr) {
    const CalendarText text = read_calendar(tree, *members[5]);
    team.calendar = calendar_id(text);
    if (!team.calendar.is_set()) {
      team.calendar = CalendarId(0);
      reader_.report(
          Code::range_too_long, members[5]->place,
          "the plan's holidays, taken over by every calendar, are more than a million days",
          "shorten the plan's own list of holidays");
    }
    if (plan_.calendars.size() == kMostCalendars + 1) {
      reader_.report(
          Code::out_of_range, members[5]->place,
          "the plan has more than " + std::to_string(kMostCalendars) + " different calendars");
    }
  }
  plan_.teams.push_back(team);
}

void PlanBuilder::read_period(const ValueTree& tree) {
  const Value& value = tree.root();
  reader_.set_owner("period", "");
  if (!reader_.is_object(value, "a period (an object)")) return;
  for (const Value& member : tree.children(value)) {
    if (member.key == "id" && member.type == ValueType::string) {
      reader_.set_owner("period", member.text);
    }
  }
  const Members members(reader_, tree, value, kPeriodKeys);
  Period period;
  period.place = {value.place.offset, 1};
  for (std::size_t key = 0; key < kPeriodKeys.size(); ++key) {
    if (members[key] != nullptr) continue;
    reader_.report(
        Code::missing_key, {value.place.offset, 1},
        "a period needs '" + std::string(kPeriodKeys[key]) + "'",
        "for example { \"id\": \"2018-Q3\", \"start\": \"2018-07-01\", \"end\": \"2018-09-30\" }");
  }
  if (members[0] != nullptr) {
    if (const auto id = reader_.id(*members[0])) {
      period.id = *id;
      period.place = members[0]->place;
      const auto [at, is_new] =
          period_rows_.emplace(*id, static_cast<std::uint32_t>(plan_.periods.size()));
      if (!is_new) {
        reader_.report(Code::duplicate_id, period.place, "there is a period of this id already",
                       "periods need different ids",
                       {{plan_.periods[at->second].place, "first here"}});
      }
    }
  }
  if (members[1] != nullptr) period.start = reader_.date(*members[1]).value_or(Date{});
  if (members[2] != nullptr) period.end = reader_.date(*members[2]).value_or(Date{});
  if (period.start.is_set() && period.end.is_set() && period.end < period.start) {
    reader_.report(Code::date_order, members[2]->place, "it ends before it starts",
                   "'end' is its last day; swap the two dates or correct one",
                   {{members[1]->place, "its start"}});
  }
  plan_.periods.push_back(period);
}

void PlanBuilder::read_risk(const ValueTree& tree) {
  const Value& value = tree.root();
  reader_.set_owner("risk", "");
  if (!reader_.is_object(value, "a risk (an object)")) return;
  for (const Value& member : tree.children(value)) {
    if (member.key == "id" && member.type == ValueType::string)
      reader_.set_owner("risk", member.text);
  }
  const Members members(reader_, tree, value, kRiskKeys);
  Risk risk;
  risk.place = {value.place.offset, 1};
  for (const std::size_t key : {std::size_t{0}, std::size_t{2}, std::size_t{3}}) {
    if (members[key] != nullptr) continue;
    reader_.report(Code::missing_key, {value.place.offset, 1},
                   "a risk needs '" + std::string(kRiskKeys[key]) + "'",
                   "for example { \"id\": \"events\", \"probability\": 0.4, \"affects\": "
                   "[\"team:js\"], \"delay\": \"1w\" }");
  }
  if (members[0] != nullptr) {
    if (const auto id = reader_.id(*members[0])) {
      risk.id = *id;
      risk.place = members[0]->place;
      const auto [at, is_new] = risk_ids_.emplace(*id, risk.place);
      if (!is_new) {
        reader_.report(Code::duplicate_id, risk.place, "there is a risk of this id already",
                       "risks need different ids", {{at->second, "first here"}});
      }
    }
  }
  risk.title = risk.id;
  if (members[1] != nullptr) risk.title = reader_.label(*members[1]).value_or(risk.id);
  if (members[2] != nullptr) risk.probability = reader_.share(*members[2]).value_or(0.0);
  if (members[3] != nullptr && reader_.is_list(*members[3])) {
    for (const Value& entry : tree.children(*members[3])) {
      const bool is_team = entry.type == ValueType::string && entry.text.size() > 5 &&
                           entry.text.starts_with("team:");
      Value name = entry;
      if (is_team) name.text.remove_prefix(5);
      const auto id = reader_.id(name);
      if (!id) continue;
      if (is_team && (!item_rows_ || item_rows_->find(entry.text) == NameTable::kNone)) {
        const TeamId team = find_team(*id, entry.place);
        if (team.is_set()) risk.teams.push_back(team);
      } else {
        const ItemId item = find_item(entry.text, entry.place);
        if (item.is_set()) risk.items.push_back(item);
      }
    }
  }
  if (const Value* factor = members[4]) {
    std::optional<Factor> read;
    if (factor->type == ValueType::number) {
      if (factor->number > 0.0 && factor->number < 10000.0) {
        read = Factor{factor->number, factor->number, factor->number};
      }
    } else if (factor->type == ValueType::string) {
      read = read_factor_text(factor->text);
    }
    if (!read) {
      reader_.report(Code::invalid_value, factor->place,
                     "'factor' must be a number above 0 or three of them, least/likely/most",
                     "for example \"1.1/1.3/1.8\"");
    } else if (read->likely < read->low || read->high < read->likely) {
      reader_.report(Code::duration_order, factor->place,
                     "'factor' is out of order: it must rise from least to most",
                     "for example \"1.1/1.3/1.8\"");
    } else {
      risk.factor = *read;
    }
  }
  if (members[5] != nullptr) {
    if (auto read = reader_.duration(tree, *members[5], DurationUse::work)) {
      check_estimate(*read, members[5]->place.offset, "'delay'", 5);
      risk.delay = keep(std::move(*read));
    }
  }
  if (members[6] != nullptr) {
    if (const auto read = reader_.choice(*members[6], kRoams))
      risk.roam = static_cast<Roam>(*read + 1);
  }
  if (members[7] != nullptr) {
    if (const auto read = reader_.choice(*members[7], kCombines)) risk.in_parallel = *read == 1;
  }
  plan_.risks.push_back(std::move(risk));
}

void PlanBuilder::read_checkin(const ValueTree& tree) {
  const Value& value = tree.root();
  reader_.set_owner("check-in", "");
  if (!reader_.is_object(value, "a check-in (an object)")) return;
  const Members members(reader_, tree, value, kCheckInKeys);
  for (const std::size_t key : {std::size_t{0}, std::size_t{1}}) {
    if (members[key] != nullptr) continue;
    reader_.report(Code::missing_key, {value.place.offset, 1},
                   "it needs '" + std::string(kCheckInKeys[key]) + "'",
                   "for example { \"date\": \"2018-08-13\", \"goal\": \"docs\", \"score\": 0.4 }");
  }
  CheckIn checkin;
  if (members[0] != nullptr) checkin.date = reader_.date(*members[0]).value_or(Date{});
  if (members[1] != nullptr) {
    if (const auto id = reader_.id(*members[1])) checkin.goal = find_item(*id, members[1]->place);
  }
  if (members[2] != nullptr) checkin.score = reader_.share(*members[2]);
  if (members[3] != nullptr) checkin.confidence = reader_.share(*members[3]);
  if (members[4] != nullptr) checkin.note = reader_.text(*members[4]).value_or("");
  if (members[5] != nullptr) checkin.forecast = reader_.date(*members[5]).value_or(Date{});
  plan_.checkins.push_back(checkin);
}

}  // namespace slipway
