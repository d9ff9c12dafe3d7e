#include "planner/io/change_reader.hpp"

#include <array>
#include <string>

#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"
#include "planner/io/duration_checks.hpp"

namespace slipway {
namespace {

constexpr std::string_view kTeamPrefix = "team:";
constexpr std::string_view kWithDependents = "with_dependents";
constexpr std::string_view kRest = "rest";
constexpr double kMostPeople = 1'000'000.0;
constexpr std::array<std::string_view, 5> kPriorities = {"P0", "P1", "P2", "P3", "P4"};
constexpr int kUsualWeek = 5;

constexpr std::array<ChangeRow, kNumChangeKinds> kRows = {{
    {"slip", "by", ChangeKind::slip, true, R"({ "slip": "docs", "by": "1w" })", "docs=1w"},
    {"estimate", "to", ChangeKind::estimate, true, R"({ "estimate": "docs", "to": "1w..3w" })",
     "docs=1w..3w"},
    {"remaining", "to", ChangeKind::remaining, true, R"({ "remaining": "docs", "to": "3d" })",
     "docs=3d"},
    {"finish", "on", ChangeKind::finish, true, R"({ "finish": "docs", "on": "2018-09-28" })",
     "docs=2018-09-28"},
    {"drop", "", ChangeKind::drop, false, R"({ "drop": "docs" })", "docs"},
    {"defer", "to", ChangeKind::defer, true, R"({ "defer": "docs", "to": "2018-Q4" })",
     "docs=2018-Q4"},
    {"resolve", "on", ChangeKind::resolve, false, R"({ "resolve": "review", "on": "2018-09-28" })",
     "review=2018-09-28"},
    {"block", "by", ChangeKind::block, true, R"({ "block": "docs", "by": "1w" })", "docs=1w"},
    {"link", "", ChangeKind::link, false, R"({ "link": "api->docs" })", "'api->docs'"},
    {"unlink", "", ChangeKind::unlink, false, R"({ "unlink": "api->docs" })", "'api->docs'"},
    {"soften", "to", ChangeKind::soften, true, R"({ "soften": "api->docs", "to": 0.5 })",
     "'api->docs=0.5'"},
    {"agree", "", ChangeKind::agree, false, R"({ "agree": "api->docs" })", "'api->docs'"},
    {"decline", "", ChangeKind::decline, false, R"({ "decline": "api->docs" })", "'api->docs'"},
    {"move", "to", ChangeKind::move, true, R"({ "move": "docs", "to": "go" })", "docs=go"},
    {"capacity", "to", ChangeKind::capacity, true, R"({ "capacity": "go", "to": 3 })", "go=3"},
    {"absent", "on", ChangeKind::absent, true,
     R"({ "absent": "go", "on": "2018-08-20..2018-08-24" })", "go=2018-08-20..2018-08-24"},
    {"due", "to", ChangeKind::due, true, R"({ "due": "docs", "to": "2018-09-28" })",
     "docs=2018-09-28"},
    {"priority", "to", ChangeKind::priority, true, R"({ "priority": "docs", "to": "P1" })",
     "docs=P1"},
    {"split", "keep", ChangeKind::split, true,
     R"({ "split": "docs", "keep": 0.5, "rest": "2018-Q4" })", "docs=0.5@2018-Q4"},
}};

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

// The change that an unknown one was probably meant to be, by any of its keys.
const ChangeRow* nearest_change(const ValueTree& tree, const Value& value) {
  std::array<std::string_view, kRows.size()> keys;
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = kRows[i].key;
  for (const Value& member : tree.children(value)) {
    if (const auto meant = did_you_mean(member.key, keys)) return &kRows[*meant];
  }
  return nullptr;
}

std::string list_of_kinds() {
  std::string out = "a change has one of the keys ";
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (i > 0) out += i + 1 == kRows.size() ? " and " : ", ";
    out += kRows[i].key;
  }
  return out;
}

}  // namespace

std::span<const ChangeRow> change_rows() { return kRows; }

bool ChangeNames::has_subject(std::string_view name) const {
  return has_item(name) || (name.starts_with(kTeamPrefix) && has_team(name.substr(5)));
}

std::optional<Change> ChangeReader::read(const ValueTree& tree, const Value& object) {
  if (!reader_.is_object(object, "a change (an object)")) return std::nullopt;
  const ChangeRow* row = nullptr;
  for (const Value& member : tree.children(object)) {
    for (const ChangeRow& candidate : kRows) {
      if (row == nullptr && candidate.key == member.key) row = &candidate;
    }
  }
  if (row == nullptr) {
    const ChangeRow* meant = nearest_change(tree, object);
    reader_.report(Code::invalid_change, {object.place.offset, 1},
                   "this change says nothing that is known",
                   meant != nullptr ? "did you mean '" + std::string(meant->key) + "', as in " +
                                          std::string(meant->example) + "?"
                                    : list_of_kinds());
    return std::nullopt;
  }
  const bool has_third = row->kind == ChangeKind::defer || row->kind == ChangeKind::split;
  const std::array<std::string_view, 3> keys = {
      row->key, row->other, row->kind == ChangeKind::split ? kRest : kWithDependents};
  const std::size_t num_keys =
      has_third ? 3 : (row->other.empty() ? std::size_t{1} : std::size_t{2});
  const Members members(reader_, tree, object, std::span(keys).first(num_keys));
  ChangeParts parts{members[0], num_keys > 1 ? members[1] : nullptr, nullptr, &tree, false};
  if (row->needs_other && parts.other == nullptr) {
    reader_.report(Code::invalid_change, {object.place.offset, 1},
                   quoted(row->key) + " needs " + quoted(row->other),
                   "for example " + std::string(row->example));
    return std::nullopt;
  }
  if (row->kind == ChangeKind::split) {
    parts.rest = members[2];
  } else if (const Value* along = num_keys > 2 ? members[2] : nullptr) {
    if (along->type != ValueType::boolean) {
      reader_.report_type(*along, "true or false");
      return std::nullopt;
    }
    parts.with_dependents = along->flag;
  }
  return read(*row, parts, object.place);
}

std::optional<Change> ChangeReader::read(const ChangeRow& row, const ChangeParts& parts,
                                         Place place) {
  Change change;
  change.kind = row.kind;
  change.place = place;
  change.with_dependents = parts.with_dependents;
  bool fine = true;
  switch (row.kind) {
    case ChangeKind::link:
    case ChangeKind::unlink:
    case ChangeKind::soften:
    case ChangeKind::agree:
    case ChangeKind::decline:
      fine = read_arrow(*parts.what, change);
      break;
    case ChangeKind::capacity:
    case ChangeKind::absent:
      if (const auto id = reader_.id(*parts.what))
        change.team = names_.find_team(*id, parts.what->place);
      fine = change.team.is_set();
      break;
    default:
      fine = read_subject(*parts.what, change.item, change.team);
      break;
  }
  if (fine && row.kind == ChangeKind::resolve && change.item.is_set() &&
      !names_.is_blocker(change.item)) {
    reader_.report(Code::invalid_change, parts.what->place,
                   quoted(parts.what->text) + " is a goal; only blockers are resolved",
                   "let it finish on a day instead, with 'finish' (--finish ID=DATE)");
    fine = false;
  }
  if (parts.other != nullptr && !read_other(row, parts, change)) fine = false;
  return fine ? std::optional(change) : std::nullopt;
}

// A name that is an id is that item, even where it looks like a team.
bool ChangeReader::read_subject(const Value& value, ItemId& item, TeamId& team) {
  if (value.type == ValueType::string && value.text.size() > kTeamPrefix.size() &&
      value.text.starts_with(kTeamPrefix) && !names_.has_item(value.text)) {
    Value name = value;
    name.text.remove_prefix(kTeamPrefix.size());
    if (const auto id = reader_.id(name)) team = names_.find_team(*id, value.place);
    return team.is_set();
  }
  if (const auto id = reader_.id(value)) item = names_.find_item(*id, value.place);
  return item.is_set();
}

std::size_t ChangeReader::find_arrow(std::string_view text) const {
  const std::size_t first = text.find("->");
  for (std::size_t at = first; at != std::string_view::npos; at = text.find("->", at + 1)) {
    if (names_.has_subject(text.substr(0, at)) && names_.has_subject(text.substr(at + 2)))
      return at;
  }
  return first;
}

bool ChangeReader::read_arrow(const Value& value, Change& change) {
  const auto text = reader_.text(value);
  if (!text) return false;
  const std::size_t arrow = find_arrow(*text);
  if (arrow == std::string_view::npos || arrow == 0 || arrow + 2 == text->size()) {
    reader_.report(Code::invalid_change, value.place, quoted(*text) + " is not a link",
                   "write \"A->B\" for: B waits for A");
    return false;
  }
  Value half = value;
  half.text = text->substr(0, arrow);
  const bool has_other = read_subject(half, change.other, change.other_team);
  half.text = text->substr(arrow + 2);
  return read_subject(half, change.item, change.team) && has_other;
}

bool ChangeReader::read_length(const ChangeRow& row, const ChangeParts& parts, Change& change) {
  const auto use = row.kind == ChangeKind::slip ? DurationUse::single : DurationUse::work;
  auto length = reader_.duration(*parts.tree, *parts.other, use);
  if (!length) return false;
  const auto problem = find_duration_problem(*length, quoted(parts.other->key), kUsualWeek);
  if (problem) reader_.report(problem->code, parts.other->place, problem->message, problem->hint);
  change.length = std::move(*length);
  return !problem || severity_of(problem->code) != Severity::error;
}

bool ChangeReader::read_split(const ChangeParts& parts, Change& change) {
  const auto keep = reader_.share(*parts.other);
  if (!keep) return false;
  change.keep = *keep;
  if (*keep <= 0.0 || *keep >= 1.0) {
    reader_.report(Code::invalid_change, parts.other->place,
                   *keep <= 0.0 ? "a goal that keeps nothing is not split"
                                : "a goal that keeps everything is not split",
                   "give a share between 0 and 1, such as 0.5; 'defer' moves the whole goal");
    return false;
  }
  if (parts.rest == nullptr) return true;
  if (const auto id = reader_.id(*parts.rest))
    change.period = names_.find_period(*id, parts.rest->place);
  return change.period.is_set();
}

bool ChangeReader::read_other(const ChangeRow& row, const ChangeParts& parts, Change& change) {
  const Value& other = *parts.other;
  switch (row.kind) {
    case ChangeKind::slip:
    case ChangeKind::estimate:
    case ChangeKind::remaining:
    case ChangeKind::block:
      return read_length(row, parts, change);
    case ChangeKind::finish:
    case ChangeKind::resolve:
    case ChangeKind::due:
      change.on = reader_.date(other).value_or(Date{});
      return change.on.is_set();
    case ChangeKind::defer:
      if (const auto id = reader_.id(other)) change.period = names_.find_period(*id, other.place);
      return change.period.is_set();
    case ChangeKind::move:
      if (const auto id = reader_.id(other)) change.other_team = names_.find_team(*id, other.place);
      return change.other_team.is_set();
    case ChangeKind::capacity: {
      const auto people = reader_.number(other, 0.0, kMostPeople);
      change.people = people.value_or(0.0);
      return people.has_value();
    }
    case ChangeKind::soften: {
      const auto probability = reader_.share(other);
      change.probability = probability.value_or(1.0);
      return probability.has_value();
    }
    case ChangeKind::split:
      return read_split(parts, change);
    case ChangeKind::priority: {
      const auto read = reader_.choice(other, kPriorities);
      if (read) change.priority = static_cast<Priority>(*read + 1);
      return read.has_value();
    }
    case ChangeKind::absent: {
      const auto days = reader_.days(other);
      if (!days) return false;
      if (days->length() > kLongestDays) {
        reader_.report(Code::range_too_long, other.place,
                       quoted(other.text) + " spans " + std::to_string(days->length()) + " days",
                       "a range has at most " + std::to_string(kLongestDays) + " days");
        return false;
      }
      change.on = days->first;
      change.until = days->last;
      return true;
    }
    default:
      return true;
  }
}

}  // namespace slipway
