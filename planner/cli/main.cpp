// The door: the only place that ends the program, and the last stop of every exception.
#include <malloc.h>

#include <exception>
#include <new>
#include <string>
#include <vector>

#include "planner/base/utf8.hpp"
#include "planner/cli/command_line.hpp"
#include "planner/cli/commands.hpp"
#include "planner/cli/load.hpp"
#include "planner/cli/terminal.hpp"

namespace slipway::cli {
namespace {

int run(const std::vector<std::string>& arguments) {
  const ParsedLine parsed = parse_command_line(arguments);
  if (parsed.error) {
    say(*parsed.error, Source{}, Colour::automatic);
    return kWrongInput;
  }
  if (!parsed.line) {
    Answer answer;
    answer.write(parsed.answer);
    return finish_answer(answer, Colour::automatic, kDone);
  }
  const CommandLine& line = *parsed.line;
  switch (line.command) {
    case Command::check:
      return run_check(line);
    case Command::schedule:
      return run_schedule(line);
    case Command::why:
      return run_why(line);
    case Command::risk:
      return run_risk(line);
    case Command::whatif:
      return run_whatif(line);
    case Command::render:
      return run_render(line);
    case Command::schema:
      return run_schema(line);
    case Command::budget:
      return run_budget(line);
    case Command::levers:
      return run_levers(line);
    case Command::diff:
      return run_diff(line);
    case Command::report:
      return run_report(line);
  }
  return kOurFault;
}

// Large tables are grown on the heap, where memory that was given back is used again: fresh pages
// from the system cost more than the work on them.
void prepare_memory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 16 << 20);
}

int give_up(const char* what) {
  say("slipway: sorry, this is a fault in Slipway, not in your plan: ");
  say(make_printable(what));
  say("\nhint: please report it, with the command line and, if you can, the plan\n");
  return kOurFault;
}

}  // namespace
}  // namespace slipway::cli

int main(int count, char** values) {
  using namespace slipway::cli;
  prepare_memory();
  prepare_streams();
  try {
    return run({values + (count > 0 ? 1 : 0), values + count});
  } catch (const std::bad_alloc&) {
    return give_up("it ran out of memory");
  } catch (const std::exception& error) {
    return give_up(error.what());
  } catch (...) {
    return give_up("an unknown failure");
  }
}
