#include "viz/text/whatif_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/moved_rows.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/table.hpp"
#include "viz/text/whatif_words.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostChanges = 10;  // lines before the answer

constexpr std::size_t kNamed = 6;  // goals named in a sentence

std::string list_some(std::vector<std::string> words) {
  if (words.size() > kNamed) {
    const std::size_t hidden = words.size() - kNamed + 1;
    words.resize(kNamed - 1);
    words.push_back(fmt::format("{} more", to_grouped(hidden)));
  }
  return to_list(words);
}

// `js-daemon (js, P0)`.
std::string name_with_team(const MovedRow& row) {
  std::vector<std::string> facts;
  if (!row.team_name.empty()) facts.push_back(make_printable(row.team_name));
  if (row.priority != Priority::none) facts.emplace_back(to_string(row.priority));
  if (row.commitment == Commitment::stretch) facts.emplace_back("stretch");
  const std::string id = make_printable(row.id);
  return facts.empty() ? id : fmt::format("{} ({})", id, fmt::join(facts, ", "));
}

std::string show_turns(const WhatifCase& what, const std::vector<std::size_t>& rows,
                       std::string_view title, Style style, const TextOptions& options) {
  if (rows.empty()) return "";
  std::vector<std::string> names;
  for (const std::size_t i : rows) names.push_back(name_with_team(what.moved[i]));
  return wrap(paint(title, style, options.colour) + " " + list_some(std::move(names)) + ".",
              options.width);
}

std::string show_odds(const WhatifCase& what, const TextOptions& options) {
  if (!what.all_on_time_before || !what.all_on_time_after) return "";
  const double before = what.all_on_time_before->share;
  const double after = what.all_on_time_after->share;
  std::string out = fmt::format("Every committed goal on time: {}", say_change(before, after));
  if (before != after) {
    out += is_noise(after - before, what.all_on_time_error)
               ? " (within noise)"
               : fmt::format(" ({})", to_points(after - before, what.all_on_time_error));
  }
  return wrap(out + ".", options.width);
}

std::string marks_of(const MovedRow& row) {
  const std::string mark = mark_of_moved(row, "dropped");
  const bool is_noise = row.is_noise && row.on_time_before != row.on_time_after;
  return mark.empty() && is_noise ? "within noise" : mark;
}

std::string show_table(const WhatifReport& report, const WhatifCase& what,
                       const TextOptions& options) {
  std::vector<std::size_t> order = order_moved(what);
  const std::size_t count = options.all ? order.size() : std::min(order.size(), kMostRows);
  const std::size_t hidden = order.size() - count;
  order.resize(count);
  DateStyle dates;
  for (const std::size_t i : order) {
    const MovedRow& row = what.moved[i];
    for (const Date date :
         {row.finish_before, row.finish_after, row.p80_before, row.p80_after, row.due_after})
      dates.see(date);
  }
  const bool has_risk = report.risk.has_value();
  Table table({{.title = "goal", .least = 22, .has_names = true},
               {.title = "title", .least = 14, .drop = 9},
               {.title = "team", .least = 6, .drop = 4},
               {.title = "due", .align = Align::right, .drop = 6},
               {.title = "finish", .align = Align::right},
               {.title = "then", .align = Align::right},
               {.title = "days", .align = Align::right},
               {.title = "P80", .align = Align::right, .drop = 7},
               {.title = "P80 then", .align = Align::right, .drop = 5},
               {.title = "on time", .align = Align::right},
               {.title = "then", .align = Align::right},
               {.title = "marks", .least = 10}});
  for (const std::size_t i : order) {
    const MovedRow& row = what.moved[i];
    const Style style = style_of_moved(row);
    const Style odds = row.is_noise ? Style::muted : style;
    const auto percent = [&](const std::optional<double>& share) {
      return share ? to_percent(*share) : std::string();
    };
    const bool is_moved = row.delta_days.value_or(0.0) != 0.0;
    table.add_row({{label_of_moved(row), style},
                   {row.title == row.id ? "" : std::string(row.title)},
                   {std::string(row.team)},
                   {dates(row.due_after)},
                   {dates(row.finish_before)},
                   {dates(row.finish_after)},
                   {is_moved ? to_signed_days(*row.delta_days) : ""},
                   {has_risk ? dates(row.p80_before) : ""},
                   {has_risk ? dates(row.p80_after) : ""},
                   {percent(row.on_time_before), odds},
                   {percent(row.on_time_after), odds},
                   {marks_of(row), style}});
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour) + say_hidden(hidden);
}

std::string show_paths(const WhatifReport& report, const WhatifCase& what,
                       const TextOptions& options) {
  const std::vector<std::string_view>& before = report.schedule.critical_path;
  const std::vector<std::string_view>& after = what.schedule.critical_path;
  if (before == after) {
    return after.empty() ? ""
                         : wrap("\nThe critical path stays: " + say_path(after), options.width, 2);
  }
  return '\n' + wrap("Critical path before: " + say_path(before), options.width, 2) +
         wrap("Critical path now:    " + say_path(after), options.width, 2);
}

std::string show_teams(const WhatifCase& what, const TextOptions& options) {
  std::string out;
  for (const TeamTurn& turn : what.teams) {
    std::vector<std::string> facts;
    const auto add = [&](std::size_t count, const char* what_of_them) {
      if (count > 0) facts.push_back(to_grouped(count) + what_of_them);
    };
    add(turn.newly_late, " newly late");
    add(turn.later, " later");
    add(turn.dropped, " dropped");
    add(turn.left_out, " left out as not probable");
    add(turn.less_likely, " less likely on time");
    add(turn.earlier, " earlier");
    add(turn.taken_over, " taken over");
    add(turn.handed_over, " handed over");
    std::string words = fmt::format("- {}: {}", make_printable(turn.name), fmt::join(facts, ", "));
    if (turn.most_days != 0.0) {
      words += fmt::format("; at most {}{}", turn.most_days < 0.0 ? '-' : '+',
                           to_working_days(std::fabs(turn.most_days)));
    }
    out += wrap(words, options.width, 2);
  }
  if (!out.empty()) out = paint("\nWho must react\n", Style::strong, options.colour) + out;
  std::string loads;
  for (const LoadTurn& load : what.loads) {
    loads +=
        wrap(fmt::format("- {} has {} and is asked for {} at once, first on {} (before: {})",
                         make_printable(load.name), to_people(load.capacity),
                         to_days(load.most_after), to_words(load.day), to_days(load.most_before)),
             options.width, 2);
  }
  if (!loads.empty())
    loads = paint("\nMore people at once than there are\n", Style::strong, options.colour) + loads;
  return out + loads;
}

std::string show_legend(const WhatifReport& report, const TextOptions& options) {
  std::string out = report.risk
                        ? say_runs(*report.risk) +
                              " Before and after drew the same numbers: what differs "
                              "is the change. P80: done by then in 80 % of the runs; on time: "
                              "runs that meet the due date; days: working days."
                        : "Dates alone: no runs were made. days: working days.";
  return '\n' + wrap(paint(out, Style::muted, options.colour), options.width);
}

std::string show_changes(const WhatifCase& what, const TextOptions& options) {
  const std::size_t all = what.change_words.size();
  const std::size_t count = options.all || all <= kMostChanges ? all : kMostChanges - 1;
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += wrap("What if " + make_printable(what.change_words[i]) + "?", options.width, 2);
  if (count < all) {
    out +=
        wrap(fmt::format("... and {} more changes; --all shows every one", to_grouped(all - count)),
             options.width, 2);
  }
  return out;
}

std::string show_one(const WhatifReport& report, const TextOptions& options) {
  const WhatifCase& what = report.cases.front();
  std::string out;
  out += show_changes(what, options);
  out += wrap(paint(say_case(report, what), Style::strong, options.colour), options.width);
  out += show_odds(what, options);
  out += show_turns(what, what.newly_late, "Newly late:", Style::bad, options);
  out += show_turns(what, what.newly_safe, "Saved:", Style::good, options);
  for (const std::string& note : what.notes) out += wrap(make_printable(note), options.width);
  out += show_table(report, what, options);
  out += show_paths(report, what, options);
  out += show_teams(what, options);
  return out + show_legend(report, options);
}

// A row of the table that compares cases: what one goal does in each of them.
struct SideBySide {
  const MovedRow* any = nullptr;
  std::vector<const MovedRow*> by_case;
};

std::string show_cases(const WhatifReport& report, const TextOptions& options) {
  std::vector<SideBySide> rows;
  std::map<std::string_view, std::size_t> row_of;
  for (std::size_t c = 0; c < report.cases.size(); ++c) {
    for (const std::size_t i : order_moved(report.cases[c])) {
      const MovedRow& moved = report.cases[c].moved[i];
      const auto [at, is_new] = row_of.emplace(moved.id, rows.size());
      if (is_new) rows.push_back({&moved, std::vector<const MovedRow*>(report.cases.size())});
      rows[at->second].by_case[c] = &moved;
    }
  }
  const std::size_t count = options.all ? rows.size() : std::min(rows.size(), kMostRows);
  const std::size_t hidden = rows.size() - count;
  rows.resize(count);
  const bool has_risk = report.risk.has_value();
  const auto date_of = [&](const MovedRow& row, bool after) {
    if (has_risk) return after ? row.p80_after : row.p80_before;
    return after ? row.finish_after : row.finish_before;
  };
  DateStyle dates;
  for (const SideBySide& row : rows) {
    dates.see(date_of(*row.any, false));
    for (const MovedRow* moved : row.by_case)
      if (moved != nullptr) dates.see(date_of(*moved, true));
  }
  std::vector<Column> columns = {{.title = "goal", .least = 18, .has_names = true},
                                 {.title = "team", .least = 6, .drop = 9},
                                 {.title = has_risk ? "P80" : "finish", .align = Align::right}};
  for (std::size_t c = 0; c < report.cases.size(); ++c)
    columns.push_back({.title = fmt::format("{}", letter_of(c)), .align = Align::right});
  if (has_risk) {
    columns.push_back({.title = "on time", .align = Align::right});
    for (std::size_t c = 0; c < report.cases.size(); ++c)
      columns.push_back({.title = fmt::format("{}", letter_of(c)), .align = Align::right});
  }
  Table table(columns);
  for (const SideBySide& row : rows) {
    std::vector<Cell> cells = {{label_of_moved(*row.any)},
                               {std::string(row.any->team)},
                               {dates(date_of(*row.any, false))}};
    for (const MovedRow* moved : row.by_case) {
      cells.push_back(moved == nullptr ? Cell{"=", Style::muted}
                      : moved->is_gone || moved->is_emptied
                          ? Cell{mark_of_moved(*moved, "dropped")}
                          : Cell{dates(date_of(*moved, true)), style_of_moved(*moved)});
    }
    if (has_risk) {
      const auto& odds = row.any->on_time_before;
      cells.push_back({odds ? to_percent(*odds) : ""});
      for (const MovedRow* moved : row.by_case) {
        const bool is_same = moved == nullptr;
        cells.push_back({is_same                ? (odds ? "=" : "")
                         : moved->on_time_after ? to_percent(*moved->on_time_after)
                                                : "",
                         is_same || moved->is_noise ? Style::muted : style_of_moved(*moved)});
      }
    }
    table.add_row(std::move(cells));
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour) + say_hidden(hidden);
}

std::string show_several(const WhatifReport& report, const TextOptions& options) {
  std::string out;
  for (std::size_t c = 0; c < report.cases.size(); ++c) {
    const WhatifCase& what = report.cases[c];
    out += wrap(paint(fmt::format("{}: {}.", letter_of(c), make_printable(what.name)),
                      Style::strong, options.colour) +
                    " " + say_case(report, what),
                options.width, 3);
    std::string odds = show_odds(what, {.width = 10'000});
    if (!odds.empty()) {
      odds.pop_back();
      out += "   " + wrap(odds, options.width - 3, 3);
    }
    for (const std::string& note : what.notes)
      out += "   " + wrap(make_printable(note), options.width - 3, 3);
  }
  out += show_cases(report, options);
  return out + show_legend(report, options);
}

}  // namespace

std::string to_text(const WhatifReport& report, const TextOptions& options) {
  return report.cases.size() == 1 ? show_one(report, options) : show_several(report, options);
}

}  // namespace slipway::viz
