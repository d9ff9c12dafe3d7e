#include "planner/io/quick_plan.hpp"

#include <atomic>
#include <memory>
#include <optional>

#include "planner/base/beside.hpp"
#include "planner/io/quick_json.hpp"

namespace slipway {
namespace {

// A part of a list of goals, read by a thread of its own.
struct Part {
  explicit Part(const PlanBuilder& whole) : builder(whole.make_part(findings)) {}
  Findings findings;
  PlanBuilder builder;
  std::optional<std::size_t> end;  // behind the list's closing bracket
};

// Reads the elements of a list from `at` (the first byte of an element) on and hands them to
// `builder`. Stops behind the closing bracket, or at `stop` when an element starts exactly there.
struct ListEnd {
  std::size_t at = 0;
  bool is_closed = false;
};
std::optional<ListEnd> read_elements(std::string_view text, std::size_t at, std::size_t stop,
                                     std::string_view key, PlanBuilder& builder) {
  QuickJson json(text, builder.spare_texts());
  ValueTree tree;
  for (;;) {
    const auto end = json.read(at, tree, kDeepest - 2);
    if (!end) return std::nullopt;
    builder.element(key, tree);
    at = json.skip_space(*end);
    if (at >= text.size()) return std::nullopt;
    if (text[at] == ']') return ListEnd{at + 1, true};
    if (text[at] != ',') return std::nullopt;
    at = json.skip_space(at + 1);
    if (at == stop) return ListEnd{at, false};
  }
}

// A place where an element probably starts. Whether it does shows when the reader gets there.
std::optional<std::size_t> guess_element(std::string_view text, std::size_t from) {
  const auto skip_back = [&](std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '\r' ||
                      text[at - 1] == '\t')) {
      --at;
    }
    return at;
  };
  for (std::size_t at = text.find("\"id\"", from); at != std::string_view::npos;
       at = text.find("\"id\"", at + 1)) {
    const std::size_t brace = skip_back(at);
    if (brace == 0 || text[brace - 1] != '{') continue;
    const std::size_t comma = skip_back(brace - 1);
    if (comma > 0 && text[comma - 1] == ',') return brace - 1;
  }
  return std::nullopt;
}

std::optional<std::size_t> read_list(std::string_view text, std::size_t first, std::string_view key,
                                     PlanBuilder& builder, std::size_t min_split) {
  const bool is_long = key == "goals" && text.size() - first >= min_split;
  const auto split =
      is_long ? guess_element(text, first + (text.size() - first) / 2) : std::nullopt;
  if (!split) {
    const auto end = read_elements(text, first, std::string_view::npos, key, builder);
    return end ? std::optional(end->at) : std::nullopt;
  }
  auto part = std::make_unique<Part>(builder);
  Beside helper([&] {
    const auto end = read_elements(text, *split, std::string_view::npos, key, part->builder);
    if (end) part->end = end->at;
  });
  const auto end = read_elements(text, first, *split, key, builder);
  if (!end) return std::nullopt;
  if (end->is_closed) return end->at;  // the guess lay elsewhere; what was read there is dropped
  helper.join();
  if (!part->end) return std::nullopt;
  builder.append(std::move(part->builder), std::move(part->findings));
  return part->end;
}

}  // namespace

bool read_quickly(std::string_view text, PlanBuilder& builder, std::size_t min_split) {
  QuickJson json(text, builder.spare_texts());
  std::size_t at = json.skip_space(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  if (at >= text.size() || text[at] != '{') return false;
  at = json.skip_space(at + 1);
  ValueTree tree;
  for (bool is_first = true;; is_first = false) {
    if (at >= text.size()) return false;
    if (is_first && text[at] == '}') break;
    if (text[at] != '"') return false;
    const std::size_t key_from = at;
    std::string_view key;
    const auto key_end = json.read_string(at, key);
    if (!key_end) return false;
    const Place key_place{static_cast<std::uint32_t>(key_from),
                          static_cast<std::uint32_t>(*key_end - key_from)};
    at = json.skip_space(*key_end);
    if (at >= text.size() || text[at] != ':') return false;
    at = json.skip_space(at + 1);
    if (at >= text.size()) return false;

    const std::size_t value_from = at;
    std::optional<std::size_t> end;
    if (text[at] == '[' && builder.wants_elements(key)) {
      const std::size_t first = json.skip_space(at + 1);
      if (first >= text.size()) return false;
      end = text[first] == ']' ? std::optional(first + 1)
                               : read_list(text, first, key, builder, min_split);
      if (!end) return false;
      tree.clear();
      Value list;
      list.type = ValueType::array;
      list.place = {static_cast<std::uint32_t>(value_from),
                    static_cast<std::uint32_t>(*end - value_from)};
      tree.add(list, Value::kNone, Value::kNone);
    } else {
      end = json.read(at, tree, kDeepest - 1);
      if (!end) return false;
    }
    tree.node(0).key = key;
    tree.node(0).key_place = key_place;
    builder.member(tree);
    at = json.skip_space(*end);
    if (at >= text.size()) return false;
    if (text[at] == '}') break;
    if (text[at] != ',') return false;
    at = json.skip_space(at + 1);
  }
  return json.skip_space(at + 1) == text.size();
}

}  // namespace slipway
