#include <fmt/format.h>

#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/io/file.hpp"
#include "planner/report/graph_report.hpp"
#include "viz/graph_picture.hpp"
#include "viz/json_writer.hpp"
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

void write_json(const CommandLine& line, const Plan& plan, const viz::Picture& picture,
                Answer& answer) {
  viz::JsonWriter json([&](std::string_view text) { answer.write(text); });
  json.begin_object();
  json.key("slipway").integer(1);
  json.key("command").text("render");
  json.key("plan").text(plan.name);
  json.key("as_of").date(plan.as_of);
  json.key("view").text("graph");
  json.key("file").text(line.output);
  json.key("bytes").unsigned_integer(picture.bytes.size());
  json.key("notes").begin_array();
  for (const std::string& note : picture.notes) json.text(note);
  json.end_array();
  json.end_object();
  json.finish();
}

}  // namespace

int run_render(const CommandLine& line) {
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  std::optional<GraphOptions> filters = find_filters(line, *in);
  if (!filters) return kWrongInput;
  AnalysisOptions options;
  std::optional<Analysis> analysis;
  {
    ProgressBar bar(!line.quiet);
    if (line.samples) {
      options.risk = SimulationOptions{.samples = *line.samples,
                                       .seed = line.seed,
                                       .threads = line.threads,
                                       .progress = [&](double share) { bar.show(share); }};
    }
    analysis = work_out(line, *in, options);
  }
  if (!analysis) return kWrongInput;

  const Loaded<viz::Picture> picture = viz::draw_graph(
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
  if (const std::optional<Diagnostic> failure = write_file(line.output, picture.value.bytes)) {
    say(*failure, Source{}, line.colour);
    return kWrongInput;
  }
  Answer answer;
  if (line.json) {
    write_json(line, *in->plan, picture.value, answer);
  } else {
    const viz::TextOptions text = text_options(line);
    answer.write(viz::wrap(fmt::format("Wrote {}", make_printable(line.output)), text.width));
    for (const std::string& note : picture.value.notes) {
      answer.write(viz::wrap("- " + make_printable(note), text.width, 2));
    }
  }
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
