// Texts from a plan inside Markdown, and tables of them. Private to viz.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slipway::viz {

/// Returns `text` printable, on one line, fit for a cell of a table: nothing in it is markup, HTML
/// or the end of the cell. On a forge it calls nobody and links nowhere: what would be a mention
/// (`@ana`), a reference (`#12`, `GH-12`, GitLab's `!12`), a mail address or a web address is
/// broken by a space of no width, `&#8203;`, which a reader does not see. A backslash or an entity
/// for the sign itself would not do: forges look for references in the page they have made. Source:
/// GitHub Flavored Markdown 0.29, section 6.9 (autolinks); GitHub and GitLab on references.
std::string markdown_cell(std::string_view text);

/// One column of a table. One that is not shown takes cells all the same.
struct MarkdownColumn {
  std::string_view title;
  bool is_number = false;  // at the right
  bool is_shown = true;
};

/// A table that is written row by row.
class MarkdownTable {
 public:
  explicit MarkdownTable(std::vector<MarkdownColumn> columns) : columns_(std::move(columns)) {}

  /// Adds a row: a cell for each column, as Markdown.
  void add(const std::vector<std::string>& cells);
  bool is_empty() const { return rows_.empty(); }
  /// Returns the head, its rule and the rows, each with its line's end.
  std::string text() const;

 private:
  std::string line_of(const std::vector<std::string>& cells) const;

  std::vector<MarkdownColumn> columns_;
  std::string rows_;
};

}  // namespace slipway::viz
