// Goals and blockers: one JSON object becomes one row.
#include <string>

#include "planner/io/plan_builder.hpp"

namespace slipway {
namespace {

// Keys of goals and blockers share one list of numbers; each kind has its own list of names.
enum Key : std::size_t {
  kId,
  kTitle,
  kTeam,
  kOwner,
  kEstimate,
  kDependsOn,
  kProbability,
  kStatus,  // both
  kKind,
  kParent,
  kPeriod,
  kCommitment,
  kPriority,
  kValue,
  kPeople,
  kNeeds,
  kRemaining,
  kStarted,
  kFinished,
  kProgress,
  kNotBefore,
  kDue,
  kTags,
  kUrl,
  kNotes,  // goals
  kNumKeys,
};
constexpr std::array<std::string_view, kNumKeys> kGoalKeys = {
    "id",     "title", "team",      "owner",   "estimate",   "depends_on", "probability",
    "status", "kind",  "parent",    "period",  "commitment", "priority",   "value",
    "people", "needs", "remaining", "started", "finished",   "progress",   "not_before",
    "due",    "tags",  "url",       "notes"};
enum BlockerKey : std::size_t {
  kRoam = kStatus + 1,
  kResolved,
  kNeededBy,
  kBlocks,
  kNumBlockerKeys
};
constexpr std::array<std::string_view, kNumBlockerKeys> kBlockerKeys = {
    "id",          "title",  "team", "owner",    "estimate",  "depends_on",
    "probability", "status", "roam", "resolved", "needed_by", "blocks"};

constexpr std::array<std::string_view, 3> kKinds = {"goal", "milestone", "objective"};
constexpr std::array<std::string_view, 4> kStatuses = {"not_started", "in_progress", "done",
                                                       "dropped"};
constexpr std::array<std::string_view, 2> kBlockerStatuses = {"open", "resolved"};
constexpr std::array<std::string_view, 2> kCommitments = {"committed", "stretch"};
constexpr std::array<std::string_view, 5> kPriorities = {"P0", "P1", "P2", "P3", "P4"};
constexpr std::array<std::string_view, 4> kLinkTypes = {"FS", "SS", "FF", "SF"};
constexpr std::array<std::string_view, 4> kLagCalendars = {"predecessor", "successor", "project",
                                                           "elapsed"};
constexpr std::array<std::string_view, 4> kAsks = {"asked", "agreed", "declined", "done"};
constexpr std::array<std::string_view, 2> kLogics = {"retained", "override"};
constexpr std::array<std::string_view, 4> kRoams = {"resolved", "owned", "accepted", "mitigated"};
constexpr std::array<std::string_view, 3> kAskSizes = {"small", "medium", "large"};
constexpr std::array<double, 3> kAskPeople = {0.05, 0.25, 1.0};

enum LinkKey : std::size_t {
  kOn,
  kType,
  kLag,
  kLagCalendar,
  kLinkProbability,
  kAsk,
  kLogic,
  kNote,
  kNumLinkKeys
};
constexpr std::array<std::string_view, kNumLinkKeys> kLinkKeys = {
    "on", "type", "lag", "lag_calendar", "probability", "ask", "logic", "note"};
constexpr std::array<std::string_view, 3> kNeedKeys = {"team", "people", "ask"};

template <typename Enum>
Enum enum_at(std::size_t index) {
  return static_cast<Enum>(index);
}

}  // namespace

std::uint32_t Symbols::add(std::string_view name) {
  if (!names.empty() && names.back() == name) return static_cast<std::uint32_t>(names.size() - 1);
  const auto [at, is_new] = rows.emplace(name, static_cast<std::uint32_t>(names.size()));
  if (is_new) names.push_back(name);
  return at->second;
}

std::uint32_t PlanBuilder::keep(Estimate estimate) {
  plan_.estimates.push_back(std::move(estimate));
  return static_cast<std::uint32_t>(plan_.estimates.size() - 1);
}

void PlanBuilder::read_item(const ValueTree& tree, bool is_blocker, ItemSection& section) {
  const std::string_view what = is_blocker ? "blocker" : "goal";
  const auto row = static_cast<std::uint32_t>(section.items.size());
  const Value& object = tree.root();
  reader_.set_owner(what, "");
  if (object.type != ValueType::object) {
    reader_.set_owner("", "");
    reader_.report_type(object, is_blocker ? "a blocker (an object)" : "a goal (an object)",
                        "{ \"id\": \"docs\", \"estimate\": \"1w\" }");
    return;
  }
  for (const Value& member : tree.children(object)) {
    if (member.key == "id" && member.type == ValueType::string)
      reader_.set_owner(what, member.text);
  }
  const Members members = is_blocker ? Members(reader_, tree, object, kBlockerKeys)
                                     : Members(reader_, tree, object, kGoalKeys);
  Item item;
  ItemPlaces places;
  item.kind = is_blocker ? Kind::blocker : Kind::goal;
  item.place = object.place.offset;
  const auto place_at = [&](std::size_t key) { return members[key]->place.offset; };

  if (members[kId] == nullptr) {
    reader_.set_owner("", "");
    reader_.report(
        Code::missing_key, {object.place.offset, 1}, "this " + std::string(what) + " has no 'id'",
        "every " + std::string(what) + " needs a short unique name, for example \"id\": \"docs\"");
    reader_.set_owner(what, "");
  } else if (const auto id = reader_.id(*members[kId])) {
    item.id = *id;
    item.place = members[kId]->place.offset;
  }
  item.title = item.id;
  if (members[kTitle] != nullptr) item.title = reader_.label(*members[kTitle]).value_or(item.id);
  if (members[kTeam] != nullptr) {
    if (const auto team = reader_.id(*members[kTeam])) {
      item.team = TeamId(team_names_.add(*team));
      places.team = place_at(kTeam);
    }
  }
  if (members[kEstimate] != nullptr) {
    places.estimate = place_at(kEstimate);
    if (auto read = reader_.duration(tree, *members[kEstimate], DurationUse::work)) {
      item.estimate = keep(std::move(*read));
    }
  }
  if (members[kProbability] != nullptr) {
    item.probability = reader_.share(*members[kProbability]).value_or(1.0);
  }

  const auto date_of = [&](std::size_t key) {
    return members[key] == nullptr ? Date{} : reader_.date(*members[key]).value_or(Date{});
  };
  if (is_blocker) {
    if (members[kStatus] != nullptr) {
      places.status = place_at(kStatus);
      if (reader_.choice(*members[kStatus], kBlockerStatuses) == std::size_t{1}) {
        item.status = Status::done;
      }
    }
    item.finished = date_of(kResolved);
    if (members[kResolved] != nullptr) places.finished = place_at(kResolved);
    item.due = date_of(kNeededBy);
    if (members[kBlocks] != nullptr && reader_.is_list(*members[kBlocks])) {
      for (const Value& entry : tree.children(*members[kBlocks])) {
        if (const auto id = reader_.id(entry)) {
          section.blocks.push_back({*id, entry.place.offset, row, kNoRow});
        }
      }
    }
  } else {
    if (members[kKind] != nullptr) {
      if (const auto kind = reader_.choice(*members[kKind], kKinds))
        item.kind = enum_at<Kind>(*kind);
    }
    if (members[kStatus] != nullptr) {
      places.status = place_at(kStatus);
      if (const auto status = reader_.choice(*members[kStatus], kStatuses)) {
        item.status = enum_at<Status>(*status);
      }
    }
    if (members[kParent] != nullptr) {
      if (const auto parent = reader_.id(*members[kParent])) {
        section.parents.push_back({*parent, place_at(kParent), row});
      }
    }
    if (members[kPeriod] != nullptr) {
      if (const auto period = reader_.id(*members[kPeriod])) {
        item.period = PeriodId(period_names_.add(*period));
        places.period = place_at(kPeriod);
      }
    }
    if (members[kCommitment] != nullptr) {
      if (const auto read = reader_.choice(*members[kCommitment], kCommitments)) {
        item.commitment = enum_at<Commitment>(*read);
      }
    }
    if (members[kPriority] != nullptr) {
      if (const auto read = reader_.choice(*members[kPriority], kPriorities)) {
        item.priority = enum_at<Priority>(*read + 1);
      }
    }
    if (members[kRemaining] != nullptr) {
      places.remaining = place_at(kRemaining);
      if (auto read = reader_.duration(tree, *members[kRemaining], DurationUse::work)) {
        item.remaining = keep(std::move(*read));
      }
    }
    if (members[kProgress] != nullptr) {
      item.progress = reader_.share(*members[kProgress]).value_or(0.0);
      places.progress = place_at(kProgress);
    }
    item.started = date_of(kStarted);
    if (members[kStarted] != nullptr) places.started = place_at(kStarted);
    item.finished = date_of(kFinished);
    if (members[kFinished] != nullptr) places.finished = place_at(kFinished);
    item.not_before = date_of(kNotBefore);
    item.due = date_of(kDue);

    const auto refuse = [&](Key key, std::string_view why) {
      if (members[key] == nullptr) return;
      reader_.report(
          Code::work_on_container, members[key]->key_place,
          std::string(why) + ", so '" + std::string(kGoalKeys[key]) + "' cannot stand here",
          item.kind == Kind::milestone ? "make it a goal, or leave the key out"
                                       : "put it on the goals that belong to it");
    };
    if (item.kind == Kind::milestone) {
      for (const Key key : {kEstimate, kRemaining, kProgress, kPeople, kNeeds}) {
        refuse(key, "a milestone takes no work");
      }
    } else if (item.kind == Kind::objective) {
      for (const Key key : {kEstimate, kRemaining, kProgress, kStarted, kFinished, kPeople, kNeeds,
                            kProbability, kNotBefore}) {
        refuse(key, "an objective has no work or dates of its own");
      }
      if (item.status != Status::not_started)
        refuse(kStatus, "an objective has no status of its own");
    }
  }
  if (members[kDependsOn] != nullptr && reader_.is_list(*members[kDependsOn])) {
    for (const Value& entry : tree.children(*members[kDependsOn])) {
      read_dependency(tree, entry, section, row);
    }
  }
  read_item_details(tree, members, is_blocker, item);
  section.items.push_back(item);
  section.places.push_back(places);
}

void PlanBuilder::read_item_details(const ValueTree& tree, const Members& members, bool is_blocker,
                                    Item& item) {
  bool needed = members[kOwner] != nullptr || (is_blocker && members[kRoam] != nullptr);
  if (!is_blocker) {
    for (const Key key : {kTags, kUrl, kNotes, kValue, kPeople, kNeeds}) {
      needed = needed || members[key] != nullptr;
    }
  }
  if (!needed) return;
  item.details = static_cast<std::uint32_t>(plan_.details.size());
  ItemDetails& out = plan_.details.emplace_back();
  const auto labels = [&](const Value& list, std::vector<std::string_view>& texts) {
    for (const Value& entry : tree.children(list)) {
      if (const auto text = reader_.label(entry)) texts.push_back(*text);
    }
  };
  if (const Value* owner = members[kOwner]) {
    if (owner->type == ValueType::string) {
      if (const auto text = reader_.label(*owner)) out.owners.push_back(*text);
    } else if (owner->type == ValueType::array) {
      labels(*owner, out.owners);
    } else {
      reader_.report_type(*owner, "text or a list of texts", "\"@handle\"");
    }
  }
  if (is_blocker) {
    if (members[kRoam] != nullptr) {
      if (const auto read = reader_.choice(*members[kRoam], kRoams))
        out.roam = enum_at<Roam>(*read + 1);
    }
    return;
  }
  if (members[kTags] != nullptr && reader_.is_list(*members[kTags]))
    labels(*members[kTags], out.tags);
  if (members[kUrl] != nullptr) out.url = reader_.url(*members[kUrl]).value_or("");
  if (members[kNotes] != nullptr) out.notes = reader_.text(*members[kNotes]).value_or("");
  if (members[kValue] != nullptr) out.value = reader_.number(*members[kValue], 0.0, 1e12);
  if (members[kPeople] != nullptr) {
    out.people = reader_.number(*members[kPeople], 0.0, kMostPeople).value_or(1.0);
  }
  if (members[kNeeds] == nullptr || !reader_.is_list(*members[kNeeds])) return;
  for (const Value& entry : tree.children(*members[kNeeds])) {
    if (!reader_.is_object(entry, "a need (an object)")) continue;
    const Members need_members(reader_, tree, entry, kNeedKeys);
    Need need;
    if (const Value* people = need_members[1]) {
      if (people->type == ValueType::string) {
        if (const auto size = reader_.choice(*people, kAskSizes)) need.people = kAskPeople[*size];
      } else {
        need.people = reader_.number(*people, 0.0, kMostPeople).value_or(1.0);
      }
    } else {
      reader_.report(Code::missing_key, {entry.place.offset, 1},
                     "a need must say how many 'people'",
                     "a number, or \"small\" (0.05), \"medium\" (0.25) or \"large\" (1)");
    }
    if (need_members[2] != nullptr) {
      if (const auto ask = reader_.choice(*need_members[2], kAsks))
        need.ask = enum_at<Ask>(*ask + 1);
    }
    if (need_members[0] == nullptr) {
      reader_.report(Code::missing_key, {entry.place.offset, 1}, "a need must name its 'team'",
                     "for example { \"team\": \"design\", \"people\": \"small\" }");
    } else if (const auto team = reader_.id(*need_members[0])) {
      needs_.push_back({*team, need_members[0]->place, item.details,
                        static_cast<std::uint32_t>(out.needs.size())});
      out.needs.push_back(need);
    }
  }
}

void PlanBuilder::read_dependency(const ValueTree& tree, const Value& value, ItemSection& section,
                                  std::uint32_t row) {
  if (value.type == ValueType::string) {
    if (const auto id = reader_.id(value)) {
      section.links.push_back({*id, value.place.offset, row, kNoRow});
    }
    return;
  }
  if (value.type != ValueType::object) {
    reader_.report_type(value, "an id, or an object with 'on'",
                        "\"go-daemon-api\" or { \"on\": \"go-daemon-api\", \"type\": \"SS\" }");
    return;
  }
  const Members members(reader_, tree, value, kLinkKeys);
  LinkDetails details;
  std::uint32_t lag_place = Place::kNowhere;
  if (members[kType] != nullptr) {
    if (const auto read = reader_.choice(*members[kType], kLinkTypes)) {
      details.type = enum_at<LinkType>(*read);
    }
  }
  if (members[kLag] != nullptr) {
    if (auto read = reader_.duration(tree, *members[kLag], DurationUse::lag)) {
      details.lag = keep(std::move(*read));
      lag_place = members[kLag]->place.offset;
    }
  }
  if (members[kLagCalendar] != nullptr) {
    if (const auto read = reader_.choice(*members[kLagCalendar], kLagCalendars)) {
      details.lag_calendar = enum_at<LagCalendar>(*read);
      details.lag_calendar_given = true;
    }
  }
  if (members[kLinkProbability] != nullptr) {
    details.probability = reader_.share(*members[kLinkProbability]).value_or(1.0);
  }
  if (members[kAsk] != nullptr) {
    if (const auto read = reader_.choice(*members[kAsk], kAsks))
      details.ask = enum_at<Ask>(*read + 1);
  }
  if (members[kLogic] != nullptr) {
    if (const auto read = reader_.choice(*members[kLogic], kLogics)) {
      details.logic = enum_at<Logic>(*read);
    }
  }
  if (members[kNote] != nullptr) details.note = reader_.text(*members[kNote]).value_or("");
  if (members[kOn] == nullptr) {
    reader_.report(Code::missing_key, {value.place.offset, 1},
                   "a dependency must say what it waits 'on'",
                   "for example { \"on\": \"go-daemon-api\" }");
    return;
  }
  const auto id = reader_.id(*members[kOn]);
  if (!id) return;
  section.links.push_back({*id, members[kOn]->place.offset, row,
                           static_cast<std::uint32_t>(plan_.link_details.size())});
  plan_.link_details.push_back(details);
  lag_places_.push_back(lag_place);
}

}  // namespace slipway
