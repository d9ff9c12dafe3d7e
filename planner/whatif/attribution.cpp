#include "planner/whatif/attribution.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "planner/base/beside.hpp"
#include "planner/whatif/plan_figures_internal.hpp"

namespace slipway {
namespace {

// Works out several plans side by side; the order of the answers is that of the questions.
class Worker {
 public:
  Worker(const Measuring& by, const AttributionOptions& options, std::size_t num_plans)
      : by_(by), progress_(options.progress), answers_(num_plans) {
    const unsigned wanted =
        options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    num_threads_ = static_cast<unsigned>(std::min<std::size_t>(wanted, num_plans));
    // With few plans the threads that are left over help each simulation.
    if (by_.risk) by_.risk->threads = std::max(1U, wanted / std::max(1U, num_threads_));
  }

  template <typename MakePlan>
  void run(MakePlan make_plan) {
    const auto work = [&] {
      for (std::size_t i = next_++; i < answers_.size(); i = next_++) {
        if (has_failed_) return;
        answers_[i] = measure(make_plan(i), by_, tables_);
        if (!answers_[i].ok) has_failed_ = true;
        const std::lock_guard lock(mutex_);
        if (progress_)
          progress_(static_cast<double>(++done_) / static_cast<double>(answers_.size()));
      }
    };
    std::deque<Beside> helpers;
    for (unsigned t = 1; t < num_threads_; ++t) helpers.emplace_back(work);
    work();
    for (Beside& helper : helpers) helper.join();
  }

  bool has_failed() const { return has_failed_; }
  /// Returns the findings of the first plan that failed.
  Findings failure() {
    for (Loaded<std::vector<Figures>>& answer : answers_) {
      if (!answer.ok && answer.findings.has_errors()) return std::move(answer.findings);
    }
    return {};
  }
  const std::vector<Figures>& answer(std::size_t i) const { return answers_[i].value; }

 private:
  Measuring by_;
  const std::function<void(double)>& progress_;
  std::vector<Loaded<std::vector<Figures>>> answers_;
  unsigned num_threads_ = 1;
  DrawTables tables_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> has_failed_{false};
  std::mutex mutex_;
  std::size_t done_ = 0;
};

// An unmixed plan, where its items are by joint row.
MixedPlan whole_plan(const Plan& plan, const RowTable& items, std::uint32_t RowPair::*row) {
  MixedPlan out{plan, {}};
  for (const RowPair& pair : items.rows) {
    out.items.push_back(pair.*row == kNoRow ? ItemId{} : ItemId(std::size_t{pair.*row}));
  }
  return out;
}

}  // namespace

double Attribution::days_of(const Share& share) const {
  return static_cast<double>(share.numerator) /
         (static_cast<double>(denominator) * static_cast<double>(kTicksPerDay));
}

double Attribution::odds_of(const Share& share) const {
  return static_cast<double>(share.numerator) /
         (static_cast<double>(denominator) * static_cast<double>(samples));
}

Loaded<Attribution> attribute(const Plan& old_plan, const Plan& new_plan, const PlanDiff& diff,
                              const AttributionOptions& options) {
  const ShapleyGame game(diff.groups.size(), options.shapley);
  std::vector<std::uint32_t> items;
  for (const std::uint32_t joint : diff.match.items.of_new) {
    const bool is_wanted = options.items.empty() || std::ranges::count(options.items, joint) > 0;
    if (is_wanted && diff.match.items.rows[joint].in_both()) items.push_back(joint);
  }
  Measuring by{new_plan, diff.match, items, options.risk};
  if (by.risk) {
    by.risk->forecast_for = ForecastFor::all;
    by.risk->wants_sensitivities = by.risk->wants_ranks = by.risk->wants_waits = false;
    by.risk->keeps_hits = false;
    by.risk->target = {};
    by.risk->keep.clear();
    by.risk->variation = {};
    by.risk->progress = nullptr;
  }

  // Every coalition, then the two plans as they are.
  const std::size_t num_coalitions = game.coalitions().size();
  Worker worker(by, options, num_coalitions + 2);
  const PlanMixer mixer(old_plan, new_plan, diff);
  worker.run([&](std::size_t i) {
    if (i < num_coalitions) return mixer.make(game.coalitions()[i]);
    return i == num_coalitions ? whole_plan(old_plan, diff.match.items, &RowPair::old_row)
                               : whole_plan(new_plan, diff.match.items, &RowPair::new_row);
  });
  Loaded<Attribution> out;
  if (worker.has_failed()) {
    out.findings = worker.failure();
    return out;
  }

  Attribution& attribution = out.value;
  attribution.is_exact = game.is_exact();
  attribution.denominator = game.denominator();
  attribution.samples = options.risk ? options.risk->samples : 0;
  attribution.analyses = num_coalitions;
  std::vector<std::int64_t> values(num_coalitions);
  const auto share_out = [&](std::size_t row,
                             std::int64_t Figures::*figure) -> std::optional<Attributed> {
    const std::int64_t before = worker.answer(num_coalitions)[row].*figure;
    const std::int64_t after = worker.answer(num_coalitions + 1)[row].*figure;
    if (before == kNoFigure || after == kNoFigure) return std::nullopt;
    for (std::size_t i = 0; i < num_coalitions; ++i) {
      values[i] = worker.answer(i)[row].*figure;
      if (values[i] == kNoFigure) return std::nullopt;
    }
    Attributed shared;
    shared.whole = after - before;
    shared.remainder = shared.whole - (values.back() - values.front());
    shared.by = game.share(values);
    return shared;
  };
  const auto share_all = [&](std::size_t row) {
    ItemAttribution shared;
    shared.finish = share_out(row, &Figures::finish);
    shared.p80 = share_out(row, &Figures::p80);
    shared.on_time = share_out(row, &Figures::on_time);
    shared.day = share_out(row, &Figures::day);
    shared.p80_day = share_out(row, &Figures::p80_day);
    return shared;
  };
  attribution.plan = share_all(0);
  for (std::size_t i = 0; i < items.size(); ++i) {
    attribution.items.push_back(share_all(i + 1));
    attribution.items.back().item = items[i];
  }
  out.ok = true;
  return out;
}

}  // namespace slipway
