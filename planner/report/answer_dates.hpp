// By when an answer is needed: the last day on which a blocker may be resolved, or an ask answered,
// so that no date is lost that holds now. Exact, by the schedule: every length as likely. The odds
// fall earlier, and names are the report's.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/analysis/analysis.hpp"

namespace slipway {

enum class AnswerState : std::uint8_t {
  late,     // the date that waits for it is lost already: at once
  now,      // any wait loses a date: on the status date, before work begins
  by_date,  // an answer on `day` loses nothing, one on the next working day does
  open,     // no wait loses a date
};

/// When an answer must be there.
struct AnswerDate {
  AnswerState state = AnswerState::open;
  Date day{};  // now: the status date; by_date: a working day of who answers
  ItemId
      first{};  // now, by_date: whose date is lost first, ties by file order; late: whose is lost
  bool operator==(const AnswerDate&) const = default;
};

/// Finds answer dates of one plan, one question after the other. Not safe to share between threads.
/// What a question protects are the due dates (else the ends of the periods) of goals and
/// milestones that are met in the schedule.
/// Cost: a forward pass for each step of a bisection over days.
class AnswerDates {
 public:
  /// `analysis` must outlive this.
  explicit AnswerDates(const Analysis& analysis);

  /// Returns by when the open `blocker` must be resolved for the dates of all that waits for it.
  AnswerDate of_blocker(ItemId blocker);

  /// Returns by when what `taker` asks of `provider` must be answered for the dates of the taker
  /// and all that waits for it. The answer comes in time when it comes before the work that needs
  /// it goes on: that of the provider; once the provider has begun, that of the taker.
  /// Either may be an objective: then that of its goals.
  AnswerDate of_ask(ItemId taker, ItemId provider);

  /// The same for an ask of another team's time: what needs it is the taker's work.
  AnswerDate of_need(ItemId taker);

 private:
  struct Dated {
    ItemId item{};
    NodeId node{};
    Date target{};
    bool is_late = false;  // in the schedule as it is
  };

  std::vector<NodeId> open_nodes_of(ItemId item) const;
  // Marks the nodes and what waits for them.
  std::vector<bool> followers_of(const std::vector<NodeId>& nodes) const;
  AnswerDate find(const std::vector<NodeId>& held, const std::vector<NodeId>& takers,
                  bool is_blocker);
  // The first goal in file order of `kept` that loses its date when the answer comes on `day`.
  ItemId first_lost(const std::vector<NodeId>& held, bool is_blocker,
                    const std::vector<const Dated*>& kept, Date day);

  const Analysis& analysis_;
  Network network_;  // with what is held back
  Schedule work_;
  std::vector<Dated> dated_;  // file order
};

}  // namespace slipway
