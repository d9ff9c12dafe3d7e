// How wide a text in a picture is, without asking for fonts: the same on every machine. The numbers
// are those of DejaVu Sans, which pictures name first; most other fonts are narrower.
// No drawing, no escaping.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::viz {

/// Characters a label shows of an id or a title; the whole text stands behind it.
inline constexpr std::size_t kLabelCharacters = 28;

enum class Weight : unsigned char { regular, bold };

/// Returns the pixels that `text`, on one line, takes at a font size of `size` pixels. Exact for
/// Latin letters (up to U+017F); other scripts are estimated, rather too wide than too narrow.
/// Cost: linear.
double text_width(std::string_view text, double size, Weight weight = Weight::regular);

/// Returns `text` made printable and cut to at most `most` pixels; a cut ends in "…". At least one
/// character is left.
std::string fit_text(std::string_view text, double most, double size,
                     Weight weight = Weight::regular);

/// Returns `text` made printable and cut to at most kLabelCharacters and `most` pixels; a cut ends
/// in "…". At least one character is left.
std::string cut_label(std::string_view text, double most, double size,
                      Weight weight = Weight::regular);

/// Returns `text` made printable in lines of at most `most` pixels, broken at spaces; longer words
/// stay whole. "34 %" and its like stay together.
std::vector<std::string> break_text(std::string_view text, double most, double size,
                                    Weight weight = Weight::regular);

}  // namespace slipway::viz
