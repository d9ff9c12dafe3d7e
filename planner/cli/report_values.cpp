#include <string>
#include <string_view>

#include "planner/cli/option_values.hpp"
#include "planner/cli/read_value.hpp"
#include "planner/cli/report_format.hpp"
#include "planner/cli/usage_error.hpp"

namespace slipway::cli {
namespace {

HiddenFields read_hidden(const std::string& text) {
  HiddenFields out;
  std::string_view rest = text;
  for (;;) {
    const std::size_t comma = rest.find(',');
    const std::string_view word = rest.substr(0, comma);
    if (word == "owner" || word == "owners") {
      out.owners = true;
    } else if (word == "notes" || word == "note") {
      out.notes = true;
    } else {
      throw UsageError{"--hide must be owner, notes or owner,notes, not " + in_quotes(text),
                       "for example: --hide owner,notes"};
    }
    if (comma == std::string_view::npos) return out;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace

void read_report(const Texts& texts, CommandLine& line) {
  if (!texts.output) {
    throw UsageError{"report needs a file for the page", "add -o FILE, ending in .html or .md"};
  }
  line.output = *texts.output;
  if (line.output == "-") {
    throw UsageError{"report writes files, and '-' does not say which kind of page",
                     "name a file ending in .html or .md, such as /tmp/plan.html"};
  }
  const std::optional<ReportFormat> format = report_format_of(line.output);
  if (!format) {
    throw UsageError{"the ending of " + in_quotes(line.output) + " says no kind of page",
                     "use .html or .md"};
  }
  line.baseline = texts.baseline;
  if (texts.hide) line.hidden = read_hidden(*texts.hide);
  if (!texts.theme) return;
  if (*format == ReportFormat::markdown) {
    throw UsageError{"--theme needs an .html file", "Markdown has no colours of its own"};
  }
  line.theme = read_choice<viz::Theme>(
      "--theme", *texts.theme,
      {{"auto", viz::Theme::automatic}, {"light", viz::Theme::light}, {"dark", viz::Theme::dark}});
}

}  // namespace slipway::cli
