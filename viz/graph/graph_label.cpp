#include "viz/graph/graph_label.hpp"

namespace slipway::viz {

std::string Pen::text(std::string_view escaped, const LabelLook& look) const {
  if (escaped.empty()) escaped = " ";  // Graphviz refuses empty pieces of text
  std::string out = "<FONT POINT-SIZE=\"" + std::to_string(look.size) + "\" COLOR=\"" +
                    colour(look.paint) + "\">";
  if (look.bold) out += "<B>";
  if (look.struck) out += "<S>";
  out += escaped;
  if (look.struck) out += "</S>";
  if (look.bold) out += "</B>";
  return out + "</FONT>";
}

std::string Pen::badge(std::string_view escaped, Paint ink, Paint fill, Paint edge) const {
  return "<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
         "FIXEDSIZE=\"TRUE\" WIDTH=\"18\" HEIGHT=\"17\" COLOR=\"" +
         colour(edge) + "\" BGCOLOR=\"" + colour(fill) +
         "\"><TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"16\" HEIGHT=\"15\">" +
         "<FONT FACE=\"DejaVu Sans\" POINT-SIZE=\"12\" COLOR=\"" + colour(ink) + "\"><B>" +
         std::string(escaped) + "</B></FONT></TD></TR></TABLE>";
}

std::string open_table(int padding, std::string_view more) {
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"" +
         std::to_string(padding) + "\"" + (more.empty() ? "" : " ") + std::string(more) + ">";
}

std::string cell(std::string_view content, std::string_view attributes) {
  return "<TD " + std::string(attributes) + ">" + std::string(content) + "</TD>";
}

std::string gap(int width) { return "<TD WIDTH=\"" + std::to_string(width) + "\"></TD>"; }

std::string row(std::string_view cells) { return "<TR>" + std::string(cells) + "</TR>"; }

}  // namespace slipway::viz
