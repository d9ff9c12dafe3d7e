#include "viz/graph/graph_layout.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "viz/graph/graph_tidy_internal.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SLIPWAY_SHADOW_MEMORY
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SLIPWAY_SHADOW_MEMORY  // sanitizers map terabytes: no limit on memory can hold
#endif

namespace slipway::viz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostBytes = 512U << 20;  // of a picture
constexpr std::size_t kMostMessage = 400;       // of what Graphviz says
constexpr rlim_t kMemory = rlim_t{3} << 30;     // for the layout, beside what we hold already
constexpr char kPicture = 'P';                  // first byte from the child: a picture follows
constexpr char kProblem = 'X';                  // or a message

const char* graphviz_name(LayoutFormat format) {
  switch (format) {
    case LayoutFormat::svg:
      return "svg";
    case LayoutFormat::png:
      return "png";
    case LayoutFormat::pdf:
      return "pdf";
  }
  return "svg";
}

std::string_view first_bytes(LayoutFormat format) {
  switch (format) {
    case LayoutFormat::svg:
      return "<?xml";
    case LayoutFormat::png:
      return "\x89PNG\r\n\x1a\n";
    case LayoutFormat::pdf:
      return "%PDF-";
  }
  return "";
}

// --- in the child ---

std::string& said() {
  static std::string text;
  return text;
}

// Messages arrive in several pieces.
int keep_message(char* piece) {
  if (said().size() < kMostMessage) said() += piece;
  return 0;
}

void limit(int resource, rlim_t amount) {
  const rlimit value{amount, amount};
  setrlimit(static_cast<__rlimit_resource>(resource), &value);
}

void limit_resources(std::chrono::milliseconds deadline) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, static_cast<rlim_t>(deadline.count() / 1000 + 2));
#if !defined(SLIPWAY_SHADOW_MEMORY)
  std::size_t pages = 0;  // a big plan is mapped already and counts too
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%zu", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  limit(RLIMIT_AS, kMemory + rlim_t{pages} * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)));
#endif
}

void write_all(int fd, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) _exit(1);
    data += n;
    size -= static_cast<std::size_t>(n);
  }
}

[[noreturn]] void give_up(int fd) {
  const std::string text = kProblem + (said().empty() ? "Graphviz gave no picture" : said());
  write_all(fd, text.data(), text.size());
  _exit(0);
}

// By default cgraph takes the address of a name as its id and goes through subgraphs in order of
// ids, so that teams would be laid out in an order that depends on where memory was free. Numbers
// in order of appearance instead; names are kept by cgraph itself when the discipline does not want
// them.
struct Ids {
  IDTYPE next = 1;
};
void* open_ids(Agraph_t*, Agdisc_t*) {
  static Ids ids;
  return &ids;
}
long map_id(void* state, int, char* name, IDTYPE* id, int) {
  if (name != nullptr) return 0;
  *id = static_cast<Ids*>(state)->next++;
  return 1;
}
long refuse_id(void*, int, IDTYPE) { return 0; }
void forget_id(void*, int, IDTYPE) {}
char* name_of_id(void*, int, IDTYPE) { return nullptr; }
void close_ids(void*) {}
void note_id(void*, int, void*) {}

Agraph_t* read_graph(const std::string& dot) {
  static Agiddisc_t ids{open_ids, map_id, refuse_id, forget_id, name_of_id, close_ids, note_id};
  static Agdisc_t disciplines{&AgMemDisc, &ids, &AgIoDisc};
  std::FILE* text = fmemopen(const_cast<char*>(dot.data()), dot.size(), "r");
  if (text == nullptr) return nullptr;
  Agraph_t* graph = agread(text, &disciplines);
  std::fclose(text);
  return graph;
}

[[noreturn]] void draw_in_child(const std::string& dot, LayoutFormat format, int fd) {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) {
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
  }
  unsetenv("SERVER_NAME");
  agseterrf(keep_message);
  GVC_t* context = gvContext();
  Agraph_t* graph = read_graph(dot);
  // Return codes do not tell: broken labels and empty pictures count as success.
  if (context == nullptr || graph == nullptr || agerrors() > 0) give_up(fd);
  if (gvLayout(context, graph, "dot") != 0 || agerrors() > 0) give_up(fd);
  tidy_labels(graph);
  char* data = nullptr;
  unsigned length = 0;
  if (gvRenderData(context, graph, graphviz_name(format), &data, &length) != 0 || agerrors() > 0 ||
      data == nullptr || length == 0) {
    give_up(fd);
  }
  write_all(fd, &kPicture, 1);
  write_all(fd, data, length);
  _exit(0);  // nothing of ours may be flushed or destroyed twice
}

// --- in the parent ---

std::string say_seconds(std::chrono::milliseconds time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g s", static_cast<double>(time.count()) / 1000.0);
  return text.data();
}

/// Reads until the child closes its end. Says why it stopped early, or nothing.
std::string read_until_closed(int fd, Clock::time_point end, std::string& out) {
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) return "late";
    pollfd waiting{fd, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return "late";
    const ssize_t n = read(fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return "unreadable";
    if (n == 0) return "";
    if (out.size() + static_cast<std::size_t>(n) > kMostBytes) return "too large";
    out.append(buffer.data(), static_cast<std::size_t>(n));
  }
}

// Cairo writes the time of day into a PDF; equal plans give equal bytes, so it is set to nought.
void still_the_clock(std::string& bytes) {
  constexpr std::string_view kKey = "/CreationDate (D:";
  const std::size_t at = bytes.find(kKey);
  if (at == std::string::npos) return;
  constexpr std::string_view kDate = "19700101000000";
  if (at + kKey.size() + kDate.size() > bytes.size()) return;
  bytes.replace(at + kKey.size(), kDate.size(), kDate);
}

/// Graphviz' own messages name its functions and numbers, which tell a reader of plans nothing.
std::string say_problem(std::string_view message) {
  if (message.find("memory") != std::string_view::npos) {
    return "Graphviz needs more memory than it may take";
  }
  return "Graphviz gave up on it";
}

LayoutResult judge(const std::string& answer, int status, LayoutFormat format) {
  LayoutResult result;
  if (WIFSIGNALED(status)) {
    result.problem = std::string("Graphviz ended by signal ") + std::to_string(WTERMSIG(status));
  } else if (answer.empty()) {
    result.problem = "Graphviz ended without an answer";
  } else if (answer[0] != kPicture) {
    result.problem = say_problem(std::string_view(answer).substr(1));
  } else if (!std::string_view(answer).substr(1).starts_with(first_bytes(format))) {
    result.problem = "Graphviz gave something that is not a picture";
  } else {
    result.bytes = answer.substr(1);
    if (format == LayoutFormat::pdf) still_the_clock(result.bytes);
    result.ok = true;
  }
  return result;
}

}  // namespace

LayoutResult run_layout(const std::string& dot, LayoutFormat format,
                        std::chrono::milliseconds deadline) {
  LayoutResult result;
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    result.problem = "no pipe to draw through";
    return result;
  }
  const auto end = Clock::now() + deadline;
  const pid_t child = fork();
  if (child < 0) {
    close(ends[0]);
    close(ends[1]);
    result.problem = "no process to draw in";
    return result;
  }
  if (child == 0) {
    close(ends[0]);
    limit_resources(deadline);
    setenv("TZ", "UTC0", 1);  // or the PDF would tell where it was drawn
    draw_in_child(dot, format, ends[1]);
  }
  close(ends[1]);
  std::string answer;
  const std::string stopped = read_until_closed(ends[0], end, answer);
  close(ends[0]);
  if (!stopped.empty()) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (stopped == "late") {
    result.problem = "the layout took longer than " + say_seconds(deadline);
  } else if (!stopped.empty()) {
    result.problem = "the picture is " + stopped;
  } else {
    result = judge(answer, status, format);
  }
  return result;
}

}  // namespace slipway::viz
