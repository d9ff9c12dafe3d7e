#include "planner/io/change_writer.hpp"

#include <array>
#include <string_view>

#include "planner/io/change_reader.hpp"
#include "planner/model/change_text.hpp"

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

std::string length(Amount amount) { return quoted(to_text(amount)); }

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
      return to_decimal(change.people);
    case ChangeKind::soften:
      return to_decimal(change.probability);
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
  const auto part = [&](std::string_view key, std::size_t i) {
    return member(key, length(estimate.amounts[i]));
  };
  const auto object = [](const std::string& members) { return "{ " + members + " }"; };
  const auto shape = [](std::string_view name) { return member("shape", quoted(name)); };
  switch (estimate.form) {
    case Form::size:
    case Form::point:
    case Form::p10_p90:
      return quoted(to_words(estimate));
    case Form::pert:
      if (estimate.lambda == 4.0) return quoted(to_words(estimate));
      return object(part("low", 0) + ", " + part("likely", 1) + ", " + part("high", 2) + ", " +
                    shape("pert") + ", " + member("lambda", to_decimal(estimate.lambda)));
    case Form::triangular:
      return object(part("low", 0) + ", " + part("likely", 1) + ", " + part("high", 2) + ", " +
                    shape("triangular"));
    case Form::uniform:
      return object(part("low", 0) + ", " + part("high", 1) + ", " + shape("uniform"));
    case Form::p50_p90:
      return object(part("p50", 0) + ", " + part("p90", 1) + ", " + shape("lognormal"));
    case Form::normal:
      return object(part("mean", 0) + ", " + part("sd", 1) + ", " + shape("normal"));
    case Form::exponential:
      return object(part("mean", 0) + ", " + shape("exponential"));
    case Form::samples: {
      std::string list;
      for (const Amount sample : estimate.samples)
        list += (list.empty() ? "" : ", ") + length(sample);
      return object(member("samples", "[" + list + "]"));
    }
  }
  return quoted(to_words(estimate));
}

std::string to_json(const Change& change, const Plan& plan) {
  for (const ChangeRow& row : change_rows()) {
    if (row.kind != change.kind) continue;
    std::string out = "{ " + member(row.key, quoted(is_arrow(change) ? arrow_of(change, plan)
                                                                     : subject_of(change, plan)));
    const std::string other = other_part(change, plan);
    if (!other.empty()) out += ", " + member(row.other, other);
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
