// The body of the vector kernels, compiled once for each instruction set by the file that includes
// it. That file first defines `Vector`: what a vector of that set can do. Everything is in an
// unnamed namespace and calls nothing of the standard library: a function shared with other files
// might be kept in the version for a newer processor.
// This half: max-plus passes over blocks of samples as in domain reference 1.2; the criticality
// index by a mask sweep (domain reference 3.8).

#include "planner/risk/lane_draws_internal.hpp"

namespace slipway {
namespace {

inline const std::int32_t* row(const std::int32_t* rows, std::uint32_t at) {
  return rows + static_cast<std::size_t>(at) * kLanes;
}
inline std::int32_t* row(std::int32_t* rows, std::uint32_t at) {
  return rows + static_cast<std::size_t>(at) * kLanes;
}
inline std::uint64_t existence(const LaneNetwork& net, const LaneArrays& arrays,
                               std::uint32_t node) {
  return net.nodes[node].is_uncertain ? arrays.exists[node] : kAllLanes;
}
inline bool is_set(std::uint64_t mask, int lane) { return (mask >> lane & 1U) != 0; }
inline std::int32_t larger(std::int32_t a, std::int32_t b) { return a > b ? a : b; }
inline std::int32_t smaller(std::int32_t a, std::int32_t b) { return a < b ? a : b; }
inline std::int32_t evening(std::int32_t position) { return position & ~1; }

// What one link imposes on `to`, by lane; kNeverPosition where it does not bind.
void find_bounds(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t at,
                 std::uint32_t to, std::int32_t* out) {
  const LaneLink& link = net.links[at];
  const std::uint32_t from = net.from[at];
  const LaneNode& source = net.nodes[from];
  const std::uint64_t from_exists = existence(net, arrays, from);
  const std::int32_t* finish = row(arrays.finish, source.finish_row);
  for (int l = 0; l < kLanes; ++l) out[l] = finish[l];
  if (link.from_start) {
    const bool is_actual = source.actual_start != kNeverPosition;
    const std::int32_t* start = is_actual ? nullptr : row(arrays.start, source.start_row);
    for (int l = 0; l < kLanes; ++l) {
      if (is_set(from_exists, l)) out[l] = is_actual ? source.actual_start : start[l];
    }
  }
  if (link.lag != LaneLink::kNone) {
    const std::uint64_t counts = from_exists & existence(net, arrays, to);
    const std::int32_t* lag = row(arrays.lags, link.lag);
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(counts, l) || lag[l] == 0 || out[l] == kNeverPosition) continue;
      out[l] = (evening(out[l]) + 2 * lag[l]) | (lag[l] < 0 ? 1 : 0);
    }
  }
  if (link.soft != LaneLink::kNone) {
    const std::uint64_t binds = arrays.binds[link.soft];
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(binds, l)) out[l] = kNeverPosition;
    }
  }
}

inline std::int32_t pass_general(const LaneNetwork& net, const DrawBlock& block,
                                 const LaneArrays& arrays, std::uint32_t n) {
  const LaneNode& node = net.nodes[n];
  alignas(64) std::int32_t length[kLanes];
  alignas(64) std::int32_t start_bound[kLanes];
  alignas(64) std::int32_t finish_bound[kLanes];
  alignas(64) std::int32_t bound[kLanes];
  const std::uint64_t exists = existence(net, arrays, n);
  fill_lengths(block, net.draws[n], length);
  for (int l = 0; l < kLanes; ++l) {
    start_bound[l] = finish_bound[l] = kNeverPosition;
    if (!is_set(exists, l)) length[l] = 0;
  }
  for (std::uint32_t at = node.first_in; at < net.nodes[n + 1].first_in; ++at) {
    find_bounds(net, arrays, at, n, bound);
    std::int32_t* bounds = net.links[at].into_finish ? finish_bound : start_bound;
    for (int l = 0; l < kLanes; ++l) bounds[l] = larger(bounds[l], bound[l]);
  }
  std::int32_t* finish = row(arrays.finish, node.finish_row);
  std::int32_t* start = row(arrays.start, node.start_row);
  std::int32_t peak = kNeverPosition;
  for (int l = 0; l < kLanes; ++l) {
    const std::int32_t by_links = larger(start_bound[l], finish_bound[l]);
    std::int32_t s = by_links;
    std::int32_t f = by_links;
    if (length[l] > 0) {
      const std::int32_t d = 2 * smaller(length[l], kLastPosition / 4);
      s = evening(larger(start_bound[l], node.floor));
      s = larger(s, evening(finish_bound[l]) - d);
      f = s + d;
      s |= 1;
    } else if (is_set(exists, l)) {
      s = f = larger(by_links, node.floor);
    }
    start[l] = smaller(s, kLastPosition);
    finish[l] = smaller(f, kLastPosition);
    peak = larger(peak, larger(finish[l], length[l] > kLastPosition / 4 ? kLastPosition : 0));
  }
  if (arrays.durations != nullptr) {
    std::int32_t* durations = row(arrays.durations, n);
    for (int l = 0; l < kLanes; ++l) durations[l] = length[l];
  }
  return peak;
}

// Words drawn for a few plain items at once, handed out one by one.
struct DrawnAhead {
  Words words[Vector::kTogether];
  std::uint32_t first = 0;
  std::uint32_t end = 0;

  Words lengths(const LaneNetwork& net, const DrawBlock& block, std::uint32_t n) {
    const Draw& draw = net.draws[n];
    if (draw.kind == DrawKind::fixed) return to_lengths(block, draw, Words{});
    if (n >= end || n < first) draw_from(net, block, n);
    return to_lengths(block, draw, words[n - first]);
  }

 private:
  void draw_from(const LaneNetwork& net, const DrawBlock& block, std::uint32_t n) {
    first = n;
    end = n + 1;
    while (end < net.num_nodes && end - first < Vector::kTogether && net.nodes[end].is_plain &&
           net.draws[end].kind != DrawKind::fixed) {
      ++end;
    }
    if (end - first == Vector::kTogether) {
      std::uint64_t entities[Vector::kTogether];
      std::uint32_t purposes[Vector::kTogether];
      for (std::uint32_t e = 0; e < Vector::kTogether; ++e) {
        entities[e] = net.draws[n + e].entity;
        purposes[e] = net.draws[n + e].purpose;
      }
      draw_words<Vector::kTogether>(block, entities, purposes, words);
    } else {
      end = n + 1;
      words[0] = words_of(block, net.draws[n]);
    }
  }
};

std::int32_t forward(const LaneNetwork& net, const DrawBlock& block, const LaneArrays& arrays) {
  DrawnAhead ahead;
  std::int32_t general_peak = kNeverPosition;
  I peak = Vector::all(kNeverPosition);
  const I no_morning = Vector::all(~1);
  const I most = Vector::all(kLastPosition);
  const I longest = Vector::all(kLastPosition / 2);  // seconds: beyond the last position anyway
  for (std::uint32_t n = 0; n < net.num_nodes; ++n) {
    const LaneNode& node = net.nodes[n];
    if (!node.is_plain) {
      if (!node.is_done) general_peak = larger(general_peak, pass_general(net, block, arrays, n));
      continue;
    }
    const Words length = ahead.lengths(net, block, n);
    I bound[kVectors];
    for (int v = 0; v < kVectors; ++v) bound[v] = Vector::all(node.floor);
    const std::uint32_t end = net.nodes[n + 1].first_in;
    for (std::uint32_t at = node.first_in; at < end; ++at) {
      const std::int32_t* before = row(arrays.finish, net.finish_rows[at]);
      for (int v = 0; v < kVectors; ++v) {
        bound[v] = Vector::larger(bound[v], Vector::load(before + v * kWidth));
      }
    }
    I start[kVectors];
    for (int v = 0; v < kVectors; ++v) start[v] = Vector::both(bound[v], no_morning);
    // What drives, before the finish is written: its row may be a predecessor's that nobody else
    // waits for.
    for (std::uint32_t at = node.first_in; at < end; ++at) {
      const std::int32_t* before = row(arrays.finish, net.finish_rows[at]);
      for (int v = 0; v < kVectors; ++v) {
        Vector::store_reached(arrays.driving + at, v, Vector::load(before + v * kWidth), start[v]);
      }
    }
    std::int32_t* finish = row(arrays.finish, node.finish_row);
    for (int v = 0; v < kVectors; ++v) {
      const I f = Vector::smaller(
          Vector::add(start[v], Vector::shift_left<1>(Vector::smaller(length.v[v], longest))),
          most);
      peak = Vector::larger(peak, f);
      Vector::store(finish + v * kWidth, f);
    }
    if (node.start_row != LaneLink::kNone) {
      std::int32_t* starts = row(arrays.start, node.start_row);
      for (int v = 0; v < kVectors; ++v) {
        Vector::store(starts + v * kWidth, Vector::either(bound[v], Vector::all(1)));
      }
    }
    if (arrays.durations != nullptr) {
      std::int32_t* durations = row(arrays.durations, n);
      for (int v = 0; v < kVectors; ++v) Vector::store(durations + v * kWidth, length.v[v]);
    }
  }
  alignas(64) std::int32_t peaks[kWidth];
  Vector::store(peaks, peak);
  for (int l = 0; l < kWidth; ++l) general_peak = larger(general_peak, peaks[l]);
  return general_peak;
}

void find_last(const LaneNetwork& net, const LaneArrays& arrays, const std::uint32_t* nodes,
               std::uint32_t num_nodes, std::int32_t* last) {
  I latest[kVectors];
  for (int v = 0; v < kVectors; ++v) latest[v] = Vector::all(kNeverPosition);
  for (std::uint32_t i = 0; i < num_nodes; ++i) {
    const std::uint32_t n = nodes[i];
    const std::int32_t* finish = row(arrays.finish, net.nodes[n].finish_row);
    if (!net.nodes[n].is_uncertain) {
      for (int v = 0; v < kVectors; ++v) {
        latest[v] = Vector::larger(latest[v], Vector::load(finish + v * kWidth));
      }
      continue;
    }
    alignas(64) std::int32_t there[kLanes];
    for (int l = 0; l < kLanes; ++l)
      there[l] = is_set(arrays.exists[n], l) ? finish[l] : kNeverPosition;
    for (int v = 0; v < kVectors; ++v) {
      latest[v] = Vector::larger(latest[v], Vector::load(there + v * kWidth));
    }
  }
  for (int v = 0; v < kVectors; ++v) Vector::store(last + v * kWidth, latest[v]);
}

// Two positions are one instant when no time off lies between the evening and the morning.
inline std::int32_t first_equal(const LaneNetwork& net, std::int32_t position) {
  const bool is_morning = (position & 1) != 0;
  return is_morning && !net.is_gap(net.calendar, position >> 1) ? position - 1 : position;
}

// Passes the lanes of `driving` on to the source of a link: as critical where it exists, else as
// lanes to look behind it in.
inline void pass_on(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t from,
                    std::uint64_t driving, bool by_clock) {
  if (net.nodes[from].is_done) return;
  const std::uint64_t there = driving & existence(net, arrays, from);
  arrays.critical[from] |= there;
  if (there != driving) arrays.through[2 * from + (by_clock ? 1 : 0)] |= driving & ~there;
}

inline void sweep_general(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t n,
                          std::uint64_t lanes) {
  const LaneNode& node = net.nodes[n];
  const std::int32_t* finish = row(arrays.finish, node.finish_row);
  const std::int32_t* start = row(arrays.start, node.start_row);
  alignas(64) std::int32_t bound[kLanes];
  std::uint64_t clock = 0;  // lanes in which it takes no time and no date holds it
  for (int l = 0; l < kLanes; ++l) {
    const bool takes_time = finish[l] >> 1 > start[l] >> 1;
    const bool is_held = finish[l] >> 1 == node.floor >> 1;
    if (!takes_time && !is_held) clock |= std::uint64_t{1} << l;
  }
  for (std::uint32_t at = node.first_in; at < net.nodes[n + 1].first_in; ++at) {
    find_bounds(net, arrays, at, n, bound);
    const std::int32_t* wanted = net.links[at].into_finish ? finish : start;
    std::uint64_t by_work = 0;
    std::uint64_t by_clock = 0;
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(lanes, l) || bound[l] == kNeverPosition) continue;
      const std::uint64_t bit = std::uint64_t{1} << l;
      if ((clock & bit) == 0) {
        if (bound[l] >> 1 == wanted[l] >> 1) by_work |= bit;
      } else if (bound[l] >= first_equal(net, finish[l])) {
        by_clock |= bit;
      }
    }
    if (by_work != 0) pass_on(net, arrays, net.from[at], by_work, false);
    if (by_clock != 0) pass_on(net, arrays, net.from[at], by_clock, true);
  }
}

// Absent lanes of an item: what reached it is what counts.
inline void sweep_through(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t n,
                          std::uint64_t lanes, bool by_clock) {
  const std::int32_t* finish = row(arrays.finish, net.nodes[n].finish_row);
  alignas(64) std::int32_t bound[kLanes];
  for (std::uint32_t at = net.nodes[n].first_in; at < net.nodes[n + 1].first_in; ++at) {
    find_bounds(net, arrays, at, n, bound);
    std::uint64_t driving = 0;
    for (int l = 0; l < kLanes; ++l) {
      if (!is_set(lanes, l) || bound[l] == kNeverPosition) continue;
      const bool drives =
          by_clock ? bound[l] >= first_equal(net, finish[l]) : bound[l] >> 1 == finish[l] >> 1;
      if (drives) driving |= std::uint64_t{1} << l;
    }
    if (driving != 0) pass_on(net, arrays, net.from[at], driving, by_clock);
  }
}

inline void sweep_plain(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t n,
                        std::uint64_t lanes) {
  for (std::uint32_t at = net.nodes[n].first_in; at < net.nodes[n + 1].first_in; ++at) {
    arrays.critical[net.from[at]] |= arrays.driving[at] & lanes;
  }
}

std::uint32_t sweep(const LaneNetwork& net, const LaneArrays& arrays, std::uint32_t* touched) {
  std::uint32_t count = 0;
  for (std::uint32_t n = net.num_nodes; n-- > 0;) {
    if (arrays.through != nullptr) {
      if (arrays.through[2 * n] != 0) sweep_through(net, arrays, n, arrays.through[2 * n], false);
      if (arrays.through[2 * n + 1] != 0)
        sweep_through(net, arrays, n, arrays.through[2 * n + 1], true);
    }
    const std::uint64_t lanes = arrays.critical[n];
    if (lanes == 0) continue;
    if (net.nodes[n].is_done) {
      arrays.critical[n] = 0;
      continue;
    }
    touched[count++] = n;
    if (net.nodes[n].is_plain)
      sweep_plain(net, arrays, n, lanes);
    else
      sweep_general(net, arrays, n, lanes);
  }
  return count;
}

LaneSums sum(const std::int32_t* d, std::int32_t reference, const std::int32_t* t,
             std::uint64_t lanes) {
  LaneSums out;
  if (lanes == kAllLanes) {  // the loop that vectorises
    for (int l = 0; l < kLanes; ++l) {
      const std::int64_t x = d[l] - reference;
      out.d += x;
      out.dd += x * x;
      out.dt += x * t[l];
    }
    return out;
  }
  for (int l = 0; l < kLanes; ++l) {
    if (!is_set(lanes, l)) continue;
    const std::int64_t x = d[l] - reference;
    out.d += x;
    out.dd += x * x;
    out.dt += x * t[l];
  }
  return out;
}

constexpr LaneKernel kKernel = {fill_words, fill_scores, fill_draws,  fill_lengths, forward,
                                find_last,  sweep,       find_bounds, sum};

}  // namespace
}  // namespace slipway
