// The parts of the report page. Private to viz: report_html.cpp puts them together. They have a
// namespace of their own, for labels of the network are tables in HTML too.
#pragma once

#include <string>
#include <string_view>

#include "planner/report/plan_report.hpp"
#include "viz/report/report_words.hpp"

namespace slipway::viz::html {

/// Returns a sentence as HTML; items that have a page are links to it.
std::string html_sentence(const PlanReport& report, const Sentence& sentence);

/// Returns the id of an item, as a link where it has a page.
std::string html_item(const PlanReport& report, std::size_t row);

/// Returns how an item stands: a word with a shape.
std::string html_chip(Standing standing);

/// Opens a section with its heading; `close_section` ends it.
std::string open_section(std::string_view id, std::string_view title);
inline constexpr std::string_view kCloseSection = "</section>\n";

/// Opens a table in a frame that scrolls by itself, with its caption and heads. `heads` are words;
/// those that begin with '#' stand above numbers. `close_table` ends it.
std::string open_table(std::string_view caption, const std::vector<std::string_view>& heads,
                       std::string_view kind = "");
inline constexpr std::string_view kCloseTable = "</tbody></table></div>\n";

/// Cells that sort by a number: a date, odds with a bar, days. Without a value: a dash.
std::string date_cell(Date date);
std::string odds_cell(const std::optional<Odds>& odds);
std::string days_cell(const std::optional<double>& days);

// The sections, in the order of the page; empty where there is nothing to say.
std::string answer_section(const PlanReport& report);
std::string goals_section(const PlanReport& report);
std::string chain_section(const PlanReport& report);
std::string asks_section(const PlanReport& report);
std::string checkins_section(const PlanReport& report);
std::string gains_section(const PlanReport& report);
std::string pages_section(const PlanReport& report);
std::string method_section(const PlanReport& report);

}  // namespace slipway::viz::html
