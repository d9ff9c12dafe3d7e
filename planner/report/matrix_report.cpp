#include "planner/report/matrix_report.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "planner/report/graph_words.hpp"
#include "planner/report/link_facts.hpp"
#include "planner/report/matrix_items_internal.hpp"
#include "planner/report/team_rings.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostCells = 400;  // rows that --all may ask for

bool is_goal(const Item& item) { return item.kind == Kind::goal || item.kind == Kind::milestone; }

/// What the links between one pair of teams add up to: each declared link once.
class PairCounter {
 public:
  void see(const LinkFacts& link) {
    Strand& strand = strands_.emplace_back();
    strand.link = link.arc.link;
    strand.is_unagreed = link.state.ask == Ask::asked || link.state.ask == Ask::declined;
    strand.is_late = link.is_likely_late();
    strand.days = link.days_late;
  }
  MatrixCell count() {
    std::ranges::sort(strands_, {}, &Strand::link);
    MatrixCell out;
    for (std::size_t first = 0; first < strands_.size();) {
      Strand all = strands_[first];
      std::size_t last = first;
      for (; last < strands_.size() && strands_[last].link == all.link; ++last) {
        all.is_unagreed = all.is_unagreed || strands_[last].is_unagreed;
        all.is_late = all.is_late || strands_[last].is_late;
        all.days = std::max(all.days, strands_[last].days);
      }
      ++out.links;
      out.unagreed += all.is_unagreed ? 1 : 0;
      out.late += all.is_late ? 1 : 0;
      out.days += all.days;
      first = last;
    }
    return out;
  }

 private:
  struct Strand {
    LinkId link{};
    bool is_unagreed = false;
    bool is_late = false;
    double days = 0.0;
  };
  std::vector<Strand> strands_;
};

/// Builds the matrix by teams. Teams are numbered by their row in the plan; one more for no team.
class TeamMatrix {
 public:
  TeamMatrix(const Plan& plan, const Selection& selection, MatrixReport& report)
      : plan_(plan), selection_(selection), report_(report), none_(plan.teams.size()) {}

  void build(const std::vector<LinkFacts>& links, bool all);

 private:
  std::size_t number_of(ItemId id) const {
    const TeamId team = plan_.item(id).team;
    return team.is_set() ? team.index() : none_;
  }
  void choose_rows(const std::vector<std::size_t>& weight, const std::vector<TeamRing>& rings,
                   bool all);
  void count(const std::vector<LinkFacts>& links);

  const Plan& plan_;
  const Selection& selection_;
  MatrixReport& report_;
  std::size_t none_;
  std::vector<std::uint32_t> row_of_;  // by number
};

void TeamMatrix::choose_rows(const std::vector<std::size_t>& weight,
                             const std::vector<TeamRing>& rings, bool all) {
  constexpr std::uint32_t kUnseen = MatrixTeam::kNoRing;
  std::vector<bool> is_seen(none_ + 1, false);
  std::vector<std::size_t> num_goals(none_ + 1, 0);
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    const ItemId id(row);
    if (!selection_.has(id) || !is_goal(plan_.item(id))) continue;
    is_seen[number_of(id)] = true;
    ++num_goals[number_of(id)];
  }
  for (std::size_t team = 0; team <= none_; ++team)
    is_seen[team] = is_seen[team] || weight[team] > 0;

  std::vector<std::size_t> order;  // rings stand together at their first team
  std::vector<std::uint32_t> ring_of(none_ + 1, kUnseen);
  for (std::uint32_t ring = 0; ring < rings.size(); ++ring) {
    for (const std::uint32_t team : rings[ring].members) ring_of[team] = ring;
  }
  for (std::size_t team = 0; team <= none_; ++team) {
    if (!is_seen[team]) continue;
    if (ring_of[team] == kUnseen) {
      order.push_back(team);
    } else if (rings[ring_of[team]].members.front() == team) {
      const std::vector<std::uint32_t>& members = rings[ring_of[team]].members;
      order.insert(order.end(), members.begin(), members.end());
    }
  }
  const std::size_t most = all ? kMostCells : kMostMatrixTeams;
  if (order.size() > most) {  // the ones with most links stay, in their order
    std::vector<std::size_t> by_weight = order;
    std::ranges::stable_sort(by_weight,
                             [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
    std::vector<bool> stays(none_ + 1, false);
    for (std::size_t i = 0; i + 1 < most; ++i) stays[by_weight[i]] = true;
    std::erase_if(order, [&](std::size_t team) { return !stays[team]; });
  }
  row_of_.assign(none_ + 1, kUnseen);
  std::size_t shown_goals = 0;
  for (const std::size_t team : order) {
    row_of_[team] = static_cast<std::uint32_t>(report_.teams.size());
    MatrixTeam& out = report_.teams.emplace_back();
    out.num_goals = num_goals[team];
    shown_goals += num_goals[team];
    if (team == none_) {
      out.kind = MatrixTeam::Kind::none;
      out.name = "no team";
    } else {
      out.id = plan_.teams[team].id;
      out.name = plan_.teams[team].name;
    }
  }
  std::size_t folded = 0;
  for (std::size_t team = 0; team <= none_; ++team) {
    if (!is_seen[team] || row_of_[team] != kUnseen) continue;
    if (folded++ == 0) {
      report_.teams.push_back({.kind = MatrixTeam::Kind::others});
    }
    row_of_[team] = static_cast<std::uint32_t>(report_.teams.size() - 1);
    report_.teams.back().num_goals += num_goals[team];
  }
  if (folded > 0) {
    report_.teams.back().name = count_of(folded, "other team");
    report_.notes.push_back(count_of(folded, "team") + " with the fewest links are in one row" +
                            (all ? "" : "; --all shows each, --team T one of them"));
  }
  for (const MatrixTeam& team : report_.teams) report_.num_shown += team.num_goals;

  for (const TeamRing& ring : rings) {
    MatrixRing out;
    for (const std::uint32_t team : ring.members) {
      if (report_.teams[row_of_[team]].kind != MatrixTeam::Kind::others)
        out.members.push_back(row_of_[team]);
    }
    for (const std::uint32_t team : ring.loop) out.loop.push_back(row_of_[team]);
    if (out.members.size() < 2) continue;
    for (const std::uint32_t row : out.members)
      report_.teams[row].ring = static_cast<std::uint32_t>(report_.rings.size());
    report_.rings.push_back(std::move(out));
  }
}

void TeamMatrix::count(const std::vector<LinkFacts>& links) {
  const std::size_t size = report_.teams.size();
  std::vector<PairCounter> pairs(size * size);
  for (const LinkFacts& link : links) {
    const std::size_t giver = row_of_[number_of(link.arc.from)];
    const std::size_t taker = row_of_[number_of(link.arc.to)];
    pairs[giver * size + taker].see(link);
  }
  report_.cells.resize(size * size);
  for (std::size_t giver = 0; giver < size; ++giver) {
    for (std::size_t taker = 0; taker < size; ++taker) {
      MatrixCell& cell = report_.cells[giver * size + taker];
      cell = pairs[giver * size + taker].count();
      if (giver == taker) {
        report_.within.add(cell);
        continue;
      }
      report_.between.add(cell);
      report_.teams[giver].gives.add(cell);
      report_.teams[taker].needs.add(cell);
    }
  }
}

void TeamMatrix::build(const std::vector<LinkFacts>& links, bool all) {
  std::vector<std::size_t> weight(none_ + 1, 0);
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const LinkFacts& link : links) {
    const std::size_t giver = number_of(link.arc.from);
    const std::size_t taker = number_of(link.arc.to);
    ++weight[giver];
    if (giver == taker) continue;
    ++weight[taker];
    if (giver == none_ || taker == none_) continue;  // nobody there to wait for each other
    pairs.emplace(static_cast<std::uint32_t>(giver), static_cast<std::uint32_t>(taker));
  }
  std::vector<Arc> arcs;
  for (const auto& [giver, taker] : pairs) arcs.push_back({giver, taker});
  choose_rows(weight, find_team_rings(none_, arcs), all);
  count(links);
}

}  // namespace

void MatrixCell::add(const MatrixCell& other) {
  links += other.links;
  unagreed += other.unagreed;
  late += other.late;
  days += other.days;
}

MatrixReport report_matrix(const Analysis& analysis, const MatrixOptions& options) {
  const Plan& plan = *analysis.plan;
  const ScheduleReport schedule = report_schedule(analysis, false);
  const std::vector<ItemArc> arcs = spread_links(plan);
  const Selection selection = select_items(analysis, schedule, arcs, options.filter);
  MatrixReport report;
  report.plan = plan.name;
  report.as_of = plan.as_of;
  report.filter = selection.words;
  report.nothing = selection.nothing;
  if (analysis.risk) {
    report.samples = analysis.risk->samples;
    report.seed = analysis.risk->seed;
  }
  for (const Item& item : plan.items) report.num_goals += is_goal(item) ? 1 : 0;

  std::vector<LinkFacts> links = list_link_facts(analysis, schedule, arcs);
  std::erase_if(links, [&](const LinkFacts& link) {
    const ItemId from = link.arc.from;
    const ItemId to = link.arc.to;
    if (!selection.has(from) || !selection.has(to)) return true;
    return selection.beside[from.index()] && selection.beside[to.index()];
  });
  std::set<std::uint32_t> idle;
  for (const LinkFacts& link : links) {
    if (link.state.is_idle) idle.insert(link.arc.link.row);
  }
  std::erase_if(links, [](const LinkFacts& link) { return link.state.is_idle; });
  for (const LinkFacts& link : links) idle.erase(link.arc.link.row);  // still open between others
  report.num_idle = idle.size();

  report.by_items =
      options.by_items && list_matrix_items(analysis, schedule, links, options.filter.all, report);
  if (!report.by_items) TeamMatrix(plan, selection, report).build(links, options.filter.all);
  return report;
}

}  // namespace slipway
