// A rough idea of the drawing's shape before it is laid out: how many columns, how tall, which
// parts hang together. From it follow how wide texts may be and what goes beside instead of below,
// so that pictures come out about as wide as screens. Estimates only; the layout is Graphviz's.
// Private to viz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "planner/report/graph_report.hpp"

namespace slipway::viz {

/// How a drawing is to be packed. Tight: boxes as narrow as their words, columns as close as arrow
/// heads allow, texts of arrows where there is room. For sheets, which cannot be scrolled.
struct Packing {
  bool is_tight = false;
  std::size_t legend_columns = 0;  // entries side by side; 0: as the arrangement has it
};

struct Arrangement {
  std::size_t num_columns = 1;
  bool is_wide = false;              // many columns: boxes are kept narrow
  bool is_tight = false;             // narrower still, and close to each other; then wide too
  std::size_t legend_columns = 0;    // entries side by side; 0: two or three
  std::size_t header_width = 84;     // characters of 12 points above the drawing
  bool has_frame_beside = false;     // list and legend stand right of the drawing, not below it
  std::uint32_t anchor = 0;          // a box in the last column of the largest part,
  std::vector<std::uint32_t> moved;  // and the first boxes of other parts, to be put right of it
  std::vector<bool> in_other_part;   // by box; empty when nothing is moved
  std::vector<std::size_t> column;   // by box, from the left
  std::vector<bool> loose;           // by link: says nothing about columns; empty: none
  bool is_loose(std::size_t link) const { return !loose.empty() && loose[link]; }
  bool is_moved(std::size_t box) const { return !in_other_part.empty() && in_other_part[box]; }
};

/// Estimates. Cost: linear in boxes and links, some rounds.
Arrangement arrange(const GraphReport& report, Packing packing = {});

/// Estimates how many pixels high the text in boxes is when the picture fills a projector.
double text_on_screen(const GraphReport& report);

/// Says whether the link may decide which of its boxes stands further left. Arrows into folded
/// rests may not: they would drag what comes after the rest to the left of what it waits for.
bool is_ordering(const GraphReport& report, const GraphLink& link);

/// Says whether both ends may be worked on at once (SS, FF, SF): then they may share a column.
bool is_at_once(const GraphLink& link);

}  // namespace slipway::viz
