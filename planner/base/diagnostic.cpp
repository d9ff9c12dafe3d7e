#include "planner/base/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace slipway {
namespace {

struct CodeRow {
  std::string_view text;
  Severity severity;
};

constexpr std::array kCodes = {
#define SLIPWAY_CODE(enumerator, text, severity) CodeRow{text, Severity::severity},
#include "planner/base/diagnostic_codes.def"
#undef SLIPWAY_CODE
};

static_assert(kCodes.size() <= Findings::kMostCodes);

const CodeRow& row_of(Code code) { return kCodes[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view to_string(Code code) { return row_of(code).text; }
Severity severity_of(Code code) { return row_of(code).severity; }

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::vector<Code> all_codes() {
  std::vector<Code> codes;
  for (std::size_t i = 0; i < kCodes.size(); ++i) codes.push_back(static_cast<Code>(i));
  return codes;
}

void Findings::add(Diagnostic diagnostic) {
  const auto severity = static_cast<std::size_t>(diagnostic.severity());
  ++counts_[severity];
  seen_.set(static_cast<std::size_t>(diagnostic.code));
  if (kept_of_[severity] >= kKept) return;
  ++kept_of_[severity];
  kept_.push_back(std::move(diagnostic));
}

void Findings::add(Findings other) {
  std::size_t unkept[3] = {other.counts_[0], other.counts_[1], other.counts_[2]};
  for (Diagnostic& diagnostic : other.kept_) {
    --unkept[static_cast<std::size_t>(diagnostic.severity())];
    add(std::move(diagnostic));
  }
  for (std::size_t s = 0; s < 3; ++s) counts_[s] += unkept[s];
  seen_ |= other.seen_;
}

std::vector<Diagnostic> Findings::sorted() const {
  std::vector<Diagnostic> all = kept_;
  std::ranges::stable_sort(all, [](const Diagnostic& a, const Diagnostic& b) {
    if (a.place.is_set() != b.place.is_set()) return b.place.is_set();
    return a.place.offset < b.place.offset;
  });
  return all;
}

}  // namespace slipway
