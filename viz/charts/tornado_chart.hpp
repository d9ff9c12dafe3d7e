// View 9, what moves a date most: a bar for each goal, blocker, risk, link or ask, from the P80
// when it goes well to the P80 when it goes badly. Facts come from the report; only places and
// words are made here.
#pragma once

#include <cstddef>
#include <string>

#include "planner/report/tornado_report.hpp"
#include "viz/scene/frame.hpp"
#include "viz/scene/scene.hpp"

namespace slipway::viz {

/// Bars that a picture on a screen shows; the rest is summed up in one.
inline constexpr std::size_t kMostBars = 10;

/// Draws the report; its rows are in order. Without rows the picture says that nothing moves it. It
/// is one page on any paper, with as many bars as fit.
Scene draw_tornado(const TornadoReport& report, const Frame& frame = {});

/// Returns what the picture says first, in a sentence.
std::string answer_in_words(const TornadoReport& report);

/// Returns the same facts as a Markdown table: every row, not only those drawn.
std::string to_markdown(const TornadoReport& report);

}  // namespace slipway::viz
