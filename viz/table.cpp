#include "viz/table.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kGap = 2;        // spaces between columns
constexpr std::size_t kHardLeast = 6;  // what is left of a column when nothing else helps

std::size_t total_width(const std::vector<std::size_t>& widths, const std::vector<bool>& shown) {
  std::size_t total = 0;
  std::size_t columns = 0;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (!shown[c]) continue;
    total += widths[c];
    ++columns;
  }
  return columns == 0 ? 0 : total + kGap * (columns - 1);
}

// Narrows what may be narrowed, the last column first, until all fits: names stand first and are
// needed whole, remarks stand last.
void narrow(std::vector<std::size_t>& widths, const std::vector<bool>& shown,
            const std::vector<std::size_t>& least, std::size_t width) {
  const std::size_t total = total_width(widths, shown);
  std::size_t excess = total > width ? total - width : 0;
  for (std::size_t c = widths.size(); c-- > 0;) {
    if (!shown[c] || least[c] == 0 || widths[c] <= least[c]) continue;
    const std::size_t taken = std::min(excess, widths[c] - least[c]);
    widths[c] -= taken;
    excess -= taken;
  }
}

}  // namespace

Table::Table(std::vector<Column> columns, bool has_header, std::size_t indent)
    : columns_(std::move(columns)), has_header_(has_header), indent_(indent) {}

void Table::add_row(std::vector<Cell> row) {
  if (row.size() != columns_.size()) throw std::invalid_argument("a row needs a cell per column");
  for (Cell& cell : row) cell.text = make_printable(cell.text);
  rows_.push_back(std::move(row));
}

Table::Layout Table::find_layout(std::size_t width) const {
  Layout layout;
  std::vector<std::size_t> least;
  std::vector<std::size_t> hard_least;
  for (const Column& column : columns_) {
    layout.widths.push_back(has_header_ ? display_width(column.title) : 0);
    layout.shown.push_back(false);
    least.push_back(column.least);
    hard_least.push_back(column.least == 0 ? 0 : std::min(column.least, kHardLeast));
  }
  for (const std::vector<Cell>& row : rows_) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row[c].text.empty()) continue;
      layout.shown[c] = true;
      layout.widths[c] = std::max(layout.widths[c], display_width(row[c].text));
    }
  }
  const std::vector<std::size_t> natural = layout.widths;
  narrow(layout.widths, layout.shown, least, width);
  while (total_width(layout.widths, layout.shown) > width) {
    std::size_t out = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!layout.shown[c] || columns_[c].drop == 0) continue;
      if (out == columns_.size() || columns_[c].drop > columns_[out].drop) out = c;
    }
    if (out == columns_.size()) break;
    layout.shown[out] = false;
    layout.widths = natural;
    narrow(layout.widths, layout.shown, least, width);
  }
  narrow(layout.widths, layout.shown, hard_least, width);
  return layout;
}

std::string Table::to_text(std::size_t width, bool colour) const {
  if (rows_.empty()) return "";
  const Layout layout = find_layout(width > indent_ ? width - indent_ : 1);
  std::string out;
  std::string pending;  // spaces that are written only if text follows
  const auto add_cell = [&](std::size_t c, std::string_view text, Style style) {
    const std::string shown = fit_width(text, layout.widths[c]);
    const std::size_t room = layout.widths[c] - std::min(layout.widths[c], display_width(shown));
    if (columns_[c].align == Align::right) pending.append(room, ' ');
    if (!shown.empty()) {
      out += pending;
      pending.clear();
      out += paint(shown, style, colour);
    }
    if (columns_[c].align == Align::left) pending.append(room, ' ');
    pending.append(kGap, ' ');
  };
  const auto add_line = [&](const auto& text_of) {
    pending.assign(indent_, ' ');
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (layout.shown[c]) text_of(c);
    }
    out += '\n';
  };
  if (has_header_) {
    add_line([&](std::size_t c) { add_cell(c, columns_[c].title, Style::strong); });
    add_line([&](std::size_t c) { add_cell(c, std::string(layout.widths[c], '-'), Style::muted); });
  }
  for (const std::vector<Cell>& row : rows_) {
    add_line([&](std::size_t c) { add_cell(c, row[c].text, row[c].style); });
  }
  return out;
}

}  // namespace slipway::viz
