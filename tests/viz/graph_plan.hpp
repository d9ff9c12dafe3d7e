// Plans for tests of the network picture: from JSON text, from the data folder, or made to a size.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "planner/analysis/analysis.hpp"
#include "planner/base/diagnostic_text.hpp"
#include "planner/io/file.hpp"
#include "planner/io/plan_reader.hpp"
#include "planner/report/graph_report.hpp"

namespace slipway {

inline Analysis analysis_of(std::shared_ptr<const Source> source, AnalysisOptions options = {}) {
  Loaded<Plan> plan = read_plan(source);
  EXPECT_TRUE(plan.ok) << to_text(plan.findings, *source, false, true);
  Loaded<Analysis> out = analyse(std::make_shared<const Plan>(std::move(plan.value)), options);
  EXPECT_TRUE(out.ok) << to_text(out.findings, *source, false, true);
  return std::move(out.value);
}

inline Analysis analysis_of_text(const std::string& text) {
  return analysis_of(std::make_shared<const Source>(Source{"test.json", text}));
}

inline Analysis analysis_of_file(const std::string& name) {
  return analysis_of(read_source(std::string(SLIPWAY_SOURCE_DIR) + "/data/plans/" + name).value);
}

/// Returns a plan of `teams` chains of `length` goals, each chain a team and an objective; the
/// first chain is the longest path, each goal of it a day longer.
inline std::string chains(int teams, int length) {
  std::string team_list;
  std::string goals;
  for (int t = 0; t < teams; ++t) {
    const std::string team = "t" + std::to_string(t);
    team_list += (t > 0 ? "," : "") + std::string("{\"id\":\"") + team + "\"}";
    goals += (t > 0 ? "," : "") + std::string("{\"id\":\"o") + team +
             "\",\"kind\":\"objective\",\"team\":\"" + team + "\"}";
    for (int g = 0; g < length; ++g) {
      const std::string id = team + "-g" + std::to_string(g);
      goals += ",{\"id\":\"" + id + "\",\"team\":\"" + team + "\",\"parent\":\"o" + team +
               "\",\"estimate\":\"" + (t == 0 ? "3d" : "2d") + "\"";
      if (g > 0) goals += ",\"depends_on\":[\"" + team + "-g" + std::to_string(g - 1) + "\"]";
      goals += "}";
    }
  }
  return "{\"slipway\":1,\"name\":\"chains\",\"start\":\"2027-01-04\",\"teams\":[" + team_list +
         "],\"goals\":[" + goals + "]}";
}

/// Returns the box with this id, or null.
inline const GraphBox* find_box(const std::vector<GraphBox>& boxes, const std::string& id) {
  for (const GraphBox& box : boxes) {
    if (box.id == id) return &box;
  }
  return nullptr;
}

/// Returns the arrow between two boxes, or null.
inline const GraphLink* find_link(const GraphReport& report, const std::string& from,
                                  const std::string& to) {
  for (const GraphLink& link : report.links) {
    if (report.boxes[link.from].id == from && report.boxes[link.to].id == to) return &link;
  }
  return nullptr;
}

inline ItemId item_named(const Plan& plan, const std::string& id) {
  for (std::size_t row = 0; row < plan.items.size(); ++row) {
    if (plan.items[row].id == id) return ItemId(row);
  }
  ADD_FAILURE() << "no item " << id;
  return {};
}

}  // namespace slipway
