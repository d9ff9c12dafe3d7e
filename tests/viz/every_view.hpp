// Every view as a function from a plan to pages, so that what must hold for all of them is checked
// in one place (every_view_test.cpp). A new view is one entry in kEveryView.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/model/plan.hpp"
#include "planner/report/view_filter.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// A view of one plan, ready to be drawn.
struct PlanView {
  std::function<std::vector<Scene>(const Frame&)> draw;
  std::string table;  // the same facts as Markdown
  std::vector<std::string> answers{};
};

/// Which filters a view takes, as the command line says (planner/cli/views.hpp).
enum class Filters : std::uint8_t { none, by_links, all };

struct EveryView {
  std::string name;
  /// Works the plan out on so many threads. Nothing: it has nothing that this view could show.
  std::function<std::optional<PlanView>(std::shared_ptr<const Plan>, unsigned threads,
                                        const ViewFilter&)>
      make;
  bool draws_goals = true;  // each goal has a mark, so that late ones must be drawn or counted
  Filters filters = Filters::all;
};

/// Returns the views, in the order of the documentation. They make few runs: for tests.
const std::vector<EveryView>& every_view();

}  // namespace slipway::viz
