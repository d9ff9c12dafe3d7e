#include "viz/matrix/matrix_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "planner/base/utf8.hpp"
#include "viz/matrix/matrix_chart.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostOfLoop = 6;  // teams, as the answer names them
constexpr std::size_t kMostRings = 2;   // named in the answer

/// The pair of teams whose cell is greatest by `weight`; nothing where all are 0.
template <typename Weight>
std::pair<std::size_t, std::size_t> find_most(const MatrixReport& report, Weight weight) {
  std::pair<std::size_t, std::size_t> most{0, 0};
  double best = 0.0;
  for (std::size_t giver = 0; giver < report.teams.size(); ++giver) {
    for (std::size_t taker = 0; taker < report.teams.size(); ++taker) {
      if (giver == taker || weight(report.cell(giver, taker)) <= best) continue;
      best = weight(report.cell(giver, taker));
      most = {giver, taker};
    }
  }
  return most;
}

std::string days_words(double days) {
  const std::string amount = to_days(days);
  return amount + (amount == "1" ? " day" : " days");
}

std::string of_what_was_asked(const MatrixReport& report) {
  return report.filter.empty() ? "." : " in what was asked for.";
}

void answer_about_teams(const MatrixReport& report, std::vector<std::string>& out) {
  const MatrixCell& all = report.between;
  if (all.links == 0) {
    out.push_back("No team waits for another one" + of_what_was_asked(report));
    return;
  }
  std::string first = fmt::format("{} between teams", to_count(all.links, "open link"));
  if (report.samples > 0) {
    first += fmt::format(": {} likely late, {} at risk in all", all.late, days_words(all.days));
  }
  if (all.unagreed > 0) first += fmt::format(", {} not agreed", all.unagreed);
  out.push_back(first + ".");
  auto [giver, taker] = find_most(report, [](const MatrixCell& cell) { return cell.days; });
  const bool has_days = giver != taker;
  if (!has_days) {
    std::tie(giver, taker) =
        find_most(report, [](const MatrixCell& cell) { return static_cast<double>(cell.links); });
  }
  if (giver == taker) return;
  out.push_back(fmt::format(
      "{} between {}, who gives, and {}, who waits: {}.",
      has_days ? "Most is at risk" : "Most links are", make_printable(report.teams[giver].name),
      make_printable(report.teams[taker].name), cell_words(report, report.cell(giver, taker))));
}

void answer_about_rings(const MatrixReport& report, std::vector<std::string>& out) {
  if (report.rings.empty()) {
    if (report.between.links > 0) out.emplace_back("No teams wait for each other in a ring.");
    return;
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(kMostRings, report.rings.size()); ++i) {
    const MatrixRing& ring = report.rings[i];
    if (i > 0) text += "; ";
    text +=
        fmt::format("{} wait for each other in a ring: {}{}", to_count(ring.members.size(), "team"),
                    ring.loop.size() < ring.members.size() ? "the shortest loop is " : "",
                    loop_words(report, ring, kMostOfLoop));
  }
  if (report.rings.size() > kMostRings)
    text += fmt::format("; and {}", to_count(report.rings.size() - kMostRings, "more ring"));
  out.push_back(text + ".");
}

void answer_about_items(const MatrixReport& report, std::vector<std::string>& out) {
  if (report.items.empty()) {
    out.push_back("No open link joins two goals" + of_what_was_asked(report));
    return;
  }
  std::size_t levels = 0;
  for (const MatrixItem& item : report.items) levels = std::max(levels, item.level + 1);
  out.push_back(fmt::format(
      "{} joined by {} in {}: what stands in one step does not wait for each "
      "other.",
      to_count(report.items.size(), "item"),
      to_count(report.between.links + report.within.links, "open link"), to_count(levels, "step")));
  std::string trouble;
  const auto add = [&](std::size_t count, const char* what) {
    if (count == 0) return;
    trouble += trouble.empty() ? fmt::format("{} of the links {}", count, count == 1 ? "is" : "are")
                               : fmt::format(", {}", count);
    trouble += fmt::format(" {}", what);
  };
  add(report.between.late + report.within.late, "likely late");
  add(report.between.unagreed + report.within.unagreed, "not agreed");
  if (!trouble.empty()) out.push_back(trouble + ".");
}

void write_teams(const MatrixReport& report, std::string& out) {
  out +=
      "| gives | needs | links | unagreed | likely late | days at risk |\n"
      "|---|---|---:|---:|---:|---:|\n";
  const auto row = [&](const std::string& giver, const std::string& taker, const MatrixCell& cell) {
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", giver, taker, cell.links, cell.unagreed,
                       report.samples > 0 ? std::to_string(cell.late) : "",
                       report.samples > 0 ? to_days(cell.days) : "");
  };
  for (std::size_t giver = 0; giver < report.teams.size(); ++giver) {
    for (std::size_t taker = 0; taker < report.teams.size(); ++taker) {
      if (giver == taker || report.cell(giver, taker).links == 0) continue;
      row(markdown_cell(report.teams[giver].name), markdown_cell(report.teams[taker].name),
          report.cell(giver, taker));
    }
  }
  row("all", "all", report.between);
  for (const MatrixRing& ring : report.rings)
    out += "\nRing: " + markdown_cell(loop_words(report, ring)) + "\n";
}

void write_items(const MatrixReport& report, std::string& out) {
  out +=
      "| step | needs | gives | soft | critical | ask | broken | late | days at risk |\n"
      "|---:|---|---|---|---|---|---|---:|---:|\n";
  for (const MatrixMark& mark : report.marks) {
    const MatrixItem& taker = report.items[mark.taker];
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", taker.level + 1,
                       markdown_cell(taker.id), markdown_cell(report.items[mark.giver].id),
                       mark.is_soft ? "soft" : "", mark.is_critical ? "critical" : "",
                       mark.is_declined   ? "declined"
                       : mark.is_unagreed ? "not agreed"
                                          : "",
                       mark.is_broken ? "broken" : "", mark.late ? to_odds(*mark.late) : "",
                       mark.late ? to_days(mark.days) : "");
  }
}

}  // namespace

std::string short_name(const MatrixTeam& team) {
  return team.kind == MatrixTeam::Kind::team ? team.id : team.name;
}

std::string matrix_title(const MatrixReport& report) {
  return name_of_plan(report.plan) +
         (report.by_items ? ": goals in the order of their links" : ": team to team");
}

std::string matrix_question(const MatrixReport& report) {
  return report.by_items ? "What waits for what, and in which order can it be done?"
                         : "Which pairs of teams must talk?";
}

std::string matrix_facts(const MatrixReport& report) {
  std::string out = fmt::format("{} · as of {}", name_of_plan(report.plan),
                                report.as_of.is_set() ? to_words(report.as_of) : "no date");
  if (report.samples > 0)
    out += fmt::format(" · {}, seed {}", to_count(report.samples, "run"), report.seed);
  out += fmt::format(" · {} of {} shown", to_grouped(report.num_shown),
                     to_count(report.num_goals, "goal"));
  if (report.by_items && report.num_hidden_late > 0)
    out +=
        fmt::format(" · {} among those not shown", to_count(report.num_hidden_late, "late goal"));
  if (!report.filter.empty()) out += " · shown: " + make_printable(report.filter);
  if (report.num_idle > 0)
    out += fmt::format(" · {} not counted: an end is done, dropped or absent",
                       to_count(report.num_idle, "link"));
  for (const std::string& note : report.notes) out += " · " + make_printable(note);
  return out;
}

std::string loop_words(const MatrixReport& report, const MatrixRing& ring, std::size_t most) {
  const std::size_t teams = ring.loop.size();
  const std::size_t hidden = teams > most + 1 ? teams - most : 0;
  const std::size_t first_hidden = teams - hidden - most / 3;
  std::string out;
  for (std::size_t i = 0; i < teams; ++i) {
    if (i < first_hidden || i >= first_hidden + hidden) {
      out += make_printable(report.teams[ring.loop[i]].name) + " → ";
    } else if (i == first_hidden) {
      out += fmt::format("({} more) → ", hidden);
    }
  }
  return out + make_printable(report.teams[ring.loop.front()].name);
}

std::string cell_words(const MatrixReport& report, const MatrixCell& cell) {
  std::string out = to_count(cell.links, "link");
  if (cell.unagreed > 0) out += fmt::format(", {} unagreed", cell.unagreed);
  if (report.samples == 0) return out;
  if (cell.late > 0) out += fmt::format(", {} likely late", cell.late);
  return out + ", " + days_words(cell.days) + " at risk";
}

std::string mark_words(const MatrixReport& report, const MatrixMark& mark) {
  std::string out = make_printable(report.items[mark.taker].id) + " waits for " +
                    make_printable(report.items[mark.giver].id);
  std::string more;
  const auto add = [&](const std::string& text) { more += (more.empty() ? ": " : ", ") + text; };
  if (mark.links > 1) add(to_count(mark.links, "link"));
  if (mark.is_soft) add("soft");
  if (mark.is_critical) add("critical");
  if (mark.is_unagreed) add("not agreed");
  if (mark.is_declined) add("declined");
  if (mark.is_broken) add("broken");
  if (mark.late) add("late in " + to_odds(*mark.late) + " of the runs");
  return out + more;
}

std::vector<std::string> answer_in_words(const MatrixReport& report) {
  if (!report.nothing.empty()) return {report.nothing};
  std::vector<std::string> out;
  if (report.by_items) {
    answer_about_items(report, out);
  } else {
    answer_about_teams(report, out);
    answer_about_rings(report, out);
  }
  return out;
}

std::string to_markdown(const MatrixReport& report) {
  std::string out;
  report.by_items ? write_items(report, out) : write_teams(report, out);
  return out + "\n" + markdown_cell(matrix_facts(report)) + "\n";
}

}  // namespace slipway::viz
