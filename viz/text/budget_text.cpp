#include "viz/text/budget_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/risk_words.hpp"
#include "viz/text/table.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kNamed = 4;  // goals that a sentence names

const ScheduleRow& item_of(const BudgetReport& report, const BudgetRow& row) {
  return report.schedule.rows[row.row];
}

std::string to_room(std::int64_t days) {
  return fmt::format("{} working day{}", to_grouped(static_cast<std::uint64_t>(days)),
                     days == 1 ? "" : "s");
}

// A share that was asked for: nothing is rounded, and 100 % means every run.
std::string to_exact_percent(double share) { return fmt::format("{:.9g} %", share * 100.0); }

std::string list_some(std::vector<std::string> ids) {
  if (ids.size() > kNamed) {
    const std::size_t hidden = ids.size() - kNamed;
    ids.resize(kNamed);
    ids.push_back(to_grouped(hidden) + " more");
  }
  return to_list(ids);
}

// Who has no room at all, and who has most.
std::string say_room(const BudgetReport& report, const std::vector<const BudgetRow*>& rows,
                     bool colour) {
  if (rows.empty()) return "Nothing is open, so nothing can slip.";
  std::vector<std::string> tight;
  const BudgetRow* roomiest = nullptr;
  for (const BudgetRow* row : rows) {
    const std::optional<std::int64_t> least = row->least_days();
    if (!least) continue;
    if (*least == 0) tight.push_back(make_printable(item_of(report, *row).id));
    if (!row->odds.is_known()) continue;
    if (roomiest == nullptr || *least > *roomiest->least_days()) roomiest = row;
  }
  const bool is_known = report.num_unknown == 0;
  if (roomiest == nullptr && tight.empty())
    return is_known ? "No slip loses anything that holds now."
                    : "By the dates alone, no slip of one day loses anything that holds now.";
  std::string out;
  if (tight.empty()) {
    out = paint(fmt::format("All {} have room: a slip of one day loses {}.",
                            to_count(rows.size(), "open item"), is_known ? "nothing" : "no date"),
                Style::good, colour);
  } else {
    const bool is_one = tight.size() == 1;
    out = paint(
        fmt::format("{} of {} {} no room; one more day loses something:", to_grouped(tight.size()),
                    to_count(rows.size(), "open item"), is_one ? "has" : "have"),
        Style::bad, colour);
    out += ' ' + list_some(std::move(tight)) + '.';
  }
  if (roomiest != nullptr && *roomiest->least_days() > 0) {
    out += fmt::format(" Most room has {}: {}.",
                       paint(make_printable(item_of(report, *roomiest).id), Style::strong, colour),
                       to_room(*roomiest->least_days()));
  }
  return out;
}

// Which odds there are to lose.
std::string say_odds(const BudgetReport& report) {
  const std::string confidence = to_exact_percent(report.confidence);
  const std::size_t all = report.held.size() + report.below.size();
  if (all == 0) return "No committed goal has a date to meet, so there are no odds to lose.";
  std::string out = fmt::format("{} of {} {} on time with odds of {} or more",
                                to_grouped(report.held.size()), to_count(all, "committed goal"),
                                report.held.size() == 1 || all == 1 ? "is" : "are", confidence);
  if (report.below.empty()) return out + ".";
  std::vector<std::string> below;
  for (const BudgetGoal& goal : report.below) {
    below.push_back(fmt::format("{} ({})", make_printable(goal.id), to_percent(goal.on_time)));
  }
  return out + "; not so " + list_some(std::move(below)) + '.';
}

std::string to_cell(const NamedRoom& room) {
  if (room.state == RoomState::missed) return "missed";
  if (room.state == RoomState::unlimited) return "any";
  if (!room.is_known()) return "?";
  return to_grouped(static_cast<std::uint64_t>(room.days));
}

Style style_of_room(const NamedRoom& room) {
  if (!room.is_limited()) return Style::muted;
  return room.days == 0 ? Style::bad : Style::plain;
}

// The team is named where it is another one.
std::string name_first(const NamedRoom& room, const ScheduleRow& item) {
  if (room.first == item.id) return "its own";
  std::string out(room.first);
  if (!room.first_team_name.empty() && room.first_team_name != item.team_name)
    out += fmt::format(" ({})", room.first_team_name);
  return out;
}

std::string show_rows(const BudgetReport& report, const std::vector<const BudgetRow*>& rows,
                      const TextOptions& options) {
  Table table({{.title = "goal", .least = 16, .has_names = true},
               {.title = "title", .least = 14, .drop = 9},
               {.title = "team", .least = 4, .drop = 4},
               {.title = "finish", .align = Align::right},
               {.title = "due", .align = Align::right},
               {.title = "whose date", .least = 18, .has_names = true},
               {.title = "odds", .align = Align::right},
               {.title = "whose odds", .least = 18, .has_names = true}});
  for (const BudgetRow* row : rows) {
    if (!options.all && table.num_rows() == kMostRows) break;
    const ScheduleRow& item = item_of(report, *row);
    table.add_row({{label_of(item), style_of(item)},
                   {item.title == item.id ? "" : std::string(item.title)},
                   {std::string(item.team)},
                   {to_cell(row->finish), style_of_room(row->finish)},
                   {to_cell(row->due), style_of_room(row->due)},
                   {name_first(row->due, item)},
                   {to_cell(row->odds), style_of_room(row->odds)},
                   {name_first(row->odds, item)}});
  }
  if (table.num_rows() == 0) return "";
  return '\n' + table.to_text(options.width, options.colour) +
         say_hidden(rows.size() - table.num_rows());
}

std::string say_unknown(const BudgetReport& report) {
  if (report.num_unknown == 0) return "";
  return fmt::format(
      "?: the odds of {} were not worked out, as that would take long; their dates are exact. Ask "
      "for one with --goal ID, or for all with --by-odds. ",
      to_count(report.num_unknown, "open item"));
}

std::string say_legend(const BudgetReport& report) {
  const Date finish = report.schedule.finish;
  return say_unknown(report) +
         fmt::format(
             "Working days by which each may slip before something is lost that holds now: {}due, "
             "that a "
             "goal meets its date; odds, that a committed goal meets it in {} of the runs. any: no "
             "slip "
             "loses it; missed: lost already. From {} simulated runs (seed {}).",
             finish.is_set()
                 ? fmt::format("finish, that the plan finishes on {}; ", to_words(finish))
                 : std::string(),
             to_exact_percent(report.confidence), to_grouped(report.samples), report.seed);
}

std::string say_one(std::string_view what, const NamedRoom& room, std::string_view lost,
                    std::string_view missed, std::string_view nothing) {
  if (room.state == RoomState::missed) return fmt::format("- {}: {}", what, missed);
  if (room.state == RoomState::unlimited) return fmt::format("- {}: {}", what, nothing);
  return fmt::format("- {}: {}{}", what, to_room(room.days), lost);
}

std::string_view why_it_cannot_slip(const ScheduleRow& item) {
  if (item.kind == Kind::objective)
    return "it is an objective, which has no work of its own; ask for one of its goals";
  if (item.status == Status::dropped) return "it is dropped";
  if (item.status == Status::done)
    return item.kind == Kind::blocker ? "it is resolved" : "it is done";
  return "it is left out of the schedule, as its probability is below 0.5";
}

// The rooms of the one goal that was asked for.
std::string show_goal(const BudgetReport& report, const TextOptions& options) {
  const std::string id = make_printable(report.goal);
  if (report.rows.empty()) {
    const auto item = std::ranges::find(report.schedule.rows, report.goal, &ScheduleRow::id);
    return wrap(fmt::format("{} cannot slip: {}.", id, why_it_cannot_slip(*item)), options.width);
  }
  const BudgetRow& row = report.rows.front();
  const std::optional<std::int64_t> least = row.least_days();
  std::string head;
  if (!least)
    head = fmt::format("No slip of {} loses anything that holds now.", id);
  else if (*least == 0)
    head = paint(fmt::format("{} has no room: one more day loses something.", id), Style::bad,
                 options.colour);
  else
    head = fmt::format("{} may slip by {} and loses nothing; one more loses something.",
                       paint(id, Style::strong, options.colour), to_room(*least));
  std::string out = wrap(head, options.width);
  out += wrap(say_odds(report), options.width) + '\n';
  const auto add = [&](const std::string& text) { out += wrap(text, options.width, 2); };
  if (report.schedule.finish.is_set()) {
    add(say_one(fmt::format("the plan's finish, {}", to_words(report.schedule.finish)), row.finish,
                "", "", "no slip moves it"));
  }
  for (const NamedTeamRoom& team : row.teams) {
    const std::string whose = team.team.empty()
                                  ? "due dates of goals without a team"
                                  : fmt::format("due dates of team {}", make_printable(team.team));
    add(say_one(whose, team.room, fmt::format("; lost first: {}", make_printable(team.room.first)),
                "what it could delay is late already", "no slip loses one"));
  }
  if (row.teams.empty()) add("- due dates: no goal with one waits for it");
  const std::string odds =
      fmt::format("odds of {} of committed goals", to_exact_percent(report.confidence));
  add(say_one(odds, row.odds, fmt::format("; lost first: {}", make_printable(row.odds.first)),
              "what it could delay is below already", "no slip loses them"));
  return out;
}

}  // namespace

std::string to_text(const BudgetReport& report, const TextOptions& options) {
  const std::string legend =
      '\n' + wrap(paint(say_legend(report), Style::muted, options.colour), options.width);
  if (!report.goal.empty()) return show_goal(report, options) + (report.rows.empty() ? "" : legend);
  const std::vector<const BudgetRow*> rows = rows_by_room(report);
  if (rows.empty()) return wrap(say_room(report, rows, options.colour), options.width);
  return wrap(say_room(report, rows, options.colour), options.width) +
         wrap(say_odds(report), options.width) + show_rows(report, rows, options) + legend;
}

}  // namespace slipway::viz
