#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/trend_report.hpp"
#include "viz/charts/trend_chart.hpp"

namespace slipway::cli {
namespace {

// More lines than this are no picture, whatever is asked for.
constexpr std::size_t kMostOfAll = 60;

void say_nothing_to_draw(const CommandLine& line, const std::string& message) {
  say({.code = Code::usage,
       .message = message,
       .hint = "add to \"checkins\", for example: { \"date\": \"2027-02-01\", \"goal\": \"docs\", "
               "\"forecast\": \"2027-03-05\", \"confidence\": 0.7 }"},
      Source{}, line.colour);
}

// Says whether somebody said something of each goal that was asked for.
bool all_have_checkins(const CommandLine& line, const TrendReport& report) {
  for (const TrendLine& of : report.lines) {  // those that pass the filter
    if (!of.said.empty() || !of.confidence.empty()) continue;
    say_nothing_to_draw(
        line, "no check-in says a date or a confidence of '" + make_printable(of.id) + "'");
    return false;
  }
  return true;
}

}  // namespace

int render_trend(const CommandLine& line, PlanInHand& in) {
  std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  TrendOptions wanted{.filter = *std::move(filter)};
  if (line.all) wanted.most = kMostOfAll;
  for (const std::string& name : line.curves) {
    const std::optional<ItemId> id = find_item(in, name, "--goal ", line.colour);
    if (!id) return kWrongInput;
    wanted.goals.push_back(*id);
  }
  // Which of them pass a filter is known when the plan is worked out.
  const std::size_t most =
      say_filter(*in.plan, wanted.filter).empty() ? wanted.most : in.plan->items.size();
  const std::vector<ItemId> goals =
      wanted.goals.empty() ? choose_trend_goals(*in.plan, most) : wanted.goals;
  if (goals.empty()) {
    say_nothing_to_draw(line, "no check-in of this plan says a date or a confidence");
    return kWrongInput;
  }
  AnalysisOptions options;
  options.risk = quick_simulation_options(line, *in.plan);
  options.risk->wants_sensitivities = false;
  options.risk->only.assign(in.plan->items.size(), false);
  for (const ItemId id : goals) options.risk->only[id.index()] = true;
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;
  const TrendReport report = report_trend(*analysis, wanted);
  if (!all_have_checkins(line, report)) return kWrongInput;
  std::vector<std::string> notes = viz::answer_in_words(report);
  notes.insert(notes.end(), report.notes.begin(), report.notes.end());
  return write_pages(line, *in.plan, viz::draw_trend(report, viz::frame_of(line.paper)),
                     {"trend", "", std::move(notes), line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
