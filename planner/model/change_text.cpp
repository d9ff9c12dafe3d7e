#include "planner/model/change_text.hpp"

#include <array>

#include "planner/model/estimate_text.hpp"

namespace slipway {
namespace {

constexpr std::array<std::string_view, kNumChangeKinds> kKeys = {
    "slip", "estimate", "finish",   "drop",      "defer",  "resolve", "block",
    "link", "unlink",   "capacity", "remaining", "soften", "agree",   "decline",
    "move", "absent",   "due",      "priority",  "split"};
constexpr std::array<std::string_view, 5> kSizes = {"XS", "S", "M", "L", "XL"};

std::string name_of(const Plan& plan, ItemId item, TeamId team) {
  if (item.is_set()) return std::string(plan.item(item).id);
  return team.is_set() ? "team:" + std::string(plan.teams[team.index()].id) : std::string();
}

}  // namespace

std::string_view to_string(ChangeKind kind) { return kKeys[static_cast<std::size_t>(kind)]; }

std::string to_words(const Estimate& estimate) {
  const auto text = [&](std::size_t i) { return to_text(estimate.amounts[i]); };
  switch (estimate.form) {
    case Form::size:
      return std::string(kSizes[static_cast<std::size_t>(estimate.size)]);
    case Form::point:
      return text(0);
    case Form::pert: {
      const std::string points = text(0) + '/' + text(1) + '/' + text(2);
      return estimate.lambda == 4.0 ? points : points + " with lambda " + to_text(estimate.lambda);
    }
    case Form::triangular:
      return "triangular " + text(0) + '/' + text(1) + '/' + text(2);
    case Form::uniform:
      return "uniform " + text(0) + " to " + text(1);
    case Form::p50_p90:
      return "P50 " + text(0) + ", P90 " + text(1);
    case Form::p10_p90:
      return estimate.is_lead ? '-' + text(1) + "..-" + text(0) : text(0) + ".." + text(1);
    case Form::normal:
      return "normal with mean " + text(0) + " and deviation " + text(1);
    case Form::exponential:
      return "exponential with mean " + text(0);
    case Form::samples: {
      constexpr std::size_t kMost = 5;
      std::string out = "one of ";
      for (std::size_t i = 0; i < estimate.samples.size() && i < kMost; ++i) {
        out += (i > 0 ? ", " : "") + to_text(estimate.samples[i]);
      }
      return estimate.samples.size() > kMost ? out + ", ..." : out;
    }
  }
  return text(0);
}

std::string predecessor_of(const Change& change, const Plan& plan) {
  return name_of(plan, change.other, change.other_team);
}

std::string arrow_of(const Change& change, const Plan& plan) {
  return predecessor_of(change, plan) + "->" + subject_of(change, plan);
}

std::string subject_of(const Change& change, const Plan& plan) {
  if (change.kind == ChangeKind::capacity || change.kind == ChangeKind::absent)
    return std::string(plan.teams[change.team.index()].id);
  return name_of(plan, change.item, change.team);
}

std::string to_words(const Change& change, const Plan& plan) {
  const std::string who = subject_of(change, plan);
  const std::string before = predecessor_of(change, plan);
  switch (change.kind) {
    case ChangeKind::slip:
      return who + " slips by " + to_words(change.length);
    case ChangeKind::estimate:
      return who + " is estimated at " + to_words(change.length);
    case ChangeKind::remaining:
      return who + " has " + to_words(change.length) + " left to do";
    case ChangeKind::finish:
      return who + " finishes on " + to_iso(change.on);
    case ChangeKind::drop:
      return who + " is dropped";
    case ChangeKind::defer:
      return who + (change.with_dependents ? " and what depends on it are" : " is") +
             " deferred to " + std::string(plan.periods[change.period.index()].id);
    case ChangeKind::resolve:
      return who + " is resolved" +
             (change.on.is_set() ? " on " + to_iso(change.on) : std::string(" at once"));
    case ChangeKind::block:
      return who + " is blocked for " + to_words(change.length);
    case ChangeKind::link:
      return who + " waits for " + before;
    case ChangeKind::unlink:
      return who + " no longer waits for " + before;
    case ChangeKind::soften:
      return who + " waits for " + before + " with probability " + to_text(change.probability);
    case ChangeKind::agree:
      return "what " + who + " asks of " + before + " is agreed";
    case ChangeKind::decline:
      return "what " + who + " asks of " + before + " is declined";
    case ChangeKind::move:
      return who + " moves to team " + std::string(plan.teams[change.other_team.index()].id);
    case ChangeKind::capacity:
      return "team " + who + " has a capacity of " + to_text(change.people);
    case ChangeKind::absent:
      return "team " + who + " is absent " +
             (change.on == change.until
                  ? "on " + to_iso(change.on)
                  : "from " + to_iso(change.on) + " to " + to_iso(change.until));
    case ChangeKind::due:
      return who + " is due on " + to_iso(change.on);
    case ChangeKind::split:
      return who + " keeps " + to_text(change.keep) + " of what is left, the rest " +
             (change.period.is_set()
                  ? "moves to " + std::string(plan.periods[change.period.index()].id)
                  : std::string("follows"));
    case ChangeKind::priority:
      return who + " has priority " + std::string(to_string(change.priority));
  }
  return who;
}

}  // namespace slipway
