#include "viz/json/json_budget.hpp"

#include "viz/json/json_parts.hpp"

namespace slipway::viz {
namespace {

std::string_view word_of(RoomState state) {
  switch (state) {
    case RoomState::limited:
      return "limited";
    case RoomState::unlimited:
      return "unlimited";
    case RoomState::not_worked_out:
      return "not_worked_out";
    case RoomState::missed:
      break;
  }
  return "missed";
}

// The keys of a room, into the object that is open.
void write_room(JsonWriter& json, const NamedRoom& room, bool has_first) {
  json.key("state").text(word_of(room.state));
  json.key("days");
  room.is_limited() ? json.integer(room.days) : json.null();
  if (has_first) json.key("first").text_or_null(room.first);
}

void write_room(JsonWriter& json, std::string_view name, const NamedRoom& room, bool has_first) {
  json.key(name).begin_object();
  write_room(json, room, has_first);
  json.end_object();
}

void write_goals(JsonWriter& json, std::string_view name, const std::vector<BudgetGoal>& goals) {
  json.key(name).begin_array();
  for (const BudgetGoal& goal : goals) {
    json.begin_object();
    json.key("id").text(goal.id);
    json.key("on_time").number(goal.on_time);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_json(const BudgetReport& report, const Sink& sink) {
  JsonWriter json(sink);
  begin_answer(json, "budget");
  json.key("plan").text(report.schedule.plan);
  json.key("as_of").date(report.schedule.as_of);
  json.key("samples").unsigned_integer(report.samples);
  json.key("seed").unsigned_integer(report.seed);
  if (!report.goal.empty()) json.key("goal").text(report.goal);
  json.key("confidence").number(report.confidence);
  json.key("finish").date(report.schedule.finish);
  write_goals(json, "held", report.held);
  write_goals(json, "below", report.below);
  json.key("goals").begin_array();
  for (const BudgetRow& row : report.rows) {
    const ScheduleRow& item = report.schedule.rows[row.row];
    json.begin_object();
    json.key("id").text(item.id);
    json.key("title").text(item.title);
    json.key("team").text_or_null(item.team);
    json.key("kind").text(to_string(item.kind));
    write_room(json, "finish_room", row.finish, false);
    write_room(json, "due_room", row.due, true);
    json.key("due_rooms").begin_array();
    for (const NamedTeamRoom& team : row.teams) {
      json.begin_object();
      json.key("team").text_or_null(team.team);
      write_room(json, team.room, true);
      json.end_object();
    }
    json.end_array();
    write_room(json, "odds_room", row.odds, true);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

}  // namespace slipway::viz
