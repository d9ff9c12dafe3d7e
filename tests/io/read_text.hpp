// What the tests of planner/io share: read a plan from a literal, name what was found.
#pragma once

#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "planner/io/plan_reader.hpp"

namespace slipway::test {

inline Loaded<Plan> read(std::string text, Date as_of = {}) {
  auto source = std::make_shared<Source>();
  source->name = "plan.json";
  source->text = std::move(text);
  return read_plan(std::move(source), as_of);
}

/// Returns the codes that were found, each once.
inline std::set<std::string> codes(const Findings& findings) {
  std::set<std::string> out;
  for (const Diagnostic& d : findings.sorted()) out.emplace(to_string(d.code));
  return out;
}

/// Returns the codes of the errors alone.
inline std::set<std::string> error_codes(const Findings& findings) {
  std::set<std::string> out;
  for (const Diagnostic& d : findings.sorted()) {
    if (d.severity() == Severity::error) out.emplace(to_string(d.code));
  }
  return out;
}

/// Returns the bytes that a finding points at.
inline std::string marked(const Plan& plan, const Diagnostic& d) {
  return plan.source->text.substr(d.place.offset, d.place.length);
}

/// Returns a file of the source tree; throws when it is missing.
inline std::string file_text(const std::string& path) {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/" + path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Returns the text of every ```json block of a page.
inline std::vector<std::string> json_blocks(const std::string& page) {
  std::vector<std::string> out;
  const std::string open = "\n```json\n";
  for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
    at += open.size();
    const std::size_t end = page.find("\n```", at);
    out.push_back(page.substr(at, end - at + 1));
  }
  return out;
}

}  // namespace slipway::test
