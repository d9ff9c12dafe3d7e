#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "planner/base/diagnostic_text.hpp"
#include "planner/base/utf8.hpp"
#include "planner/cli/changed_plan.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/cli/whatif_picture.hpp"
#include "planner/io/change_flags.hpp"
#include "planner/io/change_writer.hpp"
#include "planner/io/file.hpp"
#include "planner/io/scenario_saver.hpp"
#include "planner/io/staged_file.hpp"
#include "planner/model/change_text.hpp"
#include "planner/report/change_notes.hpp"
#include "planner/report/whatif_report.hpp"
#include "planner/whatif/comparison.hpp"
#include "viz/json/json_whatif.hpp"
#include "viz/text/whatif_text.hpp"

namespace slipway::cli {
namespace {

// One case to look at: what a scenario says, then what the flags say.
struct Question {
  std::string name;
  std::vector<Batch> batches;

  std::vector<Change> changes() const {
    std::vector<Change> out;
    for (const Batch& batch : batches)
      out.insert(out.end(), batch.changes.begin(), batch.changes.end());
    return out;
  }
};

void say_all(const Findings& findings, const Source& source, Colour colour) {
  say(to_text(findings, source, wants_colour(STDERR_FILENO, colour), true));
}

// Every scenario is a question of its own, each with the changes of the flags on top; flags alone
// are one. Nothing after saying what is wrong.
std::optional<std::vector<Question>> read_questions(const CommandLine& line, const PlanInHand& in) {
  Loaded<std::vector<Change>> flags = read_change_flags(*in.plan, line.changes);
  const std::shared_ptr<const Source> source = source_of(line.changes);
  if (!flags) {
    say_all(flags.findings, *source, line.colour);
    return std::nullopt;
  }
  std::vector<Question> out;
  for (const std::string& name : line.scenarios) {
    const Scenario* const scenario = find_scenario(in, name, line.colour);
    if (scenario == nullptr) return std::nullopt;
    out.push_back({name, {{scenario->changes, in.source}}});
  }
  if (out.empty()) out.emplace_back();
  if (!flags.value.empty()) {
    for (Question& question : out) question.batches.push_back({flags.value, source});
  }
  return out;
}

AnalysisOptions options_of(const CommandLine& line, Engine engine) {
  AnalysisOptions options;
  if (line.dates_only) return options;
  options.risk = SimulationOptions{.samples = line.samples.value_or(10'000),
                                   .seed = line.seed,
                                   .threads = line.threads,
                                   .keeps_hits = true,
                                   .engine = engine};
  return options;
}

// The plan with the changes made, worked out. Nothing after saying why not.
std::optional<Analysis> work_out_case(const CommandLine& line, const Analysis& before,
                                      const Question& question, const AnalysisOptions& options) {
  return work_out_changed(line, before, question.batches, options);
}

// Puts the changes into the plan file. Says what is wrong, or returns what became of them in words.
std::optional<std::string> save(const CommandLine& line, const PlanInHand& in,
                                const Question& question) {
  std::vector<std::string> changes;
  for (const Change& change : question.changes()) changes.push_back(to_json(change, *in.plan));
  const Loaded<ScenarioEdit> saved = save_scenario(line.plan, *line.save, changes, in.source->text);
  if (!saved) {
    say_all(saved.findings, Source{}, line.colour);
    return std::nullopt;
  }
  const std::string_view done = saved.value == ScenarioEdit::added      ? "saved"
                                : saved.value == ScenarioEdit::replaced ? "replaced"
                                                                        : "is as it was";
  return fmt::format("scenario '{}' {} in {}\n", make_printable(*line.save), done,
                     make_printable(line.plan));
}

// Draws the one case beside the place of the picture. Nothing after saying what is wrong.
std::unique_ptr<StagedFile> draw(const CommandLine& line, const Analysis& before,
                                 const Analysis& after, const WhatifReport& report,
                                 const std::vector<Change>& changes) {
  const std::optional<std::string> picture = draw_whatif(line, before, after, report, changes);
  if (!picture) return nullptr;
  Loaded<std::unique_ptr<StagedFile>> staged = StagedFile::stage(line.output, *picture);
  if (!staged) say_all(staged.findings, Source{}, line.colour);
  return std::move(staged.value);
}

// Writes the picture and the plan, or neither: what can go wrong has gone wrong before the plan is
// replaced, but for the last step of the picture. Says what is wrong, or what was written.
bool keep(const CommandLine& line, const PlanInHand& in, const Question& question,
          StagedFile* picture) {
  std::string done;
  if (line.save) {
    std::optional<std::string> saved = save(line, in, question);
    if (!saved) return false;
    done = *std::move(saved);
  }
  std::optional<Diagnostic> failure;
  if (picture != nullptr) {
    failure = picture->commit();
    if (!failure)
      done += fmt::format("before and after drawn in {}\n", make_printable(line.output));
  }
  if (failure && line.save)
    failure->hint = "the scenario is saved all the same; draw it with --scenario and its name";
  if (!line.quiet) say(done);
  if (failure) say(*failure, Source{}, line.colour);
  return !failure;
}

// Says what hinders the picture before the long work begins.
bool can_draw(const CommandLine& line) {
  std::optional<Diagnostic> failure = check_writable(line.output);
  std::error_code ignored;
  if (!failure && std::filesystem::equivalent(line.plan, line.output, ignored)) {
    failure = Diagnostic{.code = Code::usage,
                         .message = fmt::format("the picture would take the place of the plan {}",
                                                make_printable(line.plan)),
                         .hint = "give --render another file"};
  }
  if (failure) say(*failure, Source{}, line.colour);
  return !failure;
}

}  // namespace

int run_whatif(const CommandLine& line) {
  const std::optional<Engine> engine = choose_engine(line.colour);
  if (!engine) return kWrongInput;
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  const std::optional<std::vector<Question>> questions = read_questions(line, *in);
  if (!questions) return kWrongInput;
  const bool draws = !line.output.empty();
  if (draws && !can_draw(line)) return kWrongInput;

  AnalysisOptions options = options_of(line, *engine);
  std::optional<Analysis> before;
  std::deque<Analysis> cases;  // a deque: reports point into them
  {
    ProgressBar bar(!line.quiet);
    const double parts = 1.0 + static_cast<double>(questions->size());
    double done = 0.0;
    if (options.risk)
      options.risk->progress = [&](double share) { bar.show((done + share) / parts); };
    before = work_out(line, *in, options);
    if (!before) return kWrongInput;
    for (const Question& question : *questions) {
      done += 1.0;
      std::optional<Analysis> after = work_out_case(line, *before, question, options);
      if (!after) return kWrongInput;
      cases.push_back(*std::move(after));
    }
  }

  WhatifReport report;
  if (before->risk) {
    report.risk = report_risk(*before);
    report.schedule = report.risk->schedule;
  } else {
    report.schedule = report_schedule(*before);
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Comparison comparison =
        compare(*before, cases[i], pair_rows(*before->plan, *cases[i].plan));
    WhatifCase& what =
        report.cases.emplace_back(report_case(*before, cases[i], comparison, report.schedule));
    what.name = (*questions)[i].name;
    const std::vector<Change> changes = (*questions)[i].changes();
    what.notes = list_notes(*before, cases[i], changes);
    for (const Change& change : changes) {
      what.change_words.push_back(to_words(change, *before->plan));
      what.change_json.push_back(to_json(change, *before->plan));
    }
  }
  std::unique_ptr<StagedFile> picture;
  if (draws) {
    picture = draw(line, *before, cases.front(), report, questions->front().changes());
    if (picture == nullptr) return kWrongInput;
  }
  if (!keep(line, *in, questions->front(), picture.get())) return kWrongInput;

  Answer answer;
  if (line.json)
    viz::write_json(report, [&](std::string_view text) { answer.write(text); });
  else
    answer.write(viz::to_text(report, text_options(line)));
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
