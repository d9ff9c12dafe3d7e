// Scenarios of a plan file: named lists of changes, each told apart by its keys.
#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"
#include "planner/io/plan_builder.hpp"

namespace slipway {
namespace {

constexpr std::array<std::string_view, 2> kScenarioKeys = {"name", "changes"};

// A change is told apart by its first key; the second says how much, when or where to.
struct ChangeRow {
  std::string_view key;
  std::string_view other;
  ChangeKind kind;
  bool needs_other;
  std::string_view example;
};
constexpr std::array kChanges = {
    ChangeRow{"slip", "by", ChangeKind::slip, true, R"({ "slip": "docs", "by": "1w" })"},
    ChangeRow{"estimate", "to", ChangeKind::estimate, true,
              R"({ "estimate": "docs", "to": "1w..3w" })"},
    ChangeRow{"finish", "on", ChangeKind::finish, true,
              R"({ "finish": "docs", "on": "2018-09-28" })"},
    ChangeRow{"drop", "", ChangeKind::drop, false, R"({ "drop": "docs" })"},
    ChangeRow{"defer", "to", ChangeKind::defer, true, R"({ "defer": "docs", "to": "2018-Q4" })"},
    ChangeRow{"resolve", "on", ChangeKind::resolve, false,
              R"({ "resolve": "review", "on": "2018-09-28" })"},
    ChangeRow{"block", "by", ChangeKind::block, true, R"({ "block": "docs", "by": "1w" })"},
    ChangeRow{"link", "", ChangeKind::link, false, R"({ "link": "api->docs" })"},
    ChangeRow{"unlink", "", ChangeKind::unlink, false, R"({ "unlink": "api->docs" })"},
    ChangeRow{"capacity", "to", ChangeKind::capacity, true, R"({ "capacity": "go", "to": 3 })"},
};

// The change that an unknown one was probably meant to be: by its first key, or by what it has.
const ChangeRow* nearest_change(const ValueTree& tree, const Value& value) {
  std::array<std::string_view, kChanges.size()> keys;
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = kChanges[i].key;
  for (const Value& member : tree.children(value)) {
    if (const auto meant = did_you_mean(member.key, keys)) return &kChanges[*meant];
  }
  return nullptr;
}

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

}  // namespace

void PlanBuilder::read_scenario(const ValueTree& tree) {
  const Value& value = tree.root();
  reader_.set_owner("scenario", "");
  if (!reader_.is_object(value, "a scenario (an object)")) return;
  for (const Value& member : tree.children(value)) {
    if (member.key == "name" && member.type == ValueType::string) {
      reader_.set_owner("scenario", member.text);
    }
  }
  const Members members(reader_, tree, value, kScenarioKeys);
  Scenario scenario;
  if (members[0] == nullptr) {
    reader_.report(Code::missing_key, {value.place.offset, 1}, "it needs a 'name'",
                   "for example \"name\": \"daemon late\"");
  } else {
    scenario.name = reader_.label(*members[0]).value_or("");
    const auto [at, is_new] = scenario_names_.emplace(scenario.name, members[0]->place);
    if (!is_new) {
      reader_.report(Code::duplicate_id, members[0]->place,
                     "there is a scenario of this name already", "scenarios need different names",
                     {{at->second, "first here"}});
    }
  }
  if (members[1] == nullptr) {
    reader_.report(Code::missing_key, {value.place.offset, 1}, "it needs its 'changes'",
                   "for example \"changes\": [ " + std::string(kChanges[0].example) + " ]");
  } else if (reader_.is_list(*members[1])) {
    for (const Value& entry : tree.children(*members[1])) {
      if (const auto change = read_change(tree, entry)) scenario.changes.push_back(*change);
    }
  }
  plan_.scenarios.push_back(std::move(scenario));
}

std::optional<Change> PlanBuilder::read_change(const ValueTree& tree, const Value& value) {
  if (!reader_.is_object(value, "a change (an object)")) return std::nullopt;
  const ChangeRow* row = nullptr;
  for (const Value& member : tree.children(value)) {
    for (const ChangeRow& candidate : kChanges) {
      if (row == nullptr && candidate.key == member.key) row = &candidate;
    }
  }
  if (row == nullptr) {
    const ChangeRow* meant = nearest_change(tree, value);
    reader_.report(
        Code::invalid_change, {value.place.offset, 1}, "this change says nothing that is known",
        meant != nullptr
            ? "did you mean '" + std::string(meant->key) + "', as in " +
                  std::string(meant->example) + "?"
            : "a change has one of the keys slip, estimate, finish, drop, defer, resolve, "
              "block, link, unlink and capacity");
    return std::nullopt;
  }
  const std::array<std::string_view, 2> keys = {row->key, row->other};
  const std::size_t num_keys = row->other.empty() ? 1 : 2;
  const Members members(reader_, tree, value, std::span(keys).first(num_keys));
  Change change;
  change.kind = row->kind;
  change.place = value.place;
  const Value& what = *members[0];
  const Value* other = num_keys == 2 ? members[1] : nullptr;
  if (row->needs_other && other == nullptr) {
    reader_.report(Code::invalid_change, {value.place.offset, 1},
                   quoted(row->key) + " needs " + quoted(row->other),
                   "for example " + std::string(row->example));
    return std::nullopt;
  }

  if (row->kind == ChangeKind::link || row->kind == ChangeKind::unlink) {
    const auto text = reader_.text(what);
    if (!text) return std::nullopt;
    // Ids may hold an arrow themselves: take the one that leaves two known ids, else the first.
    std::size_t arrow = text->find("->");
    for (std::size_t at = arrow; at != std::string_view::npos; at = text->find("->", at + 1)) {
      if (item_rows_ && item_rows_->find(text->substr(0, at)) != NameTable::kNone &&
          item_rows_->find(text->substr(at + 2)) != NameTable::kNone) {
        arrow = at;
        break;
      }
    }
    if (arrow == std::string_view::npos || arrow == 0 || arrow + 2 == text->size()) {
      reader_.report(Code::invalid_change, what.place, quoted(*text) + " is not a link",
                     "write \"A->B\" for: B waits for A");
      return std::nullopt;
    }
    Value half = what;
    half.text = text->substr(0, arrow);
    const auto from = reader_.id(half);
    half.text = text->substr(arrow + 2);
    const auto to = reader_.id(half);
    if (!from || !to) return std::nullopt;
    change.other = find_item(*from, what.place);
    change.item = find_item(*to, what.place);
    return change;
  }

  const auto id = reader_.id(what);
  if (!id) return std::nullopt;
  switch (row->kind) {
    case ChangeKind::capacity: {
      change.team = find_team(*id, what.place);
      const auto people = reader_.number(*other, 0.0, kMostPeople);
      if (!people) return std::nullopt;
      change.people = *people;
      return change;
    }
    case ChangeKind::defer: {
      change.item = find_item(*id, what.place);
      if (const auto period = reader_.id(*other))
        change.period = find_period(*period, other->place);
      return change;
    }
    case ChangeKind::finish:
    case ChangeKind::resolve:
      change.item = find_item(*id, what.place);
      if (other != nullptr) change.on = reader_.date(*other).value_or(Date{});
      if (row->kind == ChangeKind::resolve && change.item.is_set() &&
          !plan_.is_blocker(change.item)) {
        reader_.report(Code::invalid_change, what.place,
                       quoted(*id) + " is a goal; only blockers are resolved",
                       "use { \"finish\": ..., \"on\": ... }");
      }
      return change;
    case ChangeKind::slip:
    case ChangeKind::estimate:
    case ChangeKind::block: {
      change.item = find_item(*id, what.place);
      const auto use = row->kind == ChangeKind::slip ? DurationUse::single : DurationUse::work;
      auto length = reader_.duration(tree, *other, use);
      if (!length) return std::nullopt;
      check_estimate(*length, other->place.offset, quoted(row->other), 5);
      change.length = std::move(*length);
      return change;
    }
    default:
      change.item = find_item(*id, what.place);
      return change;
  }
}

}  // namespace slipway
