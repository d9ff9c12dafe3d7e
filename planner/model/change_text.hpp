// Changes and durations as people read and write them: "go-daemon-api slips by 2w".
#pragma once

#include <string>
#include <string_view>

#include "planner/model/change.hpp"
#include "planner/model/plan.hpp"

namespace slipway {

/// Returns the key by which a plan file and the command line name a kind of change: `slip`.
std::string_view to_string(ChangeKind kind);

/// Returns a duration for reading: as it is written where it has a short form (`3d`, `2d/1w/3w`,
/// `3w..6w`, `M`), else in words: `uniform 2d to 5d`.
std::string to_words(const Estimate& estimate);

/// Returns `A->B`, what stands in a link: ids, or `team:ID` for all goals of a team.
std::string arrow_of(const Change& change, const Plan& plan);

/// Returns what the change is about as it is written: an id, `team:ID`, or the id of the team
/// itself for `capacity` and `absent`.
std::string subject_of(const Change& change, const Plan& plan);

/// Returns the first end of that arrow alone: what is waited for.
std::string predecessor_of(const Change& change, const Plan& plan);

/// Returns the change in one line, without what it leads to: `docs is deferred to 2018-Q4`.
std::string to_words(const Change& change, const Plan& plan);

}  // namespace slipway
