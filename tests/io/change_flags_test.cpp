// One grammar, two doors: a flag gives the change that the same words in a plan file give, and a
// change that is written and read again is the same.
#include "planner/io/change_flags.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "planner/base/diagnostic_text.hpp"
#include "planner/io/change_writer.hpp"
#include "planner/model/change_text.hpp"
#include "planner/model/estimate_text.hpp"
#include "tests/io/read_text.hpp"

namespace slipway {
namespace {

// Some names are chosen to be difficult: they hold what separates names elsewhere.
std::string plan_with(const std::string& changes) {
  return R"({ "slipway": 1, "name": "Changes", "start": "2027-01-04", "as_of": "2027-02-01",
    "periods": [ { "id": "q1", "start": "2027-01-01", "end": "2027-03-31" },
                 { "id": "q2", "start": "2027-04-01", "end": "2027-06-30" } ],
    "teams": [ { "id": "go" }, { "id": "js" }, { "id": "a=b" } ],
    "goals": [ { "id": "api", "team": "go", "estimate": "1w" },
               { "id": "docs", "team": "js", "estimate": "1w",
                 "depends_on": [ { "on": "api", "ask": "asked" } ] },
               { "id": "x=1", "team": "js", "estimate": "1w" },
               { "id": "x", "team": "js", "estimate": "1w" },
               { "id": "a->b", "team": "js", "estimate": "1w" },
               { "id": "team:js", "team": "go", "estimate": "1w" },
               { "id": "\"quoted\\", "estimate": "1w" } ],
    "blockers": [ { "id": "talk", "estimate": "1w", "blocks": ["docs"] } ],
    "scenarios": [ { "name": "s", "changes": [)" +
         changes + "] } ] }";
}

const Plan& plain() {
  static const Loaded<Plan> plan = test::read(plan_with(""));
  return plan.value;
}

Change without_place(Change change) {
  change.place = {};
  return change;
}

// The one change that a plan file says, or a failed test.
Change change_of(const std::string& json) {
  const Loaded<Plan> plan = test::read(plan_with(json));
  EXPECT_TRUE(plan.ok) << json << '\n' << to_text(plan.findings, *plan.value.source, false, true);
  if (!plan.ok || plan.value.scenarios[0].changes.size() != 1) return {};
  return without_place(plan.value.scenarios[0].changes[0]);
}

Change change_of(const ChangeFlag& flag) {
  const std::vector<ChangeFlag> flags{flag};
  const auto read = read_change_flags(plain(), flags);
  EXPECT_TRUE(read.ok) << to_text(read.findings, *source_of(flags), false, true);
  return read.value.size() == 1 ? without_place(read.value[0]) : Change{};
}

struct Row {
  ChangeFlag flag;
  std::string json;  // as it is written, too
  std::string words;
};

std::vector<Row> rows() {
  return {
      {{"slip", "docs=1w"}, R"({ "slip": "docs", "by": "1w" })", "docs slips by 1w"},
      {{"slip", "team:go=2.5d"}, R"({ "slip": "team:go", "by": "2.5d" })", "team:go slips by 2.5d"},
      {{"estimate", "docs=2d/1w/3w"},
       R"({ "estimate": "docs", "to": "2d/1w/3w" })",
       "docs is estimated at 2d/1w/3w"},
      {{"estimate", "docs=1w..3w"},
       R"({ "estimate": "docs", "to": "1w..3w" })",
       "docs is estimated at 1w..3w"},
      {{"estimate", "docs=XL"}, R"({ "estimate": "docs", "to": "XL" })", "docs is estimated at XL"},
      {{"remaining", "api=0d"}, R"({ "remaining": "api", "to": "0d" })", "api has 0d left to do"},
      {{"finish", "api=2027-02-26"},
       R"({ "finish": "api", "on": "2027-02-26" })",
       "api finishes on 2027-02-26"},
      {{"drop", "docs"}, R"({ "drop": "docs" })", "docs is dropped"},
      {{"defer", "docs=q2"}, R"({ "defer": "docs", "to": "q2" })", "docs is deferred to q2"},
      {{"defer", "docs=q2", true},
       R"({ "defer": "docs", "to": "q2", "with_dependents": true })",
       "docs and what depends on it are deferred to q2"},
      {{"resolve", "talk"}, R"({ "resolve": "talk" })", "talk is resolved at once"},
      {{"resolve", "talk=2027-02-10"},
       R"({ "resolve": "talk", "on": "2027-02-10" })",
       "talk is resolved on 2027-02-10"},
      {{"block", "api=4h"}, R"({ "block": "api", "by": "4h" })", "api is blocked for 4h"},
      {{"link", "talk->api"}, R"({ "link": "talk->api" })", "api waits for talk"},
      {{"unlink", "api->docs"}, R"({ "unlink": "api->docs" })", "docs no longer waits for api"},
      {{"unlink", "team:go->docs"},
       R"({ "unlink": "team:go->docs" })",
       "docs no longer waits for team:go"},
      {{"soften", "api->docs=0.25"},
       R"({ "soften": "api->docs", "to": 0.25 })",
       "docs waits for api with probability 0.25"},
      {{"agree", "api->docs"}, R"({ "agree": "api->docs" })", "what docs asks of api is agreed"},
      {{"decline", "team:go->team:a=b"},
       R"({ "decline": "team:go->team:a=b" })",
       "what team:a=b asks of team:go is declined"},
      {{"move", "docs=go"}, R"({ "move": "docs", "to": "go" })", "docs moves to team go"},
      {{"capacity", "go=2.5"},
       R"({ "capacity": "go", "to": 2.5 })",
       "team go has a capacity of 2.5"},
      {{"absent", "js=2027-02-08..2027-02-12"},
       R"({ "absent": "js", "on": "2027-02-08..2027-02-12" })",
       "team js is absent from 2027-02-08 to 2027-02-12"},
      {{"absent", "js=2027-02-08"},
       R"({ "absent": "js", "on": "2027-02-08" })",
       "team js is absent on 2027-02-08"},
      {{"due", "talk=2027-02-12"},
       R"({ "due": "talk", "to": "2027-02-12" })",
       "talk is due on 2027-02-12"},
      {{"priority", "docs=P0"}, R"({ "priority": "docs", "to": "P0" })", "docs has priority P0"},
      // Names with separators in them.
      {{"slip", "x=1=2d"}, R"({ "slip": "x=1", "by": "2d" })", "x=1 slips by 2d"},
      {{"slip", "x=2d"}, R"({ "slip": "x", "by": "2d" })", "x slips by 2d"},
      {{"move", "x=1=a=b"}, R"({ "move": "x=1", "to": "a=b" })", "x=1 moves to team a=b"},
      {{"move", "x=a=b"}, R"({ "move": "x", "to": "a=b" })", "x moves to team a=b"},
      {{"capacity", "a=b=3"}, R"({ "capacity": "a=b", "to": 3 })", "team a=b has a capacity of 3"},
      {{"link", "a->b->api"}, R"({ "link": "a->b->api" })", "api waits for a->b"},
      {{"link", "api->a->b"}, R"({ "link": "api->a->b" })", "a->b waits for api"},
      {{"soften", "api->a->b=1"},
       R"({ "soften": "api->a->b", "to": 1 })",
       "a->b waits for api with probability 1"},
      {{"drop", "team:js"}, R"({ "drop": "team:js" })", "team:js is dropped"},
      {{"drop", "\"quoted\\"}, R"({ "drop": "\"quoted\\" })", "\"quoted\\ is dropped"},
  };
}

TEST(ChangeFlags, SayWhatPlanFilesSay) {
  for (const Row& row : rows()) EXPECT_EQ(change_of(row.flag), change_of(row.json)) << row.json;
}

TEST(ChangeFlags, CoverEveryKind) {
  std::vector<bool> seen(kNumChangeKinds);
  for (const Row& row : rows()) seen[static_cast<std::size_t>(change_of(row.json).kind)] = true;
  for (std::size_t kind = 0; kind < kNumChangeKinds; ++kind) {
    EXPECT_TRUE(seen[kind]) << to_string(static_cast<ChangeKind>(kind));
  }
  EXPECT_EQ(change_flag_kinds().size(), kNumChangeKinds);
}

TEST(ChangeFlags, AnIdIsMeantBeforeATeam) {
  EXPECT_TRUE(change_of(ChangeFlag{"drop", "team:js"}).item.is_set());
  EXPECT_FALSE(change_of(ChangeFlag{"drop", "team:go"}).item.is_set());
}

TEST(ChangeWriter, WritesWhatIsRead) {
  for (const Row& row : rows()) EXPECT_EQ(to_json(change_of(row.json), plain()), row.json);
}

TEST(ChangeText, SaysTheChange) {
  for (const Row& row : rows()) EXPECT_EQ(to_words(change_of(row.json), plain()), row.words);
}

// Text -> change -> text -> change, for every form of a duration, as text and behind a flag.
TEST(ChangeWriter, ReadsEveryDurationBack) {
  const std::vector<std::string> durations = {
      R"("3d")",
      R"("1.5w")",
      R"("0.123456789d")",
      R"("999999h")",
      R"("2d/1w/3w")",
      R"("3w..6w")",
      R"("XS")",
      R"("M")",
      R"({ "low": "2d", "likely": "1w", "high": "3w", "shape": "pert", "lambda": 2.5 })",
      R"({ "low": "2d", "likely": "1w", "high": "3w", "shape": "triangular" })",
      R"({ "low": "2d", "high": "3w", "shape": "uniform" })",
      R"({ "p50": "2d", "p90": "4d", "shape": "lognormal" })",
      R"({ "p10": "2d", "p90": "4d", "shape": "lognormal" })",
      R"({ "mean": "2d", "sd": "4h", "shape": "normal" })",
      R"({ "mean": "2d", "shape": "exponential" })",
      R"({ "samples": ["3d", "5d", "9.5d"] })"};
  for (const std::string& duration : durations) {
    const Change read = change_of(R"({ "estimate": "docs", "to": )" + duration + " }");
    EXPECT_EQ(change_of(to_json(read, plain())), read) << duration;
    const std::string flag =
        duration.front() == '"' ? duration.substr(1, duration.size() - 2) : duration;
    EXPECT_EQ(change_of(ChangeFlag{"estimate", "docs=" + flag}), read) << duration;
    EXPECT_EQ(to_json(change_of(ChangeFlag{"estimate", "docs=" + flag}).length),
              to_json(read.length));
  }
}

TEST(ChangeWriter, CutsWhatAComputationLeavesBehind) {
  Estimate estimate;
  estimate.amounts[0] = {0.8 * 3.0, Unit::weeks};  // 2.4000000000000004
  EXPECT_EQ(to_json(estimate), R"("2.4w")");
  const auto written = [](double number) { return to_text(Amount{number, Unit::days}); };
  EXPECT_EQ(written(1.0 / 3.0), "0.333333333d");
  EXPECT_EQ(written(1e-12), "0d");
  EXPECT_EQ(written(1000000.0), "1000000d");
}

struct Fault {
  ChangeFlag flag;
  std::string code;
  std::string marked;  // the bytes under which the carets stand
  std::string hint;    // part of it
};

TEST(ChangeFlags, PointAtWhatIsWrong) {
  const std::vector<Fault> faults = {
      {{"slip", "dosc=1w"}, "unknown-goal", "dosc", "did you mean 'docs'?"},
      {{"slip", "docs"}, "invalid-change", "docs", "for example --slip docs=1w"},
      {{"slip", "docs=1"}, "invalid-duration", "1", "\"1d\" for days"},
      {{"slip", "docs=1w..2w"}, "invalid-duration", "1w..2w", "\"3d\""},
      {{"slip", "=1w"}, "invalid-change", "", "for example --slip docs=1w"},
      {{"estimate", "docs=3w/1w/2w"}, "duration-order", "3w/1w/2w", "from least to most"},
      {{"estimate", "docs={\"mean\": 3}"}, "missing-key", "{\"mean\": 3}", "triangular"},
      {{"estimate", "docs={oops"}, "invalid-duration", "{oops", "exponential"},
      {{"finish", "docs=soon"}, "invalid-date", "soon", "YYYY-MM-DD"},
      {{"defer", "docs=q3"}, "unknown-period", "q3", "did you mean 'q1'?"},
      {{"resolve", "docs"}, "invalid-change", "docs", "finish on a day"},
      {{"resolve", "tlak=2027-02-10"}, "unknown-goal", "tlak", "did you mean 'talk'?"},
      {{"link", "api"}, "invalid-change", "api", "\"A->B\""},
      {{"link", "api->dosc"}, "unknown-goal", "api->dosc", "did you mean 'docs'?"},
      {{"soften", "api->docs"}, "invalid-change", "api->docs", "api->docs=0.5"},
      {{"soften", "api->docs=40"}, "out-of-range", "40", "40 % is written 0.4"},
      {{"move", "docs=team"}, "unknown-team", "team", ""},
      {{"slip", "team:jss=1d"}, "unknown-team", "team:jss", "did you mean 'js'?"},
      {{"capacity", "go=many"}, "wrong-type", "many", ""},
      {{"capacity", "go=inf"}, "wrong-type", "inf", ""},
      {{"capacity", "go=-1"}, "out-of-range", "-1", ""},
      {{"absent", "js=2027-02-12..2027-02-08"}, "date-order", "2027-02-12..2027-02-08", "first"},
      {{"absent", "js=2027-02-12..2047-02-08"}, "range-too-long", "2027-02-12..2047-02-08", ""},
      {{"priority", "docs=p1"}, "invalid-value", "p1", "did you mean 'P1'?"},
  };
  for (const Fault& fault : faults) {
    // Behind another flag, so that places in a second line are seen to.
    const std::vector<ChangeFlag> flags{{"drop", "api"}, fault.flag};
    const auto read = read_change_flags(plain(), flags);
    EXPECT_FALSE(read.ok) << fault.flag.text;
    EXPECT_EQ(read.value.size(), 1u) << fault.flag.text;
    const std::vector<Diagnostic> findings = read.findings.sorted();
    ASSERT_EQ(findings.size(), 1u) << fault.flag.text;
    const auto source = source_of(flags);
    EXPECT_EQ(to_string(findings[0].code), fault.code) << fault.flag.text;
    EXPECT_EQ(source->line_column(findings[0].place.offset).line, 2u);
    EXPECT_EQ(source->text.substr(findings[0].place.offset, findings[0].place.length),
              fault.marked);
    EXPECT_THAT(findings[0].hint, testing::HasSubstr(fault.hint)) << fault.flag.text;
  }
}

TEST(ChangeFlags, ReportAllAtOnce) {
  const std::vector<ChangeFlag> flags{{"slip", "dosc=1"}, {"drop", "apy"}, {"drop", "docs"}};
  const auto read = read_change_flags(plain(), flags);
  EXPECT_EQ(read.findings.size(), 3u);
  EXPECT_EQ(read.value.size(), 1u);
  EXPECT_EQ(to_text(read.findings.sorted()[0], *source_of(flags), false),
            "command line:1:8: error: 'dosc' is not a goal or blocker of this plan "
            "[unknown-goal]\n 1 | --slip dosc=1\n   |        ^~~~\nhint: did you mean 'docs'?\n");
}

TEST(ChangeFlags, RefuseAKindThatIsNone) {
  const std::vector<ChangeFlag> flags{{"slide", "docs=1w"}};
  EXPECT_THROW(read_change_flags(plain(), flags), std::invalid_argument);
}

TEST(ChangeFlags, ExamplesAreOfTheirKind) {
  for (const std::string_view kind : change_flag_kinds()) {
    EXPECT_FALSE(change_flag_example(kind).empty()) << kind;
  }
}

// A change that is written as a flag is read back as it was, for every kind there is.
TEST(ChangeFlags, AreWrittenAsTheyAreRead) {
  for (const Row& row : rows()) {
    const Change change = change_of(row.flag);
    const ChangeFlag written = flag_of(change, plain());
    EXPECT_EQ(written.kind, row.flag.kind);
    EXPECT_EQ(written.with_dependents, row.flag.with_dependents) << row.flag.text;
    EXPECT_EQ(change_of(written), change) << row.flag.text << " became " << written.text;
  }
}

TEST(ChangeFlags, ForAShellAreQuotedWhereTheyMustBe) {
  EXPECT_EQ(to_shell({"slip", "docs=1w"}), "--slip docs=1w");
  EXPECT_EQ(to_shell({"agree", "api->docs"}), "--agree 'api->docs'");
  EXPECT_EQ(to_shell({"drop", "it's $x"}), R"(--drop 'it'\''s $x')");
  EXPECT_EQ(to_shell({"defer", "docs=q2", true}), "--defer docs=q2 --with-dependents");
}

// What one flag is refused with: the message and the hint.
std::pair<std::string, std::string> refusal_of(const std::string& kind, const std::string& text) {
  static const Loaded<Plan> plan = test::read(R"({ "slipway": 1, "name": "P",
    "start": "2027-01-04", "periods": [ { "id": "q1", "start": "2027-01-01", "end": "2027-03-31" } ],
    "teams": [ { "id": "go" }, { "id": "lead", "name": "Project lead" } ],
    "goals": [ { "id": "api", "team": "go", "estimate": "1w" } ] })");
  const std::vector<ChangeFlag> flags{{.kind = kind, .text = text}};
  const auto read = read_change_flags(plan.value, flags);
  EXPECT_FALSE(read.ok) << kind << ' ' << text;
  const std::vector<Diagnostic> found = read.findings.sorted();
  EXPECT_EQ(found.size(), 1U) << kind << ' ' << text;
  return found.empty() ? std::pair<std::string, std::string>()
                       : std::pair(found[0].message, found[0].hint);
}

TEST(ChangeFlags, ATeamWrittenLikeAGoalIsSuggested) {
  for (const char* kind : {"slip", "estimate", "finish", "defer", "move", "due", "priority"}) {
    const std::string rest = std::string(kind) == "defer"      ? "=q1"
                             : std::string(kind) == "move"     ? "=lead"
                             : std::string(kind) == "priority" ? "=P1"
                             : std::string(kind) == "slip" || std::string(kind) == "estimate"
                                 ? "=1w"
                                 : "=2027-02-01";
    EXPECT_EQ(refusal_of(kind, "go" + rest).second, "did you mean 'team:go'?") << kind;
    EXPECT_EQ(refusal_of(kind, "GO" + rest).second, "did you mean 'team:go'?") << kind;
    EXPECT_EQ(refusal_of(kind, "project Lead" + rest).second, "did you mean 'team:lead'?") << kind;
    EXPECT_EQ(refusal_of(kind, "team:Lead" + rest).second, "did you mean 'team:lead'?") << kind;
  }
  EXPECT_EQ(refusal_of("link", "go->api").second, "did you mean 'team:go'?");
  EXPECT_EQ(refusal_of("drop", "Lead").second, "did you mean 'team:lead'?");
  EXPECT_EQ(refusal_of("slip", "apo=1w").second, "did you mean 'api'?");
}

TEST(ChangeFlags, ATeamIsNamedWithoutPrefixWhereOnlyATeamCanStand) {
  EXPECT_EQ(refusal_of("absent", "team:go=2027-02-01").second, "did you mean 'go'?");
  EXPECT_EQ(refusal_of("capacity", "team:lead=2").second, "did you mean 'lead'?");
  EXPECT_EQ(refusal_of("capacity", "Project lead=2").second, "did you mean 'lead'?");
  EXPECT_EQ(refusal_of("move", "api=team:lead").second, "did you mean 'lead'?");
  EXPECT_EQ(refusal_of("move", "api=Project lead").second, "did you mean 'lead'?");
}

// Of every kind: each part that is left out is named.
TEST(ChangeFlags, AMissingPartIsNamed) {
  EXPECT_EQ(refusal_of("slip", "=2w").first, "--slip needs a goal before the '='");
  EXPECT_EQ(refusal_of("slip", "api=").first, "--slip needs a duration behind the '='");
  EXPECT_EQ(refusal_of("finish", "api=").first, "--finish needs a date behind the '='");
  EXPECT_EQ(refusal_of("capacity", "=2").first, "--capacity needs a team before the '='");
  EXPECT_EQ(refusal_of("soften", "=0.5").first, "--soften needs a link before the '='");
  EXPECT_EQ(refusal_of("resolve", "").first, "--resolve needs a blocker");
  for (const std::string_view kind : change_flag_kinds()) {
    const std::string example(change_flag_example(kind));
    const std::size_t split = example.find('=');
    if (split == std::string::npos) {
      EXPECT_THAT(refusal_of(std::string(kind), "").first, testing::HasSubstr(" needs a"));
      continue;
    }
    const auto [before, fix] = refusal_of(std::string(kind), example.substr(split));
    EXPECT_THAT(before, testing::EndsWith(" before the '='"));
    EXPECT_EQ(fix, "for example --" + std::string(kind) + ' ' + example);
  }
}

}  // namespace
}  // namespace slipway
