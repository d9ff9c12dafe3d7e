// The plan as a value: what the reader made of a plan file. Every name is resolved, every number
// is in range, nothing is computed yet. It may still contain a dependency cycle: that is found when
// it is compiled into a Network.
// Rows are small, because plans of a million goals are read: rare fields live in `details`, texts
// are views into `source` or `spare_texts`, which the plan keeps alive.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/base/calendar.hpp"
#include "planner/base/date.hpp"
#include "planner/base/ids.hpp"
#include "planner/base/source.hpp"
#include "planner/model/change.hpp"
#include "planner/model/estimate.hpp"

namespace slipway {

enum class Kind : std::uint8_t { goal, milestone, objective, blocker };
enum class Status : std::uint8_t { not_started, in_progress, done, dropped };
enum class Commitment : std::uint8_t { committed, stretch };
enum class LinkType : std::uint8_t { fs, ss, ff, sf };
enum class LagCalendar : std::uint8_t { predecessor, successor, project, elapsed };
enum class Ask : std::uint8_t { none, asked, agreed, declined, done };
enum class Logic : std::uint8_t { retained, override_logic };
enum class Roam : std::uint8_t { none, resolved, owned, accepted, mitigated };

/// Row number in a side table; kNoRow: the item has none.
inline constexpr std::uint32_t kNoRow = 0xffffffffu;

/// Capacity asked of another team while a goal is worked on.
struct Need {
  TeamId team{};
  double people = 1.0;
  Ask ask = Ask::none;
  bool operator==(const Need&) const = default;
};

/// The fields few items have.
struct ItemDetails {
  std::vector<std::string_view> owners;
  std::vector<std::string_view> tags;
  std::vector<Need> needs;
  std::string_view url;
  std::string_view notes;
  std::optional<double> value;
  double people = 1.0;
  Roam roam = Roam::none;
  // What only a what-if sets:
  std::vector<Amount> slips;  // added to the remaining work, in every sample
  bool is_pinned = false;     // its dates are given: no link, risk or open ask moves it
  bool operator==(const ItemDetails&) const = default;
};

/// A goal, milestone, objective or blocker.
struct Item {
  std::string_view id;
  std::string_view title;  // the id where none was given
  double progress = 0.0;   // 0 to 1
  double probability = 1.0;
  std::uint32_t place = Place::kNowhere;  // of the id
  ItemId parent{};
  TeamId team{};
  PeriodId period{};
  std::uint32_t estimate = kNoRow;   // in Plan::estimates
  std::uint32_t remaining = kNoRow;  // in Plan::estimates
  std::uint32_t details = kNoRow;    // in Plan::details
  Date started{};
  Date finished{};  // blockers: resolved
  Date not_before{};
  Date due{};  // blockers: needed_by
  Kind kind = Kind::goal;
  Status status = Status::not_started;  // derived from dates and progress where not given;
                                        // a resolved blocker is done
  Commitment commitment = Commitment::committed;
  Priority priority = Priority::none;

  Place id_place() const { return {place, static_cast<std::uint32_t>(id.size() + 2)}; }
  bool operator==(const Item&) const = default;
};

/// The fields of a dependency that was written as an object.
struct LinkDetails {
  LinkType type = LinkType::fs;
  LagCalendar lag_calendar = LagCalendar::predecessor;
  bool lag_calendar_given = false;
  Ask ask = Ask::none;
  Logic logic = Logic::retained;
  std::uint32_t lag = kNoRow;  // in Plan::estimates
  double probability = 1.0;
  std::string_view note;
  bool operator==(const LinkDetails&) const = default;
};

/// `successor` depends on `predecessor`.
struct Link {
  ItemId predecessor{};
  ItemId successor{};
  std::uint32_t place = Place::kNowhere;  // of the predecessor's (or a `blocks` entry's) name
  std::uint32_t details = kNoRow;         // in Plan::link_details
  bool operator==(const Link&) const = default;
};

struct Team {
  std::string_view id;
  std::string_view name;  // the id where none was given
  std::optional<double> capacity;
  double plan_fraction = 0.8;
  std::optional<double> correlation;
  CalendarId calendar{0};
  Place place{};
  bool operator==(const Team&) const = default;
};

struct Period {
  std::string_view id;
  Date start{};
  Date end{};
  Place place{};
  bool operator==(const Period&) const = default;
};

/// A three-point multiplier.
struct Factor {
  double low = 1.0;
  double likely = 1.0;
  double high = 1.0;
  bool operator==(const Factor&) const = default;
};

struct Risk {
  std::string_view id;
  std::string_view title;
  double probability = 0.0;
  std::vector<ItemId> items;
  std::vector<TeamId> teams;
  Factor factor{};
  std::uint32_t delay = kNoRow;  // in Plan::estimates
  Roam roam = Roam::none;
  bool in_parallel = false;  // of such risks only the largest factor counts; else they multiply
  Place place{};
  bool operator==(const Risk&) const = default;
};

struct CheckIn {
  Date date{};
  ItemId goal{};
  std::optional<double> score;
  std::optional<double> confidence;
  std::string_view note;
  Date forecast{};  // when its owner said it would be done; not set where nobody did
  bool operator==(const CheckIn&) const = default;
};

struct Plan {
  std::string_view name;
  Date start{};  // not set only when every goal has its own dates
  Date as_of{};  // always set when start is
  double correlation = 0.3;
  std::vector<WorkCalendar> calendars;  // distinct; [0] is the plan's own
  std::vector<Period> periods;
  std::vector<Team> teams;
  std::vector<Item> items;    // goals, milestones and objectives in file order, then blockers
  std::size_t num_goals = 0;  // items before the first blocker
  std::vector<Link> links;    // in order of items, as their successors name them; then `blocks`
  std::vector<Risk> risks;
  std::vector<Scenario> scenarios;
  std::vector<CheckIn> checkins;
  Sizes sizes = default_sizes();
  Estimate default_estimate{.form = Form::size, .size = Size::m};
  Estimate ask_wait{.form = Form::exponential,  // until an ask that is not agreed yet is answered
                    .amounts = {Amount{1.0, Unit::weeks}}};
  std::vector<Estimate> estimates;
  std::vector<ItemDetails> details;
  std::vector<LinkDetails> link_details;

  std::shared_ptr<const Source> source;  // what the views point into
  std::vector<std::shared_ptr<const std::deque<std::string>>> spare_texts;  // texts with escapes

  const Item& item(ItemId id) const { return items[id.index()]; }
  bool is_blocker(ItemId id) const { return id.index() >= num_goals; }
  CalendarId calendar_of(const Item& item) const {
    return item.team.is_set() ? teams[item.team.index()].calendar : CalendarId(0);
  }
  /// Returns the item's rare fields, or defaults.
  const ItemDetails& details_of(const Item& item) const;
  const LinkDetails& details_of(const Link& link) const;
  /// Returns the date that "on time" is measured by: due, else the period's end, else not set.
  Date target_of(const Item& item) const;
  Place place_of(const Link& link) const;
  /// Says whether both say the same, row by row; who keeps their texts does not matter.
  bool operator==(const Plan& other) const;
};

/// Says whether the link is an ask of another team that is not answered yet.
bool is_open_ask(const Plan& plan, const Link& link);
/// Says whether the need of `item` is one.
bool is_open_ask(const Item& item, const Need& need);

std::string_view to_string(Kind kind);
std::string_view to_string(Status status);
std::string_view to_string(LinkType type);
std::string_view to_string(Priority priority);

}  // namespace slipway
