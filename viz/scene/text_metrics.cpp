#include "viz/scene/text_metrics.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "planner/base/utf8.hpp"
#include "viz/text/wording.hpp"

namespace slipway::viz {
namespace {

// Advance widths of DejaVu Sans 2.37 in thousandths of the font size: U+0020 to U+007E, then U+00A0
// to U+017F.
constexpr std::array<std::uint16_t, 319> kRegular = {
    318, 401,  460, 838,  636,  950, 780, 275, 390, 390, 500, 838, 318, 361, 318,  337, 636, 636,
    636, 636,  636, 636,  636,  636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698,
    770, 632,  575, 775,  752,  295, 295, 656, 557, 863, 748, 787, 603, 787, 695,  635, 611, 732,
    684, 989,  685, 611,  685,  390, 337, 390, 838, 500, 500, 613, 635, 550, 635,  615, 352, 635,
    634, 278,  278, 579,  278,  974, 634, 612, 635, 635, 411, 521, 392, 634, 592,  818, 592, 592,
    525, 636,  337, 636,  838,  318, 401, 636, 636, 636, 636, 337, 500, 500, 1000, 471, 612, 838,
    361, 1000, 500, 500,  838,  401, 401, 500, 636, 636, 318, 500, 401, 471, 612,  969, 969, 969,
    531, 684,  684, 684,  684,  684, 684, 974, 698, 632, 632, 632, 632, 295, 295,  295, 295, 775,
    748, 787,  787, 787,  787,  787, 838, 787, 732, 732, 732, 732, 611, 605, 630,  613, 613, 613,
    613, 613,  613, 982,  550,  615, 615, 615, 615, 278, 278, 278, 278, 612, 634,  612, 612, 612,
    612, 612,  838, 612,  634,  634, 634, 634, 592, 635, 592, 684, 613, 684, 613,  684, 613, 698,
    550, 698,  550, 698,  550,  698, 550, 770, 635, 775, 635, 632, 615, 632, 615,  632, 615, 632,
    615, 632,  615, 775,  635,  775, 635, 775, 635, 775, 635, 752, 634, 916, 695,  295, 278, 295,
    278, 295,  278, 295,  278,  295, 278, 590, 556, 295, 278, 656, 579, 579, 557,  278, 557, 278,
    557, 375,  557, 342,  562,  284, 748, 634, 748, 634, 748, 634, 813, 748, 634,  787, 612, 787,
    612, 787,  612, 1070, 1023, 695, 411, 695, 411, 695, 411, 635, 521, 635, 521,  635, 521, 635,
    521, 611,  392, 611,  392,  611, 392, 732, 634, 732, 634, 732, 634, 732, 634,  732, 634, 732,
    634, 989,  818, 611,  592,  611, 685, 525, 685, 525, 685, 525, 352};

constexpr std::array<std::uint16_t, 319> kBold = {
    348, 456,  521,  838, 696,  1002, 872,  306,  457, 457,  523, 838, 380,  415, 380,  365,  696,
    696, 696,  696,  696, 696,  696,  696,  696,  696, 400,  400, 838, 838,  838, 580,  1000, 774,
    762, 734,  830,  683, 683,  821,  837,  372,  372, 775,  637, 995, 837,  850, 733,  850,  770,
    720, 682,  812,  774, 1103, 771,  724,  725,  457, 365,  457, 838, 500,  500, 675,  716,  593,
    716, 678,  435,  716, 712,  343,  343,  665,  343, 1042, 712, 687, 716,  716, 493,  595,  478,
    712, 652,  924,  645, 652,  582,  712,  365,  712, 838,  348, 456, 696,  696, 636,  696,  365,
    500, 500,  1000, 564, 646,  838,  415,  1000, 500, 500,  838, 438, 438,  500, 736,  636,  380,
    500, 438,  564,  646, 1035, 1035, 1035, 580,  774, 774,  774, 774, 774,  774, 1085, 734,  683,
    683, 683,  683,  372, 372,  372,  372,  838,  837, 850,  850, 850, 850,  850, 838,  850,  812,
    812, 812,  812,  724, 738,  719,  675,  675,  675, 675,  675, 675, 1048, 593, 678,  678,  678,
    678, 343,  343,  343, 343,  687,  712,  687,  687, 687,  687, 687, 838,  687, 712,  712,  712,
    712, 652,  716,  652, 774,  675,  774,  675,  774, 675,  734, 593, 734,  593, 734,  593,  734,
    593, 830,  716,  838, 716,  683,  678,  683,  678, 683,  678, 683, 678,  683, 678,  821,  716,
    821, 716,  821,  716, 821,  716,  837,  712,  974, 790,  372, 343, 372,  343, 372,  343,  372,
    343, 372,  343,  744, 686,  372,  343,  775,  665, 665,  637, 343, 637,  343, 637,  479,  637,
    557, 642,  371,  837, 712,  837,  712,  837,  712, 983,  837, 712, 850,  687, 850,  687,  850,
    687, 1167, 1094, 770, 493,  770,  493,  770,  493, 720,  595, 720, 595,  720, 595,  720,  595,
    682, 478,  682,  478, 682,  478,  812,  712,  812, 712,  812, 712, 812,  712, 812,  712,  812,
    712, 1103, 924,  724, 652,  724,  725,  582,  725, 582,  725, 582, 435};

constexpr std::size_t kNumAscii = 0x7F - 0x20;

// The signs beyond the table that our own words use.
double sign_width(char32_t c, double otherwise) {
  switch (c) {
    case U'–':
      return 0.5;
    case U'—':
    case U'…':
      return 1.0;
    case U'‘':
    case U'’':
      return 0.38;
    case U'−':
    case U'≤':
    case U'→':
      return 0.838;
    default:
      return otherwise;
  }
}

double character_width(char32_t c, Weight weight) {
  const auto& table = weight == Weight::bold ? kBold : kRegular;
  if (c >= 0x20 && c < 0x7F) return table[c - 0x20] / 1000.0;
  if (c >= 0xA0 && c < 0x180) return table[kNumAscii + (c - 0xA0)] / 1000.0;
  const int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
  if (columns <= 0) return 0.0;
  if (columns >= 2) return c >= 0x1F000 ? 1.3 : 1.0;  // emoji, ideographs
  return sign_width(c, weight == Weight::bold ? 0.95 : 0.85);
}

}  // namespace

double text_width(std::string_view text, double size, Weight weight) {
  double width = 0.0;
  for (std::size_t at = 0; at < text.size();) {
    width += character_width(next_code_point(text, at), weight);
  }
  return width * size;
}

std::string fit_text(std::string_view text, double most, double size, Weight weight) {
  std::string whole = make_printable(text);
  if (text_width(whole, size, weight) <= most) return whole;
  // No letter is narrower than a quarter of the font size.
  std::size_t columns = static_cast<std::size_t>(std::max(most, 0.0) / size * 4.0) + 2;
  for (columns = std::min(columns, display_width(whole)); columns > 2; --columns) {
    std::string cut = fit_width(whole, columns);
    if (text_width(cut, size, weight) <= most) return cut;
  }
  return fit_width(whole, 2);
}

std::string cut_label(std::string_view text, double most, double size, Weight weight) {
  return fit_text(fit_width(make_printable(text), kLabelCharacters), most, size, weight);
}

std::vector<std::string> break_text(std::string_view text, double most, double size,
                                    Weight weight) {
  std::vector<std::string> lines;
  const std::string whole = make_printable(text);
  std::string_view rest = whole;
  while (!rest.empty()) {
    std::size_t end = rest.find(' ');
    while (end != std::string_view::npos && end + 1 < rest.size() && rest[end + 1] == '%') {
      end = rest.find(' ', end + 1);
    }
    const std::string word(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (word.empty()) continue;
    const std::string longer = lines.empty() ? word : lines.back() + ' ' + word;
    if (!lines.empty() && text_width(longer, size, weight) <= most)
      lines.back() = longer;
    else
      lines.push_back(word);
  }
  return lines;
}

}  // namespace slipway::viz
