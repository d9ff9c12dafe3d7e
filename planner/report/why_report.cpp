#include "planner/report/why_report.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <span>
#include <utility>

namespace slipway {
namespace {

std::string to_text(double number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", number);
  std::string out = buffer;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string working_days(double days) {
  return to_text(days) + (days == 1.0 ? " working day" : " working days");
}

// Days without work from `from` on, before `to`: "a weekend", "2018-09-03 (not worked)".
struct Gap {
  int weekend_days = 0;
  std::vector<Date> others;
};

class Explainer {
 public:
  Explainer(const Analysis& analysis)
      : analysis_(analysis), plan_(*analysis.plan), network_(analysis.network) {}

  WhyReport explain(ItemId asked) const;
  // Adds the first steps of the chain, at most so many.
  void add_chain(ItemId asked, std::size_t most, WhyReport& report) const;

 private:
  WhyStep describe(ItemId id) const;
  NodeId explain_start(NodeId node, WhyStep& step) const;
  std::string calendar_name(NodeId node) const;
  void add_gap(NodeId node, Instant from, Instant to, WhyStep& step) const;
  std::string floor_reason(NodeId node) const;
  std::string lag_text(const InLink& in, NodeId node) const;
  NodeId last_of_objective(ItemId objective) const;

  const Analysis& analysis_;
  const Plan& plan_;
  const Network& network_;
};

WhyStep Explainer::describe(ItemId id) const {
  const Item& item = plan_.item(id);
  WhyStep step;
  step.id = item.id;
  step.title = item.title;
  if (item.team.is_set()) {
    step.team = plan_.teams[item.team.index()].id;
    step.team_name = plan_.teams[item.team.index()].name;
  }
  step.kind = item.kind;
  step.status = item.status;
  const NodeId node = network_.node_of[id.index()];
  if (node.is_set()) {
    step.start = analysis_.shown.start[node.index()];
    step.finish = analysis_.shown.finish[node.index()];
  }
  return step;
}

std::string Explainer::calendar_name(NodeId node) const {
  const Item& item = plan_.item(network_.nodes[node.index()].item);
  if (!item.team.is_set()) return "the plan's calendar";
  return std::string(plan_.teams[item.team.index()].name) + "'s calendar";
}

// Names the days that are skipped between a bound and the work that waits for it.
void Explainer::add_gap(NodeId node, Instant from, Instant to, WhyStep& step) const {
  const WorkCalendar& calendar = plan_.calendars[network_.nodes[node.index()].calendar.index()];
  Gap gap;
  int days = 0;
  for (Date day = day_at(from); start_of(day) < to && days < 400; day = plus_days(day, 1), ++days) {
    if (calendar.is_working(day) || start_of(day) < from) continue;
    if (weekday(day) >= 5)
      ++gap.weekend_days;
    else
      gap.others.push_back(day);
  }
  if (gap.weekend_days > 0) {
    step.reasons.push_back(gap.weekend_days > 2 ? "weekends are not worked"
                                                : "the weekend is not worked");
  }
  if (gap.others.empty()) return;
  std::string text = to_iso(gap.others.front());
  if (gap.others.size() > 1) text += " to " + to_iso(gap.others.back());
  step.reasons.push_back(text + (gap.others.size() > 1 ? " are" : " is") + " not worked by " +
                         calendar_name(node));
}

std::string Explainer::floor_reason(NodeId id) const {
  const Node& node = network_.nodes[id.index()];
  const Item& item = plan_.item(node.item);
  const Date floor = day_at(node.floor);
  if (node.progress == Progress::started) {
    return "what is left of it starts on the status date " + to_iso(plan_.as_of);
  }
  if (item.not_before.is_set() && item.not_before == floor &&
      (floor > plan_.as_of || floor > plan_.start)) {
    return "it may not start before " + to_iso(floor) + " (not_before)";
  }
  if (floor == plan_.as_of && plan_.as_of > plan_.start) {
    return "nothing unfinished starts before the status date " + to_iso(floor);
  }
  return "the plan starts on " + to_iso(plan_.start);
}

std::string Explainer::lag_text(const InLink& in, NodeId) const {
  std::string out(to_string(in.type));
  if (in.lag == InLink::kNone) return out;
  const Lag& lag = network_.lags[in.lag];
  const double days = days_of(Work{analysis_.schedule.conditions.lags[in.lag]});
  if (days == 0.0) return out;
  out += days > 0.0 ? " + " : " - ";
  return out + to_text(std::fabs(days)) + (lag.is_elapsed ? " d by the clock" : " d");
}

NodeId Explainer::last_of_objective(ItemId objective) const {
  NodeId last{};
  for (std::size_t row = 0; row < plan_.num_goals; ++row) {
    const NodeId node = network_.node_of[row];
    if (!node.is_set() || !analysis_.schedule.exists(node)) continue;
    bool belongs = false;
    for (ItemId up = plan_.items[row].parent; up.is_set(); up = plan_.item(up).parent) {
      belongs = belongs || up == objective;
    }
    if (!belongs) continue;
    if (!last.is_set() || analysis_.schedule.finish_of(node) > analysis_.schedule.finish_of(last)) {
      last = node;
    }
  }
  return last;
}

// Fills in what sets the date of `step`; returns what comes next in the chain, if anything.
NodeId Explainer::explain_start(NodeId id, WhyStep& step) const {
  const std::size_t n = id.index();
  const Node& node = network_.nodes[n];
  const Item& item = plan_.item(node.item);
  const Kernel<1> kernel = analysis_.schedule.kernel(plan_, network_);
  if (node.progress == Progress::done) {
    step.reasons.push_back(item.kind == Kind::blocker ? "it is resolved" : "it is done");
    return {};
  }
  const bool exists = analysis_.schedule.exists(id);
  if (!exists) {
    step.reasons.push_back("it is probably not there at all (probability " +
                           to_text(item.probability) + "), so it only passes dates on");
  }

  const InLink* chosen = nullptr;
  const InLink* chosen_done = nullptr;
  std::vector<std::string_view> all;
  kernel.visit_drivers(n, 1, [&](const InLink& in, std::uint64_t) {
    const Node& from = network_.nodes[in.from.index()];
    if (from.progress == Progress::done) {
      if (chosen_done == nullptr) chosen_done = &in;
      return;
    }
    const std::string_view name = plan_.item(from.item).id;
    if (std::ranges::find(all, name) == all.end()) all.push_back(name);
    if (chosen == nullptr || from.item < network_.nodes[chosen->from.index()].item) chosen = &in;
  });
  if (chosen == nullptr) chosen = chosen_done;
  const bool by_date = is_held_by_date(plan_, network_, analysis_.schedule, id);
  if (chosen != nullptr) {
    const Node& from = network_.nodes[chosen->from.index()];
    step.waits_for = plan_.item(from.item).id;
    // Behind an absent item the link leads to that one: the date is passed on without its lag.
    const std::span<const InLink> own_links = network_.links_into(n);
    const bool is_direct =
        std::ranges::any_of(own_links, [&](const InLink& in) { return &in == chosen; });
    step.link = is_direct ? lag_text(*chosen, id) : std::string(to_string(chosen->type));
    const ItemId named = plan_.links[chosen->link.index()].predecessor;
    if (named != from.item) step.through = plan_.item(named).id;
    for (const std::string_view name : all) {
      if (name != step.waits_for) step.also.push_back(name);
    }
    const bool ties_finish = chosen->type == LinkType::fs || chosen->type == LinkType::ff;
    const bool holds_start = chosen->type == LinkType::fs || chosen->type == LinkType::ss;
    std::string reason;
    if (is_direct) {
      reason = std::string(holds_start ? "it starts" : "it finishes") + " no earlier than " +
               std::string(step.waits_for) + (ties_finish ? " finishes" : " starts");
      if (chosen->lag != InLink::kNone && step.link.size() > 2) reason += " (" + step.link + ")";
    } else {
      reason = "it waits for " + std::string(step.waits_for) + ", through " +
               std::string(plan_.item(plan_.links[chosen->link.index()].successor).id) +
               ", which is probably not there and only passes dates on";
    }
    if (from.progress == Progress::done) reason += ", which is done";
    step.reasons.push_back(reason);
    if (is_direct) {
      const Instant bound = kernel.bound(*chosen, n, 0);
      const Instant reached = holds_start ? kernel.start(n, 0) : kernel.finish(n, 0);
      if (bound < reached) add_gap(id, bound, reached, step);
    }
  }
  if (by_date) {
    step.reasons.push_back(floor_reason(id));
    const Instant reached = kernel.start(n, 0);
    if (chosen == nullptr && node.floor < reached) add_gap(id, node.floor, reached, step);
  }
  if (exists && !kernel.is_instant(n, 0)) {
    std::string effort = "it takes " + working_days(days_of(kernel.duration(n, 0)));
    if (node.progress == Progress::started) effort += " more";
    if (item.estimate == kNoRow && item.remaining == kNoRow)
      effort += " (assumed: it has no estimate)";
    step.reasons.push_back(effort);
  }
  return chosen == nullptr ? NodeId{} : chosen->from;
}

void Explainer::add_chain(ItemId asked, std::size_t most, WhyReport& report) const {
  const Item& item = plan_.item(asked);
  NodeId at = network_.node_of[asked.index()];
  if (item.kind == Kind::objective) {
    WhyStep step = describe(asked);
    at = last_of_objective(asked);
    if (at.is_set()) {
      step.start = step.finish = analysis_.shown.finish[at.index()];
      step.start = {};
      step.waits_for = plan_.item(network_.nodes[at.index()].item).id;
      step.reasons.push_back("its last goal is " + std::string(step.waits_for));
    } else {
      step.reasons.push_back("it has no goals that count");
    }
    report.finish = step.finish;
    report.chain.push_back(std::move(step));
  } else if (!at.is_set()) {
    WhyStep step = describe(asked);
    step.reasons.push_back("it is dropped, so it has no dates");
    report.chain.push_back(std::move(step));
  }
  while (at.is_set() && report.chain.size() < most) {
    WhyStep step = describe(network_.nodes[at.index()].item);
    const NodeId next = explain_start(at, step);
    if (report.chain.empty()) report.finish = step.finish;
    report.chain.push_back(std::move(step));
    at = next;
  }
}

WhyReport Explainer::explain(ItemId asked) const {
  WhyReport report;
  report.plan = plan_.name;
  report.as_of = plan_.as_of;
  report.id = plan_.item(asked).id;
  const Item& item = plan_.item(asked);
  add_chain(asked, std::numeric_limits<std::size_t>::max(), report);

  constexpr std::size_t kSaid = 6;  // links that fit into one sentence
  const auto dated = [](Date date) {
    return date.is_set() ? to_iso(date) : std::string("no date");
  };
  std::string& sentence = report.sentence;
  if (!report.finish.is_set()) {
    sentence = std::string(report.id) + " has no finish date: " +
               (report.chain.empty() || report.chain.front().reasons.empty()
                    ? "nothing sets one"
                    : report.chain.front().reasons.front());
    return report;
  }
  sentence = std::string(report.id) + (item.status == Status::done ? " finished " : " finishes ") +
             to_iso(report.finish);
  bool first = true;
  for (std::size_t i = 0; i + 1 < report.chain.size() && i < kSaid; ++i) {
    const WhyStep& next = report.chain[i + 1];
    sentence += first ? " because it waits for " : ", which waits for ";
    first = false;
    sentence += next.id;
    sentence += " (";
    if (!next.team_name.empty()) sentence += std::string(next.team_name) + ", ";
    sentence += "until " + dated(next.finish) + ")";
  }
  if (report.chain.size() > kSaid + 1) {
    sentence += ", and so on through " + std::to_string(report.chain.size() - kSaid - 1) + " more";
  }
  const WhyStep& end = report.chain.back();
  if (!end.reasons.empty()) {
    sentence += first ? " because " : "; there, ";
    sentence += end.reasons.front();
  }
  return report;
}

}  // namespace

WhyReport report_why(const Analysis& analysis, ItemId item) {
  return Explainer(analysis).explain(item);
}

WhyStep explain_date(const Analysis& analysis, ItemId item) {
  WhyReport report;
  Explainer(analysis).add_chain(item, 1, report);
  return std::move(report.chain.front());
}

}  // namespace slipway
