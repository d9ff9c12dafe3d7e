// A plan before and after changes, with the report of the difference, in one line.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/io/change_flags.hpp"
#include "planner/io/file.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/model/change_text.hpp"
#include "planner/report/changes_graph.hpp"
#include "planner/report/whatif_report.hpp"
#include "planner/whatif/apply.hpp"
#include "planner/whatif/comparison.hpp"

namespace slipway::test {

/// Both plans worked out; the report is about them, so all of it is kept together.
struct WhatIf {
  std::shared_ptr<const Analysis> before, after;
  std::vector<Change> changes;
  WhatifReport report;

  const WhatifCase& what() const { return report.cases.front(); }
  GraphReport graph(const GraphOptions& options = {}, Reach reach = Reach::around) const {
    return report_changes(*before, *after, report, what(), changes, options, reach);
  }
};

inline AnalysisOptions odds_of_samples(std::uint64_t samples) {
  AnalysisOptions options;
  if (samples > 0)
    options.risk = SimulationOptions{.samples = samples, .threads = 1, .keeps_hits = true};
  return options;
}

/// Compares two plans that are worked out; `changes` are what made the one into the other.
inline WhatIf compare_plans(std::shared_ptr<const Analysis> before,
                            std::shared_ptr<const Analysis> after, std::vector<Change> changes) {
  WhatIf out{std::move(before), std::move(after), std::move(changes), {}};
  if (out.before->risk) {
    out.report.risk = report_risk(*out.before);
    out.report.schedule = out.report.risk->schedule;
  } else {
    out.report.schedule = report_schedule(*out.before);
  }
  const Comparison comparison =
      compare(*out.before, *out.after, pair_rows(*out.before->plan, *out.after->plan));
  out.report.cases.push_back(report_case(*out.before, *out.after, comparison, out.report.schedule));
  for (const Change& change : out.changes)
    out.report.cases.back().change_words.push_back(to_words(change, *out.before->plan));
  return out;
}

/// Makes changes to a plan that can be made to it.
inline WhatIf make_changes(std::shared_ptr<const Plan> plan, std::vector<Change> changes,
                           std::uint64_t samples) {
  const AnalysisOptions options = odds_of_samples(samples);
  Loaded<Analysis> before = analyse(plan, options);
  EXPECT_TRUE(before.ok);
  Loaded<Plan> changed = apply_changes(*plan, changes);
  EXPECT_TRUE(changed.ok) << to_text(changed.findings, Source{}, false, true);
  Loaded<Analysis> after = analyse(std::make_shared<const Plan>(std::move(changed.value)), options);
  EXPECT_TRUE(after.ok);
  return compare_plans(std::make_shared<const Analysis>(std::move(before.value)),
                       std::make_shared<const Analysis>(std::move(after.value)),
                       std::move(changes));
}

/// Makes changes as they are written: `{"slip", "a=2w"}`.
inline WhatIf what_if(std::shared_ptr<const Source> source,
                      const std::vector<std::pair<std::string, std::string>>& flags,
                      std::uint64_t samples = 0) {
  Loaded<Plan> plan = read_plan(source);
  EXPECT_TRUE(plan.ok) << to_text(plan.findings, *source, false, true);
  std::vector<ChangeFlag> words;
  for (const auto& [kind, text] : flags) words.push_back({.kind = kind, .text = text});
  Loaded<std::vector<Change>> changes = read_change_flags(plan.value, words);
  EXPECT_TRUE(changes.ok) << to_text(changes.findings, *source_of(words), false, true);
  return make_changes(std::make_shared<const Plan>(std::move(plan.value)), std::move(changes.value),
                      samples);
}

inline WhatIf what_if_text(const std::string& text,
                           const std::vector<std::pair<std::string, std::string>>& flags,
                           std::uint64_t samples = 0) {
  return what_if(std::make_shared<const Source>(Source{"test.json", text}), flags, samples);
}

inline WhatIf what_if_file(const std::string& name,
                           const std::vector<std::pair<std::string, std::string>>& flags,
                           std::uint64_t samples = 0) {
  return what_if(read_source(std::string(SLIPWAY_SOURCE_DIR) + "/data/plans/" + name).value, flags,
                 samples);
}

/// Returns the same question asked the other way about. Only for changes that add no items.
inline WhatIf turn_round(const WhatIf& asked) {
  return compare_plans(asked.after, asked.before, asked.changes);
}

}  // namespace slipway::test
