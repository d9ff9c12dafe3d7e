#include "planner/whatif/mixed_plan.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "planner/whatif/change_groups.hpp"

namespace slipway {

// One mixture in the making. Rows name each other by joint rows until `number_rows`.
class Mixture {
 public:
  Mixture(const PlanMixer& mixer, const std::vector<bool>& taken)
      : mixer_(mixer),
        old_(mixer.old_),
        new_(mixer.new_),
        match_(mixer.diff_.match),
        taken_(taken),
        takes_any_(std::ranges::find(taken, true) != taken.end()),
        takes_all_(takes_any_ && std::ranges::find(taken, false) == taken.end()) {}

  MixedPlan make() {
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

 private:
  bool takes(std::uint32_t change) const {
    const std::uint32_t group = mixer_.diff_.changes[change].group;
    return group == kNoGroup ? takes_all_ : taken_[group];
  }
  bool takes_one_of(const std::vector<std::uint32_t>& changes) const {
    return std::ranges::any_of(changes, [&](std::uint32_t i) { return takes(i); });
  }
  template <typename Visit>
  void visit_taken(const std::vector<std::uint32_t>& changes, Visit visit) const {
    for (const std::uint32_t i : changes) {
      if (takes(i)) visit(mixer_.diff_.changes[i].field);
    }
  }
  // Says whether a thing is there that comes or goes by a change of its own.
  bool is_there(RowPair pair, const std::vector<std::uint32_t>& changes) const {
    return pair.in_both() || pair.in_new() == takes_one_of(changes);
  }

  // Joint rows in the order of the mixture's rows.
  std::vector<std::uint32_t> order_of(const RowTable& table) const {
    if (takes_all_) return table.of_new;
    std::vector<std::uint32_t> out(table.rows.size());
    for (std::uint32_t i = 0; i < out.size(); ++i) out[i] = i;
    return out;
  }

  std::uint32_t import_estimate(std::uint32_t new_row) {
    if (new_row == kNoRow) return kNoRow;
    plan_.estimates.push_back(new_.estimates[new_row]);
    return static_cast<std::uint32_t>(plan_.estimates.size() - 1);
  }
  template <typename IdType>
  static IdType joint(const RowTable& table, IdType new_id) {
    if (new_id.is_set()) new_id.row = table.of_new[new_id.index()];
    return new_id;
  }
  std::vector<Need> joint_needs(const std::vector<Need>& needs) const {
    std::vector<Need> out = needs;
    for (Need& need : out) need.team = joint(match_.teams, need.team);
    return out;
  }

  void make_header() {
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

  void make_items() {
    item_rows_.resize(match_.items.rows.size());
    const auto add = [&](std::uint32_t joint_row) {
      const RowPair pair = match_.items.rows[joint_row];
      const std::vector<std::uint32_t>& changes = mixer_.of_item_[joint_row];
      if (!is_there(pair, changes)) return;
      item_rows_[joint_row] = ItemId(plan_.items.size());
      plan_.items.push_back(pair.in_old() ? old_.items[pair.old_row] : import_item(pair.new_row));
      if (pair.in_both()) {
        visit_taken(changes, [&](PlanField field) {
          take_field(field, new_.items[pair.new_row], plan_.items.back());
        });
      }
      if (takes_any_) plan_.items.back().place = Place::kNowhere;
    };
    const std::vector<std::uint32_t> order = order_of(match_.items);
    const auto is_blocker = [&](std::uint32_t joint_row) {
      const RowPair pair = match_.items.rows[joint_row];
      return pair.in_old() ? pair.old_row >= old_.num_goals : pair.new_row >= new_.num_goals;
    };
    for (const std::uint32_t row : order) {
      if (!is_blocker(row)) add(row);
    }
    plan_.num_goals = plan_.items.size();
    for (const std::uint32_t row : order) {
      if (is_blocker(row)) add(row);
    }
  }

  Item import_item(std::uint32_t new_row) {
    Item item = new_.items[new_row];
    item.parent = joint(match_.items, item.parent);
    item.team = joint(match_.teams, item.team);
    item.period = joint(match_.periods, item.period);
    item.estimate = import_estimate(item.estimate);
    item.remaining = import_estimate(item.remaining);
    if (item.details == kNoRow) return item;
    plan_.details.push_back(new_.details[item.details]);
    item.details = static_cast<std::uint32_t>(plan_.details.size() - 1);
    plan_.details.back().needs = joint_needs(plan_.details.back().needs);
    return item;
  }

  ItemDetails& details_of(Item& item) {
    if (item.details == kNoRow) {
      item.details = static_cast<std::uint32_t>(plan_.details.size());
      plan_.details.emplace_back();
    }
    return plan_.details[item.details];
  }

  void take_field(PlanField field, const Item& from, Item& to) {
    const ItemDetails& details = new_.details_of(from);
    switch (field) {
      case PlanField::kind:
        to.kind = from.kind;
        break;
      case PlanField::title:
        to.title = from.title;
        break;
      case PlanField::parent:
        to.parent = joint(match_.items, from.parent);
        break;
      case PlanField::team:
        to.team = joint(match_.teams, from.team);
        break;
      case PlanField::period:
        to.period = joint(match_.periods, from.period);
        break;
      case PlanField::commitment:
        to.commitment = from.commitment;
        break;
      case PlanField::priority:
        to.priority = from.priority;
        break;
      case PlanField::estimate:
        to.estimate = import_estimate(from.estimate);
        break;
      case PlanField::remaining:
        to.remaining = import_estimate(from.remaining);
        break;
      case PlanField::status:
        to.status = from.status;
        break;
      // A status that follows from these is not listed beside them.
      case PlanField::started:
        to.started = from.started;
        to.status = from.status;
        break;
      case PlanField::finished:
      case PlanField::resolved:
        to.finished = from.finished;
        to.status = from.status;
        break;
      case PlanField::progress:
        to.progress = from.progress;
        to.status = from.status;
        break;
      case PlanField::probability:
        to.probability = from.probability;
        break;
      case PlanField::not_before:
        to.not_before = from.not_before;
        break;
      case PlanField::due:
      case PlanField::needed_by:
        to.due = from.due;
        break;
      case PlanField::needs:
        details_of(to).needs = joint_needs(details.needs);
        break;
      case PlanField::people:
        details_of(to).people = details.people;
        break;
      case PlanField::value:
        details_of(to).value = details.value;
        break;
      case PlanField::owner:
        details_of(to).owners = details.owners;
        break;
      case PlanField::tags:
        details_of(to).tags = details.tags;
        break;
      case PlanField::url:
        details_of(to).url = details.url;
        break;
      case PlanField::notes:
        details_of(to).notes = details.notes;
        break;
      case PlanField::roam:
        details_of(to).roam = details.roam;
        break;
      default:
        assert(false);
    }
  }

  void make_links() {
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

  void take_link_fields(RowPair pair, const std::vector<std::uint32_t>& changes, Link& link) {
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

  void make_risks() {
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

  // Says for each joint row of teams and periods whether anything names it.
  void find_named(std::vector<bool>& teams, std::vector<bool>& periods) const {
    const auto name = [](std::vector<bool>& named, auto id) {
      if (id.is_set()) named[id.index()] = true;
    };
    for (const Item& item : plan_.items) {
      name(teams, item.team);
      name(periods, item.period);
      if (item.details == kNoRow) continue;
      for (const Need& need : plan_.details[item.details].needs) name(teams, need.team);
    }
    for (const Risk& risk : plan_.risks) {
      for (const TeamId team : risk.teams) name(teams, team);
    }
  }

  void make_periods_and_teams() {
    std::vector<bool> named_teams(match_.teams.rows.size());
    std::vector<bool> named_periods(match_.periods.rows.size());
    find_named(named_teams, named_periods);
    const auto is_kept = [&](RowPair pair, bool is_named) {
      return is_named || (takes_all_ ? pair.in_new() : pair.in_old());
    };
    period_rows_.resize(match_.periods.rows.size());
    for (const std::uint32_t row : order_of(match_.periods)) {
      const RowPair pair = match_.periods.rows[row];
      if (!is_kept(pair, named_periods[row])) continue;
      Period period = pair.in_old() ? old_.periods[pair.old_row] : new_.periods[pair.new_row];
      visit_taken(pair.in_both() ? mixer_.of_period_[row] : std::vector<std::uint32_t>{},
                  [&](PlanField field) {
                    const Period& from = new_.periods[pair.new_row];
                    (field == PlanField::start ? period.start : period.end) =
                        field == PlanField::start ? from.start : from.end;
                  });
      if (takes_any_) period.place = {};
      period_rows_[row] = PeriodId(plan_.periods.size());
      plan_.periods.push_back(period);
    }
    team_rows_.resize(match_.teams.rows.size());
    std::vector<std::uint32_t> teams;  // joint rows of those that are there
    for (const std::uint32_t row : order_of(match_.teams)) {
      const RowPair pair = match_.teams.rows[row];
      if (!is_kept(pair, named_teams[row])) continue;
      Team team = pair.in_old() ? old_.teams[pair.old_row] : new_.teams[pair.new_row];
      if (pair.in_both()) {
        const Team& from = new_.teams[pair.new_row];
        visit_taken(mixer_.of_team_[row], [&](PlanField field) {
          if (field == PlanField::name) team.name = from.name;
          if (field == PlanField::capacity) team.capacity = from.capacity;
          if (field == PlanField::plan_fraction) team.plan_fraction = from.plan_fraction;
          if (field == PlanField::correlation) team.correlation = from.correlation;
        });
      }
      if (takes_any_) team.place = {};
      team_rows_[row] = TeamId(plan_.teams.size());
      plan_.teams.push_back(team);
      teams.push_back(row);
    }
    make_calendars(teams);
  }

  void make_calendars(const std::vector<std::uint32_t>& teams) {
    const bool is_old =
        !takes_one_of(mixer_.of_calendar_) && std::ranges::all_of(teams, [&](std::uint32_t row) {
          return match_.teams.rows[row].in_old() && !takes_one_of(mixer_.of_team_calendar_[row]);
        });
    if (is_old && !takes_all_) {
      plan_.calendars = old_.calendars;
      return;
    }
    const CalendarPart& of_plan =
        takes_one_of(mixer_.of_calendar_) ? mixer_.new_calendar_ : mixer_.old_calendar_;
    const auto id_of = [&](const CalendarPart& of_team) {
      WorkCalendar made = merge_calendar(of_plan, of_team, plan_.as_of);
      const auto known = std::ranges::find(plan_.calendars, made);
      const CalendarId id(static_cast<std::size_t>(known - plan_.calendars.begin()));
      if (known == plan_.calendars.end()) plan_.calendars.push_back(std::move(made));
      return id;
    };
    id_of({});
    for (std::size_t i = 0; i < teams.size(); ++i) {
      const std::uint32_t row = teams[i];
      const bool is_new =
          !match_.teams.rows[row].in_old() || takes_one_of(mixer_.of_team_calendar_[row]);
      plan_.teams[i].calendar = id_of(is_new ? mixer_.new_parts_[row] : mixer_.old_parts_[row]);
    }
  }

  // Joint rows become rows of the mixture; what is not there is no longer named.
  void number_rows() {
    for (Item& item : plan_.items) {
      if (item.parent.is_set()) item.parent = item_rows_[item.parent.index()];
      // What is no objective here, though it is in the other plan, has no children.
      if (item.parent.is_set() && plan_.item(item.parent).kind != Kind::objective) item.parent = {};
      if (item.team.is_set()) item.team = team_rows_[item.team.index()];
      if (item.period.is_set()) item.period = period_rows_[item.period.index()];
      if (item.details == kNoRow) continue;
      for (Need& need : plan_.details[item.details].needs)
        need.team = team_rows_[need.team.index()];
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

  void keep_texts() {
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

  const PlanMixer& mixer_;
  const Plan& old_;
  const Plan& new_;
  const PlanMatch& match_;
  const std::vector<bool>& taken_;
  bool takes_any_;
  bool takes_all_;
  Plan plan_;
  std::vector<ItemId> item_rows_;  // by joint row, as those below
  std::vector<TeamId> team_rows_;
  std::vector<PeriodId> period_rows_;
};

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
