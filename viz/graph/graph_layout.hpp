// Graphviz in a child process that is limited in time and memory: its running time is unbounded, it
// is not thread-safe, and it reads hostile text. No other file knows its headers.
#pragma once

#include <chrono>
#include <string>

namespace slipway::viz {

enum class LayoutFormat : unsigned char { svg, png, pdf };

struct LayoutResult {
  bool ok = false;
  std::string bytes{};  // of the picture, when ok
  std::string problem;  // else one line: "took longer than 10 s", or what Graphviz said
};

/// Lays out and draws `dot`. Never hangs longer than `deadline` and never throws away the calling
/// process; a crash of Graphviz is a problem like any other. The bytes begin as the format demands.
/// Call it only while no other thread runs: it forks.
LayoutResult run_layout(const std::string& dot, LayoutFormat format,
                        std::chrono::milliseconds deadline);

}  // namespace slipway::viz
