// Reads every #include line of planner/ and viz/ and compares it with the table of rooms in
// docs/architecture.md. Change that table and `rooms()` together.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string, std::less<>>;

/// Returns, for each room, the rooms it may include besides itself.
const std::map<std::string, Names, std::less<>>& rooms() {
  static const std::map<std::string, Names, std::less<>> table = {
      {"base", {}},
      {"model", {"base"}},
      {"io", {"base", "model"}},
      {"graph", {"base", "model"}},
      {"schedule", {"base", "model", "graph"}},
      {"risk", {"base", "model", "graph", "schedule"}},
      {"analysis", {"base", "model", "graph", "schedule", "risk"}},
      {"whatif", {"base", "model", "graph", "schedule", "risk", "analysis"}},
      {"quarter", {"base", "model", "graph", "schedule", "risk", "analysis"}},
      {"report", {"base", "model", "graph", "schedule", "risk", "analysis", "whatif", "quarter"}},
      {"viz/text", {"base", "report"}},
      {"viz/json", {"base", "report", "viz/text"}},
      {"viz/scene", {"base", "report", "viz/text"}},
      {"viz/graph", {"base", "report", "viz/text", "viz/scene"}},
      {"viz/gantt", {"base", "report", "viz/text", "viz/scene", "viz/graph"}},
      {"viz/board", {"base", "report", "viz/text", "viz/scene"}},
      {"viz/matrix", {"base", "report", "viz/text", "viz/scene"}},
      {"viz/charts", {"base", "report", "viz/text", "viz/scene", "viz/graph"}},
      {"viz/report", {"base", "report", "viz/text", "viz/scene"}},
      {"cli",
       {"base", "model", "io", "graph", "schedule", "risk", "analysis", "whatif", "quarter",
        "report", "viz/text", "viz/json", "viz/scene", "viz/graph", "viz/gantt", "viz/board",
        "viz/matrix", "viz/charts", "viz/report"}},
  };
  return table;
}

/// A library that only some rooms may know; the longest prefix that fits decides.
struct Fenced {
  std::string_view prefix;
  Names rooms;
};

const std::vector<Fenced>& fenced() {
  static const std::vector<Fenced> list = {
      {"nlohmann/", {"io"}},        {"boost/math/", {"risk"}}, {"boost/", {"graph"}},
      {"graphviz/", {"viz/graph"}}, {"CLI/", {"cli"}},         {"librsvg/", {"viz/scene"}},
      {"cairo", {"viz/scene"}},
  };
  return list;
}

/// Returns the room of a path relative to the root ("planner/io/reader.cpp" -> "io",
/// "viz/json/writer.cpp" -> "viz/json"), or "".
std::string room_of(std::string_view path) {
  const std::size_t top = path.find('/');
  if (top == std::string_view::npos) return "";
  const std::size_t end = path.find('/', top + 1);
  const bool in_viz = path.starts_with("viz/");
  if (end == std::string_view::npos) return in_viz ? "viz" : "";
  if (in_viz) return std::string(path.substr(0, end));
  return path.starts_with("planner/") ? std::string(path.substr(top + 1, end - top - 1)) : "";
}

/// Returns the name an #include line includes, with its opening delimiter; "" for other lines.
std::string included_by(std::string_view line) {
  const auto skip_blanks = [&line] {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  };
  skip_blanks();
  if (!line.starts_with('#')) return "";
  line.remove_prefix(1);
  skip_blanks();
  if (!line.starts_with("include")) return "";
  line.remove_prefix(std::string_view("include").size());
  skip_blanks();
  if (!line.starts_with('<') && !line.starts_with('"')) return "";
  const auto end = line.find(line.front() == '<' ? '>' : '"', 1);
  return std::string(line.substr(0, end));
}

/// Returns what is wrong with including `name` in `room`; "" when nothing is.
std::string judge(const std::string& room, std::string_view name) {
  const bool quoted = name.front() == '"';
  name.remove_prefix(1);
  const std::string target = room_of(name);
  if (!target.empty()) {
    if (rooms().find(target) == rooms().end()) return "includes unknown room " + target;
    if (target == room || rooms().at(room).contains(target)) return "";
    return "may not include " + target;
  }
  const Fenced* fence = nullptr;
  for (const Fenced& candidate : fenced()) {
    const bool longer = !fence || candidate.prefix.size() > fence->prefix.size();
    if (name.starts_with(candidate.prefix) && longer) fence = &candidate;
  }
  if (fence && !fence->rooms.contains(room)) return "may not use " + std::string(fence->prefix);
  if (quoted && !fence) return "includes a file of ours without its path from the root";
  return "";
}

/// Returns one line per breach in `text`, the content of the file at `path` (from the root).
std::vector<std::string> find_breaches(const std::string& path, std::string_view text) {
  const std::string room = room_of(path);
  if (rooms().find(room) == rooms().end()) return {path + ": lies in no known room"};
  std::vector<std::string> breaches;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const std::string name = included_by(line);
    if (name.empty()) continue;
    const std::string fault = judge(room, name);
    if (fault.empty()) continue;
    breaches.push_back(path + ":" + std::to_string(number) + ": " + room + " " + fault);
  }
  return breaches;
}

/// Returns the paths, from the root, of our headers and sources.
std::vector<std::string> list_sources(const fs::path& root) {
  std::vector<std::string> paths;
  for (const char* top : {"planner", "viz"}) {
    if (!fs::exists(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto ending = entry.path().extension();
      const bool is_source = ending == ".hpp" || ending == ".cpp" || ending == ".def";
      if (entry.is_regular_file() && is_source) {
        paths.push_back(fs::relative(entry.path(), root).generic_string());
      }
    }
  }
  return paths;
}

TEST(Layers, RoomsIncludeOnlyWhatTheTableAllows) {
  const fs::path root = SLIPWAY_SOURCE_DIR;
  const std::vector<std::string> paths = list_sources(root);
  ASSERT_GT(paths.size(), 10u) << "no sources found below " << root;
  for (const std::string& path : paths) {
    std::ifstream in(root / path, std::ios::binary);
    ASSERT_TRUE(in) << path;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const std::string& breach : find_breaches(path, text)) ADD_FAILURE() << breach;
  }
}

TEST(Layers, OneFileTurnsPicturesIntoPixels) {
  const fs::path root = SLIPWAY_SOURCE_DIR;
  Names files;
  for (const std::string& path : list_sources(root)) {
    std::ifstream in(root / path, std::ios::binary);
    std::string line;
    while (std::getline(in, line)) {
      const std::string name = included_by(line);
      if (name.starts_with("<librsvg/") || name.starts_with("<cairo")) files.insert(path);
    }
  }
  EXPECT_EQ(files, Names{"viz/scene/raster.cpp"});
}

/// Returns `namespace::name` for every variable and type that a header defines outside of types.
std::vector<std::string> names_defined(const std::string& text) {
  static const std::regex space(R"(^namespace ([\w:]+) \{)");
  static const std::regex definition(
      R"(^(?:inline constexpr [\w:<>, ]+ |(?:struct|class|enum class|enum) )(?:alignas\([^)]*\) )?(\w+)[^;]*[{=])");
  std::vector<std::string> names;
  std::string scope;
  std::istringstream lines(text);
  std::string line;
  for (std::smatch match; std::getline(lines, line);) {
    if (std::regex_search(line, match, space)) scope = match[1];
    if (std::regex_search(line, match, definition)) names.push_back(scope + "::" + match[1].str());
  }
  return names;
}

// The linker keeps one of two inline definitions of a name without a word, whichever it saw first.
TEST(Layers, NoTwoHeadersDefineOneName) {
  const fs::path root = SLIPWAY_SOURCE_DIR;
  std::map<std::string, std::string> header_of;
  for (const std::string& path : list_sources(root)) {
    if (!path.ends_with(".hpp")) continue;
    std::ifstream in(root / path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const std::string& name : names_defined(text)) {
      const auto [other, is_new] = header_of.emplace(name, path);
      EXPECT_TRUE(is_new) << name << " is defined in " << path << " and in " << other->second;
    }
  }
  EXPECT_GT(header_of.size(), 100u);
  EXPECT_EQ(names_defined("namespace a {\ninline constexpr std::string_view kX = \"\";\n"
                          "struct Y {\n  int x = 1;\n};\nstruct Z;\nnamespace a::b {\n"
                          "enum class W : unsigned char { c };\n"),
            (std::vector<std::string>{"a::kX", "a::Y", "a::b::W"}));
}

TEST(Layers, ArrowsPointOneWay) {
  // Take away rooms that include only rooms already taken away; a loop would leave some behind.
  Names taken;
  for (std::size_t round = 0; round < rooms().size(); ++round) {
    for (const auto& [room, allowed] : rooms()) {
      if (std::ranges::includes(taken, allowed)) taken.insert(room);
    }
  }
  for (const auto& [room, allowed] : rooms()) EXPECT_TRUE(taken.contains(room)) << room;
}

TEST(Layers, CheckerFindsMadeUpBreaches) {
  struct Case {
    const char* path;
    const char* text;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"planner/model/plan.hpp", "#include <vector>\n#include \"planner/base/ids.hpp\"\n", {}},
      {"planner/model/plan.cpp", "#include \"planner/model/plan.hpp\"\n", {}},
      {"planner/graph/network.hpp",
       "#pragma once\n\n#include \"planner/io/reader.hpp\"\n",
       {"planner/graph/network.hpp:3: graph may not include io"}},
      {"planner/base/date.cpp",
       "  #  include\t\"planner/model/plan.hpp\"  // why not\n",
       {"planner/base/date.cpp:1: base may not include model"}},
      {"planner/model/plan.hpp",
       "#include <planner/risk/sampler.hpp>\n",
       {"planner/model/plan.hpp:1: model may not include risk"}},
      {"viz/graph/dot.cpp",
       "#include <graphviz/gvc.h>\n#include \"planner/report/report.hpp\"\n",
       {}},
      {"viz/graph/dot.cpp",
       "#include \"planner/model/plan.hpp\"\n",
       {"viz/graph/dot.cpp:1: viz/graph may not include model"}},
      {"viz/scene/svg.cpp",
       "#include \"viz/text/wording.hpp\"\n#include \"viz/graph/dot.hpp\"\n",
       {"viz/scene/svg.cpp:2: viz/scene may not include viz/graph"}},
      {"viz/svg.cpp", "", {"viz/svg.cpp: lies in no known room"}},
      {"planner/cli/main.cpp", "#include <CLI/CLI.hpp>\n#include \"viz/scene/svg.hpp\"\n", {}},
      {"planner/report/report.cpp",
       "#include \"viz/scene/svg.hpp\"\n",
       {"planner/report/report.cpp:1: report may not include viz/scene"}},
      {"planner/report/picture.cpp",
       "#include <cairo-pdf.h>\n#include <librsvg/rsvg.h>\n",
       {"planner/report/picture.cpp:1: report may not use cairo",
        "planner/report/picture.cpp:2: report may not use librsvg/"}},
      {"planner/report/json.cpp",
       "#include <nlohmann/json.hpp>\n",
       {"planner/report/json.cpp:1: report may not use nlohmann/"}},
      {"planner/risk/pert.cpp",
       "#include <boost/math/distributions/beta.hpp>\n#include <boost/graph/graph_traits.hpp>\n",
       {"planner/risk/pert.cpp:2: risk may not use boost/"}},
      {"planner/graph/order.cpp",
       "#include <boost/graph/topological_sort.hpp>\n#include <boost/math/special_functions.hpp>\n",
       {"planner/graph/order.cpp:2: graph may not use boost/math/"}},
      {"planner/io/reader.cpp",
       "#include \"value.hpp\"\n",
       {"planner/io/reader.cpp:1: io includes a file of ours without its path from the root"}},
      {"planner/base/x.cpp",
       "#include \"planner/sketch/x.hpp\"\n",
       {"planner/base/x.cpp:1: base includes unknown room sketch"}},
      {"planner/sketch/x.cpp", "", {"planner/sketch/x.cpp: lies in no known room"}},
      {"planner/x.cpp", "", {"planner/x.cpp: lies in no known room"}},
  };
  for (const Case& c : cases) EXPECT_EQ(find_breaches(c.path, c.text), c.expected) << c.path;
}

}  // namespace
