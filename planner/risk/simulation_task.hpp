// What one simulation is asked, and what is counted while it runs. The engines fill it;
// simulation.cpp turns it into answers.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/risk/handover_tally.hpp"
#include "planner/risk/sample_model.hpp"
#include "planner/risk/subjects.hpp"
#include "planner/risk/tally.hpp"
#include "planner/risk/wait_tally.hpp"

namespace slipway {

// What is counted over all samples. Whole numbers: the order of blocks does not matter.
struct Tally {
  std::vector<std::uint64_t> critical;             // by node
  std::vector<std::uint64_t> any_critical;         // by subject: objectives
  std::vector<std::uint64_t> on_time;              // by subject
  std::vector<std::uint64_t> goals_on_time;        // by subject: objectives
  std::vector<Exact> lateness;                     // by subject, ticks
  std::vector<std::vector<std::uint64_t>> scores;  // by subject: samples by number of goals on time
  std::vector<Sums> sums;                          // by node
  Exact t = 0, tt = 0;
  std::uint64_t all_on_time = 0;
  WaitTally waits;
  HandoverTally handovers;

  void add(const Tally& other);
};

// What all engines share about one question.
struct Task {
  Task(const Plan& plan_in, const Network& network_in, const SimulationOptions& options_in,
       DrawTables& tables);

  Tally empty_tally() const;
  // Nodes whose finishes are asked for when a block is through, by row.
  std::vector<bool> read_nodes() const;
  bool is_objective(const Subject& subject) const {
    return plan.item(subject.item).kind == Kind::objective;
  }

  const Plan& plan;
  const Network& network;
  const SimulationOptions& options;
  SampleModel model;
  std::vector<Subject> subjects;
  const Subject* target = nullptr;
  std::vector<std::size_t> objectives;           // rows of subjects
  std::vector<std::size_t> dated;                // rows of subjects with a date to meet
  std::vector<std::vector<std::size_t>> scored;  // by subject: the dated goals of objectives
  std::vector<WatchedHandover> handovers;
  std::vector<std::int32_t> reference;  // likely lengths in seconds: sums are kept of differences
};

}  // namespace slipway
