#include "viz/gantt/gantt_mermaid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/gantt/gantt_words.hpp"
#include "viz/scene/text_metrics.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostHolidays = 40;
constexpr std::size_t kMostNamed = 12;

/// What is written of the rows, from all to none.
enum class Detail : unsigned char { titles, ids, late_or_critical, groups, counts };

// What Mermaid takes for something else at the beginning of a line.
constexpr std::array<std::string_view, 21> kKeywords = {
    "gantt",    "title",   "section",  "dateformat", "axisformat", "excludes",  "includes",
    "todaymar", "weekday", "weekend",  "tickinter",  "topaxis",    "inclusive", "click",
    "href",     "call",    "acctitle", "accdescr",   "graph",      "subgraph",  "end"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

/// Returns what stands in a label for a character that would end it, begin a comment or be markup.
std::string_view stand_in(char c) {
  switch (c) {
    case ':':
      return " · ";
    case ';':
      return ",";
    case '<':
      return "‹";
    case '>':
      return "›";
    case '#':
    case '{':
    case '}':
    case '"':
    case '`':
    case '\\':
      return " ";
    default:
      return {};
  }
}

/// Returns `text` as part of a label, on one line.
std::string clean(std::string_view text) {
  std::string out;
  for (const char c : make_printable(text)) {
    const std::string_view other = stand_in(c);
    for (const char part : other.empty() ? std::string_view(&c, 1) : other) {
      const char last = out.empty() ? ' ' : out.back();
      if (part == ' ' && last == ' ') continue;  // runs of spaces become one
      if (part == '%' && last == '%') continue;  // two begin a comment
      out += part;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Returns a label that begins a line: never empty, never a keyword or a date.
std::string safe_label(std::string_view text) {
  std::string out = clean(text);
  const std::string start = lower(out);
  const bool is_taken = out.empty() || (out.front() >= '0' && out.front() <= '9') ||
                        std::ranges::any_of(kKeywords, [&](std::string_view word) {
                          return start.starts_with(word);
                        });
  return is_taken ? "goal " + out : out;
}

bool is_drawn(const GanttRow& row) {
  return row.finish.is_set() && row.status != Status::dropped && !row.is_absent;
}

std::string odds_words(double share) {
  if (share < 0.05) return "under 5 % on time";
  if (share > 0.95) return "over 95 % on time";
  return to_odds(share) + " on time";
}

void add_bar(std::string& out, const std::string& label, const std::string& tags,
             const std::string& id, Date start, Date finish, bool is_moment) {
  out += fmt::format("    {} :{}{}, {}, {}\n", label, tags, id, to_iso(start),
                     to_iso(is_moment ? start : plus_days(finish, 1)));
}

void add_row(std::string& out, const GanttRow& row, Detail detail) {
  std::string label = cut_label(row.id, 1e9, 12.0);
  if (detail == Detail::titles && !row.title.empty()) {
    label += " " + cut_label(row.title, 1e9, 12.0);
  }
  std::string facts;
  if (row.is_late()) facts += ", " + to_days(row.late_days) + " d late";
  if (row.on_time) facts += ", " + odds_words(*row.on_time);
  if (row.is_assumed) facts += ", no estimate";
  if (row.kind == Kind::blocker) facts += ", blocker";
  std::string tags;
  if (row.is_critical) tags += "crit, ";
  if (row.status == Status::done) tags += "done, ";
  if (row.status == Status::in_progress) tags += "active, ";
  const bool is_milestone = row.kind == Kind::milestone;
  if (is_milestone) tags += "milestone, ";
  const Date start = row.start.is_set() && row.start <= row.finish ? row.start : row.finish;
  add_bar(out, safe_label(label) + facts, tags, fmt::format("g{}", row.item),
          is_milestone ? row.finish : start, row.finish, is_milestone);
}

// The days that the plan's calendar does not work, as Mermaid names them.
std::string excludes(const GanttReport& report) {
  constexpr std::array kDays{"monday", "tuesday",  "wednesday", "thursday",
                             "friday", "saturday", "sunday"};
  std::string out;
  const auto add = [&](const std::string& day) { out += (out.empty() ? "" : ", ") + day; };
  if (report.days_off == std::vector<int>{5, 6}) {
    add("weekends");
  } else {
    for (const int day : report.days_off) add(kDays[static_cast<std::size_t>(day)]);
  }
  if (report.holidays.size() <= kMostHolidays) {
    for (const Date day : report.holidays) add(to_iso(day));
  }
  return out;
}

std::string write(const GanttReport& report, Detail detail) {
  std::string out = "gantt\n    title " + clean(gantt_title(report)) +
                    "\n    accTitle: " + clean(gantt_title(report)) +
                    "\n    accDescr: " + clean(report.sentence) +
                    "\n    dateFormat YYYY-MM-DD\n    axisFormat %d %b %Y\n";
  const std::string off = excludes(report);
  if (!off.empty()) out += "    excludes " + off + "\n";
  out += "    todayMarker off\n";
  out += "    %% " + clean(gantt_facts(report)) + "\n";
  switch (detail) {
    case Detail::titles:
      break;
    case Detail::ids:
      out += "    %% too long with titles: ids alone\n";
      break;
    case Detail::late_or_critical:
      out += "    %% too long with every row: what is late or critical\n";
      break;
    case Detail::groups:
    case Detail::counts:
      out += "    %% too long with rows: one bar per team or objective\n";
      break;
  }
  if (report.as_of.is_set()) {
    out += "    section status date\n";
    add_bar(out, "status date", "milestone, ", "status", report.as_of, report.as_of, true);
  }
  std::vector<std::string> undrawn;
  for (std::size_t g = 0; g < report.groups.size(); ++g) {
    const GanttGroup& group = report.groups[g];
    if (detail == Detail::counts) continue;
    const std::string name = cut_label(name_of(report, group), 1e9, 12.0);
    const std::string heading = clean(name);  // behind `section` any word is a name
    out += "    section " + (heading.empty() ? "-" : heading) + "\n";
    if (group.finish.is_set() && (group.num_hidden > 0 || detail >= Detail::late_or_critical)) {
      const Date start = group.start.is_set() ? group.start : group.finish;
      add_bar(out, "all of it, " + clean(count_words(group)),
              group.num_critical > 0 ? "crit, " : "", fmt::format("s{}", g), start, group.finish,
              false);
    }
    for (std::size_t i = 0; i < group.num_rows && detail < Detail::groups; ++i) {
      const GanttRow& row = report.rows[group.first_row + i];
      if (!is_drawn(row)) {
        undrawn.push_back(row.id);
        continue;
      }
      if (detail == Detail::late_or_critical && !row.is_late() && !row.is_critical) continue;
      add_row(out, row, detail);
    }
  }
  if (detail == Detail::counts) {
    out += fmt::format("    %% {} teams or objectives are too many: none is drawn\n",
                       report.groups.size());
  }
  if (!undrawn.empty()) {
    out += "    %% without dates";
    for (std::size_t i = 0; i < std::min(undrawn.size(), kMostNamed); ++i) {
      out += (i == 0 ? " " : ", ") + clean(cut_label(undrawn[i], 1e9, 12.0));
    }
    if (undrawn.size() > kMostNamed) {
      out += fmt::format(" and {} more", undrawn.size() - kMostNamed);
    }
    out += "\n";
  }
  return out;
}

}  // namespace

std::string to_mermaid(const GanttReport& report) {
  std::string out;
  for (const Detail detail :
       {Detail::titles, Detail::ids, Detail::late_or_critical, Detail::groups, Detail::counts}) {
    out = write(report, detail);
    if (out.size() < kMostMermaid) return out;  // bytes: at least as many as characters
  }
  return out;
}

}  // namespace slipway::viz
