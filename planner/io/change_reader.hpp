// One grammar of changes for two doors: the scenarios of a plan file and the flags of a what-if. A
// change is told apart by its first key; a second one says how much, when or where to.
// Private to planner/io. Applying changes is not done here.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "planner/io/fields.hpp"
#include "planner/io/value.hpp"
#include "planner/model/change.hpp"

namespace slipway {

struct ChangeRow {
  std::string_view key;
  std::string_view other;  // empty: there is none
  ChangeKind kind;
  bool needs_other;
  std::string_view example;  // as in a plan file
  std::string_view flag;     // as on the command line
};

/// Returns the kinds of changes in the order in which they are explained.
std::span<const ChangeRow> change_rows();

/// The names that a change may use. `find_...` report a name that nothing has, and return no row.
class ChangeNames {
 public:
  virtual ~ChangeNames() = default;
  virtual bool has_item(std::string_view name) const = 0;
  virtual bool has_team(std::string_view name) const = 0;
  virtual bool is_blocker(ItemId id) const = 0;
  virtual ItemId find_item(std::string_view name, Place place) = 0;
  virtual TeamId find_team(std::string_view name, Place place) = 0;
  virtual PeriodId find_period(std::string_view name, Place place) = 0;

  /// Says whether a goal, a blocker or `team:ID` is meant.
  bool has_subject(std::string_view name) const;
};

/// The parts of a change, wherever they stood. `tree` holds the children of `other`.
struct ChangeParts {
  const Value* what = nullptr;
  const Value* other = nullptr;
  const Value* rest = nullptr;  // split alone: the period of the rest
  const ValueTree* tree = nullptr;
  bool with_dependents = false;
};

class ChangeReader {
 public:
  ChangeReader(FieldReader& reader, ChangeNames& names) : reader_(reader), names_(names) {}

  /// Reads a change object. Returns nothing after reporting why.
  std::optional<Change> read(const ValueTree& tree, const Value& object);
  /// Reads a change of a known kind from its parts; `other` is there where it is needed.
  std::optional<Change> read(const ChangeRow& row, const ChangeParts& parts, Place place);

  /// Returns where the arrow of `A->B` stands that leaves two known names, else the first one.
  std::size_t find_arrow(std::string_view text) const;

 private:
  bool read_subject(const Value& value, ItemId& item, TeamId& team);
  bool read_arrow(const Value& value, Change& change);
  bool read_length(const ChangeRow& row, const ChangeParts& parts, Change& change);
  bool read_split(const ChangeParts& parts, Change& change);
  bool read_other(const ChangeRow& row, const ChangeParts& parts, Change& change);

  FieldReader& reader_;
  ChangeNames& names_;
};

}  // namespace slipway
