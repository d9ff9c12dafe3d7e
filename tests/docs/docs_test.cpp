// The documents against what they speak of: links lead somewhere, the table of rooms is the code's,
// every decision is listed, and the README's commands print what it says they print.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = SLIPWAY_SOURCE_DIR;

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool is_fence(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("```");
}

/// Returns every document of the repository, relative to its root.
std::vector<std::string> list_documents() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(kRoot)) {
    if (entry.path().extension() == ".md") out.push_back(entry.path().filename().string());
  }
  for (const char* folder : {"docs", "data", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      if (entry.path().extension() != ".md") continue;
      out.push_back(fs::relative(entry.path(), kRoot).generic_string());
    }
  }
  std::ranges::sort(out);
  return out;
}

/// Returns where the links, pictures and sources of a document lead; not those in code.
std::vector<std::string> targets_of(const std::string& text) {
  std::vector<std::string> out;
  bool in_code = false;
  for (const std::string& line : lines_of(text)) {
    if (is_fence(line)) in_code = !in_code;
    if (in_code) continue;
    std::string shown;
    bool in_span = false;
    for (const char c : line) {
      if (c == '`')
        in_span = !in_span;
      else if (!in_span)
        shown += c;
    }
    const auto collect = [&](std::string_view before, char end) {
      for (std::size_t at = shown.find(before); at != std::string::npos;
           at = shown.find(before, at)) {
        at += before.size();
        out.push_back(shown.substr(at, shown.find(end, at) - at));
      }
    };
    collect("](", ')');
    collect(" src=\"", '"');
    collect(" srcset=\"", '"');
  }
  return out;
}

/// Returns the anchors that a forge gives to the headings of a document.
std::set<std::string> anchors_of(const std::string& text) {
  std::set<std::string> out;
  bool in_code = false;
  for (const std::string& line : lines_of(text)) {
    if (is_fence(line)) in_code = !in_code;
    if (in_code || !line.starts_with('#')) continue;
    std::string anchor;
    for (const char c : line.substr(std::min(line.find_first_not_of('#') + 1, line.size()))) {
      const auto byte = static_cast<unsigned char>(c);
      if (std::isalnum(byte) || c == '-' || c == '_')
        anchor += static_cast<char>(std::tolower(byte));
      else if (c == ' ')
        anchor += '-';
    }
    out.insert(anchor);
  }
  return out;
}

/// Returns what is wrong with a document's links, one line each.
std::vector<std::string> find_broken_links(const std::string& name, const std::string& text) {
  std::vector<std::string> out;
  for (const std::string& target : targets_of(text)) {
    if (target.starts_with("https://") || target.starts_with("mailto:")) continue;
    const std::size_t hash = target.find('#');
    const std::string file = target.substr(0, hash);
    const fs::path path = file.empty() ? kRoot / name : (kRoot / name).parent_path() / file;
    if (!file.empty() && !fs::exists(path)) {
      out.push_back(name + ": nothing at " + target);
    } else if (hash != std::string::npos && !anchors_of(file.empty() ? text : read_text(path))
                                                 .contains(target.substr(hash + 1))) {
      out.push_back(name + ": no such heading: " + target);
    }
  }
  return out;
}

TEST(Docs, LinksLeadSomewhere) {
  const std::vector<std::string> names = list_documents();
  ASSERT_THAT(names,
              testing::IsSupersetOf({"README.md", "docs/architecture.md", "data/README.md"}));
  std::size_t num_links = 0;
  for (const std::string& name : names) {
    const std::string text = read_text(kRoot / name);
    num_links += targets_of(text).size();
    EXPECT_THAT(find_broken_links(name, text), testing::IsEmpty());
  }
  EXPECT_GT(num_links, 30u);
}

TEST(Docs, LinkCheckerFindsMadeUpFaults) {
  const std::string text =
      "# One heading\n[a](no-such.md) `[b](c.md)` [d](#one-heading) [e](#two)\n"
      "```\n[f](g.md)\n```\n<img src=\"none.svg\"> [h](architecture.md#rooms) "
      "[i](architecture.md#halls) [j](https://example.org)\n";
  EXPECT_THAT(
      find_broken_links("docs/x.md", text),
      testing::ElementsAre("docs/x.md: nothing at no-such.md", "docs/x.md: no such heading: #two",
                           "docs/x.md: no such heading: architecture.md#halls",
                           "docs/x.md: nothing at none.svg"));
}

/// Returns the cells of a table's row, without the spaces around them; none for other lines.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out;
  if (!line.starts_with("| ")) return out;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) {
    const std::size_t first = cell.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    out.push_back(cell.substr(first, cell.find_last_not_of(' ') - first + 1));
  }
  return out;
}

struct Room {
  bool may_include_all = false;
  std::set<std::string> may_include;
};

/// Returns the rooms of the table in architecture.md by folder.
std::map<std::string, Room> documented_rooms() {
  std::map<std::string, Room> out;
  for (const std::string& line : lines_of(read_text(kRoot / "docs/architecture.md"))) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() != 4 || !cells[0].starts_with('`')) continue;
    Room room;
    room.may_include_all = cells[2] == "all of them";
    if (cells[2] != "nothing of ours" && !room.may_include_all) {
      std::istringstream in(cells[2]);
      for (std::string name; std::getline(in, name, ',');) {
        room.may_include.insert(name.substr(name.find_first_not_of(' ')));
      }
    }
    out.emplace(cells[0].substr(1, cells[0].size() - 2), room);
  }
  return out;
}

/// Returns the rooms that the files of a folder include.
std::set<std::string> included_rooms(const fs::path& folder) {
  std::set<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".cpp" && ending != ".hpp") continue;
    for (const std::string& line : lines_of(read_text(entry.path()))) {
      constexpr std::string_view kPlanner = "#include \"planner/";
      constexpr std::string_view kViz = "#include \"viz/";
      if (!line.starts_with(kPlanner) && !line.starts_with(kViz)) continue;
      const std::size_t start = line.find('"') + 1;
      const std::size_t slash = line.find('/', start) + 1;
      const std::size_t end = line.find('/', slash);
      out.insert(line.starts_with(kViz) ? line.substr(start, end - start)
                                        : line.substr(slash, end - slash));
    }
  }
  const bool in_viz = folder.parent_path().filename() == "viz";
  out.erase((in_viz ? "viz/" : "") + folder.filename().string());
  return out;
}

TEST(Docs, TableOfRoomsIsTheCodes) {
  std::vector<std::string> folders;
  for (const std::string top : {"planner", "viz"}) {
    for (const auto& entry : fs::directory_iterator(kRoot / top)) {
      if (entry.is_directory()) folders.push_back(top + '/' + entry.path().filename().string());
    }
  }
  const std::map<std::string, Room> rooms = documented_rooms();
  for (const auto& [folder, room] : rooms) {
    EXPECT_THAT(folders, testing::Contains(folder)) << "described, but not there";
  }
  for (const std::string& folder : folders) {
    const auto found = rooms.find(folder);
    if (found == rooms.end()) {
      ADD_FAILURE() << folder << " is not in the table of docs/architecture.md";
      continue;
    }
    if (found->second.may_include_all) continue;
    EXPECT_THAT(included_rooms(kRoot / folder), testing::IsSubsetOf(found->second.may_include))
        << folder;
  }
}

TEST(Docs, DecisionsAreListedAndWhole) {
  const std::string index = read_text(kRoot / "docs/decisions/README.md");
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(kRoot / "docs/decisions")) {
    if (entry.path().filename() != "README.md") files.push_back(entry.path().filename().string());
  }
  std::ranges::sort(files);
  ASSERT_GE(files.size(), 12u);
  for (std::size_t i = 0; i < files.size(); ++i) {
    SCOPED_TRACE(files[i]);
    std::array<char, 8> number{};
    std::snprintf(number.data(), number.size(), "%04zu", (i + 1) % 10000);
    EXPECT_EQ(files[i].substr(0, 5), std::string(number.data()) + "-") << "numbers have a gap";
    EXPECT_THAT(index,
                testing::HasSubstr("[" + std::string(number.data()) + "](" + files[i] + ")"));
    const std::string text = read_text(kRoot / "docs/decisions" / files[i]);
    EXPECT_THAT(text, testing::StartsWith("# " + std::string(number.data()) + " "));
    for (const char* part : {"\n## Context\n", "\n## Choice\n", "\n## What we gave up\n"}) {
      EXPECT_THAT(text, testing::HasSubstr(part));
    }
    EXPECT_LE(lines_of(text).size(), 60u) << "a record is one page";
  }
}

// --- commands that documents show ---

struct Example {
  std::string command;
  std::vector<std::string> output;  // as shown; a line "..." stands for any number of lines
};

struct Shown {
  std::vector<Example> examples;             // of ```console blocks, in order
  std::map<std::string, std::string> files;  // ```json blocks by the file name said before them
};

Shown read_shown(const fs::path& document) {
  Shown out;
  std::string kind;       // of the block we are in; empty outside
  std::string last_name;  // the last `name.json` said outside blocks
  for (const std::string& line : lines_of(read_text(document))) {
    if (is_fence(line)) {
      kind = kind.empty() ? line.substr(3) : "";
      if (kind.empty() && line.size() > 3) ADD_FAILURE() << "a block is not closed before " << line;
      if (line == "```" && !kind.empty()) kind = "plain";
      continue;
    }
    if (kind.empty()) {
      const std::size_t end = line.find(".json`");
      const std::size_t start = end == std::string::npos ? end : line.rfind('`', end);
      if (start != std::string::npos) last_name = line.substr(start + 1, end + 4 - start);
    } else if (kind == "json") {
      out.files[last_name] += line + '\n';
    } else if (kind == "console") {
      if (line.starts_with("$ "))
        out.examples.push_back({line.substr(2), {}});
      else if (!out.examples.empty())
        out.examples.back().output.push_back(line);
    }
  }
  return out;
}

/// Runs a command in `folder` and returns all it says, on both streams.
std::string run(const fs::path& folder, const std::string& command, int& exit_code) {
  const std::string line =
      "cd '" + folder.string() + "' && COLUMNS=80 NO_COLOR=1 " + command + " 2>&1";
  std::string out;
  std::FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) return "cannot run";
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    out.append(buffer.data(), n);
  }
  const int status = pclose(pipe);
  exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

/// Says whether `lines` read as `shown`, where "..." leaves lines out.
bool reads_as(const std::vector<std::string>& lines, const std::vector<std::string>& shown) {
  std::size_t at = 0;
  bool may_skip = false;
  for (const std::string& want : shown) {
    if (want == "...") {
      may_skip = true;
      continue;
    }
    while (may_skip && at < lines.size() && lines[at] != want) ++at;
    if (at == lines.size() || lines[at] != want) return false;
    ++at;
    may_skip = false;
  }
  return may_skip || at == lines.size();
}

TEST(Docs, ComparisonOfCommandsIsStrict) {
  const std::vector<std::string> lines{"a", "b", "c", "d"};
  EXPECT_TRUE(reads_as(lines, {"a", "b", "c", "d"}));
  EXPECT_TRUE(reads_as(lines, {"...", "b", "...", "d"}));
  EXPECT_TRUE(reads_as(lines, {"a", "..."}));
  EXPECT_FALSE(reads_as(lines, {"a", "b", "c"}));
  EXPECT_FALSE(reads_as(lines, {"a", "c", "..."}));
  EXPECT_FALSE(reads_as(lines, {"...", "c", "...", "b", "..."}));
  EXPECT_FALSE(reads_as(lines, {"a", "b", "c", "d", "e"}));
}

// Each command as it is written, in a folder that looks like the repository after ./dev build.
// `look` may look into the folder before it goes.
void run_examples(const std::string& document, std::size_t least,
                  const std::function<void(const fs::path&)>& look = nullptr) {
  const Shown shown_there = read_shown(kRoot / document);
  ASSERT_GE(shown_there.examples.size(), least);
  const fs::path folder =
      fs::temp_directory_path() / ("slipway-shown-" + std::to_string(::getpid()));
  fs::create_directories(folder / "build/release");
  fs::create_directories(folder / "docs/images");
  fs::create_directories(folder / "docs/gallery");
  fs::copy(kRoot / "data", folder / "data", fs::copy_options::recursive);  // saving changes plans
  fs::create_symlink(SLIPWAY_BINARY, folder / "build/release/slipway");
  for (const auto& [name, text] : shown_there.files) std::ofstream(folder / name) << text;
  for (const Example& example : shown_there.examples) {
    SCOPED_TRACE(example.command);
    ASSERT_THAT(example.command, testing::HasSubstr("build/release/slipway "));
    int exit_code = 0;
    std::vector<std::string> shown = example.output;
    while (!shown.empty() && shown.back().empty()) shown.pop_back();
    const std::string said = run(folder, example.command, exit_code);
    EXPECT_THAT(exit_code, testing::AnyOf(0, 1)) << said;  // 1: check found what the text shows
    EXPECT_TRUE(reads_as(lines_of(said), shown)) << document << " shows something else than\n"
                                                 << said;
  }
  if (look) look(folder);
  fs::remove_all(folder);
}

TEST(Docs, ReadmeCommandsPrintWhatItSays) { run_examples("README.md", 6); }

TEST(Docs, WhatIfCommandsPrintWhatItSays) { run_examples("docs/what-if.md", 6); }

// The pictures of the gallery are what its commands draw today, byte for byte; where Graphviz puts
// the boxes of the network differs between machines.
TEST(Docs, GalleryShowsWhatItsCommandsDraw) {
  run_examples("docs/gallery.md", 20, [](const fs::path& folder) {
    const std::string text = read_text(kRoot / "docs/gallery.md");
    std::size_t drawn = 0;
    for (const auto& entry : fs::directory_iterator(folder / "docs/gallery")) {
      const std::string name = entry.path().filename().string();
      SCOPED_TRACE(name);
      ++drawn;
      EXPECT_THAT(text, testing::HasSubstr("](gallery/" + name + ")"));
      const std::string kept = read_text(kRoot / "docs/gallery" / name);
      const std::string now = read_text(entry.path());
      EXPECT_LT(now.size(), 256U << 10);
      if (name.ends_with("-graph.svg")) {
        EXPECT_THAT(kept, testing::EndsWith("</svg>\n"));
      } else {
        EXPECT_TRUE(kept == now) << "./dev gallery draws it again";
      }
    }
    EXPECT_EQ(drawn, 20U);
  });
}

// What README.md shows is drawn, and is a whole SVG.
TEST(Docs, PicturesAreThere) {
  const std::string text = read_text(kRoot / "README.md");
  for (const char* name :
       {"docs/images/libp2p-2018-q3.svg", "docs/images/libp2p-2018-q3-dark.svg",
        "docs/images/libp2p-2018-q3-whatif.svg", "docs/images/libp2p-2018-q3-whatif-dark.svg"}) {
    SCOPED_TRACE(name);
    EXPECT_THAT(text, testing::HasSubstr(name));
    const std::string picture = read_text(kRoot / name);
    EXPECT_THAT(picture, testing::StartsWith("<?xml"));
    EXPECT_THAT(picture, testing::EndsWith("</svg>\n"));
    EXPECT_THAT(picture, testing::HasSubstr("js-daemon-client"));
  }
}

}  // namespace
