// What the sections of the report page share: links, chips, tables, cells.
#include <fmt/format.h>

#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/report/html_text.hpp"
#include "viz/report/report_html_internal.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz::html {
namespace {

std::string_view class_of(Standing standing) {
  switch (standing) {
    case Standing::done:
      return "done";
    case Standing::dropped:
      return "dropped";
    case Standing::absent:
      return "absent";
    case Standing::late:
      return "late";
    case Standing::likely_late:
      return "likely";
    case Standing::at_risk:
      return "risk";
    case Standing::on_track:
      return "good";
    case Standing::no_date:
      return "none";
  }
  return "none";
}

}  // namespace

std::string html_item(const PlanReport& report, std::size_t row) {
  const std::string_view id = report.item(row).id;
  if (!report.has_page(row)) return "<code>" + html_text(id) + "</code>";
  return fmt::format("<a href=\"{}\">{}</a>", html_goal_address(id), html_text(id));
}

std::string html_sentence(const PlanReport& report, const Sentence& sentence) {
  std::string out;
  for (const Piece& piece : sentence) {
    const std::string text =
        piece.item == kNoPage ? html_text(piece.text) : html_item(report, piece.item);
    out += piece.is_strong ? "<strong>" + text + "</strong>" : text;
  }
  return out;
}

std::string html_chip(Standing standing) {
  return fmt::format("<span class=\"chip {}\">{}</span>", class_of(standing), word_of(standing));
}

std::string open_section(std::string_view id, std::string_view title) {
  return fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-h\">\n<h2 id=\"{0}-h\">{1}</h2>\n",
                     id, html_text(title));
}

std::string open_table(std::string_view caption, const std::vector<std::string_view>& heads,
                       std::string_view kind) {
  std::string out = fmt::format(
      "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">"
      "<table{1}>\n<caption>{0}</caption>\n<thead><tr>",
      html_text(caption), kind.empty() ? "" : fmt::format(" class=\"{}\"", kind));
  for (std::string_view head : heads) {
    const bool is_number = head.starts_with('#');
    if (is_number) head.remove_prefix(1);
    out += fmt::format("<th scope=\"col\"{}>{}</th>", is_number ? " class=\"n\"" : "", head);
  }
  return out + "</tr></thead>\n<tbody>\n";
}

std::string date_cell(Date date) {
  if (!date.is_set()) return "<td class=\"n\">–</td>";
  return fmt::format("<td class=\"n\" data-v=\"{}\">{}</td>", date.day, html_date(date));
}

std::string odds_cell(const std::optional<Odds>& odds) {
  if (!odds) return "<td class=\"n\">–</td>";
  const double percent = std::round(odds->share * 100.0);
  const std::string_view kind = percent < 50 ? " low" : percent < 80 ? " fair" : "";
  return fmt::format("<td class=\"n odds{}\" data-v=\"{}\" style=\"--o:{}\">{}</td>", kind,
                     to_short(odds->share * 100.0), to_short(percent),
                     html_text(to_odds(odds->share)));
}

std::string days_cell(const std::optional<double>& days) {
  if (!days) return "<td class=\"n\">–</td>";
  const std::string text = *days < 0.0 ? "−" + to_days(-*days) : to_days(*days);
  return fmt::format("<td class=\"n\" data-v=\"{}\">{} d</td>", to_short(*days), text);
}

}  // namespace slipway::viz::html
