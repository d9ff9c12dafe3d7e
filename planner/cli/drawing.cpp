#include "planner/cli/drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/io/file.hpp"
#include "viz/json/json_writer.hpp"
#include "viz/scene/scene_picture.hpp"
#include "viz/text/wording.hpp"

namespace slipway::cli {
namespace {

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

}  // namespace

std::optional<ViewFilter> find_filter(const CommandLine& line, const PlanInHand& in) {
  ViewFilter out;
  if (line.focus) {
    const std::optional<ItemId> focus = find_item(in, *line.focus, "--focus ", line.colour);
    if (!focus) return std::nullopt;
    out.focus = *focus;
  }
  for (const std::string& name : line.teams) {
    const std::optional<TeamId> team = find_team(in, name, "--team", line.colour);
    if (!team) return std::nullopt;
    out.teams.push_back(*team);
  }
  if (line.between) {
    const std::optional<TeamId> one = find_team(in, line.between->first, "--between", line.colour);
    const std::optional<TeamId> other =
        one ? find_team(in, line.between->second, "--between", line.colour) : std::nullopt;
    if (!other) return std::nullopt;
    out.between.emplace(*one, *other);
  }
  out.up = line.up;
  out.down = line.down;
  out.only_critical = line.only_critical;
  out.near_days = line.near_days;
  out.only_late = line.only_late;
  out.all = line.all;
  return out;
}

void tell_written(const CommandLine& line, const std::vector<std::string>& notes, Answer& answer) {
  if (line.quiet) return;
  const std::size_t width = text_options(line).width;
  answer.write(viz::wrap(fmt::format("Wrote {}", make_printable(line.output)), width));
  for (const std::string& note : notes) {
    answer.write(viz::wrap("- " + make_printable(note), width, 2));
  }
}

void say_findings(const CommandLine& line, const Findings& findings) {
  for (const Diagnostic& finding : findings.sorted()) {
    if (line.quiet && finding.severity() != Severity::error) continue;
    say(finding, Source{}, line.colour);
  }
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
    tell_written(line, drawing.notes, answer);
    if (!drawing.table.empty()) answer.write((line.quiet ? "" : "\n") + drawing.table);
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

SimulationOptions quick_simulation_options(const CommandLine& line, const Plan& plan) {
  constexpr std::uint64_t kMostDraws = 1'000'000;  // items times runs
  constexpr std::uint64_t kLeastRuns = 1000;
  SimulationOptions out = simulation_options(line);
  if (!line.samples && !plan.items.empty())
    out.samples = std::clamp(kMostDraws / plan.items.size(), kLeastRuns, out.samples);
  return out;
}

void say_no_finish(const CommandLine& line, const Analysis& analysis, ItemId id) {
  say({.code = Code::usage,
       .message = id.is_set() ? fmt::format("'{}' has no finish to draw",
                                            make_printable(analysis.plan->item(id).id))
                              : "the plan has no goal that finishes",
       .hint = id.is_set() ? "what is dropped, or done without a date, has none" : ""},
      Source{}, line.colour);
}

int write_pages(const CommandLine& line, const Plan& plan, const std::vector<viz::Scene>& pages,
                Drawing drawing) {
  Loaded<std::string> bytes =
      viz::draw_pages(pages, viz::picture_format_of(line.output).value(), line.theme, line.paper);
  say_findings(line, bytes.findings);
  if (!bytes) return kWrongInput;
  drawing.bytes = std::move(bytes.value);
  return write_drawing(line, plan, drawing);
}

}  // namespace slipway::cli
