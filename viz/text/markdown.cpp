#include "viz/text/markdown.hpp"

#include <algorithm>
#include <cassert>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

// Between a sign and what it refers to: forges no longer see one thing.
constexpr std::string_view kGap = "&#8203;";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_word(char c) {
  const char small = lower(c);
  return is_digit(c) || (small >= 'a' && small <= 'z') || c == '_';
}

// Says whether `text` goes on with `word`, in lower case, at `at`.
bool has_at(std::string_view text, std::size_t at, std::string_view word) {
  if (text.size() - at < word.size()) return false;
  return std::ranges::equal(text.substr(at, word.size()), word, {}, lower);
}

// Says whether a gap must follow the character at `at`.
bool is_reference(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  const bool starts = at == 0 || !is_word(text[at - 1]);
  switch (text[at]) {
    case '@':  // somebody, or a mail address
      return next != '\0' && next != ' ';
    case '#':  // an issue, also of another repository: a/b#12
      return is_word(next);
    case '!':  // GitLab: a merge request, a snippet, a label, a milestone, an epic
    case '$':
    case '~':
    case '%':
    case '&':
      return starts && (is_word(next) || next == '"');
    case '-':  // GH-12
      return is_digit(next) && at >= 2 && has_at(text, at - 2, "gh") &&
             (at == 2 || !is_word(text[at - 3]));
    case ':':  // http://, mailto:
      return has_at(text, at, "://") || (at >= 6 && has_at(text, at - 6, "mailto")) ||
             (at >= 4 && has_at(text, at - 4, "xmpp"));
    case 'w':
    case 'W':  // www.
      return at >= 2 && has_at(text, at - 2, "www.");
    default:
      return false;
  }
}

}  // namespace

std::string markdown_cell(std::string_view text) {
  const std::string line = make_printable(text);
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\\':
      case '|':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '~':
      case '#':
      case '!':
      case '$':
        out += '\\';
        [[fallthrough]];
      default:
        out += c;
    }
    if (is_reference(line, at)) out += kGap;
  }
  return out;
}

void MarkdownTable::add(const std::vector<std::string>& cells) { rows_ += line_of(cells); }

std::string MarkdownTable::text() const {
  std::vector<std::string> titles;
  for (const MarkdownColumn& column : columns_) titles.emplace_back(column.title);
  std::string out = line_of(titles) + '|';
  for (const MarkdownColumn& column : columns_) {
    if (column.is_shown) out += column.is_number ? "---:|" : "---|";
  }
  return out + '\n' + rows_;
}

std::string MarkdownTable::line_of(const std::vector<std::string>& cells) const {
  assert(cells.size() == columns_.size());
  std::string out = "|";
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].is_shown) out += ' ' + cells[i] + " |";
  }
  return out + '\n';
}

}  // namespace slipway::viz
