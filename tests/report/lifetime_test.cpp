// Reports look into their analysis: one that is about to go must not compile.
#include <gtest/gtest.h>

#include <utility>

#include "planner/report/plan_report.hpp"
#include "planner/report/risk_report.hpp"
#include "planner/report/schedule_report.hpp"
#include "planner/report/why_report.hpp"

namespace slipway {
namespace {

template <typename A>
concept HasSchedule = requires(A&& analysis) {
  report_schedule(std::forward<A>(analysis));
};
template <typename A>
concept HasRisk = requires(A&& analysis) {
  report_risk(std::forward<A>(analysis));
};
template <typename A>
concept HasWhy = requires(A&& analysis) {
  report_why(std::forward<A>(analysis), ItemId{});
};
template <typename A>
concept HasPlan = requires(A&& analysis) {
  report_plan(std::forward<A>(analysis));
};
template <typename A>
concept HasStep = requires(A&& analysis) {
  explain_date(std::forward<A>(analysis), ItemId{});
};

TEST(Reports, AreNotMadeOfTemporaries) {
  static_assert(HasSchedule<Analysis&> && HasSchedule<const Analysis&> && !HasSchedule<Analysis>);
  static_assert(HasRisk<Analysis&> && HasRisk<const Analysis&> && !HasRisk<Analysis>);
  static_assert(HasWhy<Analysis&> && HasWhy<const Analysis&> && !HasWhy<Analysis>);
  static_assert(HasPlan<Analysis&> && HasPlan<const Analysis&> && !HasPlan<Analysis>);
  static_assert(HasStep<Analysis&> && HasStep<const Analysis&> && !HasStep<Analysis>);
  static_assert(!HasSchedule<const Analysis> && !HasRisk<const Analysis> &&
                !HasWhy<const Analysis>);
}

}  // namespace
}  // namespace slipway
