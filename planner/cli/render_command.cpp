#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/io/file.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "viz/graph_picture.hpp"
#include "viz/json_writer.hpp"
#include "viz/scene_picture.hpp"
#include "viz/scurve_chart.hpp"
#include "viz/tornado_chart.hpp"
#include "viz/wording.hpp"

namespace slipway::cli {
namespace {

// Turns the names of the filters into ids. Nothing after saying which is unknown.
std::optional<GraphOptions> find_filters(const CommandLine& line, const PlanInHand& in) {
  GraphOptions out;
  if (line.focus) {
    const std::optional<ItemId> focus = find_item(in, *line.focus, "--focus ", line.colour);
    if (!focus) return std::nullopt;
    out.focus = *focus;
  }
  for (const std::string& name : line.teams) {
    const std::optional<TeamId> team = find_team(in, name, line.colour);
    if (!team) return std::nullopt;
    out.teams.push_back(*team);
  }
  out.up = line.up;
  out.down = line.down;
  out.only_critical = line.only_critical;
  out.collapse = line.collapse;
  out.reduce = line.reduce;
  out.all = line.all;
  return out;
}

// A picture ready to be written, whatever it shows.
struct Drawing {
  std::string_view view;
  std::string bytes;
  std::vector<std::string> notes;
  std::string table{};  // the same facts in Markdown, where asked for
};

void write_json(const CommandLine& line, const Plan& plan, const Drawing& drawing, Answer& answer) {
  viz::JsonWriter json([&](std::string_view text) { answer.write(text); });
  json.begin_object();
  json.key("slipway").integer(1);
  json.key("command").text("render");
  json.key("plan").text(plan.name);
  json.key("as_of").date(plan.as_of);
  json.key("view").text(drawing.view);
  json.key("file").text(line.output);
  json.key("bytes").unsigned_integer(drawing.bytes.size());
  json.key("notes").begin_array();
  for (const std::string& note : drawing.notes) json.text(note);
  json.end_array();
  json.end_object();
  json.finish();
}

int write_drawing(const CommandLine& line, const Plan& plan, const Drawing& drawing) {
  if (const std::optional<Diagnostic> failure = write_file(line.output, drawing.bytes)) {
    say(*failure, Source{}, line.colour);
    return kWrongInput;
  }
  Answer answer;
  if (line.json) {
    write_json(line, plan, drawing, answer);
  } else {
    const viz::TextOptions text = text_options(line);
    answer.write(viz::wrap(fmt::format("Wrote {}", make_printable(line.output)), text.width));
    for (const std::string& note : drawing.notes) {
      answer.write(viz::wrap("- " + make_printable(note), text.width, 2));
    }
    if (!drawing.table.empty()) answer.write('\n' + drawing.table);
  }
  return finish_answer(answer, line.colour, kDone);
}

std::optional<Analysis> work_out_with_progress(const CommandLine& line, PlanInHand& in,
                                               AnalysisOptions options) {
  ProgressBar bar(!line.quiet);
  if (options.risk) options.risk->progress = [&](double share) { bar.show(share); };
  return work_out(line, in, options);
}

SimulationOptions simulation_options(const CommandLine& line) {
  SimulationOptions out;
  if (line.samples) out.samples = *line.samples;
  out.seed = line.seed;
  out.threads = line.threads;
  return out;
}

int render_graph(const CommandLine& line, PlanInHand& in) {
  std::optional<GraphOptions> filters = find_filters(line, in);
  if (!filters) return kWrongInput;
  AnalysisOptions options;
  if (line.samples) options.risk = simulation_options(line);
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;

  Loaded<viz::Picture> picture = viz::draw_graph(
      [&](GraphStep first_step) {
        filters->first_step = first_step;
        return report_graph(*analysis, *filters);
      },
      {.format = viz::picture_format_of(line.output).value(), .theme = line.theme});
  for (const Diagnostic& finding : picture.findings.sorted()) {
    if (!line.quiet || !picture.ok || finding.severity() == Severity::error) {
      say(finding, Source{}, line.colour);
    }
  }
  if (!picture) return kWrongInput;
  return write_drawing(line, *in.plan,
                       {"graph", std::move(picture.value.bytes), std::move(picture.value.notes)});
}

// Says that an item has no finish to draw; an id that is not set is the plan.
void say_no_finish(const CommandLine& line, const Analysis& analysis, ItemId id) {
  say({.code = Code::usage,
       .message = id.is_set() ? fmt::format("'{}' has no finish to draw",
                                            make_printable(analysis.plan->item(id).id))
                              : "the plan has no goal that finishes",
       .hint = id.is_set() ? "what is dropped, or done without a date, has none" : ""},
      Source{}, line.colour);
}

// Says whether each of the asked-for items has a finish to draw.
bool all_have_finishes(const CommandLine& line, const Analysis& analysis,
                       const std::vector<ItemId>& asked) {
  for (const ItemId id : asked) {
    const auto& kept = analysis.risk->kept;
    if (std::ranges::find(kept, id, &KeptFinishes::item) != kept.end()) continue;
    say_no_finish(line, analysis, id);
    return false;
  }
  return true;
}

int render_scurve(const CommandLine& line, PlanInHand& in) {
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.risk->forecast_for = ForecastFor::none;
  options.risk->wants_sensitivities = false;
  std::vector<ItemId>& keep = options.risk->keep;
  for (const std::string& name : line.curves) {
    const std::optional<ItemId> id = find_item(in, name, "--goal ", line.colour);
    if (!id) return kWrongInput;
    keep.push_back(*id);
  }
  if (keep.empty()) keep.emplace_back();
  const std::vector<ItemId> asked = keep;
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis || !all_have_finishes(line, *analysis, asked)) return kWrongInput;

  const ScurveReport report = report_scurve(*analysis);
  Loaded<std::string> bytes = viz::draw_scene(
      viz::draw_scurve(report), viz::picture_format_of(line.output).value(), line.theme);
  for (const Diagnostic& finding : bytes.findings.sorted()) say(finding, Source{}, line.colour);
  if (!bytes) return kWrongInput;
  return write_drawing(line, *in.plan,
                       {"scurve", std::move(bytes.value), viz::answer_in_words(report),
                        line.table ? viz::to_markdown(report) : ""});
}

int render_tornado(const CommandLine& line, PlanInHand& in) {
  constexpr std::size_t kMostTried = 15;  // goals and blockers; risks, links and asks all are
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.swings = kMostTried;
  for (const std::string& name : line.curves) {
    const std::optional<ItemId> id = find_item(in, name, "--goal ", line.colour);
    if (!id) return kWrongInput;
    options.target = *id;
  }
  const ItemId target = options.target;
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;
  const bool has_finish = target.is_set()
                              ? analysis->risk->items[target.index()].forecast.has_value()
                              : analysis->risk->finish.has_value();
  if (!has_finish) {
    say_no_finish(line, *analysis, target);
    return kWrongInput;
  }
  const TornadoReport report = report_tornado(*analysis);
  Loaded<std::string> bytes = viz::draw_scene(
      viz::draw_tornado(report), viz::picture_format_of(line.output).value(), line.theme);
  for (const Diagnostic& finding : bytes.findings.sorted()) say(finding, Source{}, line.colour);
  if (!bytes) return kWrongInput;
  return write_drawing(line, *in.plan,
                       {"tornado",
                        std::move(bytes.value),
                        {viz::answer_in_words(report)},
                        line.table ? viz::to_markdown(report) : ""});
}

}  // namespace

int run_render(const CommandLine& line) {
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  switch (line.view) {
    case View::graph:
      return render_graph(line, *in);
    case View::scurve:
      return render_scurve(line, *in);
    case View::tornado:
      return render_tornado(line, *in);
  }
  return kWrongInput;
}

}  // namespace slipway::cli
