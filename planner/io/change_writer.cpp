#include "planner/io/change_writer.hpp"

#include <array>
#include <string_view>

#include "planner/io/change_reader.hpp"
#include "planner/model/change_text.hpp"
#include "planner/model/estimate_text.hpp"

namespace slipway {
namespace {

std::string quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string member(std::string_view key, const std::string& value) {
  return quoted(key) + ": " + value;
}

std::string other_part(const Change& change, const Plan& plan) {
  switch (change.kind) {
    case ChangeKind::slip:
    case ChangeKind::estimate:
    case ChangeKind::remaining:
    case ChangeKind::block:
      return to_json(change.length);
    case ChangeKind::finish:
    case ChangeKind::resolve:
    case ChangeKind::due:
      return change.on.is_set() ? quoted(to_iso(change.on)) : std::string();
    case ChangeKind::defer:
      return quoted(plan.periods[change.period.index()].id);
    case ChangeKind::move:
      return quoted(plan.teams[change.other_team.index()].id);
    case ChangeKind::capacity:
      return to_text(change.people);
    case ChangeKind::soften:
      return to_text(change.probability);
    case ChangeKind::split:
      return to_text(change.keep);
    case ChangeKind::priority:
      return quoted(to_string(change.priority));
    case ChangeKind::absent:
      return quoted(change.on == change.until ? to_iso(change.on)
                                              : to_iso(change.on) + ".." + to_iso(change.until));
    default:
      return "";
  }
}

bool is_arrow(const Change& change) {
  return change.other.is_set() || (change.other_team.is_set() && change.kind != ChangeKind::move);
}

}  // namespace

std::string to_json(const Estimate& estimate) {
  std::string text = to_text(estimate);
  return text.starts_with('{') ? text : quoted(text);
}

std::string to_json(const Change& change, const Plan& plan) {
  for (const ChangeRow& row : change_rows()) {
    if (row.kind != change.kind) continue;
    std::string out = "{ " + member(row.key, quoted(is_arrow(change) ? arrow_of(change, plan)
                                                                     : subject_of(change, plan)));
    const std::string other = other_part(change, plan);
    if (!other.empty()) out += ", " + member(row.other, other);
    if (change.kind == ChangeKind::split && change.period.is_set())
      out += ", " + member("rest", quoted(plan.periods[change.period.index()].id));
    if (change.with_dependents) out += ", \"with_dependents\": true";
    return out + " }";
  }
  return "{}";
}

ChangeFlag flag_of(const Change& change, const Plan& plan) {
  ChangeFlag out;
  out.kind = to_string(change.kind);
  out.text = is_arrow(change) ? arrow_of(change, plan) : subject_of(change, plan);
  out.with_dependents = change.with_dependents;
  std::string other = other_part(change, plan);
  if (change.kind == ChangeKind::defer) other = plan.periods[change.period.index()].id;
  if (change.kind == ChangeKind::move) other = plan.teams[change.other_team.index()].id;
  if (other.starts_with('"')) other = other.substr(1, other.size() - 2);
  if (!other.empty()) out.text += '=' + other;
  if (change.kind == ChangeKind::split && change.period.is_set())
    out.text += '@' + std::string(plan.periods[change.period.index()].id);
  return out;
}

std::string to_shell(const ChangeFlag& flag) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,@%+-";
  std::string text = flag.text;
  if (text.empty() || text.find_first_not_of(kPlain) != std::string::npos) {
    text = "'";
    for (const char c : flag.text) {
      if (c == '\'')
        text += "'\\''";
      else
        text += c;
    }
    text += '\'';
  }
  return "--" + flag.kind + ' ' + text + (flag.with_dependents ? " --with-dependents" : "");
}

}  // namespace slipway
