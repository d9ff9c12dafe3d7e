// A slow reference scheduler to check the real one against. It shares no code with planner/ on
// purpose and knows no formulas: a calendar is an array of flags, and every operator steps through
// it. Speed, file reading and error messages do not belong here.
// Rule: write what a word means, not how to get it quickly.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace slipway::slow {

/// Returns the number of days from 1970-01-01 to this day (from 1900 on), counted one by one.
int day_number(int year, int month, int day);
/// Writes a day number as YYYY-MM-DD.
std::string to_iso_day(int day);
/// Returns 0 for Monday to 6 for Sunday.
int day_of_week(int day);

enum class Kind { goal, milestone, objective, blocker };
enum class Status { not_started, in_progress, done, dropped };  // a resolved blocker is done
enum class LinkType { fs, ss, ff, sf };
enum class LagCalendar { predecessor, successor, project, elapsed };

using Week = std::array<bool, 7>;  // Monday to Sunday
constexpr Week kMondayToFriday = {true, true, true, true, true, false, false};

/// Which days are worked. For a team: what it changes in the plan's calendar.
struct CalendarSpec {
  std::optional<Week> week;  // none: the plan's
  std::vector<int> holidays;
  std::vector<int> extra_days;
};

struct Item {
  std::string id;
  Kind kind = Kind::goal;
  int team = 0;      // index into Problem::calendars; 0: no team, the plan's calendar
  int duration = 0;  // eighths of a working day; milestones and objectives have none
  Status status = Status::not_started;
  std::optional<int> started;   // days
  std::optional<int> finished;  // for a blocker: resolved
  int remaining = 0;            // eighths; read only when in progress
  std::optional<int> not_before;
  std::optional<int> due;
  double probability = 1;
  int parent = -1;  // index of an objective
  /// For tests: does not start before this instant (eighths since 1970-01-01).
  std::optional<long> hold;
};

/// `pred` and `succ` index Problem::items. `lag` is in eighths of a working day, or of 24 hours
/// when elapsed; negative is a lead.
struct Link {
  int pred = 0;
  int succ = 0;
  LinkType type = LinkType::fs;
  int lag = 0;
  LagCalendar lag_calendar = LagCalendar::predecessor;
  double probability = 1;
  bool override_logic = false;
};

/// A plan. Items are in file order, blockers last. Links are in the order of the file once they are
/// stably sorted by successor, as `depends_on` lists them.
struct Problem {
  std::vector<CalendarSpec> calendars;  // [0] is the plan's and has a week
  int start = 0;
  std::optional<int> as_of;
  std::vector<Item> items;
  std::vector<Link> links;
};

/// Dates are days as shown; floats are eighths of a working day of the item's calendar.
/// The early and late instants (eighths since 1970-01-01) are those of unfinished work only; for
/// work in progress they are those of what remains.
struct ItemResult {
  std::optional<int> start, finish, late_start, late_finish;
  std::optional<long> total_float, free_float, due_float;
  bool critical = false;
  std::vector<int> driven_by;
  std::optional<long> early_start_at, early_finish_at, late_start_at, late_finish_at;
  /// The late start is a limit that is not reached: any moment before it is fine, it is not.
  bool late_start_is_open = false;
};

struct Result {
  std::vector<ItemResult> items;
  std::optional<int> finish;
  std::optional<long> finish_at;
  std::vector<int> critical_path;
};

/// Schedules `problem`. Throws std::logic_error on a cycle, on a broken law (no late start at or
/// after the early one), and when an instant leaves the years looked at (400 days before the first
/// date of the plan to 2500 after the last).
Result solve(const Problem& problem);

/// Does the same without late dates and floats, which take most of the time.
Result solve_early(const Problem& problem);

/// The clock of the oracle: steps of a sixteenth of a day since 1970-01-01. All dates and durations
/// are multiples of an eighth, that is two steps. The odd steps stand for the open stretch between
/// two eighths, so that a limit that is never reached can be told from one that is.
constexpr long kStepsPerDay = 16;
constexpr long kStepsPerEighth = 2;

/// Working time as flags, one per step.
class SlowCalendar {
 public:
  SlowCalendar(const CalendarSpec& plan, const CalendarSpec& own, int first_day, int last_day);

  bool works(long step) const;
  /// Returns the first working step at or after `t`.
  long next(long t) const;
  /// Returns the end of `n` >= 0 steps of work that start at or after `t`; `t` for n = 0.
  long add(long t, long n) const;
  /// Returns the latest working step `s` with add(s, n) <= t; `t` for n = 0.
  long sub(long t, long n) const;
  /// Returns the signed number of working steps from `a` to `b`.
  long count(long a, long b) const;

 private:
  long first_ = 0;
  std::vector<char> flags_;
};

}  // namespace slipway::slow
