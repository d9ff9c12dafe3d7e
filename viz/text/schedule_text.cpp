#include "viz/text/schedule_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/table.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kNamed = 3;      // late goals that the first sentence names
constexpr std::size_t kPathRows = 12;  // of a long critical path, from both its ends

// "2 of 14 goals miss their date: a (5 days late) and b (1 day late)."
std::string say_late(const ScheduleReport& report, bool colour) {
  std::size_t dated = 0;
  std::vector<const ScheduleRow*> late;
  for (const ScheduleRow& row : report.rows) {
    const bool is_goal = row.kind == Kind::goal || row.kind == Kind::milestone;
    if (!is_goal || row.status == Status::dropped || row.is_absent || !row.due.is_set()) continue;
    ++dated;
    if (row.is_late()) late.push_back(&row);
  }
  if (dated == 0) return "No goal has a date to meet.";
  const std::string of = to_count(dated, "goal");
  if (late.empty()) {
    return paint(dated == 1 ? "The one goal with a date meets it."
                            : fmt::format("All {} with a date meet it.", of),
                 Style::good, colour);
  }
  std::ranges::stable_sort(late, {}, [](const ScheduleRow* row) { return row->due_float_days; });
  std::vector<std::string> named;
  for (const ScheduleRow* row : late) {
    if (named.size() == kNamed) break;
    named.push_back(fmt::format("{} ({})", make_printable(row->id), lateness_of(*row)));
  }
  if (late.size() > kNamed) named.push_back(to_grouped(late.size() - kNamed) + " more");
  return paint(fmt::format("{} of {} {}:", to_grouped(late.size()), of,
                           late.size() == 1 ? "misses its date" : "miss their date"),
               Style::bad, colour) +
         ' ' + to_list(named) + '.';
}

std::string say_answer(const ScheduleReport& report, const ScheduleRow* target, bool colour) {
  std::string out;
  const auto finishes = [&](std::string_view who, Date finish, Status status) {
    return fmt::format("{} {} {}", who, status == Status::done ? "finished" : "finishes",
                       paint(to_words(finish), Style::strong, colour));
  };
  if (target != nullptr) {
    const std::string id = make_printable(target->id);
    if (target->finish.is_set()) {
      out += finishes(id, target->finish, target->status);
      if (target->is_late()) {
        out += fmt::format(", {} (due {})", paint(lateness_of(*target), Style::bad, colour),
                           to_words(target->due));
      } else if (target->due.is_set()) {
        out += fmt::format(", {} (due {})", paint("on time", Style::good, colour),
                           to_words(target->due));
      }
    } else {
      out += fmt::format("{} has no dates: it is {}", id,
                         target->status == Status::dropped ? "dropped" : "left out");
    }
    out += ". ";
  }
  if (!report.finish.is_set()) {
    out += name_of_plan(report.plan) + " has no goal that finishes.";
    return out;
  }
  out += finishes(name_of_plan(report.plan), report.finish, Status::not_started);
  out += fmt::format(" (as of {}).", to_words(report.as_of));
  if (target == nullptr) out += ' ' + say_late(report, colour);
  return out;
}

std::string dates_of(const ScheduleRow& row, const DateStyle& dates) {
  if (row.start == row.finish || !row.start.is_set()) return dates(row.finish);
  return dates(row.start) + " - " + dates(row.finish);
}

// The chain from its start to the finish, one line for each link of it.
std::string show_path(const ScheduleReport& report, const TextOptions& options) {
  const std::vector<std::string_view>& path = report.critical_path;
  if (path.empty()) return "";
  std::vector<std::string_view> shown = path;
  std::size_t skipped = 0;
  if (!options.all && path.size() > kPathRows) {
    skipped = path.size() - kPathRows;
    const auto middle = shown.begin() + static_cast<std::ptrdiff_t>(kPathRows / 2);
    shown.erase(middle, middle + static_cast<std::ptrdiff_t>(skipped));
  }
  std::unordered_map<std::string_view, const ScheduleRow*> rows;
  for (const std::string_view id : shown) rows.emplace(id, nullptr);
  DateStyle dates;
  for (const ScheduleRow& row : report.rows) {
    const auto found = rows.find(row.id);
    if (found == rows.end()) continue;
    found->second = &row;
    dates.see(row.start);
    dates.see(row.finish);
  }
  Table table({{.title = "", .least = 20, .has_names = true},
               {.title = "", .least = 8},
               {.title = ""},
               {.title = "", .least = 8, .drop = 1}},
              false, 2);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (skipped > 0 && i == kPathRows / 2) {
      table.add_row(
          {{fmt::format("   ... {} more", to_grouped(skipped)), Style::muted}, {}, {}, {}});
    }
    const ScheduleRow& row = *rows.at(shown[i]);
    std::string note;
    if (row.is_late()) note = lateness_of(row);
    if (row.kind == Kind::blocker || row.kind == Kind::milestone) {
      if (!note.empty()) note += ", ";
      note += to_string(row.kind);
    }
    if (row.is_assumed) note += note.empty() ? "assumed estimate" : ", assumed estimate";
    table.add_row({{fmt::format("{}{}", i == 0 ? "" : "→ ", row.id), Style::strong},
                   {std::string(row.team_name)},
                   {dates_of(row, dates)},
                   {std::move(note), row.is_late() ? Style::bad : Style::plain}});
  }
  const std::string title =
      report.target.empty() ? "Critical path" : "Longest path to " + make_printable(report.target);
  return '\n' +
         wrap(fmt::format("{} ({})", paint(title, Style::strong, options.colour),
                          to_count(path.size(), "step")),
              options.width) +
         table.to_text(options.width, options.colour);
}

std::string show_rows(const ScheduleReport& report, const TextOptions& options) {
  const bool has_target = !report.target.empty();
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const ScheduleRow& row = report.rows[i];
    if (!has_target || (row.target_float_days && row.kind != Kind::objective)) {
      candidates.push_back(i);
    }
  }
  const std::vector<ShownRow> shown = choose_rows(report, candidates, options.all);
  DateStyle dates;
  for (const ShownRow& at : shown) {
    const ScheduleRow& row = report.rows[at.row];
    for (const Date date : {row.start, row.finish, row.due}) dates.see(date);
  }
  Table table({{.title = "goal", .least = 24, .has_names = true},
               {.title = "title", .least = 14, .drop = 9},
               {.title = "team", .least = 8, .drop = 2},
               {.title = "start", .align = Align::right, .drop = 5},
               {.title = "finish", .align = Align::right},
               {.title = "float", .align = Align::right},
               {.title = "due", .align = Align::right, .drop = 4},
               {.title = "+/-", .align = Align::right},
               {.title = "marks", .least = 14}});
  bool is_among_blockers = false;
  bool has_milestone = false;
  bool has_absent = false;
  for (const ShownRow& at : shown) {
    const ScheduleRow& row = report.rows[at.row];
    const bool is_group = row.kind == Kind::objective;
    const bool is_blocker = row.kind == Kind::blocker;
    if (is_blocker && !is_among_blockers) {
      table.add_row({{"blockers", Style::strong}, {}, {}, {}, {}, {}, {}, {}, {}});
    }
    is_among_blockers = is_blocker;
    has_milestone = has_milestone || row.kind == Kind::milestone;
    has_absent = has_absent || row.is_absent;
    const std::size_t indent = is_blocker ? 2 : 2 * std::min<std::size_t>(at.depth, 4);
    const Style style = style_of(row);
    const std::optional<double>& slack = has_target ? row.target_float_days : row.total_float_days;
    std::string against;
    if (row.due_float_days) {
      const double left = *row.due_float_days;  // what is left counts in whole days
      against = left < 1.0 ? to_days(std::min(left, 0.0)) : '+' + to_days(std::floor(left));
    }
    table.add_row({{std::string(indent, ' ') + label_of(row), is_group ? Style::strong : style},
                   {row.title == row.id ? "" : std::string(row.title)},
                   {std::string(row.team)},
                   {dates(row.start)},
                   {dates(row.finish), row.is_late() && is_open(row) ? Style::bad : Style::plain},
                   {slack ? to_days(*slack) : ""},
                   {dates(row.due)},
                   {std::move(against), row.is_late() && is_open(row) ? Style::bad : Style::plain},
                   {marks_of(row), style}});
  }
  if (table.num_rows() == 0) return "";
  std::string out = '\n' + table.to_text(options.width, options.colour);
  if (shown.size() < candidates.size()) {
    out += wrap(fmt::format("... and {} more; --all shows every row",
                            to_grouped(candidates.size() - shown.size())),
                options.width);
  }
  if (has_target && candidates.size() < report.rows.size()) {
    out += wrap(fmt::format("{} that do not lead to it are not shown.",
                            to_count(report.rows.size() - candidates.size(), "item")),
                options.width);
  }
  std::string legend = has_target
                           ? "In working days. float: delay that does not move the goal asked for; "
                             "+/-: days left to the due date, negative when late."
                           : "In working days. float: delay that does not move the plan's finish; "
                             "+/-: days left to the due date, negative when late.";
  if (has_absent) legend += " left out: probability below 50 %, so it takes no time here.";
  if (has_milestone) legend += " ◆ milestone.";
  return out + '\n' + wrap(paint(legend, Style::muted, options.colour), options.width);
}

std::string show_out_of_sequence(const ScheduleReport& report, const TextOptions& options) {
  if (report.out_of_sequence.empty()) return "";
  std::vector<std::string> named;
  for (const OutOfSequenceRow& row : report.out_of_sequence) {
    if (named.size() == kNamed) break;
    named.push_back(fmt::format("{} before {}", make_printable(row.successor),
                                make_printable(row.predecessor)));
  }
  if (report.out_of_sequence.size() > kNamed) {
    named.push_back(to_grouped(report.out_of_sequence.size() - kNamed) + " more");
  }
  return '\n' + wrap("Out of sequence: " + to_list(named) +
                         " (what is left still waits, unless the link says override).",
                     options.width);
}

}  // namespace

std::string to_text(const ScheduleReport& report, const TextOptions& options) {
  const ScheduleRow* target = nullptr;
  if (!report.target.empty()) {
    const auto found = std::ranges::find(report.rows, report.target, &ScheduleRow::id);
    if (found != report.rows.end()) target = &*found;
  }
  std::string out = wrap(say_answer(report, target, options.colour), options.width);
  out += show_path(report, options);
  out += show_rows(report, options);
  out += show_out_of_sequence(report, options);
  return out;
}

}  // namespace slipway::viz
