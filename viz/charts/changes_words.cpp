#include "viz/charts/changes_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/charts/changes_chart.hpp"
#include "viz/graph/graph_turn.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostNamed = 3;

std::string say_finish(const ChangesReport& report) {
  const bool has_p80 = report.p80_before.is_set() && report.p80_after.is_set();
  const Date before = has_p80 ? report.p80_before : report.finish_before;
  const Date after = has_p80 ? report.p80_after : report.finish_after;
  const std::string name = has_p80 ? "Finish P80" : "Finish";
  const auto show = [](Date date) { return date.is_set() ? to_words(date) : "none"; };
  if (before == after)
    return before.is_set() ? name + " stays " + show(before) : "No goal has a finish";
  std::string out = name + " " + show(before) + " → " + show(after);
  const std::optional<double> days = has_p80 ? report.p80_days : report.finish_days;
  if (!days || *days == 0.0) return out;
  const std::string amount = to_days(std::fabs(*days));
  return out + fmt::format(" ({} working day{} {})", amount, amount == "1" ? "" : "s",
                           *days > 0.0 ? "later" : "earlier");
}

std::string say_turns(const ChangesReport& report) {
  std::string out = report.num_newly_late == 0
                        ? "no goal newly late"
                        : to_count(report.num_newly_late, "goal") + " newly late";
  if (report.num_newly_safe > 0)
    out += fmt::format(", {} on time now", to_grouped(report.num_newly_safe));
  return out;
}

std::string say_path_turn(const ChangesReport& report) {
  if (!report.has_path_turn()) return "critical path the same";
  const auto list = [](const std::vector<PathStep>& path) {
    std::vector<std::string> ids;
    std::size_t more = 0;
    for (const PathStep& step : path) {
      if (!step.differs) continue;
      if (ids.size() < kMostNamed)
        ids.push_back(step.id);
      else
        ++more;
    }
    if (more > 0) ids.push_back(to_grouped(more) + " more");
    return to_list(ids);
  };
  if (const std::string now = list(report.path_after); !now.empty())
    return "critical path now through " + now;
  if (const std::string gone = list(report.path_before); !gone.empty())
    return "critical path no longer through " + gone;
  return "critical path in another order";
}

std::string change_of(double before, double after) {
  const std::string was = to_odds(before);
  const std::string is = to_odds(after);
  return was == is ? is : was + " → " + is;
}

std::string say_weeks(const std::vector<Date>& mondays) {
  std::string out;
  for (std::size_t i = 0; i < mondays.size();) {
    std::size_t last = i;
    while (last + 1 < mondays.size() && mondays[last + 1] == plus_days(mondays[last], 7)) ++last;
    const auto name = [&](std::size_t at) {
      return "W" + std::to_string(iso_week_of(mondays[at]).week);
    };
    out += (out.empty() ? "" : ", ") + name(i) + (last > i ? " to " + name(last) : "");
    i = last + 1;
  }
  return out;
}

std::string to_date(Date date) { return date.is_set() ? to_iso(date) : ""; }

std::string path_row(const std::vector<PathStep>& path) {
  std::vector<std::string> ids;
  ids.reserve(path.size());
  for (const PathStep& step : path) {
    const std::string id = markdown_cell(step.id);
    ids.push_back(step.differs ? "**" + id + "**" : id);
  }
  return ids.empty() ? "none" : fmt::format("{}", fmt::join(ids, " → "));
}

}  // namespace

std::string changes_title(const ChangesReport& report) {
  return name_of_plan(report.plan) + ": what changes";
}

std::string changes_facts(const ChangesReport& report) {
  std::string out = fmt::format("{} · as of {} · {} of {} shown", name_of_plan(report.plan),
                                to_words(report.as_of), to_grouped(report.num_shown),
                                to_count(report.num_goals, "goal"));
  if (report.num_goals == 1) out.replace(out.rfind("goal"), 4, "goals");
  if (report.num_unasked > 0)
    out += fmt::format(", {} more move and are not asked for", to_grouped(report.num_unasked));
  if (report.num_late_left > 0)
    out += fmt::format(", {} not among them", to_count(report.num_late_left, "late goal"));
  if (!report.filter.empty())
    out += " · shown: " + make_printable(report.filter) + ", before or now";
  return out + (report.samples > 0 ? fmt::format(" · {}, seed {}, the same draws on both sides",
                                                 to_count(report.samples, "run"), report.seed)
                                   : std::string(" · dates alone, no runs"));
}

std::vector<std::string> answer_in_words(const ChangesReport& report) {
  if (!report.nothing.empty()) return {report.nothing};
  if (report.rows.empty() && report.num_more == 0 && !report.has_path_turn() &&
      report.finish_before == report.finish_after) {
    return {report.samples > 0 ? "Nothing moves: every date and all odds stay as they are."
                               : "Nothing moves: every date stays as it is."};
  }
  const std::string broken = report.broken.empty()
                                 ? ""
                                 : "; " + to_count(report.broken.size(), "link") + " newly broken" +
                                       (report.filter.empty() ? "" : " in what was asked for");
  std::vector<std::string> out = {say_finish(report) + "; " + say_turns(report) + "; " +
                                  say_path_turn(report) + broken + "."};
  if (report.all_on_time_before && report.all_on_time_after) {
    out.push_back("Every committed goal on time: " +
                  change_of(*report.all_on_time_before, *report.all_on_time_after) +
                  (report.is_odds_noise && report.all_on_time_before != report.all_on_time_after
                       ? ", within noise."
                       : "."));
  }
  return out;
}

std::string shift_words(const ChangedRow& row) {
  if (row.is_gone || row.is_new) return "";
  if (row.days && *row.days != 0.0) return say_shift(*row.days);
  if (row.p80_days && *row.p80_days != 0.0) return "P80 " + say_shift(*row.p80_days);
  return "";
}

std::string odds_words(const ChangedRow& row) {
  if (row.on_time_before && row.on_time_after)
    return change_of(*row.on_time_before, *row.on_time_after);
  if (row.on_time_after) return to_odds(*row.on_time_after);
  return row.on_time_before ? "was " + to_odds(*row.on_time_before) : "";
}

std::string mark_words(const ChangedRow& row) {
  if (row.is_newly_late) return row.is_new ? "new, late" : "newly late";
  if (row.is_newly_safe) return "on time now";
  if (row.is_gone) return row.is_removed ? "removed" : "dropped";
  if (row.is_new) return "new";
  return row.is_late ? "still late" : "";
}

std::string load_words(const OverTeam& team) {
  return fmt::format("{}: {} wanted at once, {} there; {}; before: {}", team.name,
                     to_days(team.most_after), to_days(team.capacity),
                     team.mondays.empty() ? "from " + to_words(team.day) : say_weeks(team.mondays),
                     to_days(team.most_before));
}

std::string objective_words(const ChangedRow& row) {
  std::string out = row.id + ": ";
  const auto date = [](Date day) { return day.is_set() ? to_words(day) : std::string("no date"); };
  out += date(row.finish_before);
  if (row.finish_after != row.finish_before) out += " → " + date(row.finish_after);
  if (const std::string shift = shift_words(row); !shift.empty()) out += ", " + shift;
  if (const std::string odds = odds_words(row); !odds.empty()) {
    out += ", on time " + odds;
    if (row.is_noise && row.on_time_before != row.on_time_after) out += " (within noise)";
  }
  if (const std::string mark = mark_words(row); !mark.empty()) out += ", " + mark;
  return out;
}

std::string broken_words(const BrokenLink& link) {
  const auto name = [](const std::string& id, const std::string& team) {
    return team.empty() ? id : id + " (" + team + ")";
  };
  std::string out = name(link.from, link.from_team) + " → " + name(link.to, link.to_team) + ": ";
  if (link.missing_days > 0.0) {
    const std::string days = to_days(link.missing_days);
    out += days + (days == "1" ? " working day too late" : " working days too late");
    if (link.due.is_set()) out += " for " + to_words(link.due);
  } else {
    out += "has begun against the link";
  }
  return out + (link.is_new ? ", a new link" : "");
}

std::string mended_words(const ChangesReport& report) {
  if (report.num_mended == 0) return "";
  return to_count(report.num_mended, "link") + (report.num_mended == 1 ? " is" : " are") +
         " broken no longer";
}

std::string more_words(const ChangesReport& report) {
  if (report.num_more == 0) return "";
  std::string out = fmt::format("and {} more that move by less", to_grouped(report.num_more));
  if (report.num_more_late > 0)
    out += fmt::format(", {} of them newly late", to_grouped(report.num_more_late));
  return out + " (--all shows them)";
}

std::string row_title(const ChangedRow& row) {
  std::string out = row.id;
  if (!row.title.empty() && row.title != row.id) out += ": " + row.title;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += ", " + text;
  };
  if (!row.team.empty()) add("team " + row.team);
  const auto range = [](Date from, Date to) {
    return from.is_set() ? to_words(from) + " to " + to_words(to) : to_words(to);
  };
  if (row.finish_before.is_set()) add("before " + range(row.start_before, row.finish_before));
  if (row.finish_after.is_set()) add("now " + range(row.start_after, row.finish_after));
  if (row.due_after.is_set()) add("due " + to_words(row.due_after));
  add(shift_words(row));
  if (const std::string odds = odds_words(row); !odds.empty()) {
    add("on time " + odds);
    if (row.is_noise && row.on_time_before != row.on_time_after) add("within noise");
  }
  add(mark_words(row));
  if (row.is_critical) add(row.was_critical ? "critical" : "now critical");
  if (!row.is_critical && row.was_critical) add("was critical");
  if (row.is_done) add("done");
  if (row.is_assumed) add("no estimate");
  return out;
}

std::string to_markdown(const ChangesReport& report) {
  std::string out;
  if (!report.question.empty()) out += markdown_cell(report.question) + "\n\n";
  for (const std::string& sentence : answer_in_words(report))
    out += "**" + markdown_cell(sentence) + "**\n\n";
  if (!report.rows.empty()) {
    out +=
        "| goal | title | team | start | then | finish | then | days | due | on time | marks |\n"
        "|---|---|---|---|---|---|---|---:|---|---:|---|\n";
  }
  for (const ChangedRow& row : report.rows) {
    std::vector<std::string> marks;
    if (row.kind == Kind::milestone) marks.emplace_back("milestone");
    if (row.kind == Kind::blocker) marks.emplace_back("blocker");
    if (const std::string mark = mark_words(row); !mark.empty()) marks.push_back(mark);
    if (row.is_critical) marks.emplace_back(row.was_critical ? "critical" : "now critical");
    if (!row.is_critical && row.was_critical) marks.emplace_back("was critical");
    if (row.is_done) marks.emplace_back("done");
    if (row.is_assumed) marks.emplace_back("no estimate");
    if (row.is_noise && row.on_time_before != row.on_time_after)
      marks.emplace_back("odds within noise");
    out +=
        fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
                    markdown_cell(row.id), row.title == row.id ? "" : markdown_cell(row.title),
                    markdown_cell(row.team), to_date(row.start_before), to_date(row.start_after),
                    to_date(row.finish_before), to_date(row.finish_after), shift_words(row),
                    to_date(row.due_after), markdown_cell(odds_words(row)), fmt::join(marks, ", "));
  }
  if (const std::string more = more_words(report); !more.empty())
    out += "\n" + markdown_cell(more) + "\n";
  if (report.has_path_turn()) {
    out += "\nCritical path before: " + path_row(report.path_before) +
           "\n\nCritical path now: " + path_row(report.path_after) + "\n";
  }
  const auto list = [&](const std::string& heading, const auto& rows, const auto& say) {
    if (!rows.empty()) out += "\n" + heading + ":\n\n";
    for (const auto& row : rows) out += "- " + markdown_cell(say(row)) + "\n";
  };
  list("Objectives that move", report.objectives, objective_words);
  list("Links newly broken", report.broken, broken_words);
  if (const std::string mended = mended_words(report); !mended.empty()) out += "\n" + mended + "\n";
  if (!report.loads.empty()) out += "\nMore people at once than there are:\n\n";
  for (const OverTeam& team : report.loads) out += "- " + markdown_cell(load_words(team)) + "\n";
  return out + "\n" + markdown_cell(changes_facts(report)) + "\n";
}

}  // namespace slipway::viz
