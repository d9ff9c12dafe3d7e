#include "tests/support/plan_edits.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <set>
#include <string_view>

#include "planner/graph/network.hpp"
#include "tests/support/uncertain_plan.hpp"

namespace slipway {
namespace {

constexpr std::array<std::string_view, 8> kNewIds = {"new-0", "new-1", "new-2", "new-3",
                                                     "new-4", "new-5", "new-6", "new-7"};

class Editor {
 public:
  Editor(std::uint64_t seed, const EditOptions& options) : random_(seed), options_(options) {
    out_.before = uncertain_plan(seed, slow::RandomOptions{.min_items = 5});
    Plan& plan = out_.before;
    plan.periods.push_back({"q1", plan.start, plus_days(plan.start, 60), {}});
    plan.periods.push_back({"q2", plus_days(plan.start, 61), plus_days(plan.start, 150), {}});
    for (Item& item : plan.items) {
      if (item.kind == Kind::goal && chance(0.5)) item.period = PeriodId(below(2));
    }
    plan.checkins.push_back({plan.as_of, ItemId(std::size_t{0}), 0.5, {}, "so far", {}});
    out_.after = plan;
  }

  EditedPlan run() {
    for (int tries = 0; done_ < options_.edits && tries < 200; ++tries) {
      const Plan saved = out_.after;
      const std::vector<MadeChange> saved_list = out_.made;
      const std::set<std::string> saved_touched = touched_;
      if (edit() && compile(out_.after).ok) {
        ++done_;
      } else {
        out_.after = saved;
        out_.made = saved_list;
        touched_ = saved_touched;
      }
    }
    if (options_.reorders) shuffle();
    std::ranges::sort(out_.made);
    return std::move(out_);
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool chance(double p) { return static_cast<double>(random_() % 1000) < p * 1000.0; }
  // Says whether nothing has touched it yet, and notes that something does now.
  bool touch(const std::string& what) { return touched_.insert(what).second; }
  Plan& plan() { return out_.after; }

  static ChangeOf kind_of(const Item& item) {
    switch (item.kind) {
      case Kind::goal:
        return ChangeOf::goal;
      case Kind::milestone:
        return ChangeOf::milestone;
      case Kind::objective:
        return ChangeOf::objective;
      case Kind::blocker:
        return ChangeOf::blocker;
    }
    return ChangeOf::goal;
  }
  void note(ChangeOp op, ChangeOf what, std::string_view id, PlanField field) {
    out_.made.push_back({op, what, std::string(id), field});
  }
  void note(const Item& item, PlanField field) {
    note(ChangeOp::changed, kind_of(item), item.id, field);
  }
  std::string link_id(const Link& link) {
    return std::string(plan().item(link.predecessor).id) + "->" +
           std::string(plan().item(link.successor).id);
  }
  std::uint32_t length() {
    Estimate out;
    out.form = chance(0.5) ? Form::point : Form::pert;
    const double low = 1.0 + static_cast<double>(below(80)) / 8.0;
    out.amounts[0] = {low, Unit::days};
    if (out.form == Form::pert) {
      out.amounts[1] = {low + 1.0 + static_cast<double>(below(5)), Unit::days};
      out.amounts[2] = {low + 9.0, Unit::days};
    }
    plan().estimates.push_back(out);
    return static_cast<std::uint32_t>(plan().estimates.size() - 1);
  }
  ItemDetails& details_of(Item& item) {
    if (item.details == kNoRow) {
      item.details = static_cast<std::uint32_t>(plan().details.size());
      plan().details.emplace_back();
    }
    return plan().details[item.details];
  }

  bool edit() {
    switch (below(8)) {
      case 0:
      case 1:
      case 2:
        return edit_item();
      case 3:
        return edit_links();
      case 4:
        return edit_rows();
      case 5:
        return edit_risks();
      case 6:
        return edit_calendars();
      default:
        return edit_header();
    }
  }

  bool edit_item() {
    const std::size_t row = below(plan().items.size());
    Item& item = plan().items[row];
    if (!touch("item " + std::string(item.id))) return false;
    const bool is_open = item.status == Status::not_started && item.progress == 0.0;
    const bool works = item.kind == Kind::goal || item.kind == Kind::blocker;
    switch (below(options_.only_figures ? 9 : 12)) {
      case 0:
        if (!works) return false;
        item.estimate = length();
        note(item, PlanField::estimate);
        return true;
      case 1:
        item.due = plus_days(plan().start, static_cast<int>(200 + below(60)));
        note(item, item.kind == Kind::blocker ? PlanField::needed_by : PlanField::due);
        return true;
      case 2:
        if (item.kind == Kind::blocker || item.kind == Kind::objective) return false;
        item.not_before = plus_days(plan().as_of, static_cast<int>(100 + below(30)));
        note(item, PlanField::not_before);
        return true;
      case 3:
        if (!works) return false;
        item.probability = item.probability == 0.25 ? 0.75 : 0.25;
        note(item, PlanField::probability);
        return true;
      case 4:
        if (item.kind == Kind::objective || plan().teams.size() < 2) return false;
        item.team = item.team == TeamId(0) ? TeamId(1) : TeamId(0);
        note(item, PlanField::team);
        return true;
      case 5:
        if (item.kind == Kind::blocker) return false;
        item.period = item.period == PeriodId(0) ? PeriodId(1) : PeriodId(0);
        note(item, PlanField::period);
        return true;
      case 6:
        if (item.kind == Kind::blocker) return false;
        item.commitment =
            item.commitment == Commitment::committed ? Commitment::stretch : Commitment::committed;
        note(item, PlanField::commitment);
        return true;
      case 7:  // it has begun, or is done
        if (item.kind != Kind::goal || !is_open || item.started.is_set()) return false;
        item.started = plus_days(plan().as_of, -3);
        note(item, PlanField::started);
        if (chance(0.5)) {
          item.progress = 0.5;
          item.status = Status::in_progress;
          note(item, PlanField::progress);
        } else {
          item.finished = plus_days(plan().as_of, -1);
          item.status = Status::done;
          note(item, PlanField::finished);
        }
        return true;
      case 8:
        if (item.kind != Kind::goal || !is_open) return false;
        item.status = Status::dropped;
        note(item, PlanField::status);
        return true;
      case 9:
        item.title = "another title";
        note(item, PlanField::title);
        return true;
      case 10:
        if (item.kind == Kind::blocker) return false;
        item.priority = item.priority == Priority::p1 ? Priority::p2 : Priority::p1;
        note(item, PlanField::priority);
        return true;
      default:
        if (item.kind == Kind::blocker) return false;
        details_of(item).notes = "noted";
        note(item, PlanField::notes);
        return true;
    }
  }

  bool has_link(ItemId from, ItemId to) {
    return std::ranges::any_of(plan().links, [&](const Link& link) {
      return link.predecessor == from && link.successor == to;
    });
  }

  bool edit_links() {
    if (chance(0.4) || plan().links.empty()) {
      const ItemId from(below(plan().items.size()));
      const ItemId to(below(plan().items.size()));
      const Link link{from, to, Place::kNowhere, kNoRow};
      if (from == to || has_link(from, to) || !touch(link_id(link))) return false;
      plan().links.push_back(link);
      note(ChangeOp::added, ChangeOf::link, link_id(link), PlanField::none);
      return true;
    }
    const std::size_t row = below(plan().links.size());
    Link& link = plan().links[row];
    const auto is_same = [&](const Link& other) {
      return other.predecessor == link.predecessor && other.successor == link.successor;
    };
    if (std::ranges::count_if(plan().links, is_same) > 1) return false;
    if (!touch(link_id(link))) return false;
    if (chance(0.5)) {
      note(ChangeOp::removed, ChangeOf::link, link_id(link), PlanField::none);
      plan().links.erase(plan().links.begin() + static_cast<std::ptrdiff_t>(row));
      return true;
    }
    LinkDetails details = plan().details_of(link);
    details.probability = details.probability == 0.75 ? 0.25 : 0.75;
    note(ChangeOp::changed, ChangeOf::link, link_id(link), PlanField::probability);
    link.details = static_cast<std::uint32_t>(plan().link_details.size());
    plan().link_details.push_back(details);
    return true;
  }

  // Gives items the rows that `row_of` says.
  void renumber(const std::vector<ItemId>& row_of) {
    const auto change = [&](ItemId& id) {
      if (id.is_set()) id = row_of[id.index()];
    };
    for (Item& item : plan().items) change(item.parent);
    for (Link& link : plan().links) {
      change(link.predecessor);
      change(link.successor);
    }
    for (Risk& risk : plan().risks) std::ranges::for_each(risk.items, change);
    for (CheckIn& checkin : plan().checkins) change(checkin.goal);
  }

  void insert_item(std::size_t at, const Item& item) {
    std::vector<ItemId> row_of;
    for (std::size_t row = 0; row < plan().items.size(); ++row) {
      row_of.emplace_back(row < at ? row : row + 1);
    }
    renumber(row_of);
    plan().items.insert(plan().items.begin() + static_cast<std::ptrdiff_t>(at), item);
    if (item.kind != Kind::blocker) ++plan().num_goals;
  }

  bool edit_rows() {
    if (chance(0.5) && num_new_ < kNewIds.size()) {
      Item item;
      item.id = item.title = kNewIds[num_new_++];
      touch("item " + std::string(item.id));
      item.kind = chance(0.3) ? Kind::blocker : Kind::goal;
      item.estimate = length();
      const std::size_t at =
          item.kind == Kind::goal
              ? below(plan().num_goals + 1)
              : plan().num_goals + below(plan().items.size() - plan().num_goals + 1);
      insert_item(at, item);
      note(ChangeOp::added, kind_of(item), item.id, PlanField::none);
      for (int i = 0; i < 2; ++i) {
        Link link{ItemId(below(plan().items.size())), ItemId(at), Place::kNowhere, kNoRow};
        if (chance(0.6)) std::swap(link.predecessor, link.successor);
        if (link.predecessor == link.successor || has_link(link.predecessor, link.successor))
          continue;
        if (!touch(link_id(link))) continue;
        plan().links.push_back(link);
        note(ChangeOp::added, ChangeOf::link, link_id(link), PlanField::none);
      }
      return true;
    }
    const std::size_t at = below(plan().items.size());
    const Item item = plan().items[at];
    const ItemId id(at);
    const auto names = [&](const Risk& risk) {
      return std::ranges::find(risk.items, id) != risk.items.end();
    };
    if (item.kind == Kind::objective || std::ranges::any_of(plan().risks, names) ||
        plan().checkins[0].goal == id || plan().items.size() < 4) {
      return false;
    }
    if (!touch("item " + std::string(item.id))) return false;
    note(ChangeOp::removed, kind_of(item), item.id, PlanField::none);
    std::vector<Link> kept;
    for (const Link& link : plan().links) {
      if (link.predecessor != id && link.successor != id) {
        kept.push_back(link);
        continue;
      }
      touched_.insert(link_id(link));
      const auto in_old = [&](const MadeChange& made) { return made.id == link_id(link); };
      if (std::ranges::any_of(out_.made, in_old)) return false;  // touched before
      note(ChangeOp::removed, ChangeOf::link, link_id(link), PlanField::none);
    }
    plan().links = kept;
    std::vector<ItemId> row_of;
    for (std::size_t row = 0; row < plan().items.size(); ++row) {
      row_of.emplace_back(row <= at ? row : row - 1);
    }
    renumber(row_of);
    plan().items.erase(plan().items.begin() + static_cast<std::ptrdiff_t>(at));
    if (item.kind != Kind::blocker) --plan().num_goals;
    return true;
  }

  bool edit_risks() {
    if (chance(0.3)) {
      if (!touch("risk flood")) return false;
      Risk& risk = plan().risks.emplace_back();
      risk.id = risk.title = "flood";
      risk.probability = 0.5;
      risk.factor = {1.0, 1.5, 2.0};
      for (std::size_t row = 0; row < plan().num_goals; ++row) {
        if (chance(0.5)) risk.items.emplace_back(row);
      }
      note(ChangeOp::added, ChangeOf::risk, "flood", PlanField::none);
      // What is removed must not be named.
      for (const ItemId id : risk.items) touched_.insert("item " + std::string(plan().item(id).id));
      return true;
    }
    if (plan().risks.empty()) return false;
    const std::size_t row = below(plan().risks.size());
    Risk& risk = plan().risks[row];
    if (!touch("risk " + std::string(risk.id))) return false;
    if (chance(0.3)) {
      note(ChangeOp::removed, ChangeOf::risk, risk.id, PlanField::none);
      plan().risks.erase(plan().risks.begin() + static_cast<std::ptrdiff_t>(row));
      return true;
    }
    risk.probability = risk.probability > 0.5 ? 0.125 : 0.875;
    note(ChangeOp::changed, ChangeOf::risk, risk.id, PlanField::probability);
    if (chance(0.5)) {
      risk.delay = length();
      note(ChangeOp::changed, ChangeOf::risk, risk.id, PlanField::delay);
    }
    return true;
  }

  WorkCalendar with_holiday(const WorkCalendar& calendar, Date holiday) {
    std::vector<Date> holidays{holiday};
    std::vector<Date> extra_days;
    for (const Date day : calendar.changed_days()) {
      (calendar.is_working(day) ? extra_days : holidays).push_back(day);
    }
    std::erase(extra_days, holiday);
    return {calendar.week(), holidays, extra_days, plan().as_of};
  }

  bool edit_calendars() {
    const Date day = plus_days(plan().as_of, static_cast<int>(5 + below(40)));
    if (!touch("holiday")) return false;
    if (chance(0.5)) {  // of all
      if (!plan().calendars[0].is_working(day)) return false;
      for (WorkCalendar& calendar : plan().calendars) calendar = with_holiday(calendar, day);
      note(ChangeOp::changed, ChangeOf::calendar, "", PlanField::holidays);
      return true;
    }
    if (plan().teams.empty()) return false;
    Team& team = plan().teams[below(plan().teams.size())];
    const WorkCalendar calendar = plan().calendars[team.calendar.index()];
    if (!calendar.is_working(day)) return false;
    team.calendar = CalendarId(plan().calendars.size());
    plan().calendars.push_back(with_holiday(calendar, day));
    // A day that is extra for the team alone is taken back; else it is a new holiday.
    const auto weekly = [&](const WorkCalendar& of) {
      return of.week()[static_cast<std::size_t>(weekday(day))];
    };
    const bool was_extra = !weekly(calendar);
    const bool extra_by_plan = plan().calendars[0].is_working(day) && !weekly(plan().calendars[0]);
    note(ChangeOp::changed, ChangeOf::calendar, team.id,
         was_extra && !extra_by_plan ? PlanField::extra_days : PlanField::holidays);
    return true;
  }

  bool edit_header() {
    switch (below(options_.only_figures ? 4 : 6)) {
      case 0:
        if (!touch("correlation")) return false;
        plan().correlation = 0.5;
        note(ChangeOp::changed, ChangeOf::plan, "", PlanField::correlation);
        return true;
      case 1:
        if (!touch("size")) return false;
        plan().sizes[2].amounts[1].number += 5.0;
        note(ChangeOp::changed, ChangeOf::plan, "", PlanField::size_m);
        return true;
      case 2:
        if (!touch("as_of")) return false;
        plan().as_of = plus_days(plan().as_of, 7);
        note(ChangeOp::changed, ChangeOf::plan, "", PlanField::as_of);
        return true;
      case 3:
        if (!touch("end")) return false;
        plan().periods[0].end = plus_days(plan().periods[0].end, 10);
        note(ChangeOp::changed, ChangeOf::period, "q1", PlanField::end);
        return true;
      case 4:
        if (plan().teams.empty() || !touch("capacity")) return false;
        plan().teams[0].capacity = plan().teams[0].capacity.value_or(0.0) + 7.0;
        note(ChangeOp::changed, ChangeOf::team, plan().teams[0].id, PlanField::capacity);
        return true;
      default:
        if (!touch("checkin")) return false;
        plan().checkins[0].score = 0.75;
        note(ChangeOp::changed, ChangeOf::checkin,
             to_iso(plan().checkins[0].date) + ' ' +
                 std::string(plan().item(plan().checkins[0].goal).id),
             PlanField::score);
        return true;
    }
  }

  std::vector<std::size_t> shuffled(std::size_t from, std::size_t to) {
    std::vector<std::size_t> out(to - from);
    std::iota(out.begin(), out.end(), from);
    for (std::size_t i = out.size(); i > 1; --i) std::swap(out[i - 1], out[below(i)]);
    return out;
  }

  // Puts goals, blockers, links, teams and risks in another order. Links of one pair keep theirs,
  // because draws go by it.
  void shuffle() {
    std::vector<std::size_t> order = shuffled(0, plan().num_goals);
    const std::vector<std::size_t> blockers = shuffled(plan().num_goals, plan().items.size());
    order.insert(order.end(), blockers.begin(), blockers.end());
    std::vector<ItemId> row_of(order.size());
    std::vector<Item> items;
    for (std::size_t row = 0; row < order.size(); ++row) {
      row_of[order[row]] = ItemId(row);
      items.push_back(plan().items[order[row]]);
    }
    plan().items = items;
    renumber(row_of);
    std::ranges::stable_sort(plan().links, {}, [](const Link& link) { return link.successor; });
    std::ranges::reverse(plan().risks);

    std::vector<Team> teams;
    std::vector<TeamId> team_of(plan().teams.size());
    for (const std::size_t row : shuffled(0, plan().teams.size())) {
      team_of[row] = TeamId(teams.size());
      teams.push_back(plan().teams[row]);
    }
    plan().teams = teams;
    const auto change = [&](TeamId& id) {
      if (id.is_set()) id = team_of[id.index()];
    };
    for (Item& item : plan().items) change(item.team);
    for (ItemDetails& details : plan().details) {
      for (Need& need : details.needs) change(need.team);
    }
    for (Risk& risk : plan().risks) std::ranges::for_each(risk.teams, change);
  }

  std::mt19937_64 random_;
  EditOptions options_;
  EditedPlan out_;
  std::set<std::string> touched_;
  std::size_t num_new_ = 0;
  int done_ = 0;
};

}  // namespace

void PrintTo(const MadeChange& change, std::ostream* out) {
  *out << to_string(change.op) << ' ' << to_string(change.what) << ' ' << change.id << ' '
       << to_string(change.field);
}

EditedPlan edit_plan(std::uint64_t seed, const EditOptions& options) {
  return Editor(seed, options).run();
}

}  // namespace slipway
