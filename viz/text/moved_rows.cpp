#include "viz/text/moved_rows.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "planner/base/utf8.hpp"

namespace slipway::viz {

std::vector<std::size_t> order_moved(const WhatifCase& what) {
  std::vector<std::size_t> out = what.newly_late;
  out.insert(out.end(), what.newly_safe.begin(), what.newly_safe.end());
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < what.moved.size(); ++i) {
    if (!what.moved[i].is_newly_late && !what.moved[i].is_newly_safe) others.push_back(i);
  }
  const auto key = [&](std::size_t i) {
    const MovedRow& row = what.moved[i];
    const bool has_odds = row.on_time_before && row.on_time_after;
    const double odds = has_odds ? std::fabs(*row.on_time_after - *row.on_time_before) : 0.0;
    return std::make_tuple(!row.is_gone && !row.is_emptied && !row.is_new,
                           row.kind == Kind::objective, -std::fabs(row.delta_days.value_or(0.0)),
                           -odds, i);
  };
  std::ranges::sort(others, {}, key);
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

std::string mark_of_moved(const MovedRow& row, std::string_view gone) {
  if (row.is_newly_late) return row.is_new ? "new, late" : "newly late";
  if (row.is_newly_safe) return "saved";
  if (row.is_emptied) return "no goal left";
  if (row.is_left_out) return "left out";
  if (row.is_gone) return std::string(gone);
  if (row.is_new) return "new";
  return "";
}

Style style_of_moved(const MovedRow& row) {
  if (row.is_newly_late) return Style::bad;
  if (row.is_newly_safe) return Style::good;
  return Style::plain;
}

std::string label_of_moved(const MovedRow& row) {
  return (row.kind == Kind::milestone ? "◆ " : "") + make_printable(row.id);
}

}  // namespace slipway::viz
