#include "viz/text/why_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "planner/base/utf8.hpp"
#include "viz/text/colour.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kNamed = 3;  // further drivers that are named

std::string dates_of(const WhyStep& step) {
  if (!step.finish.is_set()) return step.status == Status::dropped ? "dropped" : "no dates";
  const std::string verb = step.status == Status::done ? "finished " : "";
  if (!step.start.is_set() || step.start == step.finish) return verb + to_words(step.finish);
  return fmt::format("{} to {}", to_words(step.start), to_words(step.finish));
}

std::string show_step(std::size_t number, const WhyStep& step, const TextOptions& options) {
  std::string head = fmt::format("{:>2}. {}", number,
                                 paint(make_printable(step.id), Style::strong, options.colour));
  if (!step.team_name.empty()) head += fmt::format(" ({})", make_printable(step.team_name));
  if (step.kind != Kind::goal) head += fmt::format(", {}", to_string(step.kind));
  head += fmt::format(": {}", dates_of(step));
  std::string out = wrap(head, options.width, 4);
  const auto add = [&](const std::string& text) {
    out += "    " + wrap(make_printable(text), options.width - 4, 6);
  };
  for (const std::string& reason : step.reasons) add("- " + reason);
  if (!step.through.empty()) add(fmt::format("- the link names the objective {}", step.through));
  if (!step.also.empty()) {
    std::vector<std::string> named;
    for (const std::string_view id : step.also) {
      if (named.size() == kNamed) break;
      named.emplace_back(id);
    }
    if (step.also.size() > kNamed) named.push_back(to_grouped(step.also.size() - kNamed) + " more");
    add(fmt::format("- {} {} the same date", to_list(named),
                    step.also.size() == 1 ? "sets" : "set"));
  }
  return out;
}

}  // namespace

std::string to_text(const WhyReport& report, const TextOptions& options) {
  std::string sentence = make_printable(report.sentence);
  if (!sentence.empty() && sentence.back() != '.') sentence += '.';
  std::string out = wrap(sentence, options.width);
  if (report.chain.empty()) return out;
  const std::size_t count = report.chain.size();
  const bool is_cut = !options.all && count > kMostRows;
  out += '\n' +
         wrap(fmt::format("{} ({}, as of {})",
                          paint("From its finish back to a start", Style::strong, options.colour),
                          to_count(count, "step"), to_words(report.as_of)),
              options.width);
  for (std::size_t i = 0; i < count; ++i) {
    if (is_cut && i == kMostRows / 2) {
      const std::size_t skipped = count - kMostRows;
      out += fmt::format("    ... {} more; --all shows every step\n", to_grouped(skipped));
      i += skipped;
    }
    out += show_step(i + 1, report.chain[i], options);
  }
  return out;
}

}  // namespace slipway::viz
