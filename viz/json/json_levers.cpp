#include "viz/json/json_levers.hpp"

#include "viz/json/json_parts.hpp"

namespace slipway::viz {
namespace {

std::string_view word_of(LeverKind kind) {
  switch (kind) {
    case LeverKind::resolve:
      return "resolve";
    case LeverKind::agree:
      return "agree";
    case LeverKind::unlink:
      return "unlink";
    case LeverKind::harden:
      return "harden";
    case LeverKind::split:
      return "split";
    case LeverKind::shorten:
      return "shorten";
    case LeverKind::drop:
      return "drop";
    case LeverKind::defer:
      break;
  }
  return "defer";
}

void write_goal(JsonWriter& json, const LeverGoalRow& goal) {
  const auto odds = [&](double value) {
    return goal.has_date ? std::optional<double>(value) : std::nullopt;
  };
  json.begin_object();
  json.key("id").text(goal.id);
  json.key("p80_before").date(goal.p80_before);
  json.key("p80").date(goal.p80);
  json.key("p80_days").number(goal.p80_days);
  write_number(json.key("on_time_before"), odds(goal.on_time_before));
  write_number(json.key("on_time"), odds(goal.on_time));
  write_number(json.key("on_time_gain"), odds(goal.gain));
  write_number(json.key("on_time_error"), odds(goal.error));
  json.end_object();
}

void write_lever(JsonWriter& json, const LeverRow& row, bool has_odds) {
  const auto odds = [&](double value) {
    return has_odds && row.measured > 0 ? std::optional<double>(value) : std::nullopt;
  };
  json.begin_object();
  json.key("kind").text(word_of(row.kind));
  json.key("id").text(row.id);
  json.key("what").text(row.label);
  write_texts(json.key("flags"), row.flags);
  json.key("measured").integer(static_cast<std::int64_t>(row.measured));
  write_number(json.key("odds_before"), odds(row.before));
  write_number(json.key("odds"), odds(row.after));
  write_number(json.key("odds_gain"), odds(row.gain));
  write_number(json.key("odds_error"), odds(row.error));
  json.key("within_noise").flag(row.is_noise);
  json.key("p80_days").number(row.finish_days);
  json.key("given_up").begin_array();
  for (const GivenUp& goal : row.given_up) {
    json.begin_object();
    json.key("id").text(goal.id);
    json.key("on_time").number(goal.on_time);
    json.end_object();
  }
  json.end_array();
  json.key("costs_others").flag(row.costs_others());
  json.key("goals").begin_array();
  for (const LeverGoalRow& goal : row.goals) write_goal(json, goal);
  json.end_array();
  json.end_object();
}

}  // namespace

void write_json(const LeversReport& report, const Sink& sink) {
  JsonWriter json(sink);
  begin_answer(json, "levers");
  json.key("plan").text(report.plan);
  json.key("as_of").date(report.as_of);
  json.key("samples").unsigned_integer(report.samples);
  json.key("seed").unsigned_integer(report.seed);
  if (!report.goal.empty()) json.key("goal").text(report.goal);
  json.key("p80").date(report.p80.value_or(Date{}));
  json.key("measured").integer(static_cast<std::int64_t>(report.num_committed));
  write_number(json.key("odds"),
               report.odds ? std::optional<double>(report.odds->share) : std::nullopt);
  json.key("levers").begin_array();
  for (const LeverRow& row : report.rows) write_lever(json, row, report.odds.has_value());
  json.end_array();
  json.key("left_out").integer(static_cast<std::int64_t>(report.left_out));
  json.end_object();
  json.finish();
}

}  // namespace slipway::viz
