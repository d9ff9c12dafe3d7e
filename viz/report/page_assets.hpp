// The style and the script of pages: viz/report/report.css and report.js, built into the library.
// Private to viz.
#pragma once

#include <string_view>

namespace slipway::viz {

std::string_view page_style();
std::string_view page_script();
/// The SHA-256 of the script, in hexadecimal digits.
std::string_view page_script_hash();

}  // namespace slipway::viz
