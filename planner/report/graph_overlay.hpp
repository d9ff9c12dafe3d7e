// What a picture of the network shows on top of the plan: a choice of items, and marks on boxes and
// links with links that the plan no longer has. Private to planner/report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/report/graph_report.hpp"

namespace slipway {

/// A link that the plan does not have, to be drawn as it was.
struct ExtraLink {
  ItemId from{};
  ItemId to{};
  GraphLink link{};
};

/// Marks on links, by position in what spread_links returns.
struct LinkMarks {
  std::vector<LinkTurn> turns;
  std::vector<bool> was_critical;
  std::vector<ExtraLink> extra;
};

struct GraphOverlay {
  std::string question;
  std::string filter;                         // what `keeps` chooses, in words
  std::vector<std::string> notes;             // to be told beside what is not drawn
  std::vector<bool> keeps;                    // by ItemId: shown one by one where not all can be
  std::vector<std::optional<BoxTurn>> turns;  // by ItemId
  std::vector<bool> is_asked;                 // by ItemId: what the question names
  LinkMarks links;
};

/// Builds the view with the overlay on top; see report_graph. With more than some 30 linked boxes
/// all but what is kept is folded per team.
GraphReport report_graph(const Analysis& analysis, const GraphOptions& options,
                         const GraphOverlay& overlay);

}  // namespace slipway
