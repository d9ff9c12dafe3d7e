#include "planner/report/graph_links.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "planner/graph/structure.hpp"

namespace slipway {
namespace {

constexpr std::size_t kMostFoldedArrows = 40;
constexpr std::size_t kMostReduced = 2'000;  // boxes; the reduction's cost grows with the square

/// What the schedule knows about one link between two items.
struct Binding {
  bool is_driving = false;
  double missing_days = 0.0;
};

std::uint64_t key_of(ItemId from, LinkId link) { return std::uint64_t{from.row} << 32 | link.row; }

class LinkMaker {
 public:
  LinkMaker(const Analysis& analysis, const ScheduleReport& schedule, const std::vector<bool>& near)
      : plan_(*analysis.plan),
        network_(analysis.network),
        times_(analysis.schedule),
        kernel_(times_.kernel(plan_, network_)),
        rows_(schedule.rows),
        near_(near) {
    for (const OutOfSequence& row : network_.out_of_sequence) {
      out_of_sequence_.emplace_back(key_of(row.predecessor, row.link), row.successor.row);
    }
    std::ranges::sort(out_of_sequence_);
  }

  /// Looks up what binds `item`, for the links made next.
  void move_to(ItemId item) {
    bindings_.clear();
    const NodeId node = network_.node_of[item.index()];
    if (!node.is_set()) return;
    for (const InLink& in : network_.links_into(node.index())) {
      const ItemId from = network_.nodes[in.from.index()].item;
      bindings_[key_of(from, in.link)].missing_days = missing_days(in, node.index());
    }
    for (const Driver& driver : find_drivers(plan_, network_, times_, node)) {
      const ItemId from = network_.nodes[driver.from.index()].item;
      bindings_[key_of(from, driver.link)].is_driving = true;
    }
  }

  GraphLink make(const ItemArc& arc) const {
    const Link& declared = plan_.links[arc.link.index()];
    const LinkDetails& details = plan_.details_of(declared);
    const Item& from = plan_.item(arc.from);
    const Item& to = plan_.item(arc.to);
    const ScheduleRow& from_row = rows_[arc.from.index()];
    const ScheduleRow& to_row = rows_[arc.to.index()];
    GraphLink link;
    link.type = details.type;
    link.probability = details.probability;
    link.ask = details.ask;
    link.is_cross_team = from.team != to.team;
    if (details.lag != kNoRow) add_lag(details, from, to, link);
    link.is_idle = is_over(from, from_row) || is_over(to, to_row);
    link.is_out_of_sequence = std::ranges::binary_search(
        out_of_sequence_, std::pair{key_of(arc.from, arc.link), arc.to.row});
    const auto found = bindings_.find(key_of(arc.from, arc.link));
    if (found == bindings_.end()) {
      link.is_idle = true;
      return link;
    }
    link.missing_days = found->second.missing_days;
    if (from.kind == Kind::blocker && from_row.is_late() && from_row.due_float_days &&
        from.status != Status::done) {
      link.missing_days = std::max(link.missing_days, -*from_row.due_float_days);
    }
    if (found->second.is_driving) {
      const auto matters = [&](ItemId id) {
        return rows_[id.index()].is_critical || near_[id.index()];
      };
      link.is_critical = from_row.is_critical && to_row.is_critical;
      link.is_near_critical = !link.is_critical && matters(arc.from) && matters(arc.to);
    }
    return link;
  }

 private:
  static bool is_over(const Item& item, const ScheduleRow& row) {
    return item.status == Status::done || item.status == Status::dropped || row.is_absent;
  }

  /// Returns by how many working days what waits is held past the last moment that would still meet
  /// its due date; 0 when it is not, or has none.
  double missing_days(const InLink& in, std::size_t to) const {
    const Node& node = network_.nodes[to];
    const ScheduleRow& row = rows_[node.item.index()];
    if (!row.is_late() || row.is_absent || node.progress == Progress::done) return 0.0;
    const Instant bound = kernel_.bound(in, to, 0);
    if (bound == kNever) return 0.0;
    const WorkCalendar& own = kernel_.calendar(node.calendar);
    const bool holds_start = in.type == LinkType::fs || in.type == LinkType::ss;
    Work latest = own.worked(end_of(row.due));
    if (holds_start && !node.is_milestone) latest = latest - kernel_.duration(to, 0);
    const Work missing = own.worked(bound) - latest;
    return missing > Work{0} ? days_of(missing) : 0.0;
  }

  void add_lag(const LinkDetails& details, const Item& from, const Item& to,
               GraphLink& link) const {
    CalendarId calendar{0};
    if (details.lag_calendar == LagCalendar::predecessor) calendar = plan_.calendar_of(from);
    if (details.lag_calendar == LagCalendar::successor) calendar = plan_.calendar_of(to);
    const int week = plan_.calendars[calendar.index()].days_per_week();
    link.lag_days =
        deterministic_days(distribution_of(plan_.estimates[details.lag], plan_.sizes, week));
    link.is_elapsed = details.lag_calendar == LagCalendar::elapsed;
  }

  const Plan& plan_;
  const Network& network_;
  const Schedule& times_;
  Kernel<1> kernel_;
  const std::vector<ScheduleRow>& rows_;
  const std::vector<bool>& near_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> out_of_sequence_;
  std::unordered_map<std::uint64_t, Binding> bindings_;  // looked up only, never walked
};

/// One link inside an arrow between folded boxes.
struct Strand {
  std::uint32_t to = 0;
  std::uint32_t from = 0;
  GraphLink link;
  LinkId declared{};  // none: a ghost
};

/// Counts what is in one arrow: declared links, however many goals of an objective they join, and
/// of these only what still holds something up, as long as anything does.
void count_links(std::span<const Strand> strands, GraphLink& out) {
  struct Counted {
    bool is_broken = false, is_unagreed = false;
  };
  std::map<std::uint32_t, Counted> declared;
  std::size_t ghosts = 0;
  for (const Strand& strand : strands) {
    const GraphLink& link = strand.link;
    if (link.is_idle && !out.is_idle) continue;
    if (!strand.declared.is_set()) {
      ++ghosts;
      continue;
    }
    Counted& counted = declared[strand.declared.row];
    if (link.is_idle) continue;
    counted.is_broken |= link.is_broken();
    counted.is_unagreed |= link.is_unagreed() || link.is_declined();
  }
  out.count = declared.size() + ghosts;
  for (const auto& [row, counted] : declared) {
    out.num_broken += counted.is_broken ? 1 : 0;
    out.num_unagreed += counted.is_unagreed ? 1 : 0;
  }
}

GraphLink merge(std::span<const Strand> strands) {
  GraphLink out;
  out.from = strands.front().from;
  out.to = strands.front().to;
  out.is_idle = true;
  out.turn = strands.front().link.turn;
  for (const Strand& strand : strands) {
    const GraphLink& link = strand.link;
    out.is_critical = out.is_critical || link.is_critical;
    out.is_near_critical = out.is_near_critical || link.is_near_critical;
    out.is_cross_team = out.is_cross_team || link.is_cross_team;
    out.is_idle = out.is_idle && link.is_idle;
    out.was_critical = out.was_critical || link.was_critical;
    if (link.turn != out.turn) out.turn = LinkTurn::none;
    if (!link.is_idle) out.missing_days = std::max(out.missing_days, link.missing_days);
  }
  count_links(strands, out);
  if (out.is_critical) out.is_near_critical = out.was_critical = false;
  return out;
}

}  // namespace

std::vector<GraphLink> make_links(const Analysis& analysis, const ScheduleReport& schedule,
                                  const GraphView& view, std::span<const ItemArc> arcs,
                                  const std::vector<bool>& near, const LinkMarks* marks) {
  LinkMaker maker(analysis, schedule, near);
  std::vector<GraphLink> links;
  std::vector<Strand> strands;
  const auto add = [&](const GraphLink& link, LinkId declared) {
    const auto is_folded = [&](std::uint32_t box) {
      return view.boxes[box].kind >= BoxKind::objective;
    };
    if (is_folded(link.from) || is_folded(link.to))
      strands.push_back({link.to, link.from, link, declared});
    else
      links.push_back(link);
  };
  ItemId at{};
  for (std::size_t row = 0; row < arcs.size(); ++row) {  // by successor
    const ItemArc& arc = arcs[row];
    const std::uint32_t from = view.box_of[arc.from.index()];
    const std::uint32_t to = view.box_of[arc.to.index()];
    if (from == kNoBox || to == kNoBox || from == to) continue;
    const bool both_beside = view.is_beside[arc.from.index()] && view.is_beside[arc.to.index()];
    if (both_beside) continue;  // of neighbours only what ties them to the team
    if (at != arc.to) {
      at = arc.to;
      maker.move_to(at);
    }
    GraphLink link = maker.make(arc);
    link.from = from;
    link.to = to;
    if (marks != nullptr) {
      link.turn = marks->turns[row];
      link.was_critical = marks->was_critical[row] && !link.is_critical;
    }
    add(link, arc.link);
  }
  if (marks != nullptr) {
    for (const ExtraLink& extra : marks->extra) {
      GraphLink link = extra.link;
      link.from = view.box_of[extra.from.index()];
      link.to = view.box_of[extra.to.index()];
      if (link.from != kNoBox && link.to != kNoBox && link.from != link.to) add(link, {});
    }
  }
  const auto by_ends = [](const Strand& a, const Strand& b) {
    return std::pair{a.to, a.from} < std::pair{b.to, b.from};
  };
  std::ranges::stable_sort(strands, by_ends);
  for (std::size_t first = 0; first < strands.size();) {
    std::size_t last = first;
    while (last < strands.size() && !by_ends(strands[first], strands[last])) ++last;
    links.push_back(merge(std::span(strands).subspan(first, last - first)));
    first = last;
  }
  if (marks == nullptr) {
    std::ranges::stable_sort(links, {}, &GraphLink::to);
  } else {
    std::ranges::stable_sort(links, {}, [](const GraphLink& link) {
      return std::tuple{link.to, link.from, link.type};
    });
  }
  return links;
}

HiddenLinks hide_links_of_rest(const GraphView& view, std::vector<GraphLink>& links) {
  HiddenLinks hidden;
  if (view.step != GraphStep::near_critical) return hidden;
  const auto is_rest = [&](std::uint32_t box) { return view.boxes[box].kind == BoxKind::others; };
  std::erase_if(links, [&](const GraphLink& link) {
    if (!is_rest(link.from) && !is_rest(link.to)) return false;
    hidden.count += link.count;
    hidden.num_unagreed += link.num_unagreed;
    return true;
  });
  return hidden;
}

std::size_t hide_implied(std::span<const BoxDraft> boxes, std::vector<GraphLink>& links) {
  if (boxes.size() > kMostReduced) return 0;
  const auto is_single = [&](std::uint32_t box) { return boxes[box].kind < BoxKind::objective; };
  const auto is_plain = [&](const GraphLink& link) {
    return link.type == LinkType::fs && link.lag_days == 0.0 && !link.is_soft() && !link.is_idle &&
           is_single(link.from) && is_single(link.to);
  };
  std::vector<Arc> arcs;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < links.size(); ++row) {
    if (!is_plain(links[row])) continue;
    arcs.push_back({links[row].from, links[row].to});
    rows.push_back(row);
  }
  const std::vector<bool> implied = find_implied(boxes.size(), arcs);
  std::vector<bool> hidden(links.size(), false);
  std::size_t count = 0;
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const GraphLink& link = links[rows[a]];
    if (!implied[a] || link.is_critical || link.is_broken() || link.ask != Ask::none) continue;
    hidden[rows[a]] = true;
    ++count;
  }
  std::size_t row = 0;
  std::erase_if(links, [&](const GraphLink&) { return hidden[row++]; });
  return count;
}

std::size_t hide_lightest(std::vector<GraphLink>& links) {
  if (links.size() <= kMostFoldedArrows) return 0;
  std::vector<std::size_t> order(links.size());
  for (std::size_t row = 0; row < order.size(); ++row) order[row] = row;
  const auto weight = [&](std::size_t row) {
    const GraphLink& link = links[row];
    return std::tuple{link.is_critical, link.num_broken + link.num_unagreed, link.count};
  };
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
  std::vector<bool> kept(links.size(), false);
  for (std::size_t i = 0; i < kMostFoldedArrows; ++i) kept[order[i]] = true;
  std::size_t row = 0;
  return std::erase_if(links, [&](const GraphLink&) { return !kept[row++]; });
}

}  // namespace slipway
