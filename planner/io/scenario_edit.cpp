#include "planner/io/scenario_edit.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "planner/base/source.hpp"
#include "planner/base/utf8.hpp"
#include "planner/io/json_edit.hpp"
#include "planner/io/plan_reader.hpp"

namespace slipway {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kScenarios = "scenarios";

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

Diagnostic cannot_save(Code code, std::string_view name, const std::string& why, std::string hint) {
  return {.code = code,
          .message = "cannot save scenario " + quoted(name) + ": " + why,
          .hint = std::move(hint)};
}

// What in a name nobody could type again after seeing it; empty when there is nothing.
std::string find_name_problem(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (c == U'\n' || c == U'\r' || c == 0x85 || c == 0x2028 || c == 0x2029) return "a line break";
    if (!is_unsafe(c) && c != U'\t') continue;
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string digits;
    for (auto rest = static_cast<std::uint32_t>(c); rest > 0 || digits.size() < 4; rest /= 16)
      digits.insert(digits.begin(), kDigits[rest % 16]);
    return "a control character (U+" + digits + ")";
  }
  return "";
}

std::optional<std::string> string_at(std::string_view text, const JsonEntry& entry) {
  if (text[entry.value] != '"') return std::nullopt;
  const auto value = Json::parse(text.substr(entry.value, entry.end - entry.value), nullptr, false);
  return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

const JsonEntry* find_member(std::string_view text, const std::vector<JsonEntry>& members,
                             std::string_view key) {
  const auto at = std::ranges::find_if(
      members, [&](const JsonEntry& member) { return key_of(text, member) == key; });
  return at == members.end() ? nullptr : &*at;
}

// How a new scenario is written: like the last object of the last list that has any, and of the
// scenarios themselves if they have.
struct Shape {
  bool list_is_broken = true;    // objects begin on lines of their own
  bool object_is_broken = true;  // its keys, too
};

Shape find_shape(std::string_view text, const std::vector<JsonEntry>& members,
                 const JsonLayout& layout) {
  Shape out;
  out.list_is_broken = !layout.line_end.empty();
  out.object_is_broken = out.list_is_broken && !layout.leaves_on_one_line;
  const JsonEntry* const own = find_member(text, members, kScenarios);
  const auto look_at = [&](const JsonEntry& member) {
    if (text[member.value] != '[') return false;
    const std::vector<JsonEntry> elements = entries_of(text, member.value);
    if (elements.empty() || text[elements.back().begin] != '{') return false;
    const auto breaks_behind = [&](std::size_t open) {
      const std::size_t next = text.find_first_not_of(" \t\r\n", open + 1);
      return has_line_break(text.substr(open, next - open));
    };
    out.list_is_broken = breaks_behind(member.value);
    out.object_is_broken = breaks_behind(elements.back().begin);
    return true;
  };
  if (own != nullptr && look_at(*own)) return out;
  for (std::size_t i = members.size(); i-- > 0 && !look_at(members[i]);) {
  }
  return out;
}

// A scenario on one line; too long a line is broken between its keys, then between its changes.
std::string write_flat(const std::string& name, const std::vector<std::string>& changes,
                       const JsonLayout& layout, std::string_view margin) {
  const auto write = [&](std::string_view between_keys, std::string_view between_changes) {
    std::string out = "{" + layout.in_object + "\"name\"" + layout.colon + name;
    out += between_keys;
    out += "\"changes\"" + layout.colon + "[" + (changes.empty() ? "" : layout.in_nest);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (i > 0) out += between_changes;
      out += lay_out(changes[i], layout, 0, "");
    }
    return out + (changes.empty() ? "" : layout.in_nest) + "]" + layout.in_object + "}";
  };
  std::string out = write(layout.comma, layout.comma);
  if (layout.line_end.empty() || margin.size() + count_code_points(out) <= kWidestLine) return out;
  const std::string column = layout.line_end + std::string(margin) + " " + layout.in_object;
  const std::string between_keys = "," + column;
  out = write(between_keys, layout.comma);
  const std::string_view last = std::string_view(out).substr(out.find_last_of("\r\n") + 1);
  if (count_code_points(last) <= kWidestLine) return out;
  const std::string before = "\"changes\"" + layout.colon + "[" + layout.in_nest;
  return write(between_keys, "," + column + std::string(before.size(), ' '));
}

std::string write_scenario(const std::string& name, const std::vector<std::string>& changes,
                           const JsonLayout& layout, const Shape& shape, std::string_view margin) {
  if (!shape.object_is_broken) return write_flat(name, changes, layout, margin);
  std::string json = "{\"name\":" + name + ",\"changes\":[";
  for (std::size_t i = 0; i < changes.size(); ++i) json += (i > 0 ? "," : "") + changes[i];
  return lay_out(json + "]}", layout, layout.leaves_on_one_line ? 2 : kAllLevels, margin);
}

Splice make_edit(std::string_view text, const std::string& name,
                 const std::vector<std::string>& changes, const JsonEntry* list,
                 const JsonEntry* scenario) {
  const JsonLayout layout = find_layout(text);
  const std::size_t top = first_value(text);
  if (scenario != nullptr) {
    const std::vector<JsonEntry> members = entries_of(text, scenario->value);
    const JsonEntry* const old = find_member(text, members, "changes");
    if (old != nullptr && text[old->value] == '[') {
      return replace_elements(text, old->value, layout, changes);
    }
  }
  const Shape shape = find_shape(text, entries_of(text, top), layout);
  if (list != nullptr) {
    return append_entry(text, list->value, layout, [&](std::string_view margin) {
      return write_scenario(name, changes, layout, shape, margin);
    });
  }
  return append_entry(text, top, layout, [&](std::string_view margin) {
    const std::string key = "\"" + std::string(kScenarios) + "\"" + layout.colon + "[";
    if (!shape.list_is_broken || layout.line_end.empty()) {
      return key + layout.in_nest + write_scenario(name, changes, layout, shape, margin) +
             layout.in_nest + "]";
    }
    const std::string inner = std::string(margin) + layout.indent;
    return key + layout.line_end + inner + write_scenario(name, changes, layout, shape, inner) +
           layout.line_end + std::string(margin) + "]";
  });
}

// What a second JSON reader makes of a plan: its scenarios, and everything else in order. Numbers
// count as they are spelled outside of the scenarios, for those bytes are compared as well.
struct Content {
  Json scenarios;                   // null: there are none
  std::vector<std::size_t> others;  // hashes of keys and values, goal by goal
  bool is_json = false;
};

Content content_of(std::string_view text) {
  Content out;
  std::string key;
  const auto look = [&](int depth, Json::parse_event_t event, Json& value) {
    if (depth == 1 && event == Json::parse_event_t::key) key = value.get<std::string>();
    if (key == kScenarios || depth > 2 || depth == 0) return true;
    if (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start) {
      return true;
    }
    out.others.push_back(std::hash<Json>{}(value));
    return event == Json::parse_event_t::key;  // the rest need not be kept
  };
  Json plan = Json::parse(text, look, false);
  out.is_json = plan.is_object();
  if (out.is_json && plan.contains(kScenarios)) out.scenarios = std::move(plan[kScenarios]);
  return out;
}

// The scenarios as they are to be.
Json edited(Json scenarios, const std::string& name, const Json& changes) {
  if (scenarios.is_null()) scenarios = Json::array();
  for (Json& scenario : scenarios) {
    if (!scenario.is_object() || !scenario.contains("name") || scenario["name"] != name) continue;
    scenario["changes"] = changes;
    return scenarios;
  }
  scenarios.push_back(Json{{"name", name}, {"changes", changes}});
  return scenarios;
}

Findings errors_of(std::string_view text) {
  auto source = std::make_shared<Source>();
  source->text = text;
  return read_plan(std::move(source)).findings;
}

}  // namespace

Loaded<EditedPlan> put_scenario(std::string_view plan, std::string_view name,
                                const std::vector<std::string>& changes) {
  Loaded<EditedPlan> out;
  const auto fail = [&](Code code, const std::string& why, std::string hint) {
    out.findings.add(cannot_save(code, name, why, std::move(hint)));
    return out;
  };
  if (name.empty()) {
    return fail(Code::invalid_value, "its name is empty", "for example \"daemon late\"");
  }
  if (!is_utf8(name)) {
    return fail(Code::invalid_value, "its name is not UTF-8", "write the name in UTF-8");
  }
  if (const std::string problem = find_name_problem(name); !problem.empty()) {
    return fail(Code::invalid_value, "its name has " + problem,
                "write the name on one line, with characters that can be seen");
  }
  Json wanted = Json::array();
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Json change = Json::parse(changes[i], nullptr, false);
    if (!change.is_object()) {
      return fail(Code::invalid_change, "change " + std::to_string(i + 1) + " is not an object",
                  "for example { \"slip\": \"docs\", \"by\": \"1w\" }");
    }
    wanted.push_back(std::move(change));
  }
  const Content before = content_of(plan);
  if (!before.is_json) {
    return fail(Code::invalid_json, "the plan is not a JSON object", "run 'slipway check' on it");
  }

  const std::vector<JsonEntry> members = entries_of(plan, first_value(plan));
  const JsonEntry* const list = find_member(plan, members, kScenarios);
  if (std::ranges::count_if(members, [&](const JsonEntry& member) {
        return key_of(plan, member) == kScenarios;
      }) > 1) {
    return fail(Code::duplicate_key, "'scenarios' stands in the plan twice", "keep one of them");
  }
  if (list != nullptr && plan[list->value] != '[') {
    return fail(Code::wrong_type, "'scenarios' is not a list", "run 'slipway check' on the plan");
  }
  const JsonEntry* scenario = nullptr;
  std::vector<JsonEntry> scenarios;
  if (list != nullptr) scenarios = entries_of(plan, list->value);
  for (const JsonEntry& entry : scenarios) {
    if (plan[entry.value] != '{') continue;
    const std::vector<JsonEntry> keys = entries_of(plan, entry.value);
    const JsonEntry* const its_name = find_member(plan, keys, "name");
    if (its_name == nullptr || string_at(plan, *its_name) != std::string(name)) continue;
    if (scenario != nullptr) {
      return fail(Code::duplicate_id, "the plan has two of that name", "rename one of the two");
    }
    if (find_member(plan, keys, "changes") == nullptr) {
      return fail(Code::missing_key, "the one of that name has no 'changes'",
                  "run 'slipway check' on the plan");
    }
    scenario = &entry;
  }

  const Json after = edited(before.scenarios, std::string(name), wanted);
  out.value.edit = scenario == nullptr ? ScenarioEdit::added : ScenarioEdit::replaced;
  if (after == before.scenarios) {
    out.value = {.text = std::string(plan), .edit = ScenarioEdit::unchanged};
    out.ok = true;
    return out;
  }
  out.value.text =
      apply_splice(plan, make_edit(plan, Json(std::string(name)).dump(), changes, list, scenario));

  // Nothing is handed out that would not be read as what was meant.
  const Content now = content_of(out.value.text);
  if (!now.is_json || now.others != before.others || now.scenarios != after) {
    return fail(Code::invalid_json, "the plan is laid out in a way that cannot be edited",
                "write the scenario into 'scenarios' by hand");
  }
  const Findings found = errors_of(out.value.text);
  const std::string whose = "scenario " + quoted(name) + ": ";
  for (const Diagnostic& finding : found.sorted()) {
    if (finding.severity() != Severity::error || !finding.message.starts_with(whose)) continue;
    out.findings.add(
        cannot_save(finding.code, name, finding.message.substr(whose.size()), finding.hint));
  }
  if (out.findings.has_errors()) return out;
  const std::size_t num_errors = found.count(Severity::error);
  if (num_errors > 0 && num_errors > errors_of(plan).count(Severity::error)) {
    return fail(Code::invalid_change, "the plan could no longer be read", "simplify its changes");
  }
  out.ok = true;
  return out;
}

}  // namespace slipway
