#include "planner/report/board_report.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "planner/report/board_strings_internal.hpp"
#include "planner/report/graph_words.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/team_demand.hpp"

namespace slipway {
namespace {

constexpr std::size_t kLikedColumns = 6;
constexpr std::size_t kCrowded = 40;        // cards from which more columns help
constexpr std::size_t kMostPressing = 80;   // cards of the pressing step
constexpr std::size_t kMostForced = 2'000;  // cards that --all may ask for
constexpr std::size_t kMostTeamsForced = 200;
constexpr std::uint32_t kNoBoardRow = 0xffffffffu;
constexpr std::size_t kNoCell = ~std::size_t{0};

bool is_goal(const Item& item) { return item.kind == Kind::goal || item.kind == Kind::milestone; }

bool is_open(const ScheduleRow& row) {
  return row.status != Status::done && row.status != Status::dropped && !row.is_absent;
}

class Maker {
 public:
  Maker(const Analysis& analysis, const BoardOptions& options)
      : analysis_(analysis),
        plan_(*analysis.plan),
        options_(options),
        schedule_(report_schedule(analysis, false)),
        arcs_(spread_links(plan_)),
        selection_(select_items(analysis, schedule_, arcs_, options.filter)),
        near_(find_near_critical(analysis, schedule_)) {}

  BoardReport make();

 private:
  BoardCard describe(ItemId id) const;
  void list_cards();
  void choose_columns();
  void choose_step();
  void choose_rows();
  void fold();
  void sort_cards();
  void add_demand();
  void count();

  bool is_pressing(const BoardCard& card) const { return card.is_late() || near_[card.item]; }
  std::uint32_t column_of(Date date) const;

  const Analysis& analysis_;
  const Plan& plan_;
  const BoardOptions& options_;
  ScheduleReport schedule_;
  std::vector<ItemArc> arcs_;
  Selection selection_;
  std::vector<bool> near_;
  std::vector<std::uint32_t> card_of_;    // by ItemId; kNoCard: none
  std::vector<std::size_t> folded_into_;  // by ItemId: row * columns + column; empty: nothing is
  BoardReport report_;
};

BoardCard Maker::describe(ItemId id) const {
  const Item& item = plan_.item(id);
  const ScheduleRow& row = schedule_.rows[id.index()];
  BoardCard card;
  card.item = id.index();
  if (item.kind == Kind::milestone) card.kind = BoxKind::milestone;
  if (item.kind == Kind::blocker) card.kind = BoxKind::blocker;
  card.id = item.id;
  if (item.title != item.id) card.title = item.title;
  card.team = row.team_name;
  card.status = row.status;
  card.finish = row.finish;
  card.due = row.due;
  card.is_critical = row.is_critical;
  card.is_assumed = row.is_assumed;
  card.is_beside = selection_.beside[id.index()];
  if (!is_open(row)) return card;
  card.is_near_critical = !row.is_critical && near_[id.index()];
  if (row.is_late()) card.late_days = std::max(0.0, -row.due_float_days.value_or(0.0));
  if (analysis_.risk && analysis_.risk->samples > 0) {
    if (const std::optional<std::uint64_t>& on_time = analysis_.risk->items[id.index()].on_time) {
      card.on_time = static_cast<double>(*on_time) / static_cast<double>(analysis_.risk->samples);
    }
  }
  return card;
}

// Blockers stand on the board while somebody waits for them; what is settled of them is history.
void Maker::list_cards() {
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const ItemId id(row);
    if (!selection_.has(id)) continue;
    const ScheduleRow& facts = schedule_.rows[row];
    if (plan_.is_blocker(id) && !is_open(facts)) continue;
    const bool has_place =
        facts.finish.is_set() && facts.status != Status::dropped && !facts.is_absent;
    (has_place ? report_.cards : report_.undated).push_back(describe(id));
  }
}

void Maker::choose_columns() {
  if (report_.cards.empty()) return;
  Date first = report_.cards.front().finish;
  Date last = first;
  for (const BoardCard& card : report_.cards) {
    first = std::min(first, card.finish);
    last = std::max(last, card.finish);
  }
  const std::size_t most = std::max<std::size_t>(2, options_.most_columns);
  const bool is_crowded = report_.cards.size() > kCrowded;
  ColumnChoice choice = slipway::choose_columns(plan_, first, last, options_.columns, most,
                                                is_crowded ? most : std::min(most, kLikedColumns));
  report_.columns = std::move(choice.columns);
  if (!choice.note.empty()) report_.notes.push_back(std::move(choice.note));
  for (BoardCard& card : report_.cards) card.column = column_of(card.finish);
}

std::uint32_t Maker::column_of(Date date) const {
  const auto after = std::ranges::upper_bound(report_.columns, date, {}, &BoardColumn::first);
  return static_cast<std::uint32_t>(after - report_.columns.begin() - 1);
}

void Maker::choose_step() {
  const std::size_t wanted = report_.cards.size();
  if (wanted <= (options_.filter.all ? kMostForced : kMostBoardCards)) return;
  const auto pressing = static_cast<std::size_t>(std::ranges::count_if(
      report_.cards, [&](const BoardCard& card) { return is_pressing(card); }));
  const bool is_readable = pressing > 0 && pressing <= kMostPressing;
  report_.step = is_readable ? BoardStep::pressing : BoardStep::per_cell;
  std::string note = count_of(wanted, "card") + " are too many to read: ";
  note += is_readable ? "cards for what is late, critical or near it, the rest of a cell in one"
                      : "one card per cell";
  note += options_.filter.all ? "; --team or --focus leaves some out"
                              : "; --all shows every goal, --team or --focus leaves some out";
  report_.notes.push_back(std::move(note));
}

void Maker::choose_rows() {
  const std::size_t none = plan_.teams.size();
  std::vector<std::size_t> pressing(none + 1, 0);  // by team
  std::vector<std::size_t> cards(none + 1, 0);
  bool has_milestones = false;
  const auto team_of = [&](const BoardCard& card) {
    const TeamId team = plan_.items[card.item].team;
    return team.is_set() ? team.index() : none;
  };
  const auto is_on_top = [&](const BoardCard& card) {
    return card.kind == BoxKind::milestone && report_.step != BoardStep::per_cell;
  };
  for (const BoardCard& card : report_.cards) {
    if (is_on_top(card)) {
      has_milestones = true;
      continue;
    }
    ++cards[team_of(card)];
    pressing[team_of(card)] += is_pressing(card) ? 1 : 0;
  }
  std::vector<std::size_t> order;
  for (std::size_t team = 0; team < none; ++team) {
    if (cards[team] > 0) order.push_back(team);
  }
  const std::size_t most = options_.filter.all ? kMostTeamsForced : kMostBoardTeams;
  std::size_t others = 0;
  if (order.size() > most) {
    std::vector<std::size_t> by_weight = order;
    std::ranges::stable_sort(by_weight, [&](std::size_t a, std::size_t b) {
      return std::pair(pressing[a], cards[a]) > std::pair(pressing[b], cards[b]);
    });
    others = order.size() - (most - 1);
    by_weight.resize(most - 1);
    std::ranges::sort(by_weight);
    order = std::move(by_weight);
  }
  std::vector<std::uint32_t> row_of(none + 1, kNoBoardRow);
  if (has_milestones) {
    report_.rows.push_back({BoardRow::Kind::milestones, "", "Milestones", 0, {}});
  }
  for (const std::size_t team : order) {
    row_of[team] = static_cast<std::uint32_t>(report_.rows.size());
    report_.rows.push_back({BoardRow::Kind::team,
                            std::string(plan_.teams[team].id),
                            std::string(plan_.teams[team].name),
                            team,
                            {}});
  }
  if (others > 0) {
    for (std::size_t team = 0; team < none; ++team) {
      if (cards[team] > 0 && row_of[team] == kNoBoardRow)
        row_of[team] = static_cast<std::uint32_t>(report_.rows.size());
    }
    report_.rows.push_back(
        {BoardRow::Kind::other_teams, "", count_of(others, "other team"), 0, {}});
    report_.notes.push_back(count_of(others, "team") + " with the least that presses share a row" +
                            (options_.filter.all ? "" : "; --all gives each its own"));
  }
  if (cards[none] > 0) {
    row_of[none] = static_cast<std::uint32_t>(report_.rows.size());
    report_.rows.push_back({BoardRow::Kind::no_team, "", "No team", 0, {}});
  }
  for (BoardCard& card : report_.cards) card.row = is_on_top(card) ? 0 : row_of[team_of(card)];
}

// Gives each cell one card for what has none of its own.
void Maker::fold() {
  if (report_.step == BoardStep::every_goal) return;
  folded_into_.assign(plan_.items.size(), kNoCell);
  std::vector<BoardCard> kept;
  std::vector<BoardCard> folded(report_.rows.size() * report_.columns.size());
  for (BoardCard& card : report_.cards) {
    if (report_.step == BoardStep::pressing && is_pressing(card)) {
      kept.push_back(std::move(card));
      continue;
    }
    const std::size_t cell = card.row * report_.columns.size() + card.column;
    folded_into_[card.item] = cell;
    BoardCard& into = folded[cell];
    into.kind = BoxKind::others;
    into.row = card.row;
    into.column = card.column;
    if (card.kind == BoxKind::blocker) {
      ++into.num_blockers;
      continue;
    }
    ++into.num_goals;
    into.num_late += card.is_late() ? 1 : 0;
    into.num_critical += card.is_critical ? 1 : 0;
    into.num_done += card.status == Status::done ? 1 : 0;
    into.is_critical = into.is_critical || card.is_critical;
  }
  for (BoardCard& card : folded) {
    if (card.num_goals + card.num_blockers > 0) kept.push_back(std::move(card));
  }
  report_.cards = std::move(kept);
}

void Maker::sort_cards() {
  card_of_.assign(plan_.items.size(), kNoCard);
  std::ranges::stable_sort(report_.cards, {}, [](const BoardCard& card) {
    return std::tuple(card.row, card.column, card.item);
  });
  std::vector<std::uint32_t> folded(report_.rows.size() * report_.columns.size(), kNoCard);
  for (std::uint32_t at = 0; at < report_.cards.size(); ++at) {
    const BoardCard& card = report_.cards[at];
    if (card.is_folded())
      folded[card.row * report_.columns.size() + card.column] = at;
    else
      card_of_[card.item] = at;
  }
  for (std::size_t item = 0; item < folded_into_.size(); ++item) {
    if (folded_into_[item] != kNoCell) card_of_[item] = folded[folded_into_[item]];
  }
}

void Maker::add_demand() {
  if (report_.columns.empty()) return;
  const TeamDemand demand = measure_demand(
      plan_, list_work(analysis_), report_.columns.front().first, report_.columns.back().last);
  for (BoardRow& row : report_.rows) {
    if (row.kind != BoardRow::Kind::team) continue;
    const TeamId team(row.team);
    for (const BoardColumn& column : report_.columns) {
      row.cells.push_back({demand.sum(team, column.first, column.last),
                           plannable_days(plan_, team, column.first, column.last)});
    }
  }
}

void Maker::count() {
  for (std::size_t row = 0; row < plan_.items.size(); ++row) {
    const Item& item = plan_.items[row];
    if (!is_goal(item)) continue;
    ++report_.num_goals;
    const ScheduleRow& facts = schedule_.rows[row];
    const bool is_late = is_open(facts) && facts.is_late();
    const bool is_single = card_of_[row] != kNoCard && !report_.cards[card_of_[row]].is_folded();
    if (selection_.has(ItemId(row))) {
      report_.num_late += is_late ? 1 : 0;
      const bool is_folded = card_of_[row] != kNoCard && !is_single;
      ++(is_folded ? report_.num_folded : report_.num_shown);
    }
    if (is_late && !is_single) ++report_.num_late_hidden;
  }
}

BoardReport Maker::make() {
  report_.plan = plan_.name;
  report_.as_of = plan_.as_of;
  report_.finish = schedule_.finish;
  report_.filter = selection_.words;
  report_.nothing = selection_.nothing;
  report_.has_all_links = options_.filter.all;
  if (analysis_.risk) {
    report_.samples = analysis_.risk->samples;
    report_.seed = analysis_.risk->seed;
  }
  list_cards();
  choose_columns();
  choose_step();
  choose_rows();
  fold();
  sort_cards();
  add_demand();
  count();
  std::vector<LinkFacts> links = list_link_facts(analysis_, schedule_, arcs_);
  std::erase_if(links, [&](const LinkFacts& link) {
    const std::size_t from = link.arc.from.index();
    const std::size_t to = link.arc.to.index();
    return link.state.is_idle || !selection_.has(link.arc.from) || !selection_.has(link.arc.to) ||
           (selection_.beside[from] && selection_.beside[to]);
  });
  string_cards(plan_, links, card_of_, report_);
  return std::move(report_);
}

}  // namespace

BoardReport report_board(const Analysis& analysis, const BoardOptions& options) {
  return Maker(analysis, options).make();
}

}  // namespace slipway
