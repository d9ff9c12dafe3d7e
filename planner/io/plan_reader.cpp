#include "planner/io/plan_reader.hpp"

#include <algorithm>

#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"
#include "planner/io/plan_builder.hpp"
#include "planner/io/quick_plan.hpp"

namespace slipway {
namespace {

constexpr std::array<std::string_view, 15> kPlanKeys = {
    "slipway",          "name",     "start",       "as_of", "calendar", "periods",  "sizes",
    "default_estimate", "ask_wait", "correlation", "teams", "goals",    "blockers", "risks",
    "scenarios"};
constexpr std::string_view kCheckIns = "checkins";

bool is_list_key(std::string_view key) {
  return key == "goals" || key == "blockers" || key == "teams" || key == "periods" ||
         key == "risks" || key == "scenarios" || key == kCheckIns;
}

bool is_plan_key(std::string_view key) {
  return key == kCheckIns || std::ranges::find(kPlanKeys, key) != kPlanKeys.end();
}

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

}  // namespace

PlanBuilder::PlanBuilder(std::shared_ptr<const Source> source, Date as_of, Findings& findings)
    : findings_(findings),
      reader_(findings),
      spare_texts_(std::make_shared<std::deque<std::string>>()),
      as_of_override_(as_of) {
  plan_.source = std::move(source);
  // Generous guesses: memory that is never touched costs nothing, growing in steps does.
  const std::size_t length = plan_.source->text.size();
  goals_.items.reserve(length / 96);
  goals_.places.reserve(length / 96);
  goals_.links.reserve(length / 32);
  plan_.estimates.reserve(length / 96);
}

bool PlanBuilder::wants_elements(std::string_view key) { return is_list_key(key); }

void PlanBuilder::element(std::string_view key, const ValueTree& value) {
  if (key == "goals")
    read_item(value, false, goals_);
  else if (key == "blockers")
    read_item(value, true, blockers_);
  else
    later_.emplace_back(key, value);
}

void PlanBuilder::member(const ValueTree& tree) {
  const Value& value = tree.root();
  reader_.set_owner("", "");
  const auto [at, is_new] = seen_keys_.emplace(value.key, value.key_place);
  if (!is_new) {
    reader_.report(Code::duplicate_key, value.key_place, quoted(value.key) + " stands here twice",
                   "keep one of them", {{at->second, "first here"}});
  }
  if (is_list_key(value.key)) {
    reader_.is_list(value);  // its elements, if it is one, have come before
    return;
  }
  if (value.key == "slipway") {
    if (value.type != ValueType::number || value.number != 1.0) {
      const bool is_newer = value.type == ValueType::number && value.number > 1.0;
      reader_.report(
          Code::unsupported_version, value.place,
          is_newer ? "the plan is in a newer format; this program reads version 1"
                   : "this program reads version 1 of the plan format",
          is_newer ? "write \"slipway\": 1 if it is in version 1 after all, or use a newer Slipway"
                   : "write \"slipway\": 1");
    }
    return;
  }
  if (is_plan_key(value.key)) {
    later_.emplace_back(value.key, tree);
    return;
  }
  if (!value.key.starts_with("x-")) {
    std::vector<std::string_view> keys(kPlanKeys.begin(), kPlanKeys.end());
    keys.push_back(kCheckIns);
    const auto meant = did_you_mean(value.key, keys);
    reader_.report(Code::unknown_key, value.key_place,
                   quoted(value.key) + " is not a key of a plan",
                   meant ? "did you mean '" + std::string(keys[*meant]) + "'?"
                         : "keys of your own start with x-");
  }
  reader_.check_repeated(tree, value);
}

Plan PlanBuilder::finish(bool complete) {
  reader_.set_owner("", "");
  if (complete) {
    if (!seen_keys_.contains("slipway")) {
      reader_.report(Code::missing_key, plan_place(),
                     "the plan does not say which format it is written in",
                     "write \"slipway\": 1 as its first line");
    }
    if (!seen_keys_.contains("name")) {
      reader_.report(Code::missing_key, plan_place(), "the plan has no 'name'",
                     "for example \"name\": \"libp2p 2018 Q3\"");
    }
    if (!seen_keys_.contains("goals")) {
      reader_.report(Code::missing_key, plan_place(), "the plan has no 'goals'",
                     "for example \"goals\": [ { \"id\": \"docs\", \"estimate\": \"1w\" } ]");
    }
  }
  read_header();
  if (!complete) return std::move(plan_);  // half a plan: names that are missing prove nothing
  read_sections();
  merge_sections();
  resolve_teams_and_periods();
  resolve_parents();
  resolve_links();
  for (const auto& [key, tree] : later_) {
    if (key == "risks") read_risk(tree);
    if (key == "scenarios") read_scenario(tree);
    if (key == kCheckIns) read_checkin(tree);
  }
  check_plan();
  plan_.spare_texts.push_back(spare_texts_);
  return std::move(plan_);
}

void PlanBuilder::append(PlanBuilder&& part, Findings&& findings) {
  const auto offset = [](const auto& rows) { return static_cast<std::uint32_t>(rows.size()); };
  const std::uint32_t items = offset(goals_.items);
  const std::uint32_t estimates = offset(plan_.estimates);
  const std::uint32_t details = offset(plan_.details);
  const std::uint32_t link_details = offset(plan_.link_details);
  std::vector<std::uint32_t> teams;
  for (const std::string_view name : part.team_names_.names) teams.push_back(team_names_.add(name));
  std::vector<std::uint32_t> periods;
  for (const std::string_view name : part.period_names_.names) {
    periods.push_back(period_names_.add(name));
  }
  for (Item& item : part.goals_.items) {
    if (item.team.is_set()) item.team.row = teams[item.team.index()];
    if (item.period.is_set()) item.period.row = periods[item.period.index()];
    if (item.estimate != kNoRow) item.estimate += estimates;
    if (item.remaining != kNoRow) item.remaining += estimates;
    if (item.details != kNoRow) item.details += details;
  }
  for (PendingLink& link : part.goals_.links) {
    link.row += items;
    if (link.details != kNoRow) link.details += link_details;
  }
  for (LinkDetails& link : part.plan_.link_details) {
    if (link.lag != kNoRow) link.lag += estimates;
  }
  for (PendingParent& parent : part.goals_.parents) parent.row += items;
  for (PendingNeed& need : part.needs_) need.details += details;
  const auto move_behind = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from = {};
  };
  move_behind(goals_.items, part.goals_.items);
  move_behind(goals_.places, part.goals_.places);
  move_behind(goals_.links, part.goals_.links);
  move_behind(goals_.parents, part.goals_.parents);
  move_behind(needs_, part.needs_);
  move_behind(plan_.estimates, part.plan_.estimates);
  move_behind(plan_.details, part.plan_.details);
  move_behind(plan_.link_details, part.plan_.link_details);
  move_behind(lag_places_, part.lag_places_);
  plan_.spare_texts.push_back(part.spare_texts_);
  findings_.add(std::move(findings));
}

// Puts blockers behind goals, so that one row number names either.
void PlanBuilder::merge_sections() {
  plan_.num_goals = goals_.items.size();
  plan_.items = std::move(goals_.items);
  const auto offset = static_cast<std::uint32_t>(plan_.num_goals);
  plan_.items.insert(plan_.items.end(), blockers_.items.begin(), blockers_.items.end());
  goals_.places.insert(goals_.places.end(), blockers_.places.begin(), blockers_.places.end());
  for (PendingLink& link : blockers_.links) link.row += offset;
  for (PendingLink& link : blockers_.blocks) link.row += offset;

  item_rows_.emplace(plan_.items.size());
  constexpr std::size_t kAhead = 16;
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    if (row + kAhead < plan_.items.size()) item_rows_->expect(plan_.items[row + kAhead].id);
    const Item& item = plan_.items[row];
    if (item.id.empty()) continue;  // its fault has been reported
    const std::uint32_t earlier = item_rows_->insert(item.id, static_cast<std::uint32_t>(row));
    if (earlier == NameTable::kNone) continue;
    set_owner(ItemId(row));
    reader_.report(Code::duplicate_id, item.id_place(), "this id is taken already",
                   "ids are unique over goals and blockers",
                   {{plan_.items[earlier].id_place(), "first here"}});
  }
}

Loaded<Plan> read_plan(std::shared_ptr<const Source> source, Date as_of) {
  Loaded<Plan> out;
  {
    PlanBuilder builder(source, as_of, out.findings);
    if (read_quickly(source->text, builder)) {
      out.value = builder.finish(true);
      out.ok = !out.findings.has_errors();
      return out;
    }
    out.findings = {};
  }
  PlanBuilder builder(source, as_of, out.findings);
  const bool complete = read_json(source->text, builder, builder.spare_texts(), out.findings);
  out.value = builder.finish(complete);
  out.ok = complete && !out.findings.has_errors();
  return out;
}

}  // namespace slipway
