#include "planner/io/json_edit.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace slipway {
namespace {

constexpr std::size_t kWidestMargin = 80;  // beyond, what follows stays on the line

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_json_space(text[at])) ++at;
  return at;
}

std::string_view between(std::string_view text, std::size_t from, std::size_t to) {
  return text.substr(from, to - from);
}

// What stands between two neighbours: as it does already, else as the rest of the file suggests.
std::string separator(std::string_view text, std::size_t open,
                      const std::vector<JsonEntry>& entries, const JsonLayout& layout) {
  for (std::size_t i = entries.size(); i-- > 1;) {
    const std::string_view gap = between(text, entries[i - 1].end, entries[i].begin);
    if (has_line_break(gap)) return std::string(gap);
  }
  const JsonEntry& first = entries.front();
  const std::string_view lead = between(text, open + 1, first.begin);
  if (entries.size() > 1) return std::string(between(text, first.end, entries[1].begin));
  if (has_line_break(lead)) return "," + std::string(lead);
  const bool stands_alone = !has_line_break(between(text, first.begin, first.end));
  if (!layout.line_end.empty() && stands_alone) {
    const std::string column = column_of(text, first.begin);
    if (column.size() <= kWidestMargin) return "," + layout.line_end + column;
  }
  return layout.comma;
}

// The indentation of a line that begins with what stands behind `gap`; `otherwise` if none does.
std::string margin_behind(std::string_view gap, std::string_view otherwise) {
  const std::size_t last = gap.find_last_of("\n\r");
  if (last == std::string_view::npos) return std::string(otherwise);
  const std::string_view margin = gap.substr(last + 1);
  return std::string(margin.substr(0, std::min(margin.find(','), margin.size())));
}

}  // namespace

std::string apply_splice(std::string_view text, const Splice& splice) {
  std::string out(text.substr(0, splice.offset));
  out += splice.text;
  out += text.substr(splice.offset + splice.length);
  return out;
}

std::size_t skip_value(std::string_view text, std::size_t at) {
  if (text[at] == '"') return skip_string(text, at);
  if (text[at] != '{' && text[at] != '[') {
    while (at < text.size() && !is_json_space(text[at]) && text[at] != ',' && text[at] != '}' &&
           text[at] != ']') {
      ++at;
    }
    return at;
  }
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  return at;
}

std::vector<JsonEntry> entries_of(std::string_view text, std::size_t open) {
  std::vector<JsonEntry> out;
  const bool is_object = text[open] == '{';
  std::size_t at = skip_space(text, open + 1);
  while (at < text.size() && text[at] != '}' && text[at] != ']') {
    JsonEntry entry;
    entry.begin = entry.value = at;
    if (is_object) {
      const std::size_t colon = skip_space(text, skip_string(text, at));
      entry.value = skip_space(text, colon + 1);
    }
    if (entry.value >= text.size()) break;
    entry.end = skip_value(text, entry.value);
    out.push_back(entry);
    at = skip_space(text, entry.end);
    if (at < text.size() && text[at] == ',') at = skip_space(text, at + 1);
  }
  return out;
}

std::string key_of(std::string_view text, const JsonEntry& member) {
  const std::string_view key = between(text, member.begin, skip_string(text, member.begin));
  const auto value = nlohmann::json::parse(key, nullptr, false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::size_t first_value(std::string_view text) {
  return skip_space(text, text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
}

Splice append_entry(std::string_view text, std::size_t open, const JsonLayout& layout,
                    const EntryWriter& write) {
  const std::vector<JsonEntry> entries = entries_of(text, open);
  if (!entries.empty()) {
    const JsonEntry& last = entries.back();
    const std::string gap = separator(text, open, entries, layout);
    return {last.end, 0, gap + write(margin_behind(gap, margin_of(text, last.begin)))};
  }
  const std::size_t close = skip_space(text, open + 1);
  const std::string_view inside = between(text, open + 1, close);
  const std::string outer(margin_of(text, open));
  if (has_line_break(inside)) {
    const std::size_t last = inside.find_last_of("\n\r");
    const bool is_pair = inside[last] == '\n' && last > 0 && inside[last - 1] == '\r';
    const std::string margin = std::string(inside.substr(last + 1)) + layout.indent;
    return {open + 1 + last - (is_pair ? 1 : 0), 0, layout.line_end + margin + write(margin)};
  }
  if (!inside.empty() || layout.line_end.empty()) {
    const std::string_view pad = text[open] == '{' ? layout.in_object : layout.in_nest;
    if (inside.empty()) return {open + 1, 0, std::string(pad) + write(outer) + std::string(pad)};
    return {open + 1, 0, std::string(inside) + write(outer)};
  }
  const std::string margin = outer + layout.indent;
  return {open + 1, 0, layout.line_end + margin + write(margin) + layout.line_end + outer};
}

Splice replace_elements(std::string_view text, std::size_t open, const JsonLayout& layout,
                        const std::vector<std::string>& elements) {
  const std::vector<JsonEntry> old = entries_of(text, open);
  const std::size_t end = skip_value(text, open);
  if (elements.empty()) return {open, end - open, "[]"};
  const std::string outer(margin_of(text, open));
  std::string lead(between(text, open + 1, old.empty() ? end - 1 : old.front().begin));
  std::string tail(old.empty() ? "" : between(text, old.back().end, end - 1));
  std::string gap = layout.comma;
  bool is_broken = false;  // each element over several lines
  if (old.empty()) {
    // Lines of its own are for lists that had them.
    const bool breaks = has_line_break(lead) && !layout.line_end.empty();
    lead = breaks ? layout.line_end + outer + layout.indent : layout.in_nest;
    tail = breaks ? layout.line_end + outer : layout.in_nest;
    if (breaks) gap = "," + lead;
    is_broken = breaks && !layout.leaves_on_one_line;
  } else {
    if (old.size() > 1 || has_line_break(lead)) gap = separator(text, open, old, layout);
    is_broken = has_line_break(between(text, old.front().begin, old.front().end));
  }
  const auto write = [&](std::string_view apart) {
    const std::string margin = margin_behind(has_line_break(apart) ? apart : lead, outer);
    std::string out = "[" + lead;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (i > 0) out += apart;
      out += lay_out(elements[i], layout, is_broken ? kAllLevels : 0, margin);
    }
    return out + tail + "]";
  };
  std::string list = write(gap);
  if (!layout.line_end.empty() && elements.size() > 1 && !has_line_break(list)) {
    const std::string column = column_of(text, open) + " " + lead;
    if (column.size() + list.size() > kWidestLine && column.size() <= kWidestMargin) {
      list = write("," + layout.line_end + column);
    }
  }
  return {open, end - open, std::move(list)};
}

}  // namespace slipway
