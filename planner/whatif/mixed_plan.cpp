#include "planner/whatif/mixed_plan.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "planner/whatif/change_groups.hpp"
#include "planner/whatif/mixture_internal.hpp"

namespace slipway {

MixedPlan Mixture::make() {
  plan_.estimates = old_.estimates;
  plan_.details = old_.details;
  plan_.link_details = old_.link_details;
  make_header();
  make_items();
  make_links();
  make_risks();
  make_periods_and_teams();
  number_rows();
  keep_texts();
  return {std::move(plan_), std::move(item_rows_)};
}

void Mixture::make_header() {
  plan_.name = old_.name;
  plan_.start = old_.start;
  plan_.as_of = old_.as_of;
  plan_.correlation = old_.correlation;
  plan_.sizes = old_.sizes;
  plan_.default_estimate = old_.default_estimate;
  plan_.ask_wait = old_.ask_wait;
  const bool follows_start = old_.as_of == old_.start && new_.as_of == new_.start;
  visit_taken(mixer_.of_plan_, [&](PlanField field) {
    switch (field) {
      case PlanField::name:
        plan_.name = new_.name;
        break;
      case PlanField::start:
        plan_.start = new_.start;
        if (follows_start) plan_.as_of = new_.as_of;
        break;
      case PlanField::as_of:
        plan_.as_of = new_.as_of;
        break;
      case PlanField::correlation:
        plan_.correlation = new_.correlation;
        break;
      case PlanField::default_estimate:
        plan_.default_estimate = new_.default_estimate;
        break;
      case PlanField::ask_wait:
        plan_.ask_wait = new_.ask_wait;
        break;
      default: {
        const std::size_t size =
            static_cast<std::size_t>(field) - static_cast<std::size_t>(PlanField::size_xs);
        plan_.sizes[size] = new_.sizes[size];
      }
    }
  });
}

void Mixture::make_links() {
  const auto is_here = [&](std::uint32_t item) { return item_rows_[item].is_set(); };
  for (const std::uint32_t row : order_of(match_.links)) {
    const RowPair pair = match_.links.rows[row];
    const std::vector<std::uint32_t>& changes = mixer_.of_link_[row];
    Link link = pair.in_old() ? old_.links[pair.old_row] : new_.links[pair.new_row];
    if (!pair.in_old()) {
      link.predecessor = joint(match_.items, link.predecessor);
      link.successor = joint(match_.items, link.successor);
    }
    if (!is_here(link.predecessor.row) || !is_here(link.successor.row)) continue;
    if (!follows_its_ends(old_, new_, match_, pair) && !is_there(pair, changes)) continue;
    if (!pair.in_old() && link.details != kNoRow) {
      LinkDetails details = new_.link_details[link.details];
      details.lag = import_estimate(details.lag);
      link.details = static_cast<std::uint32_t>(plan_.link_details.size());
      plan_.link_details.push_back(details);
    }
    if (pair.in_both() && takes_one_of(changes)) take_link_fields(pair, changes, link);
    if (takes_any_) link.place = Place::kNowhere;
    plan_.links.push_back(link);
  }
}

void Mixture::take_link_fields(RowPair pair, const std::vector<std::uint32_t>& changes,
                               Link& link) {
  const LinkDetails& from = new_.details_of(new_.links[pair.new_row]);
  LinkDetails to = old_.details_of(link);
  visit_taken(changes, [&](PlanField field) {
    switch (field) {
      case PlanField::type:
        to.type = from.type;
        break;
      case PlanField::lag:
        to.lag = import_estimate(from.lag);
        to.lag_calendar_given = from.lag_calendar_given;
        break;
      case PlanField::lag_calendar:
        to.lag_calendar = from.lag_calendar;
        to.lag_calendar_given = from.lag_calendar_given;
        break;
      case PlanField::probability:
        to.probability = from.probability;
        break;
      case PlanField::ask:
        to.ask = from.ask;
        break;
      case PlanField::logic:
        to.logic = from.logic;
        break;
      case PlanField::note:
        to.note = from.note;
        break;
      default:
        assert(false);
    }
  });
  // Draws of repeated links are numbered by those with details, so plain ones stay without.
  link.details = kNoRow;
  if (new_.links[pair.new_row].details == kNoRow && to == LinkDetails{}) return;
  link.details = static_cast<std::uint32_t>(plan_.link_details.size());
  plan_.link_details.push_back(to);
}

void Mixture::make_risks() {
  for (const std::uint32_t row : order_of(match_.risks)) {
    const RowPair pair = match_.risks.rows[row];
    const std::vector<std::uint32_t>& changes = mixer_.of_risk_[row];
    if (!is_there(pair, changes)) continue;
    Risk risk = pair.in_old() ? old_.risks[pair.old_row] : new_.risks[pair.new_row];
    if (!pair.in_old()) risk.delay = import_estimate(risk.delay);
    const auto take_affects = [&](const Risk& from) {
      risk.items = from.items;
      risk.teams = from.teams;
      for (ItemId& item : risk.items) item = joint(match_.items, item);
      for (TeamId& team : risk.teams) team = joint(match_.teams, team);
    };
    if (!pair.in_old()) take_affects(new_.risks[pair.new_row]);
    if (pair.in_both()) {
      const Risk& from = new_.risks[pair.new_row];
      visit_taken(changes, [&](PlanField field) {
        if (field == PlanField::title) risk.title = from.title;
        if (field == PlanField::probability) risk.probability = from.probability;
        if (field == PlanField::affects) take_affects(from);
        if (field == PlanField::factor) risk.factor = from.factor;
        if (field == PlanField::delay) risk.delay = import_estimate(from.delay);
        if (field == PlanField::roam) risk.roam = from.roam;
        if (field == PlanField::combine) risk.in_parallel = from.in_parallel;
      });
    }
    if (takes_any_) risk.place = {};
    plan_.risks.push_back(std::move(risk));
  }
}

// Joint rows become rows of the mixture; what is not there is no longer named.
void Mixture::number_rows() {
  for (Item& item : plan_.items) {
    if (item.parent.is_set()) item.parent = item_rows_[item.parent.index()];
    // What is no objective here, though it is in the other plan, has no children.
    if (item.parent.is_set() && plan_.item(item.parent).kind != Kind::objective) item.parent = {};
    if (item.team.is_set()) item.team = team_rows_[item.team.index()];
    if (item.period.is_set()) item.period = period_rows_[item.period.index()];
    if (item.details == kNoRow) continue;
    for (Need& need : plan_.details[item.details].needs) need.team = team_rows_[need.team.index()];
  }
  for (Link& link : plan_.links) {
    link.predecessor = item_rows_[link.predecessor.index()];
    link.successor = item_rows_[link.successor.index()];
  }
  for (Risk& risk : plan_.risks) {
    std::erase_if(risk.items, [&](ItemId id) { return !item_rows_[id.index()].is_set(); });
    for (ItemId& id : risk.items) id = item_rows_[id.index()];
    for (TeamId& id : risk.teams) id = team_rows_[id.index()];
  }
  if (!takes_any_) {
    plan_.scenarios = old_.scenarios;
    plan_.checkins = old_.checkins;
  } else if (takes_all_) {  // the rows are those of the new plan
    plan_.scenarios = new_.scenarios;
    plan_.checkins = new_.checkins;
  }
}

void Mixture::keep_texts() {
  plan_.spare_texts = old_.spare_texts;
  if (!takes_any_) {
    plan_.source = old_.source;
    return;
  }
  static const std::deque<std::string> kNoTexts;
  plan_.spare_texts.insert(plan_.spare_texts.end(), new_.spare_texts.begin(),
                           new_.spare_texts.end());
  // The texts are views into both sources: own them along.
  plan_.spare_texts.emplace_back(old_.source, &kNoTexts);
  plan_.spare_texts.emplace_back(new_.source, &kNoTexts);
}

PlanMixer::PlanMixer(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff)
    : old_(old_plan), new_(new_plan), diff_(diff) {
  of_item_.resize(diff.match.items.rows.size());
  of_team_.resize(diff.match.teams.rows.size());
  of_team_calendar_.resize(diff.match.teams.rows.size());
  of_period_.resize(diff.match.periods.rows.size());
  of_link_.resize(diff.match.links.rows.size());
  of_risk_.resize(diff.match.risks.rows.size());
  for (std::uint32_t i = 0; i < diff.changes.size(); ++i) {
    const PlanChange& change = diff.changes[i];
    switch (change.what) {
      case ChangeOf::plan:
        of_plan_.push_back(i);
        break;
      case ChangeOf::calendar:
        (change.id.empty() ? of_calendar_ : of_team_calendar_[change.row]).push_back(i);
        break;
      case ChangeOf::period:
        of_period_[change.row].push_back(i);
        break;
      case ChangeOf::team:
        of_team_[change.row].push_back(i);
        break;
      case ChangeOf::link:
        of_link_[change.row].push_back(i);
        break;
      case ChangeOf::risk:
        of_risk_[change.row].push_back(i);
        break;
      case ChangeOf::scenario:
      case ChangeOf::checkin:
        break;
      default:
        of_item_[change.row].push_back(i);
    }
  }
  old_calendar_ = plan_part(old_plan);
  new_calendar_ = plan_part(new_plan);
  for (const RowPair pair : diff.match.teams.rows) {
    CalendarPart& before = old_parts_.emplace_back();
    CalendarPart& after = new_parts_.emplace_back();
    if (pair.in_old()) before = team_part(old_plan, old_plan.teams[pair.old_row]);
    if (pair.in_new()) after = team_part(new_plan, new_plan.teams[pair.new_row]);
    if (!pair.in_both()) continue;
    align_parts(before, old_plan.calendars[old_plan.teams[pair.old_row].calendar.index()], after,
                new_plan.calendars[new_plan.teams[pair.new_row].calendar.index()]);
  }
}

MixedPlan PlanMixer::make(const std::vector<bool>& taken) const {
  assert(taken.size() == diff_.groups.size());
  return Mixture(*this, taken).make();
}

Plan mix(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff,
         const std::vector<bool>& taken) {
  return PlanMixer(old_plan, new_plan, diff).make(taken).plan;
}

}  // namespace slipway
