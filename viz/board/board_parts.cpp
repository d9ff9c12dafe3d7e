#include <fmt/format.h>

#include <algorithm>

#include "planner/base/utf8.hpp"
#include "viz/board/board_parts_internal.hpp"
#include "viz/board/board_words.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

constexpr double kLikelyLate = 0.5;
constexpr double kInset = 10.0;  // of a card's text
constexpr double kHead = 7.0;    // of an arrow

Look look_of(const BoardCard& card) {
  Look look{.fill = Paint::box, .stroke = Paint::line};
  if (card.kind == BoxKind::blocker) look = {.fill = Paint::box_blocker, .stroke = Paint::risk};
  if (card.is_folded()) look.fill = Paint::box_folded;
  if (card.is_late() || card.num_late > 0) look.fill = Paint::box_critical;
  if (card.status == Status::done) look.fill = Paint::box_done;
  if (card.is_near_critical) look.width = 2.0;
  if (card.is_critical) {
    look.stroke = Paint::critical;
    look.width = 3.0;
  }
  if (card.is_beside) look.dash = Dash::dashed;
  return look;
}

bool is_broken(const BoardString& string) {
  return string.link.is_broken() || string.link.num_broken > 0;
}

bool is_open(const BoardString& string) {  // nobody has agreed to it
  return string.link.is_unagreed() || string.link.is_declined() || string.link.num_unagreed > 0;
}

bool is_likely_late(const BoardString& string) { return string.late.value_or(0.0) >= kLikelyLate; }

Look look_of(const BoardString& string) {
  Look look{.stroke = Paint::link, .width = 1.5};
  if (is_likely_late(string)) look.stroke = Paint::risk;
  if (string.link.is_near_critical) look.width = 2.0;
  if (string.link.is_critical) {
    look.stroke = Paint::critical;
    look.width = 3.0;
  }
  if (is_broken(string)) look.stroke = Paint::critical;
  if (string.link.is_soft()) look.dash = Dash::dotted;
  return look;
}

std::string kind_of(const BoardString& string) {
  std::string out = "link";
  if (string.link.is_critical) out += " critical";
  if (string.link.is_soft()) out += " soft";
  if (is_broken(string)) out += " broken";
  if (is_open(string)) out += " unagreed";
  if (is_likely_late(string)) out += " late";
  return out;
}

std::string head_words(const BoardCard& card) {
  if (!card.is_folded()) return make_printable(card.id);
  if (card.num_goals == 0) return to_count(card.num_blockers, "blocker");
  return to_count(card.num_goals, "goal") +
         (card.num_done > 0 ? fmt::format(", {} done", card.num_done) : "");
}

/// Writes what a string says at its card, and who gives as far as there is room.
void write_port(Brush& brush, const BoardReport& report, const BoardLayout& layout,
                const Area& area, std::uint32_t s, double baseline) {
  const BoardString& string = report.strings[s];
  const BoardPort& port = layout.ports[s];
  const double room = area.width - 2 * kInset + 3;
  std::string label = string_label(string);
  std::string giver = giver_words(report, string);
  const std::string page =
      port.is_far ? fmt::format(" p. {}", layout.cards[string.from].page + 1) : "";
  const Paint ink = is_broken(string) || is_likely_late(string) ? Paint::critical : Paint::text;
  label = fit_text(label, room, kSmallSize);
  const double width = label.empty() ? 0.0 : text_width(label, kSmallSize) + 6;
  const double left = area.x + kInset;
  const double right = area.right() - kInset + 3;
  const bool has_giver = room - width > 26;
  const double for_id = room - width - text_width(page, kSmallSize);
  std::string shown;  // rather the page than the whole id: it is where to look
  if (has_giver)
    shown = for_id > 26 ? cut_label(giver, for_id, kSmallSize) + page
                        : fit_text(page.substr(1), room - width, kSmallSize);
  giver += page;
  const auto write = [&](const std::string& text, double x, Paint paint, std::string title) {
    brush.text({.at = {x, baseline},
                .text = text,
                .size = kSmallSize,
                .ink = paint,
                .anchor = port.is_right ? Anchor::end : Anchor::start,
                .title = std::move(title)});
  };
  const double toward = port.is_right ? -1.0 : 1.0;
  const double x = port.is_right ? right : left;
  if (!label.empty()) write(label, x, ink, "");
  if (has_giver) write(shown, x + toward * width, Paint::muted, shown == giver ? "" : giver);
}

/// Writes where a string goes that leads to another page.
void write_give(Brush& brush, const BoardReport& report, const BoardLayout& layout,
                const Area& area, std::uint32_t s, double baseline) {
  const BoardString& string = report.strings[s];
  const std::string id = taker_words(report, string);
  const std::string page = fmt::format(" p. {}", layout.cards[string.to].page + 1);
  const double room = area.width - 2 * kInset + 3 - text_width("→ " + page, kSmallSize);
  const std::string cut = cut_label(id, room, kSmallSize);
  brush.text({.at = {area.x + kInset, baseline},
              .text = "→ " + cut + page,
              .size = kSmallSize,
              .ink = Paint::muted,
              .title = cut == id ? "" : id + page});
}

void draw_head(Brush& brush, const Look& look, Point tip, double toward, bool is_hollow) {
  const double size = kHead + look.width;
  brush.path(
      {tip, {tip.x - toward * size, tip.y - size / 2}, {tip.x - toward * size, tip.y + size / 2}},
      {.fill = is_hollow ? Paint::page : look.stroke.value(), .stroke = look.stroke}, true);
}

}  // namespace

void draw_card(Brush& brush, const BoardReport& report, const BoardLayout& layout, std::size_t c) {
  const BoardCard& card = report.cards[c];
  const CardPlace& place = layout.cards[c];
  const Area& area = place.area;
  const bool is_done = card.status == Status::done;
  const std::string id = card.is_folded() ? fmt::format("cell-{}-{}", card.row, card.column)
                                          : "goal-" + std::to_string(card.item);
  Brush group = brush.group(id, kind_words(card), describe_card(card));
  group.box(area, look_of(card), card.kind == BoxKind::blocker ? 0.0 : 5.0);
  if (card.is_assumed && !is_done) {
    group.box(
        {area.x + 2, area.y + 3, 4, area.height - 6},
        {.fill = Paint::box_done, .stroke = Paint::line, .width = 0.5, .hatch = Hatch::rising});
  }
  double y = area.y + 17;
  double x = area.x + kInset;
  const double right = area.right() - kInset + 3;
  double room = right - x;
  double tag = 0.0;
  if (card.is_critical || card.is_near_critical) {  // beside the title: ids are long
    group.text({.at = {right, card.title.empty() ? y : y + kBoardLine},
                .text = card.is_critical ? "C" : "c",
                .size = kSmallSize,
                .weight = Weight::bold,
                .ink = Paint::critical,
                .anchor = Anchor::end});
    tag = 13;
  }
  if (card.kind == BoxKind::milestone) {
    group.diamond({x + 5, y - 4}, 5, {.fill = Paint::box, .stroke = Paint::text, .width = 1.5});
    x += 15;
    room -= 15;
  }
  if (is_done) {
    group.path({{x, y - 5}, {x + 3, y - 1}, {x + 9, y - 9}}, {.stroke = Paint::done, .width = 2});
    x += 14;
    room -= 14;
  }
  if (card.title.empty()) room -= tag;
  const std::string head = head_words(card);
  const bool is_long = text_width(head, kTextSize, Weight::bold) > room;
  group.label({.at = {x, y},
               .text = head,
               .size = is_long ? kSmallSize : kTextSize,
               .weight = Weight::bold,
               .ink = is_done ? Paint::muted : Paint::text},
              room);
  x = area.x + kInset;
  room = right - x;
  if (!card.title.empty()) {
    y += kBoardLine;
    group.label({.at = {x, y}, .text = card.title, .size = kSmallSize, .ink = Paint::muted},
                room - tag);
  }
  for (const std::string& line : card_lines(report, card)) {
    y += kBoardLine;
    const bool is_warning = (card.is_late() && line.find("late") != std::string::npos) ||
                            (card.is_folded() && card.num_late > 0);
    const bool is_doubtful =
        line.starts_with("on time") && card.on_time.value_or(1.0) < kLikelyLate;
    const Weight weight = is_warning || is_doubtful ? Weight::bold : Weight::regular;
    const std::string text = fit_text(line, room, kSmallSize, weight);
    group.text({.at = {x, y},
                .text = text,
                .size = kSmallSize,
                .weight = weight,
                .ink = is_warning || is_doubtful ? Paint::critical
                       : is_done                 ? Paint::muted
                                                 : Paint::text,
                .title = text == line ? "" : line});
  }
  y = area.y + 17 + kBoardLine * static_cast<double>(text_lines_of(card)) - kBoardLine;
  for (const std::uint32_t s : place.strings) {
    y += kBoardLine;
    write_port(group, report, layout, area, s, y);
  }
  for (const std::uint32_t s : place.gives) {
    y += kBoardLine;
    write_give(group, report, layout, area, s, y);
  }
}

void draw_string(Brush& brush, const BoardReport& report, const BoardLayout& layout,
                 std::size_t s) {
  const BoardString& string = report.strings[s];
  const BoardPort& port = layout.ports[s];
  Brush group =
      brush.group("string-" + std::to_string(s), kind_of(string), describe_string(report, string));
  const Look look = look_of(string);
  const double toward = port.is_right ? -1.0 : 1.0;
  std::vector<Point> points = port.route;
  points.back().x -= toward * kHead;  // so that the head's tip is sharp
  if (is_broken(string)) {
    Look rail = look;
    rail.width = look.width + 3.5;
    Look gap{.stroke = Paint::page, .width = rail.width - 2.5};
    rail.dash = Dash::solid;
    group.path(points, rail);
    group.path(points, gap);
  } else {
    group.path(points, look);
  }
  draw_head(group, look, port.route.back(), toward, is_open(string));
}

double draw_undated(Brush& brush, const BoardReport& report, std::size_t most, Point at,
                    double right) {
  if (report.undated.empty()) return at.y;
  Brush group = brush.group("undated", "undated");
  double x = at.x;
  double y = at.y;
  const auto write = [&](Brush& to, Text text) {
    const double width = text_width(text.text, text.size, text.weight);
    if (x > at.x && x + width > right) {
      x = at.x;
      y += 17;
    }
    text.at = {x, y};
    to.text(std::move(text));
    x += width + 12;
  };
  write(group, {.text = "Not on the board, without a finish:", .ink = Paint::muted});
  for (std::size_t i = 0; i < std::min(most, report.undated.size()); ++i) {
    const BoardCard& card = report.undated[i];
    Brush item =
        group.group("goal-" + std::to_string(card.item), kind_words(card), describe_card(card));
    const std::string whole = make_printable(card.id);
    const std::string id = cut_label(whole, 200, kTextSize);
    const bool is_dropped = card.status == Status::dropped;
    write(item, {.text = is_dropped ? id : id + (card.status == Status::done ? " (done)" : ""),
                 .ink = Paint::muted,
                 .is_struck = is_dropped,
                 .title = id == whole ? "" : whole});
  }
  if (report.undated.size() > most) {
    write(group,
          {.text = fmt::format("and {} more", report.undated.size() - most), .ink = Paint::muted});
  }
  return y;
}

std::vector<LegendEntry> board_legend(const BoardReport& report) {
  using Mark = LegendEntry::Mark;
  std::vector<LegendEntry> out;
  const auto any = [&](auto claim) { return std::ranges::any_of(report.cards, claim); };
  const auto any_string = [&](auto claim) { return std::ranges::any_of(report.strings, claim); };
  const auto add = [&](Mark mark, Look look, const char* text) {
    out.push_back({mark, look, text});
  };
  add(Mark::box, {.fill = Paint::box, .stroke = Paint::line}, "goal");
  if (any([](const BoardCard& card) { return card.kind == BoxKind::milestone; }))
    add(Mark::diamond, {.fill = Paint::box, .stroke = Paint::text}, "milestone");
  if (any([](const BoardCard& card) { return card.kind == BoxKind::blocker; }))
    add(Mark::box, {.fill = Paint::box_blocker, .stroke = Paint::risk}, "blocker");
  if (any([](const BoardCard& card) { return card.is_critical; }))
    add(Mark::box, {.fill = Paint::box, .stroke = Paint::critical, .width = 3}, "C critical");
  if (any([](const BoardCard& card) { return card.is_near_critical; }))
    add(Mark::box, {.fill = Paint::box, .stroke = Paint::line, .width = 2}, "c near-critical");
  if (any([](const BoardCard& card) { return card.is_late() || card.num_late > 0; }))
    add(Mark::box, {.fill = Paint::box_critical, .stroke = Paint::line}, "planned late");
  if (any([](const BoardCard& card) { return card.is_assumed && card.status != Status::done; }))
    add(Mark::box, {.fill = Paint::box_done, .stroke = Paint::line, .hatch = Hatch::rising},
        "no estimate");
  if (any([](const BoardCard& card) { return card.status == Status::done; }))
    add(Mark::box, {.fill = Paint::box_done, .stroke = Paint::line}, "done");
  if (any([](const BoardCard& card) { return card.is_folded(); }))
    add(Mark::box, {.fill = Paint::box_folded, .stroke = Paint::line}, "several goals");
  if (any([](const BoardCard& card) { return card.is_beside; }))
    add(Mark::box, {.fill = Paint::box, .stroke = Paint::line, .dash = Dash::dashed},
        "linked to it");
  if (any_string([](const BoardString& s) { return !s.link.is_critical && !is_broken(s); }))
    add(Mark::line, {.stroke = Paint::link, .width = 1.5}, "hand-over");
  if (any_string([](const BoardString& s) { return s.link.is_critical; }))
    add(Mark::line, {.stroke = Paint::critical, .width = 3}, "critical");
  if (any_string(is_likely_late))
    add(Mark::line, {.stroke = Paint::risk, .width = 1.5}, "likely late");
  if (any_string([](const BoardString& s) { return s.link.is_soft(); }))
    add(Mark::line, {.stroke = Paint::link, .width = 1.5, .dash = Dash::dotted},
        "soft: may not bind");
  return out;
}

std::string board_legend_words(const BoardReport& report) {
  std::string out = "A card stands in the column of its planned finish.";
  if (report.strings.empty()) return out;
  out += " Strings go from who gives to who needs";
  if (report.samples > 0)
    out += "; late 34 %: comes after the planned start of what needs it in so many runs";
  if (std::ranges::any_of(report.strings, is_open))
    out += " · open arrow: ? not agreed, × declined";
  if (std::ranges::any_of(report.strings, is_broken))
    out += " · double line: ! broken, so many days too late for a date, or overtaken";
  return out;
}

}  // namespace slipway::viz
