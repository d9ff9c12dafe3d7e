#include "viz/text/wording.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "planner/base/utf8.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kWidestLine = 100;  // longer lines of prose are hard to read

// Returns the bytes of the colour code at `at`, 0 when there is none.
std::size_t code_length(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\x1b[") return 0;
  const std::size_t end = text.find('m', at);
  return end == std::string_view::npos ? 0 : end - at + 1;
}

// Walks over what a reader sees as one character each: calls visit(bytes before it, bytes after
// it, columns) until that returns false.
template <typename Visit>
void visit_characters(std::string_view text, Visit visit) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    if (const std::size_t code = code_length(text, at); code > 0) {
      at += code;
      if (!visit(begin, at, std::size_t{0})) return;
      continue;
    }
    auto previous = static_cast<utf8proc_int32_t>(next_code_point(text, at));
    int columns = utf8proc_charwidth(previous);
    utf8proc_int32_t state = 0;
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      std::size_t next = at;
      const auto c = static_cast<utf8proc_int32_t>(next_code_point(text, next));
      if (utf8proc_grapheme_break_stateful(previous, c, &state)) break;
      columns = std::max(columns, utf8proc_charwidth(c));  // a joined emoji is as wide as one
      previous = c;
      at = next;
    }
    if (!visit(begin, at, static_cast<std::size_t>(std::max(columns, 0)))) return;
  }
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

std::size_t display_width(std::string_view text) {
  if (is_plain(text)) return text.size();
  std::size_t width = 0;
  visit_characters(text, [&](std::size_t, std::size_t, std::size_t columns) {
    width += columns;
    return true;
  });
  return width;
}

std::string fit_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return "";
  std::size_t used = 0;
  std::size_t bytes = 0;
  visit_characters(text, [&](std::size_t, std::size_t end, std::size_t width) {
    if (used + width > columns - 1) return false;
    used += width;
    bytes = end;
    return true;
  });
  std::string out(text.substr(0, bytes));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

std::string fit_middle(std::string_view text, std::size_t columns, std::size_t end) {
  const std::size_t all = display_width(text);
  if (all <= columns) return std::string(text);
  if (columns == 0) return "";
  // The end begins behind what is left out.
  std::size_t passed = 0;
  std::size_t begin = text.size();
  visit_characters(text, [&](std::size_t from, std::size_t, std::size_t width) {
    if (all - passed <= end) {
      begin = from;
      return false;
    }
    passed += width;
    return true;
  });
  const std::string_view kept = text.substr(begin);
  return fit_width(text, columns - std::min(columns - 1, display_width(kept))) + std::string(kept);
}

std::string to_day_and_month(Date date) {
  const std::string words = to_words(date);  // "Fri 5 Oct 2018"
  const std::size_t first = words.find(' ') + 1;
  return words.substr(first, words.rfind(' ') - first);
}

int year_of(Date date) {
  const std::string words = to_words(date);
  return std::stoi(words.substr(words.rfind(' ') + 1));
}

std::string to_grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string to_count(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", to_grouped(number), noun, number == 1 ? "" : "s");
}

std::string to_days(double days) {
  double shown = std::round(days * 10.0) / 10.0;
  if (shown == 0.0 && std::fabs(days) > 1e-9) shown = days < 0.0 ? -0.1 : 0.1;
  if (shown == 0.0) return "0";
  if (shown == std::round(shown)) return fmt::format("{:.0f}", shown);
  return fmt::format("{:.1f}", shown);
}

std::string with_arrows(std::string_view text) {
  constexpr std::string_view kTyped = " -> ";
  std::string out(text);
  for (std::size_t at = out.find(kTyped); at != std::string::npos; at = out.find(kTyped, at)) {
    out.replace(at, kTyped.size(), kArrow);
  }
  return out;
}

std::string to_odds(double share) {
  if (share < 0.05) return "<5 %";
  if (share > 0.95) return ">95 %";
  return fmt::format("{:.0f} %", share * 100.0);
}

std::string to_percent(double share) {
  if (share < 0.01) return "<1 %";
  if (share > 0.99) return ">99 %";
  return fmt::format("{:.0f} %", share * 100.0);
}

std::string to_whole_percent(double share) { return fmt::format("{:.0f} %", share * 100.0); }

std::string_view word_of_odds(double share) {
  const long percent = std::lround(share * 100.0);  // so that nothing reads "50 %, likely late"
  if (percent < 50) return "likely late";
  return percent < 80 ? "at risk" : "";
}

std::string to_list(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  width = std::min(width, kWidestLine);
  std::string out;
  std::size_t used = 0;
  bool at_start = true;
  while (!text.empty()) {
    std::size_t end = text.find(' ');
    // "34 %" and its like stay together.
    while (end != std::string_view::npos && end + 1 < text.size() && text[end + 1] == '%') {
      end = text.find(' ', end + 1);
    }
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::size_t columns = display_width(word);
    if (!at_start && used + 1 + columns > width) {
      out += '\n';
      out.append(indent, ' ');
      used = indent;
    } else if (!at_start) {
      out += ' ';
      ++used;
    }
    out += word;
    used += columns;
    at_start = false;
  }
  return out + '\n';
}

}  // namespace slipway::viz
