// Every field of the plan format with values that are right, and what the plan then holds; and with
// values that are wrong, and the code that says so. Rows change one place of a base plan.
#pragma once

#include <string>
#include <vector>

#include "planner/model/plan.hpp"

namespace slipway::test {

/// A value that is right. `holds` says whether the plan has it.
struct GoodRow {
  const char* at;     // JSON pointer into the base plan
  const char* value;  // JSON; empty: the key is left out
  bool (*holds)(const Plan& plan);
};

/// A value that is wrong.
struct BadRow {
  const char* at;
  const char* value;
  const char* code;
};

/// Goals a (team t), b (team u, waits for a, needs t), o (objective), m (milestone, waits for b);
/// blocker w, risk r, scenario s with one change of each kind, a check-in.
extern const char* const kBasePlan;

std::vector<GoodRow> good_rows();
std::vector<BadRow> bad_rows();

/// Returns the base plan with one value put in, or left out.
std::string with(const std::string& pointer, const std::string& value);

}  // namespace slipway::test
