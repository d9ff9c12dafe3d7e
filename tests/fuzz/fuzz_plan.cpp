// Feeds any bytes to the plan reader, and what it accepts to all that the program can answer: the
// health check, the schedule, an explanation, the odds and the drawings, in text and as JSON.
// Whatever the bytes are, this ends, says truthfully whether it went well, points only into the
// text, and what it says can be printed. A plan that passes both gates has answers: nothing behind
// them may fail. Graphviz stays out; drawings end as DOT text.
// With libFuzzer: ./dev fuzz. replay_test.cpp calls the same function on known inputs.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/base/source.hpp"
#include "planner/base/utf8.hpp"
#include "planner/io/change_writer.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/model/change_text.hpp"
#include "planner/report/check_report.hpp"
#include "planner/report/graph_report.hpp"
#include "planner/report/risk_report.hpp"
#include "planner/report/schedule_report.hpp"
#include "planner/report/scurve_report.hpp"
#include "planner/report/tornado_report.hpp"
#include "planner/report/why_report.hpp"
#include "planner/whatif/apply.hpp"
#include "tests/fuzz/fuzz_views.hpp"
#include "viz/charts/scurve_chart.hpp"
#include "viz/charts/tornado_chart.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/json/json_reports.hpp"
#include "viz/scene/svg_writer.hpp"
#include "viz/text/check_text.hpp"
#include "viz/text/risk_text.hpp"
#include "viz/text/schedule_text.hpp"
#include "viz/text/why_text.hpp"

namespace {

using namespace slipway;

constexpr std::size_t kMostItems = 2000;  // keeps a run short
constexpr std::size_t kMostDrawn = 200;   // likewise
constexpr std::uint64_t kSamples = 40;    // two blocks, so that a second thread has something to do

/// Ends the process, so that libFuzzer keeps the input, when `claim` is false.
void require(bool claim, const char* what) {
  if (claim) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

void require_printable(const std::string& text) {
  require(text.empty() || text.back() == '\n', "every line is ended");
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    require((byte >= 0x20 && byte != 0x7f) || byte == '\n', "no control character is shown");
  }
}

/// Writes an answer with `write(sink)` and checks that it is JSON.
template <typename Write>
std::string json_of(Write write) {
  std::string out;
  write([&](std::string_view text) { out += text; });
  require(nlohmann::json::accept(out), "the machine form is JSON");
  return out;
}

/// Asks for both forms of a report, also with every row.
template <typename Report>
void show(const Report& report) {
  require_printable(viz::to_text(report, {}));
  require_printable(viz::to_text(report, {.width = 40, .colour = false, .all = true}));
  json_of([&](const viz::Sink& sink) { viz::write_json(report, sink); });
}

void show_check(const Findings& findings, const Source& source,
                const std::vector<Metric>& metrics) {
  require_printable(viz::to_text(findings, source, metrics, {}));
  json_of([&](const viz::Sink& sink) { viz::write_json(findings, source, metrics, sink); });
}

void check_schedule(const Analysis& analysis) {
  const std::size_t num_nodes = analysis.network.num_nodes();
  require(analysis.schedule.start.size() == num_nodes, "every node has a start");
  for (std::size_t n = 0; n < num_nodes; ++n) {
    require(analysis.schedule.start[n] <= analysis.schedule.finish[n],
            "nothing ends before it starts");
  }
  show(report_schedule(analysis));
}

/// Explains the first item, the last, and one between that `pick` chooses.
void check_why(const Analysis& analysis, std::size_t pick) {
  const std::size_t count = analysis.plan->items.size();
  if (count == 0) return;
  for (const std::size_t row : {std::size_t{0}, pick % count, count - 1}) {
    show(report_why(analysis, ItemId(row)));
  }
}

/// Draws every view that `pick` chooses, as text for Graphviz.
void check_graph(const Analysis& analysis, std::size_t pick) {
  GraphOptions options;
  if (pick % 3 == 1 && !analysis.plan->items.empty()) {
    options.filter.focus = ItemId(pick % analysis.plan->items.size());
  }
  if (pick % 5 == 1 && !analysis.plan->teams.empty())
    options.filter.teams = {TeamId(std::size_t{0})};
  options.filter.only_critical = pick % 7 == 1;
  options.collapse = static_cast<Collapse>(pick % 3);
  options.reduce = pick % 2 == 1;
  for (std::optional<GraphStep> step = GraphStep::every_goal; step; step = simpler_step(*step)) {
    options.first_step = *step;
    const GraphReport report = report_graph(analysis, options);
    require(viz::to_dot(report, viz::Theme::light).starts_with("digraph"), "a drawing is DOT");
    viz::describe_parts(report);
    viz::graph_description(report);
  }
}

/// Draws the charts of an analysis that has what they show.
void check_charts(const Analysis& analysis) {
  if (!analysis.risk->kept.empty()) {
    const ScurveReport report = report_scurve(analysis);
    viz::to_svg(viz::draw_scurve(report), {});
    viz::to_markdown(report);
  }
  if (analysis.risk->finish) {
    const TornadoReport report = report_tornado(analysis);
    viz::to_svg(viz::draw_tornado(report), {});
    viz::to_markdown(report);
  }
}

/// Simulates by the general path and by the quickest, on one thread and on two, and compares every
/// bit of what is written.
void check_risk(const std::shared_ptr<const Plan>& plan, std::size_t pick) {
  constexpr std::size_t kFew = 60;  // items up to which everything is asked for
  const bool all = plan->items.size() <= kFew;
  std::string written;
  for (const Engine engine : {Engine::general, Engine::best, Engine::portable}) {
    AnalysisOptions options;
    options.risk = SimulationOptions{.samples = kSamples,
                                     .threads = engine == Engine::best ? 2u : 1u,
                                     .wants_ranks = all,
                                     .wants_waits = all,
                                     .keep = {ItemId{}},
                                     .engine = engine};
    options.wants_gains = all;
    options.swings = all ? 2 : 0;
    const Loaded<Analysis> analysis = analyse(plan, options);
    require(analysis.ok, "odds fail no plan that has a schedule");
    RiskReport report = report_risk(analysis.value);
    report.has_ranks = report.explain = all;
    const std::string json = json_of([&](const viz::Sink& sink) { viz::write_json(report, sink); });
    require(engine == Engine::general || json == written, "no engine or thread changes the odds");
    written = json;
    if (engine != Engine::best) continue;
    show(report);
    if (!plan->items.empty()) {
      require_printable(viz::to_goal_text(report, pick % plan->items.size(), {}));
    }
    check_graph(analysis.value, pick);
    if (all) check_charts(analysis.value);
  }
}

// Each scenario is refused with a reason, or gives a plan that can be worked out; its changes are
// written as they can be read.
void check_scenarios(const Plan& plan, const Source& source) {
  for (const Scenario& scenario : plan.scenarios) {
    const Loaded<Plan> changed = apply_changes(plan, scenario.changes);
    require(changed.ok != changed.findings.has_errors(), "a plan is changed, or there is an error");
    require_printable(to_text(changed.findings, source, false, false));
    for (const Change& change : scenario.changes) {
      require(to_json(change, plan).find('\n') == std::string::npos, "a change is one line");
      require(!to_words(change, plan).empty(), "a change has words");
    }
    if (!changed.ok || changed.value.items.size() > kMostItems) continue;
    AnalysisOptions options;
    options.risk = SimulationOptions{.samples = 3, .threads = 1};
    const auto analysis = analyse(std::make_shared<const Plan>(changed.value), options);
    require(analysis.ok != analysis.findings.has_errors(), "a changed plan has dates, or an error");
  }
}

}  // namespace

// libFuzzer declares no header for its door.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto source = std::make_shared<Source>();
  source->name = "fuzz.json";
  source->text.assign(data, data + size);
  auto loaded = read_plan(source);

  require(loaded.ok != loaded.findings.has_errors(), "a plan is usable, or there is an error");
  for (const Diagnostic& finding : loaded.findings.sorted()) {
    require(!finding.message.empty(), "a finding has a message");
    if (finding.place.is_set()) require(finding.place.offset <= size, "a place lies in the text");
    for (const Related& related : finding.related) {
      if (related.place.is_set()) require(related.place.offset <= size, "so do related places");
    }
  }
  const std::string text = to_text(loaded.findings, *source, false, false);
  require(text.empty() == (loaded.findings.size() == 0), "findings are told");
  require_printable(text);
  Findings findings = loaded.findings;
  if (!loaded.ok || loaded.value.items.size() > kMostItems) {
    show_check(findings, *source, {});
    return 0;
  }

  const auto plan = std::make_shared<const Plan>(std::move(loaded.value));
  const Loaded<Analysis> analysis = analyse(plan);
  require(analysis.ok != analysis.findings.has_errors(), "there is an analysis, or an error");
  findings.add(analysis.findings);
  if (!analysis.ok) {
    show_check(findings, *source, {});
    return 0;
  }
  show_check(findings, *source, measure_health(analysis.value));
  check_schedule(analysis.value);
  check_why(analysis.value, size);
  check_graph(analysis.value, size);
  check_risk(plan, size);
  check_scenarios(*plan, *source);
  // Drawing everything takes longer than all the rest: every eighth text will do.
  const std::size_t number = std::hash<std::string_view>()(source->text);
  if (number % 8 == 0 && !plan->items.empty() && plan->items.size() <= kMostDrawn) {
    const std::string broken = fuzz::draw_every_view(plan, number / 8);
    require(broken.empty(), broken.c_str());
  }
  return 0;
}
