// The sections of the report page about goals: teams and objectives, the table of all goals, and a
// page for each.
#include <fmt/format.h>

#include <cmath>

#include "planner/base/utf8.hpp"
#include "viz/report/html_text.hpp"
#include "viz/report/report_html_internal.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz::html {
namespace {

constexpr std::size_t kChainShown = 5;   // items of a why-chain that a page names
constexpr std::size_t kLinksShown = 40;  // links of a page at either end

std::string name_of(const TeamRow& team) {
  return team.name.empty() ? "No team" : html_text(team.name);
}

std::string count_cell(std::size_t count) {
  return fmt::format("<td class=\"n\" data-v=\"{}\">{}</td>", count,
                     count == 0 ? "–" : to_grouped(count));
}

std::string title_of(const ScheduleRow& item) {
  if (item.title == item.id) return "";
  return " <span class=\"t\"><bdi>" + html_text(item.title) + "</bdi></span>";
}

std::string marks_of(const ScheduleRow& item) {
  std::string out;
  const auto add = [&](std::string_view word) {
    out += (out.empty() ? "" : ", ") + std::string(word);
  };
  if (item.kind == Kind::milestone) add("milestone");
  if (item.is_critical) add("critical");
  if (item.is_near_critical) add("near-critical");
  if (item.commitment == Commitment::stretch) add("stretch");
  if (item.is_assumed) add("no estimate");
  return out.empty() ? "" : " <span class=\"marks\">" + out + "</span>";
}

std::string goal_row(const PlanReport& report, std::size_t row) {
  const ScheduleRow& item = report.item(row);
  const RiskRow& risk = report.risk.rows[row];
  const bool is_struck = item.status == Status::dropped;
  std::string out =
      fmt::format("<tr{}><th scope=\"row\">{}{}{}</th><td data-v=\"{}\">{}</td>",
                  is_struck                     ? " class=\"struck\""
                  : item.status == Status::done ? " class=\"muted\""
                                                : "",
                  html_item(report, row), marks_of(item), title_of(item),
                  static_cast<int>(report.standings[row]), html_chip(report.standings[row]));
  const bool is_open = item.status != Status::done;
  out += odds_cell(is_open ? risk.on_time : std::nullopt) + date_cell(item.due);
  out += date_cell(is_open && risk.forecast ? risk.forecast->p80 : Date{});
  return out + date_cell(item.finish) + days_cell(item.total_float_days) + "</tr>\n";
}

std::string team_table(const PlanReport& report) {
  std::string out = open_table("Teams", {"Team", "#Goals", "#Done", "#Open", "#Late", "#At risk"},
                               "sortable small");
  for (const TeamRow& team : report.teams) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", name_of(team));
    out += count_cell(team.items.size()) + count_cell(team.done) + count_cell(team.open()) +
           count_cell(team.late) + count_cell(team.at_risk) + "</tr>\n";
  }
  return out += kCloseTable;
}

std::string objective_table(const PlanReport& report) {
  if (report.objectives.empty()) return "";
  std::string out = open_table(
      "Objectives: what their goals add up to",
      {"Objective", "Standing", "#All on time", "#Due", "#P80", "#Finish", "#Score"}, "sortable");
  for (const std::size_t row : report.objectives) {
    const ScheduleRow& item = report.item(row);
    const RiskRow& risk = report.risk.rows[row];
    out += fmt::format("<tr><th scope=\"row\">{}{}</th><td>{}</td>", html_item(report, row),
                       title_of(item), html_chip(report.standings[row]));
    out += odds_cell(risk.all_on_time) + date_cell(item.due) +
           date_cell(risk.forecast ? risk.forecast->p80 : Date{}) + date_cell(item.finish);
    out += risk.score
               ? fmt::format("<td class=\"n\" data-v=\"{0}\">{0}</td>", to_short(risk.score->mean))
               : std::string("<td class=\"n\">–</td>");
    out += "</tr>\n";
  }
  return out += kCloseTable;
}

// Small facts of a page: a name over a value. Values are HTML.
class Facts {
 public:
  void add(std::string_view name, const std::string& value) {
    constexpr std::size_t kLong = 26;  // bytes that fit into a column
    if (value.empty()) return;
    const bool is_long = value.size() > kLong && value.find('<') == std::string::npos;
    out_ += fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>", is_long ? " class=\"long\"" : "",
                        name, value);
  }
  void add(std::string_view name, Date date) {
    if (date.is_set()) add(name, html_date(date));
  }
  std::string take() const { return out_.empty() ? "" : "<dl class=\"facts\">" + out_ + "</dl>\n"; }

 private:
  std::string out_;
};

std::string page_facts(const PlanReport& report, const GoalPage& page) {
  const ScheduleRow& item = report.item(page.item);
  const RiskRow& risk = report.risk.rows[page.item];
  const bool is_open = item.status != Status::done && item.status != Status::dropped;
  Facts facts;
  facts.add("Start", item.start);
  facts.add("Finish", item.finish);
  if (is_open && risk.forecast) {
    facts.add("P50", risk.forecast->p50);
    facts.add("P80", risk.forecast->p80);
    facts.add("P90", risk.forecast->p90);
  }
  facts.add("Due", item.due);
  if (is_open && risk.on_time) {
    const std::string low = to_odds(risk.on_time->low);
    const std::string high = to_odds(risk.on_time->high);
    std::string odds = html_text(to_odds(risk.on_time->share));
    if (low != high) {
      odds += fmt::format(" <small>({} to {})</small>", html_text(low), html_text(high));
    }
    facts.add("On time", odds);
  }
  if (item.total_float_days) facts.add("Float", to_days(*item.total_float_days) + " d");
  if (is_open && risk.criticality) {
    facts.add("Critical in", html_text(to_odds(*risk.criticality)) + " of runs");
  }
  facts.add("Estimate", page.estimate.empty() && item.is_assumed
                            ? std::string("none: the plan's default is assumed")
                            : html_text(page.estimate));
  facts.add("Remaining", html_text(page.remaining));
  if (page.progress > 0.0 && item.kind != Kind::objective) {
    facts.add("Progress", fmt::format("{} %", to_short(std::round(page.progress * 100.0))));
  }
  if (page.probability < 1.0) facts.add("Probability", html_text(to_odds(page.probability)));
  facts.add("Not before", page.not_before);
  return facts.take();
}

std::string link_list(const PlanReport& report, std::string_view title, std::string_view driving,
                      const std::vector<PageLink>& links) {
  if (links.empty()) return "";
  std::string out = fmt::format("<div><h4>{}</h4><ul>", title);
  for (std::size_t i = 0; i < links.size() && i < kLinksShown; ++i) {
    const PageLink& link = links[i];
    const std::string words = link_words(link);
    std::string more;
    std::string facts(link.is_driving ? driving : "");
    if (!words.empty()) facts += (facts.empty() ? "" : ", ") + words;
    if (!facts.empty()) more += " <small>" + html_text(facts) + "</small>";
    if (!link.note.empty()) more += " <small><bdi>“" + html_text(link.note) + "”</bdi></small>";
    out += "<li>" + html_item(report, link.item) + more + "</li>";
  }
  if (links.size() > kLinksShown)
    out += fmt::format("<li>and {} more</li>", links.size() - kLinksShown);
  return out + "</ul></div>\n";
}

std::string need_list(const GoalPage& page) {
  if (page.needs.empty()) return "";
  std::string out = "<div><h4>Time of others</h4><ul>";
  for (const PageNeed& need : page.needs) {
    const std::string_view words = word_of(need.ask);
    out += fmt::format("<li>{}: {} {}{}</li>", html_text(need.team_name), to_short(need.people),
                       need.people == 1.0 ? "person" : "people",
                       words.empty() ? "" : fmt::format(" <small>{}</small>", words));
  }
  return out + "</ul></div>\n";
}

// What sets the date, then what sets that date, back to a start.
std::string why_list(const PlanReport& report, std::size_t row) {
  const WhyStep& step = report.steps[row];
  if (step.reasons.empty()) return "";
  std::string reasons;
  for (std::string reason : step.reasons) {
    // The sentences of `why` begin small, as parts of a longer one do.
    if (reasons.empty() && reason[0] >= 'a' && reason[0] <= 'z') {
      reason[0] = static_cast<char>(reason[0] - 'a' + 'A');
    }
    reasons += (reasons.empty() ? "" : "; ") + html_text(reason);
  }
  std::string out = "<h4>Why this date</h4><p>" + reasons + ".</p>\n";
  const std::vector<std::size_t> chain = chain_from(report, row, kChainShown + 1);
  if (chain.empty()) return out;
  out += "<p class=\"why\">";
  for (std::size_t i = 0; i < chain.size() && i < kChainShown; ++i) {
    out += (i > 0 ? " ← " : "← ") + html_item(report, chain[i]);
  }
  if (chain.size() > kChainShown) out += " ← and so on";
  return out + "</p>\n";
}

std::string checkin_list(const GoalPage& page) {
  if (page.checkins.empty()) return "";
  std::string out = "<div><h4>Check-ins</h4><ul>";
  for (const CheckIn* checkin : page.checkins) {
    std::string facts;
    if (checkin->score) facts += ", score " + to_short(*checkin->score);
    if (checkin->confidence) facts += ", confidence " + to_short(*checkin->confidence);
    if (checkin->forecast.is_set()) facts += ", done by " + html_date(checkin->forecast);
    if (!checkin->note.empty()) facts += ": <bdi>“" + html_text(checkin->note) + "”</bdi>";
    out += "<li>" + html_date(checkin->date) + facts + "</li>";
  }
  return out + "</ul></div>\n";
}

std::string goal_page(const PlanReport& report, const GoalPage& page) {
  const ScheduleRow& item = report.item(page.item);
  const std::string id = html_goal_id(item.id);
  std::string out =
      fmt::format("<article class=\"page\" id=\"{}\" tabindex=\"-1\">\n<h3>{}{}</h3>\n", id,
                  html_text(item.id), title_of(item));
  std::vector<std::string> meta;
  if (item.kind != Kind::goal) meta.emplace_back(to_string(item.kind));
  if (!item.team_name.empty()) meta.push_back(html_text(item.team_name));
  if (!page.owners.empty()) meta.push_back("owner " + html_text(to_owners(page.owners)));
  if (item.commitment == Commitment::stretch) meta.emplace_back("stretch");
  if (!page.priority.empty()) meta.emplace_back(page.priority);
  if (!page.period.empty()) meta.push_back(html_text(page.period));
  if (!item.parent.empty()) meta.push_back("part of <code>" + html_text(item.parent) + "</code>");
  if (item.is_critical) meta.emplace_back("critical");
  if (item.is_near_critical) meta.emplace_back("near-critical");
  for (const std::string_view tag : page.tags) meta.push_back("#" + html_text(tag));
  out += "<p class=\"meta\">" + html_chip(report.standings[page.item]);
  for (const std::string& word : meta) out += " · " + word;
  out += "</p>\n" + page_facts(report, page);
  if (!page.notes.empty())
    out += "<p class=\"notes\"><bdi>" + html_text(page.notes) + "</bdi></p>\n";
  if (const std::string url = html_address(page.url); !url.empty()) {
    out += fmt::format("<p class=\"url\"><a href=\"{0}\" rel=\"noopener noreferrer\">{0}</a></p>\n",
                       url);
  }
  out += why_list(report, page.item);
  const std::string lists = link_list(report, "Waits for", "sets the date", page.waits_for) +
                            link_list(report, "Holds up", "sets its date", page.holds_up) +
                            need_list(page) + checkin_list(page);
  if (!lists.empty()) out += "<div class=\"lists\">" + lists + "</div>\n";
  return out + "</article>\n";
}

}  // namespace

std::string goals_section(const PlanReport& report) {
  std::string out = open_section("goals", "Goals by team");
  out += team_table(report) + objective_table(report);
  out +=
      "<div class=\"filter\" hidden><label for=\"filter\">Filter goals</label>"
      "<input id=\"filter\" type=\"search\" autocomplete=\"off\" "
      "placeholder=\"name, title, team, late …\"><output for=\"filter\" aria-live=\"polite\">"
      "</output></div>\n";
  out += open_table(fmt::format("Goals and milestones; odds from {} simulated runs",
                                to_grouped(report.risk.samples)),
                    {"Goal", "Standing", "#On time", "#Due", "#P80", "#Finish", "#Float"},
                    "sortable goals");
  bool is_first = true;
  for (const TeamRow& team : report.teams) {
    if (!is_first) out += "</tbody><tbody>\n";
    is_first = false;
    out += fmt::format("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"7\">{}</th></tr>\n",
                       name_of(team));
    for (const std::size_t row : team.items) out += goal_row(report, row);
  }
  out += kCloseTable;
  return out += kCloseSection;
}

std::string pages_section(const PlanReport& report) {
  if (report.pages.empty()) return "";
  std::string out = open_section("pages", "Goals in detail");
  if (report.num_without_page > 0) {
    out += fmt::format(
        "<p class=\"lead\">{} of {} items have a page: those that are late, critical, "
        "near-critical "
        "or at risk, in this order. <code>--all</code> writes all.</p>\n",
        to_grouped(report.pages.size()), to_grouped(report.pages.size() + report.num_without_page));
  }
  for (const GoalPage& page : report.pages) out += goal_page(report, page);
  return out += kCloseSection;
}

}  // namespace slipway::viz::html
