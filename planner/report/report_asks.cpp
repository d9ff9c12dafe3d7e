#include "planner/report/report_asks.hpp"

#include <algorithm>
#include <tuple>

namespace slipway {
namespace {

bool is_open(const Item& item) {
  return item.status != Status::done && item.status != Status::dropped;
}

class Lister {
 public:
  Lister(const Analysis& analysis, const RiskReport& risk)
      : plan_(*analysis.plan), risk_(risk), dates_(analysis) {}

  std::vector<AskRow> list();

 private:
  void add_blockers();
  void add_asks();
  void add_needs();
  void set_date(const AnswerDate& date, AskRow& row) const;
  void set_gain(GainKind kind, std::string_view id, std::string_view from, AskRow& row) const;
  void set_answerer(const Item& item, AskRow& row) const;

  const Plan& plan_;
  const RiskReport& risk_;
  AnswerDates dates_;
  std::vector<AskRow> rows_;
};

void Lister::set_date(const AnswerDate& date, AskRow& row) const {
  row.when = date.state;
  row.decide_by = date.day;
  if (date.first.is_set()) row.lost = date.first.index();
}

void Lister::set_gain(GainKind kind, std::string_view id, std::string_view from,
                      AskRow& row) const {
  for (const GainRow& gain : risk_.gains) {
    if (gain.kind == kind && gain.id == id && gain.from == from) row.gain = gain.all_on_time_gain;
  }
}

void Lister::set_answerer(const Item& item, AskRow& row) const {
  if (item.team.is_set()) row.team_name = plan_.teams[item.team.index()].name;
  row.owners = plan_.details_of(item).owners;
}

void Lister::add_blockers() {
  std::vector<std::vector<std::size_t>> waiting(plan_.items.size() - plan_.num_goals);
  for (const Link& link : plan_.links) {
    if (!plan_.is_blocker(link.predecessor) || !is_open(plan_.item(link.successor))) continue;
    waiting[link.predecessor.index() - plan_.num_goals].push_back(link.successor.index());
  }
  for (std::size_t item = plan_.num_goals; item < plan_.items.size(); ++item) {
    const Item& blocker = plan_.items[item];
    if (!is_open(blocker)) continue;
    AskRow& row = rows_.emplace_back();
    row.item = item;
    row.needed_by = blocker.due;
    row.roam = plan_.details_of(blocker).roam;
    row.waiting = std::move(waiting[item - plan_.num_goals]);
    std::ranges::sort(row.waiting);
    row.waiting.erase(std::ranges::unique(row.waiting).begin(), row.waiting.end());
    set_answerer(blocker, row);
    set_date(dates_.of_blocker(ItemId(item)), row);
    set_gain(GainKind::blocker, blocker.id, "", row);
  }
}

void Lister::add_asks() {
  for (const Link& link : plan_.links) {
    const Ask state = plan_.details_of(link).ask;
    if (!is_open_ask(plan_, link) && state != Ask::declined) continue;
    const Item& taker = plan_.item(link.successor);
    const Item& provider = plan_.item(link.predecessor);
    if (!is_open(taker) || !is_open(provider)) continue;
    AskRow& row = rows_.emplace_back();
    row.kind = AskKind::goal;
    row.state = state;
    row.item = link.successor.index();
    row.provider = link.predecessor.index();
    row.waiting = {row.item};
    set_answerer(provider, row);
    set_date(dates_.of_ask(link.successor, link.predecessor), row);
    set_gain(GainKind::ask, taker.id, provider.id, row);
  }
}

void Lister::add_needs() {
  for (std::size_t item = 0; item < plan_.num_goals; ++item) {
    const Item& taker = plan_.items[item];
    if (taker.details == kNoRow || !is_open(taker)) continue;
    for (const Need& need : plan_.details_of(taker).needs) {
      if (!is_open_ask(taker, need) && need.ask != Ask::declined) continue;
      AskRow& row = rows_.emplace_back();
      row.kind = AskKind::time;
      row.state = need.ask;
      row.item = item;
      row.waiting = {item};
      row.team_name = plan_.teams[need.team.index()].name;
      set_date(dates_.of_need(ItemId(item)), row);
      set_gain(GainKind::ask, taker.id, plan_.teams[need.team.index()].id, row);
    }
  }
}

std::vector<AskRow> Lister::list() {
  add_blockers();
  add_asks();
  add_needs();
  const auto order = [](const AskRow& row) {
    const bool has_day = row.when == AnswerState::now || row.when == AnswerState::by_date;
    return std::tuple(row.when != AnswerState::late, !has_day, row.decide_by,
                      row.when != AnswerState::now);
  };
  std::ranges::stable_sort(rows_, {}, order);
  return std::move(rows_);
}

}  // namespace

std::vector<AskRow> list_asks(const Analysis& analysis, const RiskReport& risk) {
  return Lister(analysis, risk).list();
}

}  // namespace slipway
