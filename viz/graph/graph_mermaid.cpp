#include "viz/graph/graph_mermaid.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "planner/base/utf8.hpp"
#include "viz/graph/graph_box_words.hpp"
#include "viz/graph/graph_dot.hpp"
#include "viz/graph/graph_link_words.hpp"
#include "viz/scene/palette.hpp"
#include "viz/scene/text_metrics.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr std::size_t kMostOfName = 40;      // characters of an id in the name of its box
constexpr std::size_t kMostOfComment = 400;  // code points
constexpr std::string_view kBreak = "<br/>";
// Readable on white and on GitHub's dark page alike (a test computes the contrast).
constexpr std::string_view kCriticalLine = "#d1571b";
constexpr std::string_view kQuietLine = "#7d8590";

bool is_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Says whether the pair means something to Mermaid even after it has resolved entities: `\n`,
/// icons such as `fa:fa-car`, `$$` of formulas, its own mark of an entity. A word joiner, which
/// cannot be seen, keeps the two apart.
bool begins_later(char32_t c, char next) {
  return (c == '\\' && next == 'n') || (c == ':' && next == 'f') || (c == '$' && next == '$') ||
         (c == 0xFB02 && next != '\0');
}

/// Returns text for a comment, a title or a description, which know no entities: `%%{` would begin
/// a directive there, `#` and `;` an end.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : make_printable(shorten(text, kMostOfComment))) {
    const bool ends = c == '#' || c == ';' || c == '{' || c == '}';
    out += ends ? ' ' : c;
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : plain(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string cut(std::string_view text) { return shorten(text, kLabelCharacters); }

/// Names for boxes and teams, each once.
class Names {
 public:
  std::string name(std::string_view prefix, std::string_view id) {
    std::string stem(prefix);
    for (const char c : id.substr(0, kMostOfName)) {
      stem += is_word(static_cast<unsigned char>(c)) ? c : '_';
    }
    std::string out = stem;
    for (std::size_t number = 2; !taken_.insert(out).second; ++number) {
      out = stem + "_" + std::to_string(number);
    }
    return out;
  }

 private:
  std::set<std::string> taken_;
};

bool is_over(const GraphBox& box) {
  return box.status == Status::done || box.status == Status::dropped || box.is_absent;
}

std::string_view class_of(const GraphBox& box) {
  if (box.status == Status::dropped || (box.turn && box.turn->is_gone)) return "dropped";
  if (is_over(box)) return "done";
  if (box.is_critical) return "critical";
  if (box.is_near_critical) return "near";
  if (box.is_folded()) return "folded";
  if (box.kind == BoxKind::blocker) return "blocker";
  return box.team == kNoTeam ? "outside" : "goal";
}

/// The brackets of a box: rounded goals, milestones with round ends, six-cornered blockers, boxes
/// in boxes for what is folded.
std::pair<std::string_view, std::string_view> brackets_of(const GraphBox& box) {
  if (box.is_folded()) return {"[[", "]]"};
  if (box.kind == BoxKind::milestone) return {"([", "])"};
  if (box.kind == BoxKind::blocker) return {"{{", "}}"};
  return {"(", ")"};
}

std::string name_of_folded(const GraphBox& box) {
  if (box.kind == BoxKind::others) return say_rest(box);
  if (!box.title.empty() && box.kind == BoxKind::team) return cut(box.title);
  return box.id.empty() ? "no team" : cut(box.id);
}

/// The lines of a box.
std::vector<std::string> lines_of(const GraphReport& report, const GraphBox& box) {
  std::vector<std::string> lines;
  std::string name = box.is_folded() ? name_of_folded(box) : cut(box.id);
  if (box.status == Status::done) name = "✓ " + name;
  if (box.kind == BoxKind::milestone) name = "◆ " + name;
  lines.push_back(name);
  if (!box.title.empty() && box.title != box.id && box.kind != BoxKind::team) {
    lines.push_back(cut(box.title));
  }
  if (box.kind != BoxKind::others) lines.push_back(say_briefly(report, box));
  std::vector<std::string> marks;
  if (box.is_folded()) {
    if (box.num_late > 0) marks.push_back(std::to_string(box.num_late) + " late");
    if (box.num_critical > 0) marks.push_back(std::to_string(box.num_critical) + " critical");
    if (box.num_done > 0) marks.push_back(std::to_string(box.num_done) + " done");
  } else if (!is_over(box)) {
    if (box.kind == BoxKind::blocker) marks.emplace_back("blocker");
    if (box.is_critical) marks.emplace_back("critical");
    if (box.is_near_critical) marks.emplace_back("near-critical");
    if (box.probability < 1.0) marks.push_back(to_odds(box.probability) + " sure to exist");
  }
  std::string last;
  for (const std::string& mark : marks) last += (last.empty() ? "" : " · ") + mark;
  lines.push_back(last);
  std::erase(lines, "");
  return lines;
}

std::string label_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) {
    if (!out.empty()) out += kBreak;
    out += mermaid_label(line);
  }
  return "\"" + out + "\"";
}

bool is_asked(const GraphLink& link) {
  return !link.is_idle && (link.is_unagreed() || link.num_unagreed > 0);
}
bool warns(const GraphLink& link) {
  return !link.is_idle && (link.is_broken() || link.num_broken > 0);
}
bool is_dotted(const GraphLink& link) { return link.is_soft() || link.turn == LinkTurn::gone; }

std::string arrow_of(const GraphLink& link) {
  std::string out = is_dotted(link) ? "-.-" : link.is_critical ? "==" : "--";
  if (!link.is_idle && link.is_declined())
    out += 'x';
  else
    out += is_asked(link) ? 'o' : '>';
  return out;
}

class Writer {
 public:
  explicit Writer(const GraphReport& report) : report_(report) {}

  std::string write() {
    open();
    for (std::size_t team = 0; team < report_.teams.size(); ++team) add_team(team);
    for (std::size_t row = 0; row < report_.boxes.size(); ++row) {
      if (!is_in_team(report_.boxes[row])) add_box(row, "  ");
    }
    add_list(kNoTeam, "  ");
    add_legend();
    for (const GraphLink& link : report_.links) add_link(link);
    add_classes();
    add_link_looks();
    return std::move(out_);
  }

 private:
  bool is_in_team(const GraphBox& box) const {
    return box.team != kNoTeam && report_.step != GraphStep::per_team;
  }

  void open() {
    out_ = "---\ntitle: " + in_quotes(graph_title(report_)) + "\n---\n";
    if (report_.shows_change()) out_ += "%% " + plain(report_.question) + "\n";
    out_ += "%% " + plain(report_.sentence) + "\n%% " + plain(graph_facts(report_)) + "\n";
    for (const std::string& note : report_.notes) out_ += "%% " + plain(note) + "\n";
    out_ += "flowchart LR\n  accTitle: " + plain(graph_title(report_)) +
            "\n  accDescr: " + plain(report_.sentence) + "\n";
    names_.resize(report_.boxes.size());
    for (std::size_t row = 0; row < names_.size(); ++row) {
      const GraphBox& box = report_.boxes[row];
      const std::string_view prefix = box.kind == BoxKind::team     ? "team_"
                                      : box.kind == BoxKind::others ? "rest_"
                                                                    : "g_";
      const std::string_view id =
          box.id.empty() && box.team != kNoTeam ? report_.teams[box.team].id : box.id;
      names_[row] = used_.name(prefix, id);
    }
  }

  void add_team(std::size_t team) {
    const auto is_of = [&](const GraphBox& box) { return box.team == team; };
    const bool has_box = std::ranges::any_of(
        report_.boxes, [&](const GraphBox& box) { return is_of(box) && is_in_team(box); });
    if (!has_box && std::ranges::none_of(report_.unlinked, is_of)) return;
    const std::string name = used_.name("t_", report_.teams[team].id);
    out_ += "  subgraph " + name + "[" + label_of({cut(report_.teams[team].name)}) + "]\n";
    for (std::size_t row = 0; row < report_.boxes.size(); ++row) {
      if (is_of(report_.boxes[row]) && is_in_team(report_.boxes[row])) add_box(row, "    ");
    }
    add_list(static_cast<std::uint32_t>(team), "    ");
    out_ += "  end\n  class " + name + " team\n";
    has_team_ = true;
  }

  void add_box(std::size_t row, std::string_view indent) {
    const GraphBox& box = report_.boxes[row];
    const auto [left, right] = brackets_of(box);
    out_ += std::string(indent) + names_[row] + std::string(left) +
            label_of(lines_of(report_, box)) + std::string(right) +
            ":::" + std::string(class_of(box)) + "\n";
    if (!is_over(box) && (box.is_late() || box.num_late > 0)) late_.push_back(names_[row]);
  }

  /// What of a team has no link here stands in one box: drawn apart, it would fill a column.
  void add_list(std::uint32_t team, std::string_view indent) {
    std::vector<std::string> lines;
    for (const GraphBox& box : report_.unlinked) {
      if (box.team != team) continue;
      const bool is_rest = box.kind == BoxKind::others || (box.is_folded() && box.id.empty());
      const std::string brief = say_briefly(report_, box);
      std::string line = is_rest ? say_rest(box) : cut(box.id);
      if (!is_rest && !brief.empty()) line += ", " + brief;
      lines.push_back((box.status == Status::done ? "✓ " : "") + line);
    }
    if (lines.empty()) return;
    lines.insert(lines.begin(), "without links here");
    const std::string_view id =
        team == kNoTeam ? std::string_view() : std::string_view(report_.teams[team].id);
    out_ += std::string(indent) + used_.name("list_", id) + "[" + label_of(lines) + "]:::list\n";
  }

  void add_legend() {
    const auto any = [&](auto says) { return std::ranges::any_of(report_.links, says); };
    std::vector<std::string> lines = {graph_facts(report_)};
    lines.insert(lines.end(), report_.notes.begin(), report_.notes.end());
    if (any([](const GraphLink& link) { return link.is_critical; }))
      lines.emplace_back("thick: critical");
    if (any([](const GraphLink& link) { return is_dotted(link); }))
      lines.emplace_back("dotted: soft, may not bind");
    if (any(is_asked)) lines.emplace_back("circle, ?: asked, not agreed");
    if (any([](const GraphLink& link) { return !link.is_idle && link.is_declined(); }))
      lines.emplace_back("cross, ×: declined");
    if (any(warns)) lines.emplace_back("!: ends too late for what waits, by working days");
    out_ += "  " + used_.name("legend", "") + "[" + label_of(lines) + "]:::list\n";
  }

  void add_link(const GraphLink& link) {
    const std::string words = say_link(link);
    out_ += "  " + names_[link.from] + " " + arrow_of(link);
    if (!words.empty()) out_ += "|\"" + mermaid_label(words) + "\"|";
    out_ += " " + names_[link.to] + "\n";
  }

  void add_class(std::string_view name, Paint fill, Paint stroke, Paint ink,
                 std::string_view more) {
    const std::string mark = ":::" + std::string(name) + "\n";
    if (out_.find(mark) == std::string::npos) return;
    const auto colour = [](Paint paint) { return std::string(colour_of(paint, Theme::light)); };
    out_ += "  classDef " + std::string(name) + " fill:" + colour(fill) +
            ",stroke:" + colour(stroke) + ",color:" + colour(ink) + std::string(more) + "\n";
  }

  void add_classes() {
    add_class("goal", Paint::box, Paint::line, Paint::text, "");
    add_class("critical", Paint::box_critical, Paint::critical, Paint::text, ",stroke-width:3px");
    add_class("near", Paint::box, Paint::text, Paint::text, ",stroke-width:2px");
    add_class("done", Paint::box_done, Paint::team_line, Paint::muted, "");
    add_class("dropped", Paint::box_done, Paint::team_line, Paint::muted,
              ",stroke-dasharray:4 3,text-decoration:line-through");
    add_class("folded", Paint::box_folded, Paint::line, Paint::text, "");
    add_class("blocker", Paint::box_blocker, Paint::risk, Paint::text, "");
    add_class("outside", Paint::box_outside, Paint::outside, Paint::text, ",stroke-dasharray:4 3");
    add_class("list", Paint::page, Paint::team_line, Paint::muted, ",text-align:left");
    if (has_team_) out_ += "  classDef team fill:none,stroke:" + std::string(kQuietLine) + "\n";
    if (late_.empty()) return;
    out_ += "  classDef late color:" + std::string(colour_of(Paint::critical, Theme::light)) +
            ",font-weight:bold\n";
    for (const std::string& name : late_) out_ += "  class " + name + " late\n";
  }

  void add_link_looks() {
    std::string loud;
    std::string warned;
    std::string quiet;
    for (std::size_t row = 0; row < report_.links.size(); ++row) {
      const GraphLink& link = report_.links[row];
      std::string* const list = link.is_critical ? &loud
                                : warns(link)    ? &warned
                                : link.is_idle   ? &quiet
                                                 : nullptr;
      if (list != nullptr) *list += (list->empty() ? "" : ",") + std::to_string(row);
    }
    const auto add = [&](const std::string& rows, std::string_view colour, std::string_view width) {
      if (rows.empty()) return;
      out_ += "  linkStyle " + rows + " stroke:" + std::string(colour) +
              ",stroke-width:" + std::string(width) + "\n";
    };
    add(loud, kCriticalLine, "3px");
    add(warned, kCriticalLine, "1.5px");
    add(quiet, kQuietLine, "1px");
  }

  const GraphReport& report_;
  Names used_;
  std::vector<std::string> names_;  // by box
  std::vector<std::string> late_;   // names of boxes
  bool has_team_ = false;
  std::string out_;
};

}  // namespace

std::string mermaid_label(std::string_view text) {
  static constexpr std::string_view kSafe = " ,()/=?'";
  const std::string shown = make_printable(text);
  std::string out;
  bool only_digits = true;  // so far: `1.` and `2)` would begin a list
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(shown, at);
    const char next = at < shown.size() ? shown[at] : '\0';
    bool is_safe = is_word(c) || (c >= 0x80 && c != 0xFB02);  // Mermaid's own mark of an entity
    if (c < 0x80 && kSafe.find(static_cast<char>(c)) != std::string_view::npos) is_safe = true;
    if (c == '-')
      is_safe = begin > 0 && shown[begin - 1] != '-' && shown[begin - 1] != ' ' && next != '-' &&
                next != ' ';
    if (c == '.' || c == ')') is_safe = !only_digits;
    if (c == '%') is_safe = begin > 0 && shown[begin - 1] == ' ' && next != '%' && next != '{';
    if (c == ' ') is_safe = begin > 0 && !out.ends_with("direction");  // a word of its grammar
    if (is_safe)
      out.append(shown, begin, at - begin);
    else
      out += '#' + std::to_string(static_cast<std::uint32_t>(c)) + ';';
    if (begins_later(c, next)) out += "\u2060";
    only_digits = only_digits && c >= '0' && c <= '9';
  }
  return out;
}

bool fits_mermaid(const GraphReport& report, std::string_view drawing) {
  return report.links.size() <= kMostMermaidLinks && report.boxes.size() <= kMostMermaidBoxes &&
         drawing.size() <= kMostMermaidBytes;
}

std::string to_mermaid(const GraphReport& report) { return Writer(report).write(); }

}  // namespace slipway::viz
