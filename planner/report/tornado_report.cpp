#include "planner/report/tornado_report.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace slipway {

double swing_of(const TornadoRow& row) { return std::fabs(row.high_days - row.low_days); }

void sort_rows(TornadoReport& report) {
  std::ranges::sort(report.rows, {}, [](const TornadoRow& row) {
    return std::tuple(-swing_of(row), row.kind, row.id);
  });
}

}  // namespace slipway
