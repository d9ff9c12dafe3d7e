#include "planner/io/change_flags.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <stdexcept>
#include <unordered_map>

#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"
#include "planner/io/change_reader.hpp"
#include "planner/io/json_reader.hpp"
#include "planner/io/name_table.hpp"
#include "planner/io/quick_json.hpp"
#include "planner/model/team_names.hpp"

namespace slipway {
namespace {

constexpr std::string_view kTeamPrefix = "team:";

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

const ChangeRow& row_of(std::string_view kind) {
  for (const ChangeRow& row : change_rows()) {
    if (row.key == kind) return row;
  }
  throw std::invalid_argument("no kind of change: " + std::string(kind));
}

// The names of a plan that has been read.
class PlanNames : public ChangeNames {
 public:
  PlanNames(const Plan& plan, const Source& source, FieldReader& reader)
      : plan_(plan), source_(source), reader_(reader), rows_(plan.items.size()) {
    for (std::size_t row = 0; row < plan.items.size(); ++row) {
      rows_.insert(plan.items[row].id, static_cast<std::uint32_t>(row));
    }
  }
  bool has_item(std::string_view name) const override {
    return rows_.find(name) != NameTable::kNone;
  }
  bool has_team(std::string_view name) const override {
    return std::ranges::find(plan_.teams, name, &Team::id) != plan_.teams.end();
  }
  bool has_period(std::string_view name) const {
    return std::ranges::find(plan_.periods, name, &Period::id) != plan_.periods.end();
  }
  bool is_blocker(ItemId id) const override { return plan_.is_blocker(id); }
  /// Says whether it is a team's name, or its id but for the case of letters.
  bool means_team(std::string_view name) const { return find_meant_team(plan_, name).has_value(); }

  ItemId find_item(std::string_view name, Place place) override {
    const std::uint32_t row = rows_.find(name);
    if (row != NameTable::kNone) return ItemId(row);
    report(Code::unknown_goal, name, place, quoted(name) + " is not a goal or blocker of this plan",
           plan_.items, "the plan lists them under \"goals\" and \"blockers\"", kTeamPrefix);
    return {};
  }
  TeamId find_team(std::string_view name, Place place) override {
    const auto at = std::ranges::find(plan_.teams, name, &Team::id);
    if (at != plan_.teams.end()) return TeamId(row_at(plan_.teams, at));
    // `team:` may stand there without being part of the name.
    const bool is_subject =
        !name.starts_with(kTeamPrefix) &&
        std::string_view(source_.text).substr(place.offset).starts_with(kTeamPrefix);
    report(Code::unknown_team, name, place, "there is no team " + quoted(name), plan_.teams,
           "the plan lists them under \"teams\"", is_subject ? kTeamPrefix : "");
    return {};
  }
  PeriodId find_period(std::string_view name, Place place) override {
    const auto at = std::ranges::find(plan_.periods, name, &Period::id);
    if (at != plan_.periods.end()) return PeriodId(row_at(plan_.periods, at));
    report(Code::unknown_period, name, place, "there is no period " + quoted(name), plan_.periods,
           "the plan lists them under \"periods\"", std::nullopt);
    return {};
  }

 private:
  template <typename Rows, typename At>
  static std::size_t row_at(const Rows& rows, At at) {
    return static_cast<std::size_t>(at - rows.begin());
  }
  // A team may be meant; `before_team` then stands before its id.
  template <typename Rows>
  void report(Code code, std::string_view name, Place place, std::string message, const Rows& rows,
              std::string_view otherwise, std::optional<std::string_view> before_team) {
    if (const auto team = before_team ? find_meant_team(plan_, name) : std::nullopt) {
      const std::string id = std::string(*before_team) + std::string(plan_.teams[team->index()].id);
      reader_.report(code, place, std::move(message), "did you mean " + quoted(id) + "?");
      return;
    }
    std::vector<std::string_view> names;
    names.reserve(rows.size());
    for (const auto& row : rows) names.push_back(row.id);
    const auto meant = did_you_mean(name, names);
    reader_.report(code, place, std::move(message),
                   meant ? "did you mean " + quoted(names[*meant]) + "?" : std::string(otherwise));
  }

  const Plan& plan_;
  const Source& source_;
  FieldReader& reader_;
  NameTable rows_;
};

class FlagReader {
 public:
  FlagReader(const Plan& plan, const Source& source, Findings& findings)
      : source_(source),
        reader_(findings),
        names_(plan, source, reader_),
        changes_(reader_, names_) {}

  std::optional<Change> read(const ChangeFlag& flag, std::uint32_t at);

 private:
  std::size_t find_split(const ChangeRow& row, std::string_view text) const;
  bool is_known_before(const ChangeRow& row, std::string_view name) const;
  bool is_known_behind(const ChangeRow& row, std::string_view text) const;
  Value value_of(std::string_view key, std::string_view text, std::size_t offset) const;
  bool check_parts(const ChangeRow& row, const Value& what, const Value* other);
  bool read_object(std::string_view text, std::size_t offset, ValueTree& tree);

  const Source& source_;
  FieldReader reader_;
  PlanNames names_;
  ChangeReader changes_;
  std::deque<std::string> spare_texts_;
};

bool FlagReader::is_known_before(const ChangeRow& row, std::string_view name) const {
  switch (row.kind) {
    case ChangeKind::capacity:
    case ChangeKind::absent:
      return names_.has_team(name);
    case ChangeKind::soften: {
      const std::size_t arrow = changes_.find_arrow(name);
      return arrow != std::string_view::npos && names_.has_subject(name.substr(0, arrow)) &&
             names_.has_subject(name.substr(arrow + 2));
    }
    default:
      return names_.has_subject(name);
  }
}

bool FlagReader::is_known_behind(const ChangeRow& row, std::string_view text) const {
  if (row.kind == ChangeKind::defer) return names_.has_period(text);
  return row.kind != ChangeKind::move || names_.has_team(text);
}

// The last `=` that leaves known names on both sides, else one before it, else any.
std::size_t FlagReader::find_split(const ChangeRow& row, std::string_view text) const {
  if (!row.needs_other && names_.has_subject(text)) return std::string_view::npos;
  std::size_t before = std::string_view::npos;
  for (std::size_t at = text.rfind('='); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : text.rfind('=', at - 1)) {
    if (!is_known_before(row, text.substr(0, at))) continue;
    if (is_known_behind(row, text.substr(at + 1))) return at;
    if (before == std::string_view::npos) before = at;
  }
  return before != std::string_view::npos ? before : text.find('=');
}

Value FlagReader::value_of(std::string_view key, std::string_view text, std::size_t offset) const {
  Value out;
  out.type = ValueType::string;
  out.key = key;
  out.text = text;
  out.place = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(text.size())};
  return out;
}

// A duration may be written as the object that a plan file has.
bool FlagReader::read_object(std::string_view text, std::size_t offset, ValueTree& tree) {
  QuickJson json(source_.text, spare_texts_);
  const auto end = json.read(offset, tree, kDeepest);
  if (end && *end == offset + text.size()) return true;
  reader_.report(Code::invalid_duration,
                 {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(text.size())},
                 quoted(text) + " is not an object that can be read",
                 R"(for example {"mean": "1w", "shape": "exponential"})");
  return false;
}

// What stands before the '=', and behind it.
std::string_view part_before(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::capacity:
    case ChangeKind::absent:
      return "a team";
    case ChangeKind::resolve:
      return "a blocker";
    case ChangeKind::link:
    case ChangeKind::unlink:
    case ChangeKind::soften:
    case ChangeKind::agree:
    case ChangeKind::decline:
      return "a link";
    default:
      return "a goal";
  }
}

std::string_view part_behind(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::slip:
    case ChangeKind::estimate:
    case ChangeKind::remaining:
    case ChangeKind::block:
      return "a duration";
    case ChangeKind::finish:
    case ChangeKind::resolve:
    case ChangeKind::due:
      return "a date";
    case ChangeKind::defer:
      return "a period";
    case ChangeKind::move:
      return "a team";
    case ChangeKind::capacity:
      return "a number of people";
    case ChangeKind::soften:
      return "a probability";
    case ChangeKind::absent:
      return "days";
    case ChangeKind::priority:
      return "a priority";
    default:
      return "something";
  }
}

// Reports parts that are missing, and teams by a name with a space: no id has one. `other` is what
// stands behind the '=', if there is one.
bool FlagReader::check_parts(const ChangeRow& row, const Value& what, const Value* other) {
  const auto say_missing = [&](Place place, std::string_view part, std::string_view where) {
    reader_.report(Code::invalid_change, place,
                   std::string(what.key) + " needs " + std::string(part) + std::string(where),
                   "for example " + std::string(what.key) + ' ' + std::string(row.flag));
    return false;
  };
  bool fine = true;
  if (what.text.empty()) {
    fine =
        say_missing(what.place, part_before(row.kind), other != nullptr ? " before the '='" : "");
  }
  if (other != nullptr && other->text.empty())
    fine = say_missing(other->place, part_behind(row.kind), " behind the '='");
  if (!fine) return false;
  const auto is_team_by_name = [&](const Value& value) {
    return value.text.find(' ') != std::string_view::npos && names_.means_team(value.text);
  };
  const std::string_view before = part_before(row.kind);
  if (before == "a team" && is_team_by_name(what))
    return names_.find_team(what.text, what.place).is_set();
  if (before != "a link" && is_team_by_name(what))
    return names_.find_item(what.text, what.place).is_set();
  if (row.kind == ChangeKind::move && other != nullptr && is_team_by_name(*other))
    return names_.find_team(other->text, other->place).is_set();
  return true;
}

std::optional<Change> FlagReader::read(const ChangeFlag& flag, std::uint32_t at) {
  const ChangeRow& row = row_of(flag.kind);
  const std::string_view name = std::string_view(source_.text).substr(at, flag.kind.size() + 2);
  const std::size_t offset = at + flag.kind.size() + 3;
  const std::string_view text = std::string_view(source_.text).substr(offset, flag.text.size());
  const Place place{at, static_cast<std::uint32_t>(name.size() + 1 + text.size())};
  const std::size_t split = row.other.empty() ? std::string_view::npos : find_split(row, text);
  const bool has_other = split != std::string_view::npos;
  if (row.needs_other && !has_other) {
    reader_.report(Code::invalid_change,
                   {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(text.size())},
                   std::string(name) + " needs a '='",
                   "for example " + std::string(name) + ' ' + std::string(row.flag));
    return std::nullopt;
  }
  const Value what = value_of(name, text.substr(0, split), offset);
  ChangeParts parts;
  parts.what = &what;
  parts.with_dependents = flag.with_dependents && row.kind == ChangeKind::defer;
  ValueTree tree;
  if (has_other) {
    const std::string_view rest = text.substr(split + 1);
    Value other = value_of(name, rest, offset + split + 1);
    if (!check_parts(row, what, &other)) return std::nullopt;
    if (row.kind == ChangeKind::capacity || row.kind == ChangeKind::soften) {
      const char* end = rest.data() + rest.size();
      const auto [stop, error] = std::from_chars(rest.data(), end, other.number);
      const bool is_number = error == std::errc{} && stop == end &&
                             rest.find_first_not_of("0123456789.-+eE") == std::string_view::npos;
      if (is_number) other.type = ValueType::number;
    }
    if (rest.starts_with('{')) {
      if (!read_object(rest, offset + split + 1, tree)) return std::nullopt;
      tree.node(0).key = name;
    } else {
      tree.add(other, Value::kNone, Value::kNone);
    }
    parts.other = &tree.root();
    parts.tree = &tree;
  } else if (!check_parts(row, what, nullptr)) {
    return std::nullopt;
  }
  return changes_.read(row, parts, place);
}

}  // namespace

std::vector<std::string_view> change_flag_kinds() {
  std::vector<std::string_view> out;
  for (const ChangeRow& row : change_rows()) out.push_back(row.key);
  return out;
}

std::string_view change_flag_example(std::string_view kind) { return row_of(kind).flag; }

std::shared_ptr<const Source> source_of(std::span<const ChangeFlag> flags) {
  auto source = std::make_shared<Source>();
  source->name = "command line";
  for (const ChangeFlag& flag : flags) source->text += "--" + flag.kind + ' ' + flag.text + '\n';
  return source;
}

Loaded<std::vector<Change>> read_change_flags(const Plan& plan, std::span<const ChangeFlag> flags) {
  Loaded<std::vector<Change>> out;
  const auto source = source_of(flags);
  FlagReader reader(plan, *source, out.findings);
  std::uint32_t at = 0;
  for (const ChangeFlag& flag : flags) {
    if (auto change = reader.read(flag, at)) out.value.push_back(std::move(*change));
    at += static_cast<std::uint32_t>(flag.kind.size() + flag.text.size() + 4);
  }
  out.ok = !out.findings.has_errors();
  return out;
}

}  // namespace slipway
