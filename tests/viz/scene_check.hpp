// What must hold for every scene, whatever it shows; and a way to look at it: with a folder in
// SLIPWAY_PICTURES, the pictures of the tests are written there.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/viz/graph_svg_check.hpp"
#include "viz/scene/scene.hpp"
#include "viz/scene/scene_picture.hpp"
#include "viz/scene/svg_writer.hpp"

namespace slipway::viz {

inline std::vector<Text> texts_of(const Scene& scene) {
  std::vector<Text> out;
  visit(scene, [&](const Element& element) {
    if (const auto* text = std::get_if<Text>(&element.what)) out.push_back(*text);
  });
  return out;
}

inline bool has_text(const Scene& scene, std::string_view part) {
  return std::ranges::any_of(
      texts_of(scene), [&](const Text& text) { return text.text.find(part) != std::string::npos; });
}

inline void list_ids(const std::vector<Element>& elements, std::vector<std::string>& out) {
  for (const Element& element : elements) {
    if (const auto* group = std::get_if<Group>(&element.what)) {
      if (!group->id.empty()) out.push_back(group->id);
      list_ids(group->parts, out);
    }
  }
}

/// Returns what is wrong with a scene's layout, a line each: texts that overlap, leave the frame or
/// are too small, shapes beyond the frame, ids that repeat.
inline std::vector<std::string> find_layout_faults(const Scene& scene) {
  std::vector<std::string> faults;
  const Area frame{0, 0, scene.width, scene.height};
  const auto is_outside = [&](const Area& area) {
    return !(area.x >= frame.x - 0.01 && area.y >= frame.y - 0.01 &&
             area.right() <= frame.right() + 0.01 && area.bottom() <= frame.bottom() + 0.01);
  };
  const std::vector<Text> texts = texts_of(scene);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size < kLeastTextSize) faults.push_back("too small: " + texts[i].text);
    if (is_outside(area_of(texts[i]))) faults.push_back("outside: " + texts[i].text);
    for (std::size_t j = 0; j < i; ++j) {
      if (overlap(area_of(texts[i]), area_of(texts[j]), 0.5)) {
        faults.push_back("overlap: " + texts[j].text + " / " + texts[i].text);
      }
    }
  }
  visit(scene, [&](const Element& element) {
    if (const auto* box = std::get_if<Box>(&element.what)) {
      if (is_outside(box->area)) faults.push_back("box outside: " + box->title);
      if (!(box->area.width >= 0 && box->area.height >= 0)) faults.push_back("box inside out");
    }
    if (const auto* path = std::get_if<Path>(&element.what)) {
      for (const Point& point : path->points) {
        if (is_outside({point.x, point.y, 0, 0})) faults.push_back("path outside: " + path->title);
      }
    }
  });
  std::vector<std::string> ids;
  list_ids(scene.elements, ids);
  std::set<std::string> once;
  for (const std::string& id : ids) {
    if (!once.insert(id).second) faults.push_back("id twice: " + id);
  }
  return faults;
}

/// Checks a scene and the SVG made of it.
inline void expect_sound(const Scene& scene) {
  EXPECT_EQ(find_layout_faults(scene), std::vector<std::string>());
  EXPECT_FALSE(scene.title.empty());
  EXPECT_FALSE(scene.description.empty());
  const std::string svg = to_svg(scene);
  EXPECT_EQ(find_xml_fault(svg), "") << svg;
  EXPECT_EQ(to_svg(scene), svg);
  EXPECT_LT(svg.size(), 1U << 20);
}

/// Writes a scene where SLIPWAY_PICTURES says, light and dark, for looking at.
inline void keep_picture(const Scene& scene, const std::string& name) {
  const char* const folder = std::getenv("SLIPWAY_PICTURES");
  if (folder == nullptr) return;
  const std::string path = std::string(folder) + "/" + name;
  std::ofstream(path + ".svg") << to_svg(scene);
  std::ofstream(path + ".png") << draw_scene(scene, PictureFormat::png).value;
  std::ofstream(path + "-dark.png") << draw_scene(scene, PictureFormat::png, Theme::dark).value;
}

/// Titles that try to break out of what they are put into.
inline const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> list = {
      "</text><script>alert(1)</script>",
      "\" onload=\"x\" a='b' & &amp; <![CDATA[",
      "\x1b[31mred\x07 tab\tline\nbreak \xff\xfe bad",
      "مرحبا بالعالم \u202e txet",
      "👩‍👩‍👧‍👦 👍🏽 emoji 日本語のとても長いタイトルです",
      std::string(400, 'W'),
      std::string(400, 'i'),
      "e\u0301\u0302\u0303 combined",
      "--> ]]> ;}</style>",
  };
  return list;
}

}  // namespace slipway::viz
