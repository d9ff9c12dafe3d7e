#include "planner/cli/load.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "planner/base/diagnostic_text.hpp"
#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/io/file.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/model/team_names.hpp"

namespace slipway::cli {
namespace {

void say_errors(const Findings& findings, const Source& source, Colour colour) {
  say(to_text(findings, source, wants_colour(STDERR_FILENO, colour), true));
}

// Says that `id` is nobody's; `names` are those it could have been, and `near` which it was if that
// is known.
void say_unknown(Code code, std::string message, std::string_view id,
                 const std::vector<std::string_view>& names, Colour colour,
                 std::optional<std::size_t> near = std::nullopt) {
  if (!near) near = did_you_mean(id, names);
  say({.code = code,
       .message = std::move(message),
       .hint = near ? fmt::format("did you mean '{}'?", names[*near]) : ""},
      Source{}, colour);
}

}  // namespace

std::optional<PlanInHand> load_plan(const CommandLine& line) {
  return load_plan(read_source(line.plan), line);
}

std::optional<PlanInHand> load_plan(Loaded<std::shared_ptr<const Source>> source,
                                    const CommandLine& line) {
  if (!source) {
    say_errors(source.findings, Source{}, line.colour);
    return std::nullopt;
  }
  Loaded<Plan> plan = read_plan(source.value, line.as_of);
  if (!plan || plan.findings.has_errors()) {
    say_errors(plan.findings, *source.value, line.colour);
    return std::nullopt;
  }
  return PlanInHand{.source = std::move(source.value),
                    .plan = std::make_shared<const Plan>(std::move(plan.value)),
                    .findings = std::move(plan.findings)};
}

std::optional<ItemId> find_item(const PlanInHand& in, std::string_view id, std::string_view option,
                                Colour colour) {
  const std::vector<Item>& items = in.plan->items;
  for (std::size_t row = 0; row < items.size(); ++row) {
    if (items[row].id == id) return ItemId(row);
  }
  std::vector<std::string_view> names;
  for (const Item& item : items) names.push_back(item.id);
  say_unknown(Code::unknown_goal,
              fmt::format("{}'{}' is not a goal or blocker of {}", option, id, in.source->name), id,
              names, colour);
  return std::nullopt;
}

std::optional<TeamId> find_team(const PlanInHand& in, std::string_view id, std::string_view option,
                                Colour colour) {
  std::vector<std::string_view> names;
  for (const Team& team : in.plan->teams) names.push_back(team.id);
  for (std::size_t row = 0; row < names.size(); ++row) {
    if (names[row] == id) return TeamId(row);
  }
  const std::optional<TeamId> meant = find_meant_team(*in.plan, id);
  say_unknown(Code::unknown_team,
              fmt::format("{} '{}' is not a team of {}", option, id, in.source->name), id, names,
              colour, meant ? std::optional(meant->index()) : std::nullopt);
  return std::nullopt;
}

std::optional<Analysis> work_out(const CommandLine& line, PlanInHand& in,
                                 const AnalysisOptions& options) {
  Loaded<Analysis> analysis = analyse(in.plan, options);
  if (!analysis) {
    say_errors(analysis.findings, *in.source, line.colour);
    return std::nullopt;
  }
  in.findings.add(std::move(analysis.findings));
  const std::size_t warnings = in.findings.count(Severity::warning);
  if (warnings > 0 && !line.quiet) {
    say(fmt::format("{} warning{} (slipway check {} shows {})\n", warnings,
                    warnings == 1 ? "" : "s", make_printable(line.plan),
                    warnings == 1 ? "it" : "them"));
  }
  return std::move(analysis.value);
}

std::optional<Engine> choose_engine(Colour colour) {
  const char* wanted = std::getenv("SLIPWAY_ENGINE");
  if (wanted == nullptr || *wanted == '\0') return Engine::best;
  const std::optional<Engine> engine = engine_of(wanted);
  if (!engine) {
    say({.code = Code::usage,
         .message = fmt::format("SLIPWAY_ENGINE '{}' is not an engine of this machine",
                                make_printable(wanted)),
         .hint =
             "best, general, portable, avx2 and avx512 are known; the answer is always the same"},
        Source{}, colour);
  }
  return engine;
}

int finish_answer(const Answer& answer, Colour colour, int exit_code) {
  const std::optional<Diagnostic> failure = answer.finish();
  if (!failure) return exit_code;
  say(*failure, Source{}, colour);
  return kWrongInput;
}

}  // namespace slipway::cli
