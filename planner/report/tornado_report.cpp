#include "planner/report/tornado_report.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace slipway {

namespace {

// Links and asks are named by their ends, the giver first.
std::string arrow(std::string_view from, std::string_view to) {
  return std::string(from) + " -> " + std::string(to);
}

void name_row(const Plan& plan, const Variation& what, TornadoRow& row) {
  switch (what.kind) {
    case VariationKind::fixed_length:
    case VariationKind::without_item: {
      const Item& item = plan.item(what.item);
      row.kind = item.kind == Kind::blocker ? TornadoKind::blocker : TornadoKind::goal;
      row.id = item.id;
      row.title = item.title;
      if (item.team.is_set()) row.team = plan.teams[item.team.index()].name;
      row.is_assumed = item.estimate == kNoRow && item.remaining == kNoRow;
      return;
    }
    case VariationKind::without_risk:
      row.kind = TornadoKind::risk;
      row.id = plan.risks[what.risk].id;
      row.title = plan.risks[what.risk].title;
      return;
    case VariationKind::without_link:
    case VariationKind::agreed_link: {
      const Link& link = plan.links[what.link.index()];
      row.kind = what.kind == VariationKind::agreed_link ? TornadoKind::ask : TornadoKind::link;
      row.id = row.title = arrow(plan.item(link.predecessor).id, plan.item(link.successor).id);
      return;
    }
    case VariationKind::agreed_need:
      row.kind = TornadoKind::ask;
      row.id = row.title = arrow(plan.teams[what.team.index()].id, plan.item(what.item).id);
      return;
    default:
      return;
  }
}

}  // namespace

TornadoReport report_tornado(const Analysis& analysis) {
  const Plan& plan = *analysis.plan;
  const Simulation& risk = *analysis.risk;
  TornadoReport report;
  report.plan = plan.name;
  report.as_of = plan.as_of;
  report.samples = analysis.swings->samples;
  report.seed = risk.seed;
  const bool has_target = analysis.target.is_set();
  if (has_target) {
    report.target_id = plan.item(analysis.target).id;
    report.target_title = plan.item(analysis.target).title;
  }
  report.p80 = analysis.swings->p80;
  for (const Swing& swing : analysis.swings->rows) {
    TornadoRow& row = report.rows.emplace_back();
    name_row(plan, swing.what, row);
    row.low = swing.low;
    row.high = swing.high;
    row.low_days = swing.low_days;
    row.high_days = swing.high_days;
    if (swing.what.kind == VariationKind::fixed_length)
      row.criticality = risk.items[swing.what.item.index()].criticality;
  }
  report.others = analysis.swings->still;
  report.untried = analysis.swings->untried;
  sort_rows(report);
  return report;
}

double swing_of(const TornadoRow& row) { return std::fabs(row.high_days - row.low_days); }

void sort_rows(TornadoReport& report) {
  std::ranges::sort(report.rows, {}, [](const TornadoRow& row) {
    return std::tuple(-swing_of(row), row.kind, row.id);
  });
}

}  // namespace slipway
