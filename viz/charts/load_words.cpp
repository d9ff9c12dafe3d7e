#include "viz/charts/load_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/charts/load_chart.hpp"
#include "viz/scene/day_axis.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostNamed = 3;  // teams in the answer
constexpr double kMostPercent = 999.0;

// Half a percent rounds up, whatever the sums of the days before have left in the last digit.
double percent(double share) { return std::floor(share * 100.0 + 0.5 + 1e-6); }

// Rounding must not make a team look full that is over, nor over that is full.
double shown_percent(const LoadCell& cell) {
  const double shown = percent(*cell.share());
  return cell.is_over() ? std::max(shown, 101.0) : std::min(shown, 100.0);
}

std::string chosen_words(const LoadReport& report) {
  return fmt::format(
      "The {} of the filter {} {} of the {} person-days asked{}",
      to_count(report.goals_chosen, "goal"), report.goals_chosen == 1 ? "asks" : "ask",
      to_days(report.chosen_days), to_days(report.wanted_days),
      report.wanted_days > 0.0
          ? fmt::format(" ({} %).", std::lround(100.0 * report.chosen_days / report.wanted_days))
          : ".");
}

std::string runs_of(LoadAt at) {
  return at == LoadAt::p90 ? "in 9 of 10 runs no more is asked (P90)"
                           : "in half of the runs no more is asked (P50)";
}

std::string most_words(const LoadCell& cell) {
  if (!cell.share()) return "nothing may be planned";
  return fmt::format("{} %", to_grouped(static_cast<std::uint64_t>(shown_percent(cell))));
}

bool is_in_one_year(const LoadReport& report) {
  return report.columns.empty() || iso_week_of(report.columns.front().first).year ==
                                       iso_week_of(report.columns.back().first).year;
}

// A week among others: `34`, `34 of 2018`. Who is over is said by weeks, whatever is shown.
std::string bare_name(const LoadReport& report, std::size_t column) {
  const Date first = report.columns[column].first;
  const IsoWeek week = iso_week_of(first);
  return is_in_one_year(report) ? std::to_string(week.week)
                                : fmt::format("{} of {}", week.week, week.year);
}

std::string name_in_words(const LoadReport& report, std::size_t column) {
  if (!report.is_by_month) return "week " + bare_name(report, column);
  const std::string month = column_name(report, column);
  return is_in_one_year(report)
             ? month
             : fmt::format("{} {}", month, year_of(report.columns[column].first));
}

// `weeks 34 to 36 and 39`.
std::string over_columns(const LoadReport& report, const LoadRow& row) {
  std::vector<std::string> runs;
  std::size_t columns = 0;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (!row.cells[c].is_over()) continue;
    std::size_t last = c;
    while (last + 1 < row.cells.size() && row.cells[last + 1].is_over()) ++last;
    columns += last - c + 1;
    std::string run = bare_name(report, c);
    if (last > c) run += (last == c + 1 ? " and " : " to ") + bare_name(report, last);
    runs.push_back(std::move(run));
    c = last;
  }
  constexpr std::size_t kMostRuns = 3;
  if (runs.size() > kMostRuns) {
    return fmt::format("{} weeks", columns);
  }
  // "5 and 6 and 9" would be hard to read.
  std::string list;
  for (const std::string& run : runs) list += (list.empty() ? "" : ", ") + run;
  if (runs.size() == 2 && runs[0].find(" and ") == std::string::npos &&
      runs[1].find(" and ") == std::string::npos) {
    list = to_list(runs);
  }
  return (columns == 1 ? "week " : "weeks ") + list;
}

std::string over_words(const LoadReport& report, const LoadRow& row) {
  std::string out = fmt::format("in {}", over_columns(report, row));
  const LoadCell& worst = row.cells[row.worst];
  if (row.num_over == 1) return fmt::format("{} ({})", out, most_words(worst));
  return fmt::format("{}, most {} in {}", out, most_words(worst), name_in_words(report, row.worst));
}

std::vector<const LoadRow*> rows_over(const LoadReport& report) {
  std::vector<const LoadRow*> out;
  for (const LoadRow& row : report.rows) {
    if (row.num_over > 0) out.push_back(&row);
  }
  const auto worst = [](const LoadRow* row) {
    const LoadCell& cell = row->cells[row->worst];
    return cell.share().value_or(1e9);
  };
  std::ranges::stable_sort(out, std::ranges::greater{}, worst);
  return out;
}

std::string fullest_words(const LoadReport& report) {
  const LoadRow* fullest = nullptr;
  double most = 0.0;
  for (const LoadRow& row : report.rows) {
    if (row.cells.empty()) continue;
    const double share = row.cells[row.worst].share().value_or(0.0);
    if (share <= most) continue;
    most = share;
    fullest = &row;
  }
  if (fullest == nullptr) return "";
  return fmt::format("; the fullest is {} with {} in {}", name_of_row(*fullest),
                     most_words(fullest->cells[fullest->worst]),
                     name_in_words(report, fullest->worst));
}

std::string unlimited_words(const LoadReport& report) {
  std::vector<std::string> names;
  for (const LoadRow& row : report.rows) {
    if (!row.capacity) names.push_back(name_of_row(row));
  }
  if (names.empty()) return "";
  const std::string who =
      names.size() > kMostNamed ? to_count(names.size(), "team") : to_list(names);
  return fmt::format("No capacity is given for {}: the people wanted are shown instead.", who);
}

}  // namespace

std::string name_of_row(const LoadRow& row) {
  return row.id.empty() ? to_count(row.teams, "other") : row.name;
}

std::string load_title(const LoadReport& report) {
  return name_of_plan(report.plan) + ": load of the teams";
}

std::string load_facts(const LoadReport& report) {
  std::string out = fmt::format(
      "{} · as of {} · {} · {} of {} counted", name_of_plan(report.plan), to_words(report.as_of),
      report.at == LoadAt::plan  ? "planned dates"
      : report.at == LoadAt::p90 ? "P90"
                                 : "P50",
      to_grouped(report.goals_counted), to_count(report.num_goals, "goal"));
  if (report.has_choice()) out += fmt::format(", {} chosen", to_grouped(report.goals_chosen));
  if (report.goals_no_team > 0) {
    out += fmt::format(" · {} without a team", to_grouped(report.goals_no_team));
  }
  if (report.asked_teams < report.num_teams && report.asked_teams > 0) {
    std::vector<std::string> names;
    for (const LoadRow& row : report.rows) names.push_back(name_of_row(row));
    out += names.size() > kMostNamed || report.others
               ? fmt::format(" · only {} of {}", report.asked_teams,
                             to_count(report.num_teams, "team"))
               : " · only " + to_list(names);
  }
  if (report.has_choice()) out += " · chosen: " + make_printable(report.filter);
  if (report.samples > 0)
    out += fmt::format(" · {}, seed {}", to_count(report.samples, "run"), report.seed);
  return out;
}

std::string load_folds(const LoadReport& report) {
  std::vector<std::string> parts;
  if (report.others) {
    parts.push_back(fmt::format("the {} fullest of {} are shown, the rest as one row{}",
                                report.rows.size(), to_count(report.asked_teams, "team"),
                                report.others_over > 0 ? fmt::format(" ({} of them over somewhere)",
                                                                     to_grouped(report.others_over))
                                                       : ""));
  }
  if (report.is_by_month) parts.push_back("columns are months, in which a week may be over");
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  if (!out.empty()) out = "Folded: " + out + "; --all shows every team and week.";
  if (report.columns_left_out > 0) {
    out += fmt::format("{}{} after the right edge, up to {}.", out.empty() ? "" : " ",
                       to_count(report.columns_left_out, report.is_by_month ? "month" : "week"),
                       to_words(report.last_work));
  }
  return out;
}

std::string column_name(const LoadReport& report, std::size_t column) {
  const Date first = report.columns[column].first;
  if (!report.is_by_month) return fmt::format("W{}", iso_week_of(first).week);
  const std::string day = to_day_and_month(first);
  return day.substr(day.find(' ') + 1);
}

std::string cell_text(const LoadCell& cell) {
  if (cell.working_days == 0 && cell.wanted_days <= 0.0) return "off";
  if (!cell.plannable_days) return cell.wanted_days <= 0.0 ? "0" : to_days(cell.people());
  if (!cell.share()) return cell.is_over() ? "∞" : "0";
  const double shown = shown_percent(cell);
  return shown > kMostPercent ? "999+" : fmt::format("{:.0f}", shown);
}

std::string chosen_text(const LoadCell& cell) {
  LoadCell chosen = cell;
  chosen.wanted_days = cell.chosen_days;
  return cell_text(chosen);
}

std::string meaning_of_cells(const LoadReport& report) {
  std::string out =
      "person-days that goals and their needs ask, in percent of capacity × plannable share × "
      "working days";
  if (report.at != LoadAt::plan)
    out += ": " + runs_of(report.at) + ", looked up in each cell and in each total by itself";
  if (report.has_choice())
    out += "; above what the chosen goals ask, below /what all goals ask: over is by all goals";
  return out;
}

std::string cell_title(const LoadReport& report, const LoadRow& row, std::size_t column) {
  const LoadCell& cell = row.cells[column];
  const LoadColumn& days = report.columns[column];
  std::string out =
      fmt::format("{}, {} ({} to {}): ", name_of_row(row), name_in_words(report, column),
                  to_words(days.first), to_words(days.last));
  const std::string wanted = to_days(cell.wanted_days);
  if (cell.working_days == 0 && cell.wanted_days <= 0.0) {
    out += "no working day";
  } else if (!cell.plannable_days) {
    out += fmt::format("{} people wanted, {} person-days; no capacity is given",
                       to_days(cell.people()), wanted);
  } else {
    out += fmt::format("{}{} of {} plannable person-days", cell.is_over() ? "over, " : "", wanted,
                       to_days(*cell.plannable_days));
    if (cell.share()) out += ", " + most_words(cell);
  }
  if (report.has_choice() && cell.wanted_days > 0.0)
    out += fmt::format("; {} of them for chosen goals", to_days(cell.chosen_days));
  if (row.teams == 1 && cell.days_off > 0)
    out += ", " + to_count(std::uint64_t(cell.days_off), "day") + " off";
  if (row.teams == 1 && cell.extra_days > 0)
    out += ", " + to_count(std::uint64_t(cell.extra_days), "extra day");
  if (!cell.goals.empty()) {
    std::vector<std::string> names = cell.goals;
    if (cell.more_goals > 0) names.push_back(to_count(cell.more_goals, "other goal"));
    out += (report.at == LoadAt::plan ? "; for " : "; mostly for ") + to_list(names);
  }
  return out;
}

std::vector<std::string> answer_in_words(const LoadReport& report) {
  if (!report.nothing.empty()) return {report.nothing};
  std::vector<std::string> out;
  const LoadReport& by_week = report.weeks ? *report.weeks : report;
  const std::vector<const LoadRow*> over = rows_over(by_week);
  if (report.columns.empty()) {
    out.emplace_back("No work is left: there is no load to show.");
    return out;
  }
  const std::string often = report.at == LoadAt::plan  ? ""
                            : report.at == LoadAt::p90 ? "in 1 of 10 runs or more "
                                                       : "in half of the runs or more ";
  if (over.size() == 1 && by_week.others_over == 0) {
    out.push_back(fmt::format("{} is {}over its plannable capacity {}.", name_of_row(*over[0]),
                              often, over_words(by_week, *over[0])));
  } else if (!over.empty()) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(over.size(), kMostNamed); ++i) {
      parts.push_back(name_of_row(*over[i]) + ' ' + over_words(by_week, *over[i]));
    }
    std::string list;
    for (const std::string& part : parts) list += (list.empty() ? "" : "; ") + part;
    const std::size_t all = over.size() + by_week.others_over;
    if (all > parts.size()) list += fmt::format("; and {}", to_count(all - parts.size(), "other"));
    out.push_back(fmt::format("{} of {} are {}over their plannable capacity: {}.", to_grouped(all),
                              to_count(report.asked_teams, "team"), often, list));
  } else if (std::ranges::any_of(report.rows,
                                 [](const LoadRow& row) { return row.capacity.has_value(); })) {
    out.push_back(
        fmt::format("No team is {}over its plannable capacity{}.", often, fullest_words(by_week)));
  }
  if (report.has_choice()) out.push_back(chosen_words(report));
  if (std::string words = unlimited_words(report); !words.empty()) out.push_back(std::move(words));
  if (report.num_teams == 0) out.emplace_back("The plan has no teams.");
  return out;
}

std::string to_markdown(const LoadReport& report) {
  std::string out = "| team | capacity |";
  std::string line = "|---|---:|";
  for (std::size_t c = 0; c < report.columns.size(); ++c) {
    out += fmt::format(" {} {} |", column_name(report, c), to_iso(report.columns[c].first));
    line += "---:|";
  }
  out += " all |\n" + line + "---:|\n";
  const auto write_all = [](const LoadCell& cell) {
    const std::string text = cell_text(cell);
    if (text == "off" || text == "∞") return text == "off" ? text : std::string("over");
    if (!cell.plannable_days) return text + " people";
    return most_words(cell) + (cell.is_over() ? " over" : "");
  };
  const auto write = [&](const LoadCell& cell) {
    if (!report.has_choice() || cell_text(cell) == "off") return write_all(cell);
    LoadCell chosen = cell;
    chosen.wanted_days = cell.chosen_days;
    const std::string part = cell.plannable_days ? most_words(chosen) : chosen_text(cell);
    return part + " of " + write_all(cell);
  };
  const auto add = [&](const std::string& name, const LoadRow& row) {
    std::string capacity = row.capacity ? to_days(*row.capacity) : "";
    if (row.capacity && row.teams == 1 && !row.id.empty())
      capacity += fmt::format(" x {:.0f} %", row.plan_fraction * 100);
    out += fmt::format("| {} | {} |", markdown_cell(name), capacity);
    for (const LoadCell& cell : row.cells) out += ' ' + write(cell) + " |";
    out += (row.cells.empty() ? std::string() : ' ' + write(row.total)) + " |\n";
  };
  for (const LoadRow& row : report.rows)
    add(row.name == row.id ? row.id : row.id + ": " + row.name, row);
  if (report.others) add(name_of_row(*report.others), *report.others);
  if (report.sums.teams > 0) add("all with a capacity", report.sums);
  out += fmt::format("\nPercent of the plannable capacity{}. {}.{}{}\n",
                     report.at == LoadAt::plan ? "" : ": " + runs_of(report.at),
                     markdown_cell(load_facts(report)), load_folds(report).empty() ? "" : " ",
                     markdown_cell(load_folds(report)));
  return out;
}

}  // namespace slipway::viz
