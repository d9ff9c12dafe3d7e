#include "viz/json/json_diff.hpp"

#include "viz/json/json_parts.hpp"
#include "viz/text/diff_text.hpp"

namespace slipway::viz {
namespace {

using Which = std::optional<PartFigure> DiffPart::*;

void write_change(JsonWriter& json, const DiffChange& difference) {
  const PlanChange& change = difference.change;
  json.begin_object();
  json.key("op").text(to_string(change.op));
  json.key("what").text(to_string(change.what));
  json.key("id").text_or_null(change.id);
  json.key("field").text_or_null(to_string(change.field));
  json.key("from").text_or_null(change.from);
  json.key("to").text_or_null(change.to);
  json.end_object();
}

std::optional<double> value_of(const std::optional<PartFigure>& figure) {
  return figure ? std::optional<double>(figure->value) : std::nullopt;
}

void write_part(JsonWriter& json, const DiffReport& report, const DiffPart& part) {
  const ChangeGroup& group = report.groups[part.group];
  json.begin_object();
  json.key("group").text(group.name);
  json.key("changes").begin_array();
  for (const std::uint32_t change : group.changes) json.integer(change);
  json.end_array();
  const auto write = [&](std::string_view name, Which which) {
    write_number(json.key(name), value_of(part.*which));
  };
  write("finish_days", &DiffPart::finish);
  write("p80_days", &DiffPart::p80);
  write("on_time", &DiffPart::on_time);
  if (!report.is_exact) {
    const auto write_error = [&](std::string_view name, Which which) {
      const std::optional<PartFigure>& figure = part.*which;
      write_number(json.key(name),
                   figure ? std::optional<double>(figure->std_error) : std::nullopt);
    };
    write_error("finish_days_error", &DiffPart::finish);
    write_error("p80_days_error", &DiffPart::p80);
    write_error("on_time_error", &DiffPart::on_time);
  }
  json.end_object();
}

// `by` and `remainder`, into the object that is open.
void write_parts(JsonWriter& json, const DiffReport& report, const DiffParts& parts) {
  json.key("by");
  if (!report.has_parts || parts.is_left_out) {
    json.null();
    json.key("remainder").null();
    return;
  }
  json.begin_array();
  for (const DiffPart& part : parts.by) write_part(json, report, part);
  json.end_array();
  json.key("remainder").begin_object();
  const auto rest = [&](const std::optional<PartFigure>& whole, const PartFigure& figure) {
    return whole ? std::optional<double>(figure.value) : std::nullopt;
  };
  write_number(json.key("finish_days"), rest(parts.finish, parts.finish_rest));
  write_number(json.key("p80_days"), rest(parts.p80, parts.p80_rest));
  write_number(json.key("on_time"), rest(parts.on_time, parts.on_time_rest));
  json.end_object();
}

std::string_view to_string(OddsParts odds) {
  switch (odds) {
    case OddsParts::shared:
      return "shared";
    case OddsParts::not_asked:
      return "not_asked";
    case OddsParts::too_long:
      return "too_long";
  }
  return "";
}

}  // namespace

void write_json(const DiffReport& report, const Sink& sink) {
  const WhatifCase& now = report.now();
  JsonWriter json(sink);
  begin_answer(json, "diff");
  json.key("before");
  write_side(json, report.sides.schedule, report.sides.risk);
  json.key("after");
  write_side(json, now.schedule, now.risk);
  json.key("changes").begin_array();
  for (const DiffChange& change : report.changes) write_change(json, change);
  json.end_array();
  json.key("moved").begin_array();
  for (std::size_t i = 0; i < now.moved.size(); ++i) {
    json.begin_object();
    write_moved_keys(json, now.moved[i]);
    write_parts(json, report, report.parts[i]);
    json.end_object();
  }
  json.end_array();
  json.key("sentence").text(say_difference(report));
  write_turns(json, now);
  write_loads(json, now);
  json.key("plan").begin_object();
  write_parts(json, report, report.plan);
  json.end_object();
  json.key("renames").begin_array();
  for (const auto& [then, is] : report.renames) {
    json.begin_object();
    json.key("from").text(then);
    json.key("to").text(is);
    json.end_object();
  }
  json.end_array();
  json.key("attribution").begin_object();
  json.key("exact").flag(report.is_exact);
  json.key("mixtures").unsigned_integer(report.mixtures);
  json.key("odds").text(to_string(report.odds));
  json.end_object();
  json.end_object();
  json.finish();
}

}  // namespace slipway::viz
