#include "tests/cli/edited_quarter.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace slipway::test {

std::string edit_quarter(const Edits& edits) {
  std::ifstream in(SLIPWAY_SOURCE_DIR "/data/plans/libp2p-2018-q3.json", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  for (const auto& [from, to] : edits) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos || text.find(from, at + 1) != std::string::npos)
      ADD_FAILURE() << "not there, or not once: " << from;
    else
      text.replace(at, from.size(), to);
  }
  return text;
}

const Edits kWeek = {
    {R"("estimate": "3w/6w/9w", "progress": 0.2)", R"("estimate": "5w/8w/11w", "progress": 0.2)"},
    {R"({ "on": "go-daemon-api", "ask": "asked" } ])",
     R"({ "on": "go-daemon-api", "ask": "agreed" } ])"},
    {R"("period": "2018-Q3", "people": 0.1, "estimate": "2d/4d/8d",)",
     R"("period": "2018-Q3", "people": 0.1, "estimate": "1w/2w/3w",
        "depends_on": ["presentation"], "due": "2018-09-14",)"},
    {R"("title": "Find out whether DHT puts succeed")", R"("title": "Do DHT puts succeed?")"},
    {R"({ "id": "peer-store-memory", "title": "Peer store in memory")",
     R"({ "id": "relay-docs", "title": "Docs | <b>of</b> the *relay*", "team": "go",
          "estimate": "1w/2w/3w", "depends_on": ["go-daemon-api"], "due": "2018-10-12" },
        { "id": "peer-store-ram", "title": "Peer store in memory")"},
    {R"("goal": "peer-store-memory")", R"("goal": "peer-store-ram")"},
};

}  // namespace slipway::test
