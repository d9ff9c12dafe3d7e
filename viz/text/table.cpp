#include "viz/text/table.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "planner/base/utf8.hpp"
#include "viz/text/name_cut.hpp"

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

// The widths that a column may have.
class Floor {
 public:
  // `names`: texts that must be told apart; none where any will do.
  Floor(std::size_t least, std::vector<std::string> names)
      : least_(least), names_(std::move(names)) {}

  bool is_fixed() const { return least_ == 0; }
  /// Returns the width nearest below `width`, or the first above it, that the column may have.
  std::size_t settle(std::size_t width) const {
    const std::size_t wanted = std::max(width, least_);
    if (names_.empty()) return wanted;
    for (std::size_t at = wanted; at >= least_ && at > 0; --at) {
      if (cut_apart(names_, at)) return at;
    }
    return least_width_apart(names_, wanted);
  }

 private:
  std::size_t least_;
  std::vector<std::string> names_;
};

// Narrows what may be narrowed, the last column first, until all fits: names stand first and are
// needed whole, remarks stand last.
void narrow(std::vector<std::size_t>& widths, const std::vector<bool>& shown,
            const std::vector<Floor>& floors, std::size_t width) {
  for (std::size_t c = widths.size(); c-- > 0;) {
    const std::size_t total = total_width(widths, shown);
    if (total <= width) return;
    if (!shown[c] || floors[c].is_fixed()) continue;
    const std::size_t taken = std::min(total - width, widths[c]);
    widths[c] = std::min(widths[c], floors[c].settle(widths[c] - taken));
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

std::vector<std::string> Table::texts_of(std::size_t column) const {
  std::vector<std::string> out;
  out.reserve(rows_.size());
  for (const std::vector<Cell>& row : rows_) out.push_back(row[column].text);
  return out;
}

Table::Layout Table::find_layout(std::size_t width) const {
  Layout layout;
  for (const Column& column : columns_) {
    layout.widths.push_back(has_header_ ? display_width(column.title) : 0);
    layout.shown.push_back(false);
  }
  for (const std::vector<Cell>& row : rows_) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row[c].text.empty()) continue;
      layout.shown[c] = true;
      layout.widths[c] = std::max(layout.widths[c], display_width(row[c].text));
    }
  }
  if (total_width(layout.widths, layout.shown) <= width) return layout;
  std::vector<Floor> floors;
  std::vector<Floor> hard_floors;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const std::size_t least = columns_[c].least;
    const std::vector<std::string> names =
        columns_[c].has_names ? texts_of(c) : std::vector<std::string>{};
    floors.emplace_back(least, names);
    hard_floors.emplace_back(std::min(least, kHardLeast), names);
  }
  const std::vector<std::size_t> natural = layout.widths;
  narrow(layout.widths, layout.shown, floors, width);
  while (total_width(layout.widths, layout.shown) > width) {
    std::size_t out = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!layout.shown[c] || columns_[c].drop == 0) continue;
      if (out == columns_.size() || columns_[c].drop > columns_[out].drop) out = c;
    }
    if (out == columns_.size()) break;
    layout.shown[out] = false;
    layout.widths = natural;
    narrow(layout.widths, layout.shown, floors, width);
  }
  narrow(layout.widths, layout.shown, hard_floors, width);
  return layout;
}

// The texts of a column as they are shown.
std::vector<std::string> Table::cut(std::size_t column, std::size_t width) const {
  std::vector<std::string> out = texts_of(column);
  if (columns_[column].has_names) {
    if (auto apart = cut_apart(out, width)) return *std::move(apart);
  }
  for (std::string& text : out) text = fit_width(text, width);
  return out;
}

std::string Table::to_text(std::size_t width, bool colour) const {
  if (rows_.empty()) return "";
  const Layout layout = find_layout(width > indent_ ? width - indent_ : 1);
  std::string out;
  std::string pending;  // spaces that are written only if text follows
  std::vector<std::vector<std::string>> texts(columns_.size());  // by column, then row
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (layout.shown[c]) texts[c] = cut(c, layout.widths[c]);
  }
  const auto add_cell = [&](std::size_t c, const std::string& shown, Style style) {
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
    add_line([&](std::size_t c) {
      add_cell(c, fit_width(columns_[c].title, layout.widths[c]), Style::strong);
    });
    add_line([&](std::size_t c) { add_cell(c, std::string(layout.widths[c], '-'), Style::muted); });
  }
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    add_line([&](std::size_t c) { add_cell(c, texts[c][row], rows_[row][c].style); });
  }
  return out;
}

}  // namespace slipway::viz
