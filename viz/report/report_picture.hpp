// A picture inside a report: what it shows and how it is drawn. Whoever makes the report draws
// them; the page and the Markdown only place them.
#pragma once

#include <string>
#include <vector>

namespace slipway::viz {

struct ReportPicture {
  std::string name;                // `graph`: its place on the page
  std::string title;               // a heading: "Who waits for whom"
  std::vector<std::string> notes;  // the answer in words, what is left out
  std::string svg;                 // as for a file of its own, light theme; empty: not drawn
  std::string mermaid;             // for Markdown; empty: none
  std::string table{};             // for Markdown: the same facts in words; empty: none
};

}  // namespace slipway::viz
