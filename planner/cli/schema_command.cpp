#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/io/schema.hpp"

namespace slipway::cli {

int run_schema(const CommandLine& line) {
  Answer answer;
  answer.write(schema_text());
  return finish_answer(answer, line.colour, kDone);
}

}  // namespace slipway::cli
