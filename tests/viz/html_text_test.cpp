#include "viz/report/html_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "viz/scene/scene.hpp"
#include "viz/scene/svg_writer.hpp"

namespace slipway::viz {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(HtmlText, LeavesNoMarkup) {
  EXPECT_EQ(html_text("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
  EXPECT_EQ(html_text("\x1b[31m"), "\\u{1b}[31m");
  EXPECT_EQ(html_text("\u202egnp"), "\\u{202e}gnp") << "no override of the direction";
}

TEST(HtmlText, AnIdAndItsAddressBelongTogether) {
  EXPECT_EQ(html_goal_id("js-client"), "goal-js-client");
  EXPECT_EQ(html_goal_address("js-client"), "#goal-js-client");
  EXPECT_EQ(html_goal_address("50%-done"), "#goal-50%25-done") << "browsers decode addresses";
  EXPECT_EQ(html_goal_id("<a\""), "goal-&lt;a&quot;");
}

TEST(HtmlText, OnlyPagesAndMailAreAddresses) {
  EXPECT_EQ(html_address("https://example.org/?a=1&b=2"), "https://example.org/?a=1&amp;b=2");
  EXPECT_EQ(html_address("mailto:a@example.org"), "mailto:a@example.org");
  EXPECT_EQ(html_address("javascript:alert(1)"), "");
  EXPECT_EQ(html_address("data:text/html,x"), "");
  EXPECT_EQ(html_address(""), "");
}

TEST(InlineSvg, HasItsOwnIdsAndTheStyleOfThePage) {
  Scene scene{.width = 100, .height = 50, .title = "a picture", .description = "what it says"};
  Brush brush(scene.elements);
  Brush goal = brush.group("goal-3", "goal late", "what goal 3 is");
  goal.box({10, 10, 20, 20}, {.fill = Paint::box, .stroke = Paint::risk, .hatch = Hatch::rising},
           0.0, "url(#nothing) id=\"x\"");
  const std::string file = to_svg(scene, {.theme = Theme::light});
  const std::string part = inline_svg(file, "one");
  EXPECT_TRUE(part.starts_with("<svg "));
  EXPECT_THAT(part, Not(HasSubstr("<style>")));
  EXPECT_THAT(part, Not(HasSubstr("<?xml")));
  EXPECT_THAT(part, HasSubstr("aria-labelledby=\"one-picture-title one-picture-text\""));
  EXPECT_THAT(part, HasSubstr("<title id=\"one-picture-title\">a picture</title>"));
  EXPECT_THAT(part, HasSubstr("id=\"one-picture-goal-3\""));
  EXPECT_THAT(part, HasSubstr("<pattern id=\"one-picture-rising-risk\""));
  EXPECT_THAT(part, HasSubstr("url(#one-picture-rising-risk)"));
  EXPECT_THAT(part, HasSubstr("url(#nothing) id=&quot;x&quot;")) << "texts stay as they are";
  EXPECT_THAT(part, HasSubstr(" fill=\"" + std::string(colour_of(Paint::box, Theme::light))));
  EXPECT_THAT(part, HasSubstr("what goal 3 is"));
}

TEST(InlineSvg, ReadsWhatGraphvizWrites) {
  const std::string part = inline_svg(
      "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"x\"\n \"y\">\n<!-- a comment -->\n"
      "<svg width=\"1467pt\" height=\"8.5pt\" viewBox=\"0 0 1467 8.5\">\n<style>\nsvg{}\n</style>"
      "<!-- more -->\n<g id=\"n0\" class=\"node\"><text>width 3pt\"</text></g>\n</svg>\n",
      "graph");
  EXPECT_EQ(part,
            "<svg width=\"1467\" height=\"8.5\" viewBox=\"0 0 1467 8.5\">\n"
            "\n<g id=\"graph-n0\" class=\"node\"><text>width 3pt\"</text></g>\n</svg>\n");
  EXPECT_EQ(inline_svg("no picture", "x"), "");
}

}  // namespace
}  // namespace slipway::viz
