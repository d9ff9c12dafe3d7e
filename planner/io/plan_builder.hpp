// The reader's workshop: what a plan file's pieces become, before names are resolved.
// Private to planner/io.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "planner/io/fields.hpp"
#include "planner/io/json_reader.hpp"
#include "planner/io/name_table.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// Where an item's fields stand in the text, for checks that look at several of them.
struct ItemPlaces {
  static constexpr std::uint32_t kNone = Place::kNowhere;
  std::uint32_t team = kNone;
  std::uint32_t period = kNone;
  std::uint32_t parent = kNone;
  std::uint32_t estimate = kNone;
  std::uint32_t remaining = kNone;
  std::uint32_t status = kNone;
  std::uint32_t started = kNone;
  std::uint32_t finished = kNone;
  std::uint32_t progress = kNone;
};

/// A goal or blocker named by another, not yet looked up.
struct PendingLink {
  std::string_view name;
  std::uint32_t place = Place::kNowhere;
  std::uint32_t row = 0;  // of the item in its section
  std::uint32_t details = kNoRow;
};

struct PendingParent {
  std::string_view name;
  std::uint32_t place = Place::kNowhere;
  std::uint32_t row = 0;
};

struct PendingNeed {
  std::string_view team;
  Place place{};
  std::uint32_t details = 0;
  std::uint32_t need = 0;
};

/// Names that are few and used often (teams, periods): each gets a symbol when first seen.
struct Symbols {
  std::unordered_map<std::string_view, std::uint32_t> rows;
  std::vector<std::string_view> names;
  std::uint32_t add(std::string_view name);
};

/// Goals or blockers in file order; team and period hold symbols until `resolve`.
struct ItemSection {
  std::vector<Item> items;
  std::vector<ItemPlaces> places;
  std::vector<PendingLink> links;
  std::vector<PendingLink> blocks;  // blockers only: row blocks name
  std::vector<PendingParent> parents;
};

class PlanBuilder : public JsonPieces {
 public:
  PlanBuilder(std::shared_ptr<const Source> source, Date as_of, Findings& findings);

  bool wants_elements(std::string_view key) override;
  void element(std::string_view key, const ValueTree& value) override;
  void member(const ValueTree& value) override;

  /// Returns a builder for a part of the same plan's goals, with findings of its own.
  PlanBuilder make_part(Findings& findings) const {
    return {plan_.source, as_of_override_, findings};
  }
  /// Puts the goals that `part` has read behind those read here.
  void append(PlanBuilder&& part, Findings&& findings);

  /// Resolves names and checks what spans several fields, once the text has been read.
  Plan finish(bool complete);

  std::deque<std::string>& spare_texts() { return *spare_texts_; }

 private:
  static constexpr double kMostPeople = 1'000'000.0;  // of a team, or taken by a goal

  // item_reader.cpp
  void read_item(const ValueTree& tree, bool is_blocker, ItemSection& section);
  void read_dependency(const ValueTree& tree, const Value& value, ItemSection& section,
                       std::uint32_t row);
  void read_item_details(const ValueTree& tree, const Members& members, bool is_blocker,
                         Item& item);
  std::uint32_t keep(Estimate estimate);

  // section_reader.cpp
  void read_header();
  void read_sections();
  void read_sizes(const ValueTree& tree);
  void read_team(const ValueTree& tree);
  void read_period(const ValueTree& tree);
  void read_risk(const ValueTree& tree);
  void read_checkin(const ValueTree& tree);

  // calendar_reader.cpp
  static constexpr std::size_t kMostCalendars = 10'000;
  struct CalendarText {
    std::optional<std::array<bool, 7>> week;
    std::vector<Date> holidays;
    std::vector<Date> extra_days;
  };
  CalendarText read_calendar(const ValueTree& tree, const Value& value);
  std::vector<Date> read_days(const ValueTree& tree, const Value& value);
  CalendarId calendar_id(const CalendarText& text);

  // scenario_reader.cpp
  class Names;
  void read_scenario(const ValueTree& tree);

  // plan_reader.cpp
  void merge_sections();

  // name_resolver.cpp
  void resolve_teams_and_periods();
  void resolve_links();
  void resolve_parents();
  ItemId find_item(std::string_view name, Place place);
  TeamId find_team(std::string_view name, Place place);
  PeriodId find_period(std::string_view name, Place place);
  std::string suggest_item(std::string_view name);
  bool may_suggest(std::size_t cost);
  void set_owner(ItemId id);

  // plan_checks.cpp
  void check_plan();
  void derive_status(ItemId id);
  void check_dates(ItemId id);
  void check_estimates(ItemId id);
  void check_links();
  void check_estimate(const Estimate& estimate, std::uint32_t place, const std::string& what,
                      int days_per_week);
  Place value_at(std::uint32_t offset) const;
  Place plan_place() const;
  void set_start_from_goals();

  Findings& findings_;
  FieldReader reader_;
  Plan plan_;
  std::shared_ptr<std::deque<std::string>> spare_texts_;
  Date as_of_override_{};
  std::vector<std::pair<std::string_view, ValueTree>> later_;  // pieces converted at the end
  std::unordered_map<std::string_view, Place> seen_keys_;
  ItemSection goals_;
  ItemSection blockers_;
  Symbols team_names_;
  Symbols period_names_;
  std::vector<PendingNeed> needs_;
  std::unordered_map<std::string_view, std::uint32_t> team_rows_;
  std::unordered_map<std::string_view, std::uint32_t> period_rows_;
  std::unordered_map<std::string_view, Place> risk_ids_;
  std::unordered_map<std::string_view, Place> scenario_names_;
  std::optional<NameTable> item_rows_;
  CalendarText plan_calendar_;
  std::vector<std::uint32_t> lag_places_;  // by row of link_details
  Place start_place_{};
  Place as_of_place_{};
  std::size_t holiday_budget_ = 1'000'000;
  std::size_t suggestion_budget_ = 2'000'000;  // names compared for did-you-mean
};

}  // namespace slipway
