#include "viz/charts/tornado_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "viz/charts/tornado_chart.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/markdown.hpp"
#include "viz/text/picture_text.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

std::string_view name_of(TornadoKind kind) {
  switch (kind) {
    case TornadoKind::goal:
      return "goal";
    case TornadoKind::blocker:
      return "blocker";
    case TornadoKind::risk:
      return "risk";
    case TornadoKind::link:
      return "link";
    case TornadoKind::ask:
      return "ask";
  }
  return "";
}

std::string signed_days(double days) {
  const std::string amount = to_days(std::fabs(days));
  if (amount == "0") return "0 d";
  return (days < 0.0 ? "−" : "+") + amount + " d";
}

std::string name_of_target(const TornadoReport& report) {
  return report.target_id.empty() ? "the plan's finish" : report.target_id;
}

std::string untried_words(const TornadoReport& report) {
  return to_count(report.untried, "other") + (report.untried == 1 ? " is" : " are") +
         " less critical than these and not tried";
}

std::string tornado_title(const TornadoReport& report) {
  if (report.target_id.empty()) {
    return name_of_plan(report.plan) + ": what moves the plan's finish";
  }
  std::string out = "What moves " + report.target_id;
  if (report.target_title != report.target_id && !report.target_title.empty()) {
    out += ": " + report.target_title;
  }
  return out;
}

std::string tornado_facts(const TornadoReport& report) {
  return fmt::format("{} · as of {} · {}, seed {}", name_of_plan(report.plan),
                     to_words(report.as_of), to_count(report.samples, "run"), report.seed);
}

std::string end_words(const TornadoRow& row, bool is_low, Date near) {
  const double days = is_low ? row.low_days : row.high_days;
  const std::string out = short_date(is_low ? row.low : row.high, near) + ", " + signed_days(days);
  if (row.low_days <= 0.0 && row.high_days >= 0.0) return out;
  return out + (is_low ? ", well" : ", badly");
}

std::string answer_in_words(const TornadoReport& report) {
  if (report.rows.empty()) {
    return fmt::format("Nothing moves the P80 of {}, {}.", name_of_target(report),
                       to_words(report.p80));
  }
  const TornadoRow& first = report.rows.front();
  return fmt::format("The {} {} moves it most: P80 from {} ({}) to {} ({}); as it stands it is {}.",
                     name_of(first.kind), with_arrows(first.id), to_words(first.low),
                     signed_days(first.low_days), to_words(first.high),
                     signed_days(first.high_days), to_words(report.p80));
}

std::string to_markdown(const TornadoReport& report) {
  std::string out =
      "| what | | team | goes well | days | goes badly | days | critical | estimate |\n"
      "|---|---|---|---|---:|---|---:|---:|---|\n";
  for (const TornadoRow& row : report.rows) {
    std::string name = markdown_cell(with_arrows(row.id));
    if (row.title != row.id && !row.title.empty()) name += ": " + markdown_cell(row.title);
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name, name_of(row.kind),
                       markdown_cell(row.team), to_iso(row.low), signed_days(row.low_days),
                       to_iso(row.high), signed_days(row.high_days),
                       row.criticality ? to_odds(*row.criticality) : "",
                       row.is_assumed ? "assumed" : "");
  }
  if (report.others > 0) {
    out += fmt::format("\nAnd {}, none of which swings wider.\n", to_count(report.others, "other"));
  }
  if (report.untried > 0) out += '\n' + untried_words(report) + ".\n";
  out += fmt::format("\nDates are the P80 of {}; it is {} when everything is drawn. {}\n",
                     markdown_cell(name_of_target(report)), to_iso(report.p80),
                     markdown_cell(tornado_facts(report)));
  return out;
}

}  // namespace slipway::viz
