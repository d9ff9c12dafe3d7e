#include <utility>

#include "planner/base/utf8.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"
#include "planner/report/board_report.hpp"
#include "planner/report/link_facts.hpp"
#include "viz/board/board_chart.hpp"

namespace slipway::cli {
namespace {

constexpr std::size_t kMostColumnsOnA4 = 5;  // cards stay as wide as their ids

}  // namespace

int render_board(const CommandLine& line, PlanInHand& in) {
  const std::optional<ViewFilter> filter = find_filter(line, in);
  if (!filter) return kWrongInput;
  BoardOptions board;
  board.filter = *filter;
  if (line.columns) {
    const std::optional<ColumnLength> length = column_length_of(*line.columns);
    if (!length) {
      say({.code = Code::usage,
           .message = "--columns must be week, 2w, month or period, not '" +
                      make_printable(*line.columns) + "'",
           .hint = "without it, the length is chosen so that a few columns hold the plan"},
          Source{}, line.colour);
      return kWrongInput;
    }
    board.columns = *length;
  }
  if (line.paper == viz::Paper::a4) board.most_columns = kMostColumnsOnA4;
  AnalysisOptions options;
  options.risk = simulation_options(line);
  options.risk->forecast_for = ForecastFor::none;
  options.risk->wants_sensitivities = false;
  options.risk->handovers = list_handovers(*in.plan, filter->all);
  const std::optional<Analysis> analysis = work_out_with_progress(line, in, std::move(options));
  if (!analysis) return kWrongInput;
  const BoardReport report = report_board(*analysis, board);
  std::vector<std::string> notes = viz::answer_in_words(report);
  notes.insert(notes.end(), report.notes.begin(), report.notes.end());
  return write_pages(line, *in.plan, viz::draw_board(report, viz::small_frame_of(line.paper)),
                     {"board", "", std::move(notes), line.table ? viz::to_markdown(report) : ""});
}

}  // namespace slipway::cli
