#include "viz/json/json_reports.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "planner/base/utf8.hpp"
#include "viz/json/json_parts.hpp"

namespace slipway::viz {
namespace {

// Blockers have states of their own in the plan format.
std::string_view status_word(Kind kind, Status status) {
  if (kind == Kind::blocker) return status == Status::done ? "resolved" : "open";
  return to_string(status);
}

void write_row(JsonWriter& json, const ScheduleRow& row, bool has_target) {
  json.begin_object();
  json.key("id").text(row.id);
  json.key("title").text(row.title);
  json.key("team").text_or_null(row.team);
  json.key("kind").text(to_string(row.kind));
  json.key("status").text(status_word(row.kind, row.status));
  json.key("start").date(row.start);
  json.key("finish").date(row.finish);
  json.key("late_start").date(row.late_start);
  json.key("late_finish").date(row.late_finish);
  write_number(json.key("total_float_days"), row.total_float_days);
  write_number(json.key("free_float_days"), row.free_float_days);
  json.key("critical").flag(row.is_critical);
  json.key("due").date(row.due);
  write_number(json.key("due_float_days"), row.due_float_days);
  if (has_target) write_number(json.key("target_float_days"), row.target_float_days);
  write_texts(json.key("driven_by"), row.driven_by);
  json.end_object();
}

// The keys of a forecast, into the object that is open.
void write_forecast(JsonWriter& json, const std::optional<Forecast>& forecast) {
  const Forecast none;
  const Forecast& f = forecast ? *forecast : none;
  json.key("p10").date(f.p10);
  json.key("p50").date(f.p50);
  json.key("p80").date(f.p80);
  json.key("p90").date(f.p90);
  json.key("days");
  if (!forecast) {
    json.null();
    return;
  }
  json.begin_object();
  json.key("p10").number(f.days.p10);
  json.key("p50").number(f.days.p50);
  json.key("p80").number(f.days.p80);
  json.key("p90").number(f.days.p90);
  json.key("mean").number(f.days.mean);
  json.key("std_dev").number(f.days.std_dev);
  json.end_object();
}

// Turns offsets that mostly ascend into lines and columns in one walk over the text.
class LineWalk {
 public:
  explicit LineWalk(std::string_view text) : text_(text) {}

  LineColumn find(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < at_) *this = LineWalk(text_);
    const std::string_view passed = text_.substr(at_, offset - at_);
    const std::size_t last_end = passed.rfind('\n');
    if (last_end != std::string_view::npos) {
      here_.line += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
      here_.column = 1;
    }
    here_.column += count_code_points(passed.substr(last_end + 1));  // npos + 1 is 0
    at_ = offset;
    return here_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  LineColumn here_{1, 1};
};

}  // namespace

void write_schedule(JsonWriter& json, const ScheduleReport& report) {
  const bool has_target = !report.target.empty();
  json.key("plan").text(report.plan);
  json.key("as_of").date(report.as_of);
  if (has_target) json.key("to").text(report.target);
  json.key("finish").date(report.finish);
  write_texts(json.key("critical_path"), report.critical_path);
  json.key("goals").begin_array();
  for (const ScheduleRow& row : report.rows) write_row(json, row, has_target);
  json.end_array();
}

void write_json(const ScheduleReport& report, const Sink& sink) {
  JsonWriter json(sink);
  begin_answer(json, "schedule");
  write_schedule(json, report);
  json.end_object();
  json.finish();
}

namespace {

void write_risk_row(JsonWriter& json, const ScheduleRow& item, const RiskRow& row, bool has_ranks) {
  json.begin_object();
  json.key("id").text(item.id);
  write_forecast(json, row.forecast);
  json.key("due").date(item.due);
  write_odds(json, "on_time", row.on_time);
  write_number(json.key("criticality"), row.criticality);
  write_number(json.key("cruciality"), row.cruciality);
  write_number(json.key("ssi"), row.ssi);
  if (has_ranks) write_number(json.key("cruciality_rank"), row.cruciality_rank);
  write_number(json.key("days_late"), row.days_late);
  if (item.kind == Kind::objective) {
    write_odds(json, "goals_on_time", row.all_on_time);
    json.key("score");
    if (row.score) {
      json.begin_object();
      json.key("mean").number(row.score->mean);
      json.key("p10").number(row.score->p10);
      json.key("p50").number(row.score->p50);
      json.key("p90").number(row.score->p90);
      json.end_object();
    } else {
      json.null();
    }
  }
  json.end_object();
}

std::string_view word_of(GainKind kind) {
  switch (kind) {
    case GainKind::blocker:
      return "blocker";
    case GainKind::risk:
      return "risk";
    case GainKind::link:
      return "link";
    case GainKind::ask:
      break;
  }
  return "ask";
}

void write_gain(JsonWriter& json, const GainRow& gain) {
  json.begin_object();
  json.key("kind").text(word_of(gain.kind));
  json.key("id").text(gain.id);
  json.key(gain.is_need ? "from_team" : "from").text_or_null(gain.from);
  json.key("what").text(gain.label);
  json.key("finish_days").number(gain.finish_days);
  json.key("all_on_time_gain").number(gain.all_on_time_gain);
  json.key("all_on_time_error").number(gain.all_on_time_error);
  json.key("goals").begin_array();
  for (const GainForGoal& goal : gain.goals) {
    json.begin_object();
    json.key("id").text(goal.id);
    json.key("p80").date(goal.p80);
    json.key("p80_days").number(goal.p80_days);
    const auto odds = [&](double value) {
      return goal.has_date ? std::optional<double>(value) : std::nullopt;
    };
    write_number(json.key("on_time"), odds(goal.on_time));
    write_number(json.key("on_time_gain"), odds(goal.on_time_gain));
    write_number(json.key("on_time_error"), odds(goal.on_time_error));
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_wait(JsonWriter& json, const WaitRow& wait) {
  json.begin_object();
  json.key("team").text(wait.team);
  json.key("waits_for").text(wait.waits_for);
  json.key("days").number(wait.days);
  json.key("links").begin_array();
  for (const WaitLinkRow& link : wait.links) {
    json.begin_object();
    json.key("from").text(link.from);
    json.key("to").text(link.to);
    json.key("days").number(link.days);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_merge(JsonWriter& json, const MergeRow& merge) {
  json.begin_object();
  json.key("id").text(merge.id);
  json.key("days").number(merge.days);
  json.key("inputs").begin_array();
  for (const auto& [id, share] : merge.inputs) {
    json.begin_object();
    json.key("id").text(id);
    json.key("last").number(share);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

void write_risk(JsonWriter& json, const RiskReport& report) {
  const auto list = [&](std::string_view name, const auto& rows, const auto& write) {
    json.key(name).begin_array();
    for (const auto& row : rows) write(json, row);
    json.end_array();
  };
  json.key("plan").text(report.schedule.plan);
  json.key("as_of").date(report.schedule.as_of);
  json.key("samples").integer(static_cast<std::int64_t>(report.samples));
  json.key("seed").unsigned_integer(report.seed);
  if (!report.schedule.target.empty()) json.key("goal").text(report.schedule.target);
  if (report.until_stable) json.key("stable").flag(report.is_stable);
  json.key("finish");
  if (report.finish) {
    json.begin_object();
    write_forecast(json, report.finish);
    json.end_object();
  } else {
    json.null();
  }
  write_odds(json, "all_on_time", report.all_on_time);
  json.key("goals").begin_array();
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    write_risk_row(json, report.schedule.rows[i], report.rows[i], report.has_ranks);
  }
  json.end_array();
  if (report.has_gains) {
    json.key("gain_samples").integer(static_cast<std::int64_t>(report.gain_samples));
    list("gains", report.gains, write_gain);
  } else {
    json.key("gain_samples").null();
    json.key("gains").null();
  }
  if (report.has_waits) {
    list("waits", report.waits, write_wait);
    list("merges", report.merges, write_merge);
  } else {
    json.key("waits").null();
    json.key("merges").null();
  }
  list("declined", report.declined, [](JsonWriter& out, const DeclinedRow& row) {
    out.begin_object();
    out.key("id").text(row.id);
    out.key(row.is_need ? "from_team" : "from").text(row.provider);
    out.end_object();
  });
  if (report.explain) {
    json.key("assumptions");
    write_texts(json, report.assumptions);
  }
}

void write_json(const RiskReport& report, const Sink& sink) {
  JsonWriter json(sink);
  begin_answer(json, "risk");
  write_risk(json, report);
  json.end_object();
  json.finish();
}

void write_json(const WhyReport& report, const Sink& sink) {
  JsonWriter json(sink);
  begin_answer(json, "why");
  json.key("plan").text(report.plan);
  json.key("as_of").date(report.as_of);
  json.key("id").text(report.id);
  json.key("finish").date(report.finish);
  json.key("sentence").text(report.sentence);
  json.key("chain").begin_array();
  for (const WhyStep& step : report.chain) {
    json.begin_object();
    json.key("id").text(step.id);
    json.key("title").text(step.title);
    json.key("team").text_or_null(step.team);
    json.key("kind").text(to_string(step.kind));
    json.key("status").text(status_word(step.kind, step.status));
    json.key("start").date(step.start);
    json.key("finish").date(step.finish);
    json.key("waits_for").text_or_null(step.waits_for);
    json.key("through").text_or_null(step.through);
    json.key("link").text_or_null(step.link);
    write_texts(json.key("reasons"), step.reasons);
    write_texts(json.key("also"), step.also);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

void write_json(const Findings& findings, const Source& source, std::span<const Metric> metrics,
                const Sink& sink) {
  JsonWriter json(sink);
  LineWalk lines(source.text);
  begin_answer(json, "check");
  json.key("findings").begin_array();
  for (const Diagnostic& finding : findings.sorted()) {
    json.begin_object();
    json.key("severity").text(to_string(finding.severity()));
    json.key("code").text(to_string(finding.code));
    json.key("message").text(finding.message);
    write_texts(json.key("ids"), finding.ids);
    if (finding.place.is_set()) {
      const LineColumn where = lines.find(finding.place.offset);
      json.key("line").integer(static_cast<std::int64_t>(where.line));
      json.key("column").integer(static_cast<std::int64_t>(where.column));
    } else {
      json.key("line").null();
      json.key("column").null();
    }
    json.key("hint").text_or_null(finding.hint);
    json.end_object();
  }
  json.end_array();
  json.key("metrics").begin_array();
  for (const Metric& metric : metrics) {
    json.begin_object();
    json.key("code").text(metric.code);
    json.key("value").number(metric.value);
    json.key("threshold").number(metric.threshold);
    json.key("pass").flag(metric.pass);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

}  // namespace slipway::viz
