// Scenarios of a plan file: named lists of changes.
#include "planner/io/change_reader.hpp"
#include "planner/io/plan_builder.hpp"

namespace slipway {
namespace {

constexpr std::array<std::string_view, 2> kScenarioKeys = {"name", "changes"};

}  // namespace

// The names of the plan that is being read.
class PlanBuilder::Names : public ChangeNames {
 public:
  explicit Names(PlanBuilder& builder) : builder_(builder) {}
  bool has_item(std::string_view name) const override {
    return builder_.item_rows_ && builder_.item_rows_->find(name) != NameTable::kNone;
  }
  bool has_team(std::string_view name) const override { return builder_.team_rows_.contains(name); }
  bool is_blocker(ItemId id) const override { return builder_.plan_.is_blocker(id); }
  ItemId find_item(std::string_view name, Place place) override {
    return builder_.find_item(name, place);
  }
  TeamId find_team(std::string_view name, Place place) override {
    return builder_.find_team(name, place);
  }
  PeriodId find_period(std::string_view name, Place place) override {
    return builder_.find_period(name, place);
  }

 private:
  PlanBuilder& builder_;
};

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
                   "for example \"changes\": [ " + std::string(change_rows()[0].example) + " ]");
  } else if (reader_.is_list(*members[1])) {
    Names names(*this);
    ChangeReader changes(reader_, names);
    for (const Value& entry : tree.children(*members[1])) {
      if (auto change = changes.read(tree, entry)) scenario.changes.push_back(std::move(*change));
    }
  }
  plan_.scenarios.push_back(std::move(scenario));
}

}  // namespace slipway
