// Uses the installed headers and libraries: fails to build or returns 1 when a piece is missing.
#include <cstdio>
#include <string_view>

#include "planner/base/diagnostic.hpp"
#include "planner/io/schema.hpp"

int main() {
  const bool has_schema =
      slipway::schema_text().find("Slipway plan, format 1") != std::string_view::npos;
  const bool has_codes = !slipway::all_codes().empty();
  if (!has_schema || !has_codes) {
    std::fputs("the installed package is not whole\n", stderr);
    return 1;
  }
  std::puts("the installed package works");
  return 0;
}
