#include "viz/report/report_html.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "planner/base/utf8.hpp"
#include "viz/report/html_text.hpp"
#include "viz/report/page_assets.hpp"
#include "viz/report/report_html_internal.hpp"
#include "viz/scene/svg_style.hpp"
#include "viz/text/answer_rows.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {

using namespace html;

namespace {

// Returns bytes given in hexadecimal digits in base 64, as a policy names a script.
// Source: RFC 4648, section 4.
std::string to_base64(std::string_view hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto digit = [](char c) {
    return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  std::string out;
  for (std::size_t at = 0; at < hex.size(); at += 6) {
    const std::size_t bytes = std::min<std::size_t>(3, (hex.size() - at) / 2);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 6; ++i) {
      group = group << 4 | (i < 2 * bytes ? digit(hex[at + i]) : 0);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= bytes ? kDigits[group >> (18 - 6 * i) & 63] : '=';
    }
  }
  return out;
}

std::string_view name_of(Theme theme) {
  switch (theme) {
    case Theme::automatic:
      return "auto";
    case Theme::light:
      return "light";
    case Theme::dark:
      return "dark";
  }
  return "auto";
}

// What the page may do: its own script, known by its hash, and its own style. No request at all.
std::string head(const PlanReport& report, Theme theme) {
  const std::string name = html_text(name_of_plan(report.risk.schedule.plan));
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\" data-theme=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}: report</title>\n<style>\n",
      name_of(theme), to_base64(page_script_hash()), name);
  out += ":root{" + theme_variables(Theme::light) + "color-scheme:light}\n";
  out += "@media (prefers-color-scheme:dark){:root[data-theme=auto]{" +
         theme_variables(Theme::dark) + "color-scheme:dark}}\n";
  out += ":root[data-theme=dark]{" + theme_variables(Theme::dark) + "color-scheme:dark}\n";
  out += paint_rules(Theme::light);
  out += page_style();
  out += "@media print{:root,:root[data-theme=auto],:root[data-theme=dark]{" + paper_variables() +
         "color-scheme:light}}\n";
  return out + "</style>\n</head>\n";
}

struct Anchor {
  std::string_view id, title;
  bool is_there;
};

std::string header(const PlanReport& report) {
  const ScheduleReport& schedule = report.risk.schedule;
  std::vector<std::string> facts = {"As of " + to_words(schedule.as_of),
                                    to_count(report.counts.goals, "goal"),
                                    to_count(report.counts.teams, "team")};
  facts.push_back(
      fmt::format("{} simulated runs, seed {}", to_grouped(report.risk.samples), report.risk.seed));
  if (report.hides_owners || report.hides_notes) {
    facts.push_back(report.hides_owners && report.hides_notes ? "owners and notes left out"
                    : report.hides_owners                     ? "owners left out"
                                                              : "notes left out");
  }
  std::string out = fmt::format(
      "<header>\n<p class=\"over\">Plan report</p>\n<h1><bdi>{}</bdi></h1>\n<p class=\"meta\">",
      html_text(name_of_plan(schedule.plan)));
  for (std::size_t i = 0; i < facts.size(); ++i) out += (i > 0 ? " · " : "") + html_text(facts[i]);
  return out +
         "</p>\n<button type=\"button\" id=\"theme\" hidden>Theme: auto</button>\n</header>\n";
}

std::string navigation(const std::vector<Anchor>& anchors) {
  std::string out = "<nav aria-label=\"On this page\"><ul>\n";
  for (const Anchor& anchor : anchors) {
    if (anchor.is_there) {
      out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", anchor.id, anchor.title);
    }
  }
  return out + "</ul></nav>\n";
}

// Returns the width or the height of a picture in pixels; 0 where it says none.
int size_of(std::string_view svg, std::string_view side) {
  const std::string attribute = fmt::format(" {}=\"", side);
  const std::size_t tag = svg.find("<svg");
  const std::size_t at = tag == std::string_view::npos ? tag : svg.find(attribute, tag);
  if (at == std::string_view::npos) return 0;
  return std::atoi(std::string(svg.substr(at + attribute.size(), 8)).c_str());
}

// How a picture lies on paper: across, upright, or over several sheets.
std::string_view shape_of(std::string_view svg) {
  const int width = size_of(svg, "width");
  const int height = size_of(svg, "height");
  if (height <= width) return "";
  return height <= 2 * width ? " class=\"tall\"" : " class=\"tall long\"";
}

std::string pictures_section(const std::vector<ReportPicture>& pictures) {
  if (pictures.empty()) return "";
  std::string out = open_section("pictures", "Pictures");
  for (const ReportPicture& picture : pictures) {
    const std::string id = "picture-" + html_text(picture.name);
    out += fmt::format("<figure id=\"{}\"{}>\n<figcaption><h3>{}</h3>", id, shape_of(picture.svg),
                       html_text(picture.title));
    // A picture says the rest itself, to those who cannot see it too.
    if (picture.svg.empty()) {
      for (const std::string& note : picture.notes) out += "<p>" + html_text(note) + "</p>";
    }
    out += "</figcaption>\n";
    if (!picture.svg.empty()) {
      // Wider than the column for reading, it may take all of the page; texts stay readable.
      constexpr int kColumn = 1120;
      const int width = size_of(picture.svg, "width");
      out += fmt::format(
          "<div class=\"picture{}\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n{}</div>\n",
          width > kColumn ? fmt::format(" wide\" style=\"--w:{}", width) : "",
          html_text(picture.title), inline_svg(picture.svg, picture.name));
    }
    out += "</figure>\n";
  }
  return out += kCloseSection;
}

}  // namespace

std::string to_html(const PlanReport& report, const std::vector<ReportPicture>& pictures,
                    const HtmlOptions& options) {
  const std::vector<Anchor> anchors = {
      {"answer", "Answer", true},
      {"asks", "To decide", true},
      {"goals", "Goals", true},
      {"chain", "Critical chain", !report.chain.empty()},
      {"helps", "What would help", true},
      {"checkins", "Check-ins", true},
      {"pictures", "Pictures", !pictures.empty()},
      {"pages", "Goals in detail", !report.pages.empty()},
      {"method", "What this rests on", true},
  };
  std::string out = head(report, options.theme);
  out += "<body>\n<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n";
  out += header(report) + navigation(anchors);
  out += "<main id=\"main\">\n";
  out += answer_section(report) + asks_section(report) + goals_section(report) +
         chain_section(report) + gains_section(report) + checkins_section(report) +
         pictures_section(pictures) + pages_section(report) + method_section(report);
  out +=
      "</main>\n<footer><p>Written by Slipway from the plan file. This page needs no network.</p>"
      "</footer>\n";
  out +=
      "<dialog id=\"goal\" aria-label=\"Goal\"><form method=\"dialog\"><button>Close</button>"
      "</form><div></div></dialog>\n";
  out += "<script>";
  out += page_script();
  return out + "</script>\n</body>\n</html>\n";
}

}  // namespace slipway::viz
