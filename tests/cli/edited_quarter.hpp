// The libp2p quarter and what a week did to it, for tests that compare two versions of a plan.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace slipway::test {

using Edits = std::vector<std::pair<std::string, std::string>>;

/// Returns the quarter with some of its text replaced; a text that is not there exactly once fails
/// the test.
std::string edit_quarter(const Edits& edits);

/// What a team might have done to the plan in a week: a longer estimate, an answer to an ask,
/// another link, a due date, a goal more, another id, a title that moves nothing.
extern const Edits kWeek;

}  // namespace slipway::test
