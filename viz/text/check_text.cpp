#include "viz/text/check_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "planner/base/diagnostic_text.hpp"
#include "planner/base/utf8.hpp"
#include "viz/text/table.hpp"

namespace slipway::viz {
namespace {

std::string say_counts(const Findings& findings) {
  std::vector<std::string> parts;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    const std::size_t count = findings.count(severity);
    if (count > 0) parts.push_back(to_count(count, to_string(severity)));
  }
  return parts.empty() ? "no findings" : to_list(parts);
}

std::string say_answer(const Findings& findings, const Source& source,
                       std::span<const Metric> metrics, bool colour) {
  const std::string name = make_printable(source.name);
  if (findings.has_errors()) {
    return fmt::format("{} {} {}.", name, paint("cannot be planned with:", Style::bad, colour),
                       say_counts(findings));
  }
  std::string out = fmt::format(
      "{} {} {}.", name, paint("can be planned with:", Style::good, colour), say_counts(findings));
  const auto failed = static_cast<std::size_t>(std::ranges::count(metrics, false, &Metric::pass));
  if (!metrics.empty()) {
    out += failed == 0
               ? fmt::format(" All {} are within their limits.",
                             to_count(metrics.size(), "health measure"))
               : fmt::format(" {} of {} {} outside {}.", to_grouped(failed),
                             to_count(metrics.size(), "health measure"), failed == 1 ? "is" : "are",
                             failed == 1 ? "its limit" : "their limits");
  }
  return out;
}

std::string show_value(const Metric& metric, double value) {
  if (!metric.is_share) return to_days(value);
  return fmt::format("{:.0f} %", value * 100.0);
}

// Most measures are limits from above; those that are not pass at values over their threshold.
std::string show_limit(const Metric& metric) {
  const bool from_above = metric.pass == (metric.value <= metric.threshold);
  return (from_above ? "max " : "min ") + show_value(metric, metric.threshold);
}

std::string show_health(std::span<const Metric> metrics, const TextOptions& options) {
  if (metrics.empty()) return "";
  Table table({{.title = ""},
               {.title = "measure", .least = 20},
               {.title = "value", .align = Align::right},
               {.title = "limit", .align = Align::right}});
  for (const Metric& metric : metrics) {
    const Style style = metric.pass ? Style::plain : Style::warn;
    table.add_row({{metric.pass ? "ok" : "look", style},
                   {std::string(metric.meaning), style},
                   {show_value(metric, metric.value), style},
                   {show_limit(metric)}});
  }
  return '\n' + table.to_text(options.width, options.colour);
}

}  // namespace

std::string to_text(const Findings& findings, const Source& source, std::span<const Metric> metrics,
                    const TextOptions& options) {
  std::string out = wrap(say_answer(findings, source, metrics, options.colour), options.width);
  if (findings.size() > 0) {
    out += '\n' + slipway::to_text(findings, source, options.colour, false,
                                   options.all ? Findings::kKept * 3 : 50);
  }
  out += show_health(metrics, options);
  return out;
}

}  // namespace slipway::viz
