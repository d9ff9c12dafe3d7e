#include <algorithm>
#include <utility>

#include "planner/cli/commands.hpp"
#include "planner/cli/drawing.hpp"

namespace slipway::cli {
namespace {

using Render = int (*)(const CommandLine&, PlanInHand&);

constexpr std::pair<View, Render> kRenders[] = {
    {View::graph, render_graph},     {View::gantt, render_gantt},   {View::board, render_board},
    {View::matrix, render_matrix},   {View::load, render_load},     {View::changes, render_changes},
    {View::trend, render_trend},     {View::burnup, render_burnup}, {View::scurve, render_scurve},
    {View::tornado, render_tornado},
};

}  // namespace

int run_render(const CommandLine& line) {
  const auto* const found = std::ranges::find(kRenders, line.view, &std::pair<View, Render>::first);
  std::optional<PlanInHand> in = load_plan(line);
  if (!in) return kWrongInput;
  return found->second(line, *in);
}

}  // namespace slipway::cli
