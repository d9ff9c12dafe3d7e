#include "viz/text/diff_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "planner/base/utf8.hpp"
#include "viz/text/whatif_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostValue = 100;  // characters of a value that are shown

bool is_item(ChangeOf what) {
  return what == ChangeOf::goal || what == ChangeOf::milestone || what == ChangeOf::objective ||
         what == ChangeOf::blocker;
}

// What a line of differences is about, and a key that is the same for all that go into it.
std::string thing_of(const DiffChange& difference) {
  const PlanChange& change = difference.change;
  const std::string team =
      difference.team_name.empty() ? "" : fmt::format(" ({})", difference.team_name);
  switch (change.what) {
    case ChangeOf::plan:
      return "the plan";
    case ChangeOf::calendar:
      return change.id.empty() ? "the plan's calendar" : "team " + change.id;
    case ChangeOf::goal:
    case ChangeOf::milestone:
    case ChangeOf::objective:
    case ChangeOf::blocker:
    case ChangeOf::link:
      return std::string(difference.thing) + team;
    case ChangeOf::checkin:
      return "check-in " + change.id;
    default:
      return fmt::format("{} {}", to_string(change.what), change.id);
  }
}

std::string field_of(const PlanChange& change) {
  if (change.field == PlanField::as_of) return "status date";
  std::string out(to_string(change.field));
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string from_to(const PlanChange& change) {
  const std::string field = field_of(change);
  switch (change.field) {
    case PlanField::notes:
    case PlanField::note:
    case PlanField::url:
      return change.from.empty() ? field + " added"
             : change.to.empty() ? field + " removed"
                                 : field + " edited";
    default:
      break;
  }
  const std::string from = shorten(change.from, kMostValue);
  const std::string to = shorten(change.to, kMostValue);
  if (from == to) return field + " changed";  // beyond what is shown
  if (change.field == PlanField::title || change.field == PlanField::name)
    return fmt::format("{} '{}' → '{}'", field, from, to);
  if (from.empty()) return fmt::format("{} now {}", field, to);
  if (to.empty()) return fmt::format("{} {} removed", field, from);
  return fmt::format("{} {} → {}", field, from, to);
}

std::string words_of_link(const DiffChange& difference) {
  const PlanChange& change = difference.change;
  if (change.op == ChangeOp::changed)
    return fmt::format("link from {}: {}", difference.predecessor, from_to(change));
  const bool is_new = change.op == ChangeOp::added;
  const std::string& details = is_new ? change.to : change.from;
  const std::string how = details == "FS" ? "" : fmt::format(" ({})", details);
  return fmt::format("{} waits for {}{}", is_new ? "now" : "no longer", difference.predecessor,
                     how);
}

std::string words_of(const DiffChange& difference) {
  const PlanChange& change = difference.change;
  if (change.what == ChangeOf::link) return words_of_link(difference);
  if (change.op == ChangeOp::changed) return from_to(change);
  const bool is_new = change.op == ChangeOp::added;
  if (is_item(change.what)) {
    const std::string title =
        difference.title.empty() ? "" : fmt::format(", {}", shorten(difference.title, kMostValue));
    return fmt::format("{} {}{}", is_new ? "new" : "removed", to_string(change.what), title);
  }
  const std::string& about = is_new ? change.to : change.from;
  const bool says_more = !about.empty() && about != change.id;
  return std::string(is_new ? "new" : "removed") +
         (says_more ? ", " + shorten(about, kMostValue) : "");
}

double shown_of(const std::optional<PartFigure>& figure) { return figure ? figure->shown : 0.0; }

std::string to_signed_points(double share) {
  const double points = share * 100.0;
  const std::string text = std::fabs(points) >= 9.95 ? fmt::format("{:.0f}", std::fabs(points))
                                                     : to_days(std::fabs(points));
  return fmt::format("{}{} {}", share < 0.0 ? "-" : "+", text, text == "1" ? "point" : "points");
}

std::optional<PartFigure> figure_of(const DiffPart& part, PartsIn in) {
  return in == PartsIn::finish_days ? part.finish
         : in == PartsIn::p80_days  ? part.p80
                                    : part.on_time;
}

}  // namespace

std::vector<DiffLine> list_differences(const DiffReport& report) {
  std::vector<DiffLine> out;
  std::map<std::string, std::size_t> line_of;
  for (const DiffChange& difference : report.changes) {
    const std::string thing = thing_of(difference);
    const auto [at, is_new] = line_of.emplace(thing, out.size());
    if (is_new) out.push_back({.thing = thing, .words = {}});
    DiffLine& line = out[at->second];
    line.words += (line.words.empty() ? "" : "; ") + words_of(difference);
    line.moves_figures = line.moves_figures || difference.change.group != kNoGroup;
  }
  for (const auto& [then, now] : report.renames) {
    out.push_back({.thing = std::string(now),
                   .words = fmt::format("probably {} under a new id: it has the same title", then),
                   .moves_figures = true});
  }
  return out;
}

std::string name_of_group(const DiffReport& report, std::size_t group, std::string_view id) {
  const std::vector<std::uint32_t>& changes = report.groups[group].changes;
  const DiffChange& first = report.changes[changes.front()];
  const PlanChange& change = first.change;
  for (const auto& [then, now] : report.renames) {
    const auto is_of = [&](std::string_view thing) {
      return std::ranges::any_of(changes, [&, thing](std::uint32_t i) {
        const DiffChange& other = report.changes[i];
        return is_item(other.change.what) && other.change.op != ChangeOp::changed &&
               other.thing == thing;
      });
    };
    if (is_of(then) && is_of(now)) return fmt::format("{} now {}", then, now);
  }
  const bool is_own = !id.empty() && first.thing == id;
  if (is_own && is_item(change.what) && change.op != ChangeOp::changed)
    return change.op == ChangeOp::added ? "it is new" : "it was removed";
  std::string out;
  std::size_t named = 1;
  switch (change.op) {
    case ChangeOp::added:
      out = "new ";
      break;
    case ChangeOp::removed:
      out = "removed ";
      break;
    case ChangeOp::changed:
      break;
  }
  if (change.what == ChangeOf::link) {
    out += is_own ? fmt::format("link from {}", first.predecessor) : "link " + change.id;
  } else if (is_item(change.what)) {
    const bool is_field = change.op == ChangeOp::changed;
    out += is_own && is_field ? std::string_view("its") : first.thing;
    if (is_field) out += ' ' + field_of(change);
    // An item comes or goes with its links.
    const auto follows = [&](std::uint32_t i) {
      const PlanChange& other = report.changes[i].change;
      return change.op != ChangeOp::changed && other.what == ChangeOf::link &&
             other.op == change.op;
    };
    for (std::size_t i = 1; i < changes.size(); ++i) named += follows(changes[i]) ? 1U : 0U;
  } else if (change.what == ChangeOf::plan) {
    out += "the plan's " + field_of(change);
  } else {
    out += thing_of(first);
    if (change.what == ChangeOf::calendar && !change.id.empty()) out += "'s calendar";
    if (change.what == ChangeOf::team || change.what == ChangeOf::period)
      out += ' ' + field_of(change);
    named = 0;  // all fields of it go together
    for (const std::uint32_t i : changes)
      named +=
          report.changes[i].change.what == change.what && report.changes[i].change.id == change.id
              ? 1U
              : 0U;
  }
  if (changes.size() > named) out += fmt::format(" (and {} more)", changes.size() - named);
  return out;
}

PartsIn parts_in(const DiffParts& parts) {
  if (shown_of(parts.finish) != 0.0) return PartsIn::finish_days;
  if (shown_of(parts.on_time) != 0.0) return PartsIn::points;
  if (shown_of(parts.p80) != 0.0) return PartsIn::p80_days;
  // Nothing moved on the whole: changes may have made up for each other.
  const auto any = [&](std::optional<PartFigure> DiffPart::*which) {
    return std::ranges::any_of(parts.by,
                               [&](const DiffPart& part) { return shown_of(part.*which) != 0.0; });
  };
  if (any(&DiffPart::finish)) return PartsIn::finish_days;
  if (any(&DiffPart::on_time)) return PartsIn::points;
  return any(&DiffPart::p80) ? PartsIn::p80_days : PartsIn::nothing;
}

std::string say_figure(double shown, PartsIn in) {
  if (in == PartsIn::points) return to_signed_points(shown);
  return to_signed_days(shown) + (in == PartsIn::p80_days ? " of P80" : "");
}

std::vector<PartWords> list_parts(const DiffReport& report, const DiffParts& parts, PartsIn in,
                                  std::string_view id) {
  std::vector<PartWords> out;
  if (in == PartsIn::nothing) {
    for (const DiffPart& part : parts.by)
      out.push_back({.name = name_of_group(report, part.group, id), .figure = {}});
    return out;
  }
  std::vector<std::pair<double, std::size_t>> shown;
  for (const DiffPart& part : parts.by) {
    const double figure = shown_of(figure_of(part, in));
    if (figure != 0.0) shown.emplace_back(figure, part.group);
  }
  std::ranges::stable_sort(
      shown, [](const auto& a, const auto& b) { return std::fabs(a.first) > std::fabs(b.first); });
  for (const auto& [figure, group] : shown)
    out.push_back({.name = name_of_group(report, group, id), .figure = say_figure(figure, in)});
  const PartFigure& rest = in == PartsIn::finish_days ? parts.finish_rest
                           : in == PartsIn::p80_days  ? parts.p80_rest
                                                      : parts.on_time_rest;
  if (rest.shown != 0.0)
    out.push_back({.name = "order of rows", .figure = say_figure(rest.shown, in)});
  return out;
}

std::string say_parts(const std::vector<PartWords>& parts, std::size_t columns) {
  if (parts.empty()) return "";
  const auto say = [](const PartWords& part, std::size_t room) {
    const std::string figure = part.figure.empty() ? "" : ' ' + part.figure;
    const std::size_t most = room > figure.size() + 8 ? room - figure.size() : 8;
    return fit_width(make_printable(part.name), most) + figure;
  };
  const auto rest = [&](std::size_t shown) {
    return shown == parts.size() ? "" : fmt::format(", {} more", parts.size() - shown);
  };
  const std::size_t more = rest(1).size();
  std::string out = say(parts.front(), columns > more ? columns - more : 0);
  std::size_t count = 1;
  for (; count < parts.size(); ++count) {
    const std::string longer = out + ", " + say(parts[count], columns);
    if (display_width(longer + rest(count + 1)) > columns) break;
    out = longer;
  }
  return out + rest(count);
}

std::string count_changes(const DiffReport& report) {
  std::array<std::size_t, 3> counts{};  // by operation
  std::size_t still = 0;
  for (const DiffChange& difference : report.changes) {
    ++counts[static_cast<std::size_t>(difference.change.op)];
    still += difference.change.group == kNoGroup ? 1U : 0U;
  }
  std::vector<std::string> kinds;
  const auto add = [&](ChangeOp op, std::string_view word) {
    const std::size_t count = counts[static_cast<std::size_t>(op)];
    if (count > 0) kinds.push_back(fmt::format("{} {}", to_grouped(count), word));
  };
  add(ChangeOp::added, "added");
  add(ChangeOp::removed, "removed");
  add(ChangeOp::changed, "changed");
  std::string out = to_count(report.changes.size(), "difference") + ": " +
                    fmt::format("{}", fmt::join(kinds, ", "));
  if (still == report.changes.size())
    out += "; none can move a date";
  else if (still > 0)
    out += fmt::format("; {} of them can move no date", to_grouped(still));
  return out;
}

std::string say_method(const DiffReport& report) {
  if (report.groups.empty()) return "";
  if (!report.has_parts) {
    return "What moved whom is not told: a plan between the two cannot be worked out.";
  }
  std::string out =
      report.is_exact
          ? "Shares do not depend on the order of the changes (Shapley values over every choice of "
            "them)."
          : fmt::format(
                "Shares are estimates: so many changes cannot be tried in every order, {} "
                "plans in between were (Shapley values by sampling).",
                to_grouped(report.mixtures));
  if (report.odds == OddsParts::too_long)
    out += " Odds are not shared out, which would take long here: --by-odds does it.";
  if (std::ranges::any_of(report.parts, &DiffParts::is_left_out))
    out += " Rows that moved least have no shares: there are too many.";
  return out;
}

}  // namespace slipway::viz
