#include "viz/json/json_whatif.hpp"

#include "viz/json/json_parts.hpp"
#include "viz/text/whatif_text.hpp"

namespace slipway::viz {
void write_side(JsonWriter& json, const ScheduleReport& schedule,
                const std::optional<RiskReport>& risk) {
  json.begin_object();
  json.key("schedule").begin_object();
  write_schedule(json, schedule);
  json.end_object();
  json.key("risk");
  if (risk) {
    json.begin_object();
    write_risk(json, *risk);
    json.end_object();
  } else {
    json.null();
  }
  json.end_object();
}

void write_moved_keys(JsonWriter& json, const MovedRow& row) {
  json.key("id").text(row.id);
  json.key("finish_before").date(row.finish_before);
  json.key("finish_after").date(row.finish_after);
  write_number(json.key("delta_days"), row.delta_days);
  json.key("p80_before").date(row.p80_before);
  json.key("p80_after").date(row.p80_after);
  write_number(json.key("on_time_before"), row.on_time_before);
  write_number(json.key("on_time_after"), row.on_time_after);
  const bool has_pair = row.on_time_before && row.on_time_after;
  write_number(json.key("on_time_error"),
               has_pair ? std::optional<double>(row.on_time_error) : std::nullopt);
  write_number(json.key("p80_delta_days"), row.p80_days);
  json.key("newly_late").flag(row.is_newly_late);
  json.key("newly_safe").flag(row.is_newly_safe);
}

namespace {

void write_ids(JsonWriter& json, const WhatifCase& what, const std::vector<std::size_t>& rows) {
  json.begin_array();
  for (const std::size_t i : rows) json.text(what.moved[i].id);
  json.end_array();
}

void write_team(JsonWriter& json, const TeamTurn& turn) {
  json.begin_object();
  json.key("team").text(turn.team);
  json.key("newly_late").integer(static_cast<std::int64_t>(turn.newly_late));
  json.key("later").integer(static_cast<std::int64_t>(turn.later));
  json.key("earlier").integer(static_cast<std::int64_t>(turn.earlier));
  json.key("most_days").number(turn.most_days);
  json.key("dropped").integer(static_cast<std::int64_t>(turn.dropped));
  json.key("left_out").integer(static_cast<std::int64_t>(turn.left_out));
  json.key("less_likely").integer(static_cast<std::int64_t>(turn.less_likely));
  json.key("taken_over").integer(static_cast<std::int64_t>(turn.taken_over));
  json.key("handed_over").integer(static_cast<std::int64_t>(turn.handed_over));
  json.end_object();
}

void write_load(JsonWriter& json, const LoadTurn& load) {
  json.begin_object();
  json.key("team").text(load.team);
  json.key("capacity").number(load.capacity);
  json.key("most_before").number(load.most_before);
  json.key("most_after").number(load.most_after);
  json.key("date").date(load.day);
  json.end_object();
}

}  // namespace

void write_turns(JsonWriter& json, const WhatifCase& what) {
  write_ids(json.key("newly_late"), what, what.newly_late);
  write_ids(json.key("newly_safe"), what, what.newly_safe);
  write_texts(json.key("joins_critical_path"), what.joins_path);
  write_texts(json.key("leaves_critical_path"), what.leaves_path);
  const bool has_pair = what.all_on_time_before && what.all_on_time_after;
  write_number(json.key("all_on_time_error"),
               has_pair ? std::optional<double>(what.all_on_time_error) : std::nullopt);
  write_number(json.key("finish_delta_days"), what.finish_days);
  write_number(json.key("p80_delta_days"), what.p80_days);
  json.key("teams").begin_array();
  for (const TeamTurn& turn : what.teams) write_team(json, turn);
  json.end_array();
}

void write_loads(JsonWriter& json, const WhatifCase& what) {
  json.key("over_capacity").begin_array();
  for (const LoadTurn& load : what.loads) write_load(json, load);
  json.end_array();
}

namespace {

// What one set of changes does, into the object that is open.
void write_case(JsonWriter& json, const WhatifReport& report, const WhatifCase& what) {
  json.key("after");
  write_side(json, what.schedule, what.risk);
  json.key("changes").begin_array();
  for (const std::string& change : what.change_json) json.json(change);
  json.end_array();
  json.key("moved").begin_array();
  for (const MovedRow& row : what.moved) {
    json.begin_object();
    write_moved_keys(json, row);
    json.end_object();
  }
  json.end_array();
  json.key("sentence").text(say_case(report, what));
  write_turns(json, what);
  write_texts(json.key("notes"), what.notes);
  write_loads(json, what);
}

}  // namespace

void write_json(const WhatifReport& report, const Sink& sink) {
  JsonWriter json(sink);
  begin_answer(json, "whatif");
  json.key("before");
  write_side(json, report.schedule, report.risk);
  if (report.cases.size() == 1) {
    write_case(json, report, report.cases.front());
  } else {
    json.key("cases").begin_array();
    for (const WhatifCase& what : report.cases) {
      json.begin_object();
      json.key("name").text(what.name);
      write_case(json, report, what);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  json.finish();
}

}  // namespace slipway::viz
