// What the tests of this folder share: the fixtures' names, and what the program says of a plan.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/base/source.hpp"

namespace slipway::test {

/// A plan file in words: its findings, from reading it to putting its schedule together.
struct Verdict {
  std::shared_ptr<const Source> source;
  Findings findings;
  std::string text;  // as a terminal without colour shows it
};

/// Reads `text` as a plan named `name`, and takes it through every gate it passes.
Verdict judge(std::string_view name, std::string text);

/// Returns the codes that no plan file can cause: their own tests are elsewhere.
std::set<std::string> codes_without_fixture();

/// Returns the folder of the fixtures, <code>.json and <code>.txt.
std::string folder();

}  // namespace slipway::test
