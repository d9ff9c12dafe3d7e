#include "tests/io/field_table.hpp"

#include <nlohmann/json.hpp>

namespace slipway::test {

const char* const kBasePlan = R"({
  "slipway": 1, "name": "Base", "start": "2027-01-04", "as_of": "2027-03-01", "calendar": {},
  "periods": [ { "id": "q", "start": "2027-01-01", "end": "2027-03-31" } ], "sizes": {},
  "teams": [ { "id": "t", "calendar": {} }, { "id": "u" } ],
  "goals": [
    { "id": "a", "team": "t", "estimate": "1w" },
    { "id": "b", "team": "u", "estimate": "3d", "depends_on": [ { "on": "a" } ], "needs": [ { "team": "t", "people": 1 } ] },
    { "id": "o", "kind": "objective" },
    { "id": "m", "kind": "milestone", "parent": "o", "depends_on": ["b"] } ],
  "blockers": [ { "id": "w", "estimate": "1w", "blocks": ["b"] } ],
  "risks": [ { "id": "r", "probability": 0.5, "affects": ["a"] } ],
  "scenarios": [ { "name": "s", "changes": [
    { "slip": "a", "by": "1w" }, { "estimate": "a", "to": "1w..3w" }, { "finish": "a", "on": "2027-03-12" },
    { "drop": "b" }, { "defer": "b", "to": "q" }, { "resolve": "w", "on": "2027-03-05" },
    { "block": "b", "by": "2d" }, { "link": "a->m" }, { "unlink": "a->b" }, { "capacity": "t", "to": 2 },
    { "remaining": "a", "to": "2d" }, { "soften": "a->b", "to": 0.5 }, { "agree": "team:t->b" }, { "decline": "a->b" },
    { "move": "a", "to": "u" }, { "absent": "t", "on": "2027-03-08..2027-03-12" }, { "due": "o", "to": "2027-03-19" },
    { "priority": "m", "to": "P1" } ] } ],
  "checkins": [ { "date": "2027-02-01", "goal": "a" } ]
})";

std::string with(const std::string& pointer, const std::string& value) {
  auto plan = nlohmann::ordered_json::parse(kBasePlan);
  const nlohmann::ordered_json::json_pointer at(pointer);
  if (value.empty())
    plan.at(at.parent_pointer()).erase(at.back());
  else
    plan[at] = nlohmann::ordered_json::parse(value);
  return plan.dump(1);
}

namespace {

using P = const Plan&;

const Item& a(P p) { return p.items[0]; }
const Item& o(P p) { return p.items[2]; }
const Item& m(P p) { return p.items[3]; }
const Item& w(P p) { return p.items[4]; }
const ItemDetails& da(P p) { return p.details_of(a(p)); }
const Estimate& ea(P p) { return p.estimates[a(p).estimate]; }
const Link& link(P p) { return p.links[0]; }
const LinkDetails& dl(P p) { return p.details_of(link(p)); }
const Estimate& lag(P p) { return p.estimates[dl(p).lag]; }
const Need& need(P p) { return p.details_of(p.items[1]).needs[0]; }
const Risk& risk(P p) { return p.risks[0]; }
const Change& change(P p, std::size_t i) { return p.scenarios[0].changes[i]; }
Date day(const char* iso) { return *parse_date(iso); }
bool works(P p, std::size_t calendar, const char* iso) {
  return p.calendars[calendar].is_working(day(iso));
}
bool works_t(P p, const char* iso) { return works(p, p.teams[0].calendar.index(), iso); }
Amount d(double n) { return {n, Unit::days}; }
Amount wk(double n) { return {n, Unit::weeks}; }

}  // namespace

// clang-format off: a row to a line.
std::vector<GoodRow> good_rows() {
  return {
      // The plan
      {"/slipway", "1", [](P) { return true; }},
      {"/slipway", "1.0", [](P) { return true; }},
      {"/name", "\"Zürich \\u2013 Q1\"", [](P p) { return p.name == "Zürich – Q1"; }},
      {"/start", "\"2027-02-01\"", [](P p) { return p.start == day("2027-02-01"); }},
      {"/as_of", "\"2027-05-03\"", [](P p) { return p.as_of == day("2027-05-03"); }},
      {"/as_of", "", [](P p) { return p.as_of == p.start; }},
      {"/calendar", "",
       [](P p) {
         return p.calendars.size() == 1 && works(p, 0, "2027-01-08") && !works(p, 0, "2027-01-09");
       }},
      {"/periods",
       "[ { \"id\": \"q\", \"start\": \"2027-01-01\", \"end\": \"2027-01-01\" }, { \"id\": \"x\", "
       "\"start\": \"2027-01-01\", \"end\": \"2027-12-31\" } ]",
       [](P p) { return p.periods.size() == 2 && p.periods[1].id == "x"; }},
      {"/sizes", "", [](P p) { return p.sizes == default_sizes(); }},
      {"/sizes/XS", "\"1d\"",
       [](P p) {
         return p.sizes[0].form == Form::point && p.sizes[0].amounts[0] == d(1) &&
                p.sizes[1] == default_sizes()[1];
       }},
      {"/sizes/S", "\"1d/2d/3d\"",
       [](P p) { return p.sizes[1].form == Form::pert && p.sizes[0] == default_sizes()[0]; }},
      {"/sizes/M", "\"1w..4w\"",
       [](P p) { return p.sizes[2].form == Form::p10_p90 && p.sizes[2].amounts[1] == wk(4); }},
      {"/sizes/L", "{ \"p50\": \"2w\", \"p90\": \"3w\", \"shape\": \"lognormal\" }",
       [](P p) { return p.sizes[3].form == Form::p50_p90; }},
      {"/sizes/XL", "{ \"samples\": [\"30d\"] }",
       [](P p) { return p.sizes[4].form == Form::samples; }},
      {"/default_estimate", "\"L\"",
       [](P p) {
         return p.default_estimate.form == Form::size && p.default_estimate.size == Size::l;
       }},
      {"/default_estimate", "\"2d/3d/8d\"",
       [](P p) { return p.default_estimate.form == Form::pert; }},
      {"/default_estimate", "",
       [](P p) {
         return p.default_estimate.form == Form::size && p.default_estimate.size == Size::m;
       }},
      {"/ask_wait", "\"2d/3d/8d\"", [](P p) { return p.ask_wait.form == Form::pert; }},
      {"/ask_wait", "\"S\"",
       [](P p) { return p.ask_wait.form == Form::size && p.ask_wait.size == Size::s; }},
      {"/ask_wait", "",
       [](P p) { return p.ask_wait.form == Form::exponential && p.ask_wait.amounts[0] == wk(1); }},
      {"/correlation", "0.99", [](P p) { return p.correlation == 0.99; }},
      {"/correlation", "0", [](P p) { return p.correlation == 0.0; }},
      {"/correlation", "", [](P p) { return p.correlation == 0.3; }},
      {"/teams", "[ { \"id\": \"u\" }, { \"id\": \"t\" } ]",
       [](P p) { return p.teams[0].id == "u" && a(p).team == TeamId(1); }},
      {"/goals/4", "{ \"id\": \"z\", \"team\": \"t\", \"estimate\": \"1d\" }",
       [](P p) { return p.num_goals == 5 && p.items[4].id == "z"; }},
      {"/blockers/1", "{ \"id\": \"z\", \"estimate\": \"1d\", \"blocks\": [\"a\"] }",
       [](P p) { return p.items.size() == 6 && p.is_blocker(ItemId(5)); }},
      {"/risks", "", [](P p) { return p.risks.empty(); }},
      {"/risks", "[]", [](P p) { return p.risks.empty(); }},
      {"/scenarios", "", [](P p) { return p.scenarios.empty(); }},
      {"/scenarios/1", "{ \"name\": \"none\", \"changes\": [] }",
       [](P p) { return p.scenarios[1].name == "none" && p.scenarios[1].changes.empty(); }},
      {"/checkins", "", [](P p) { return p.checkins.empty(); }},
      {"/checkins/1", "{ \"date\": \"2027-02-08\", \"goal\": \"m\" }",
       [](P p) { return p.checkins.size() == 2 && p.checkins[1].goal == ItemId(3); }},
      {"/x-anything", "{ \"a\": [null, 1] }", [](P) { return true; }},

      // Calendars
      {"/calendar/work_days", "[\"sun\", \"mon\"]",
       [](P p) {
         return works(p, 0, "2027-01-10") && works(p, 0, "2027-01-11") &&
                !works(p, 0, "2027-01-12") && p.calendars[0].days_per_week() == 2;
       }},
      {"/calendar/holidays", "[\"2027-01-12\", \"2027-01-14..2027-01-15\"]",
       [](P p) {
         return !works(p, 0, "2027-01-12") && works(p, 0, "2027-01-13") &&
                !works(p, 0, "2027-01-14") && !works(p, 0, "2027-01-15") &&
                !works_t(p, "2027-01-12");
       }},
      {"/calendar/extra_days", "[\"2027-01-09..2027-01-10\"]",
       [](P p) {
         return works(p, 0, "2027-01-09") && works(p, 0, "2027-01-10") && works_t(p, "2027-01-10");
       }},
      {"/teams/0/calendar/work_days", "[\"tue\", \"wed\", \"thu\", \"fri\", \"sat\"]",
       [](P p) {
         return works_t(p, "2027-01-09") && !works_t(p, "2027-01-11") && works(p, 0, "2027-01-11");
       }},
      {"/teams/0/calendar/holidays", "[\"2027-01-12\"]",
       [](P p) { return !works_t(p, "2027-01-12") && works(p, 0, "2027-01-12"); }},
      {"/teams/0/calendar/extra_days", "[\"2027-01-09\"]",
       [](P p) { return works_t(p, "2027-01-09") && !works(p, 0, "2027-01-09"); }},
      {"/teams/0/calendar/x-note", "1", [](P) { return true; }},

      // Periods and teams
      {"/periods/1", "{ \"id\": \"2027-Q2\", \"start\": \"2027-04-01\", \"end\": \"2027-06-30\" }",
       [](P p) { return p.periods[1].id == "2027-Q2"; }},
      {"/periods/0/id", "\"q\"", [](P p) { return p.periods[0].id == "q"; }},
      {"/periods/0/start", "\"2027-03-31\"",
       [](P p) { return p.periods[0].start == p.periods[0].end; }},
      {"/periods/0/end", "\"2027-06-30\"",
       [](P p) { return p.periods[0].end == day("2027-06-30"); }},
      {"/teams/0/id", "\"t\"", [](P p) { return p.teams[0].id == "t" && p.teams[0].name == "t"; }},
      {"/teams/0/name", "\"Team T\"", [](P p) { return p.teams[0].name == "Team T"; }},
      {"/teams/0/capacity", "2.5",
       [](P p) { return p.teams[0].capacity == 2.5 && !p.teams[1].capacity; }},
      {"/teams/0/capacity", "0", [](P p) { return p.teams[0].capacity == 0.0; }},
      {"/teams/0/plan_fraction", "0.6",
       [](P p) { return p.teams[0].plan_fraction == 0.6 && p.teams[1].plan_fraction == 0.8; }},
      {"/teams/0/plan_fraction", "1", [](P p) { return p.teams[0].plan_fraction == 1.0; }},
      {"/teams/0/correlation", "0.5",
       [](P p) { return p.teams[0].correlation == 0.5 && !p.teams[1].correlation; }},
      {"/teams/0/calendar", "", [](P p) { return p.teams[0].calendar == CalendarId(0); }},
      {"/teams/0/x-lead", "\"x\"", [](P) { return true; }},

      // Goals
      {"/goals/0/id", "\"a\"", [](P p) { return a(p).id == "a" && a(p).title == "a"; }},
      {"/goals/4", "{ \"id\": \"日本>@#\\\"é\", \"team\": \"t\", \"estimate\": \"1d\" }",
       [](P p) { return p.items[4].id == "日本>@#\"é"; }},
      {"/goals/0/title", "\"A \\\"title\\\"\\n\"",
       [](P p) { return a(p).title == "A \"title\"\n"; }},
      {"/goals/0/kind", "\"goal\"",
       [](P p) {
         return a(p).kind == Kind::goal && o(p).kind == Kind::objective &&
                m(p).kind == Kind::milestone;
       }},
      {"/goals/0/parent", "\"o\"", [](P p) { return a(p).parent == ItemId(2); }},
      {"/goals/0/team", "\"u\"", [](P p) { return a(p).team == TeamId(1); }},
      {"/goals/0/team", "",
       [](P p) { return !a(p).team.is_set() && p.calendar_of(a(p)) == CalendarId(0); }},
      {"/goals/0/owner", "\"@bigs\"",
       [](P p) { return da(p).owners == std::vector<std::string_view>{"@bigs"}; }},
      {"/goals/0/owner", "[\"core lead\", \"@x\"]",
       [](P p) { return da(p).owners.size() == 2 && da(p).owners[1] == "@x"; }},
      {"/goals/0/owner", "[]", [](P p) { return da(p).owners.empty(); }},
      {"/goals/0/period", "\"q\"",
       [](P p) { return a(p).period == PeriodId(0) && p.target_of(a(p)) == day("2027-03-31"); }},
      {"/goals/0/commitment", "\"stretch\"",
       [](P p) {
         return a(p).commitment == Commitment::stretch && m(p).commitment == Commitment::committed;
       }},
      {"/goals/0/commitment", "\"committed\"",
       [](P p) { return a(p).commitment == Commitment::committed; }},
      {"/goals/0/priority", "\"P0\"",
       [](P p) { return a(p).priority == Priority::p0 && m(p).priority == Priority::none; }},
      {"/goals/0/priority", "\"P4\"", [](P p) { return a(p).priority == Priority::p4; }},
      {"/goals/0/value", "7.5", [](P p) { return da(p).value == 7.5; }},
      {"/goals/0/value", "1e12", [](P p) { return da(p).value == 1e12; }},
      {"/goals/0/people", "0.25",
       [](P p) { return da(p).people == 0.25 && p.details_of(m(p)).people == 1.0; }},
      {"/goals/0/needs", "[]", [](P p) { return da(p).needs.empty(); }},
      {"/goals/0/estimate", "\"2w\"",
       [](P p) { return ea(p).form == Form::point && ea(p).amounts[0] == wk(2); }},
      {"/goals/0/estimate", "", [](P p) { return a(p).estimate == kNoRow; }},
      {"/goals/0/remaining", "\"1d..4d\"",
       [](P p) { return p.estimates[a(p).remaining].form == Form::p10_p90; }},
      {"/goals/0/status", "\"not_started\"",
       [](P p) { return a(p).status == Status::not_started; }},
      {"/goals/0/status", "\"in_progress\"",
       [](P p) { return a(p).status == Status::in_progress; }},
      {"/goals/0/status", "\"done\"", [](P p) { return a(p).status == Status::done; }},
      {"/goals/0/status", "\"dropped\"", [](P p) { return a(p).status == Status::dropped; }},
      {"/goals/0/started", "\"2027-03-01\"",
       [](P p) { return a(p).started == day("2027-03-01") && a(p).status == Status::in_progress; }},
      {"/goals/0/finished", "\"2027-03-01\"",
       [](P p) { return a(p).finished == day("2027-03-01") && a(p).status == Status::done; }},
      {"/goals/0/progress", "0.4",
       [](P p) { return a(p).progress == 0.4 && a(p).status == Status::in_progress; }},
      {"/goals/0/progress", "0",
       [](P p) { return a(p).progress == 0.0 && a(p).status == Status::not_started; }},
      {"/goals/0/probability", "0.1",
       [](P p) { return a(p).probability == 0.1 && m(p).probability == 1.0; }},
      {"/goals/0/not_before", "\"2027-04-01\"",
       [](P p) { return a(p).not_before == day("2027-04-01"); }},
      {"/goals/0/due", "\"2027-02-01\"",
       [](P p) { return a(p).due == day("2027-02-01") && p.target_of(a(p)) == a(p).due; }},
      {"/goals/0/depends_on", "[\"w\"]",
       [](P p) { return link(p).predecessor == ItemId(4) && link(p).successor == ItemId(0); }},
      {"/goals/0/tags", "[\"x\", \"at-risk\"]",
       [](P p) {
         return da(p).tags == std::vector<std::string_view>{"x", "at-risk"};
       }},
      {"/goals/0/url", "\"mailto:x@example.org\"",
       [](P p) { return da(p).url == "mailto:x@example.org"; }},
      {"/goals/0/url", "\"http://a\"", [](P p) { return da(p).url == "http://a"; }},
      {"/goals/0/notes", "\"\"", [](P p) { return da(p).notes.empty(); }},
      {"/goals/0/notes", "\"Two\\nlines\"", [](P p) { return da(p).notes == "Two\nlines"; }},
      {"/goals/0/x-jira", "[]", [](P) { return true; }},
      {"/goals/1/needs/0/team", "\"u\"", [](P p) { return need(p).team == TeamId(1); }},
      {"/goals/1/needs/0/people", "0.5",
       [](P p) { return need(p).people == 0.5 && need(p).ask == Ask::none; }},
      {"/goals/1/needs/0/people", "\"small\"", [](P p) { return need(p).people == 0.05; }},
      {"/goals/1/needs/0/people", "\"medium\"", [](P p) { return need(p).people == 0.25; }},
      {"/goals/1/needs/0/people", "\"large\"", [](P p) { return need(p).people == 1.0; }},
      {"/goals/1/needs/0/ask", "\"agreed\"", [](P p) { return need(p).ask == Ask::agreed; }},

      // Durations
      {"/goals/0/estimate", "\"1d/2d/1w\"",
       [](P p) {
         return ea(p).form == Form::pert && ea(p).lambda == 4.0 && ea(p).amounts[2] == wk(1);
       }},
      {"/goals/0/estimate", "\"XL\"",
       [](P p) { return ea(p).form == Form::size && ea(p).size == Size::xl; }},
      {"/goals/0/estimate",
       "{ \"low\": \"1d\", \"likely\": \"2d\", \"high\": \"4d\", \"shape\": \"pert\", \"lambda\": "
       "2 }",
       [](P p) {
         return ea(p).form == Form::pert && ea(p).lambda == 2.0 && ea(p).amounts[1] == d(2);
       }},
      {"/goals/0/estimate",
       "{ \"low\": \"1d\", \"likely\": \"2d\", \"high\": \"4d\", \"shape\": \"triangular\" }",
       [](P p) { return ea(p).form == Form::triangular; }},
      {"/goals/0/estimate",
       "{ \"low\": \"0d\", \"high\": \"4d\", \"shape\": \"uniform\", \"x-k\": 1 }",
       [](P p) { return ea(p).form == Form::uniform && ea(p).amounts[1] == d(4); }},
      {"/goals/0/estimate", "{ \"p50\": \"2d\", \"p90\": \"4d\", \"shape\": \"lognormal\" }",
       [](P p) { return ea(p).form == Form::p50_p90 && ea(p).amounts[1] == d(4); }},
      {"/goals/0/estimate", "{ \"p10\": \"2d\", \"p90\": \"4d\", \"shape\": \"lognormal\" }",
       [](P p) { return ea(p).form == Form::p10_p90 && ea(p).amounts[0] == d(2); }},
      {"/goals/0/estimate", "{ \"mean\": \"8d\", \"sd\": \"2d\", \"shape\": \"normal\" }",
       [](P p) { return ea(p).form == Form::normal && ea(p).amounts[1] == d(2); }},
      {"/goals/0/estimate", "{ \"mean\": \"8d\", \"shape\": \"exponential\" }",
       [](P p) { return ea(p).form == Form::exponential; }},
      {"/goals/0/estimate", "{ \"samples\": [\"9d\", \"3d\"] }",
       [](P p) {
         return ea(p).form == Form::samples && ea(p).samples == std::vector<Amount>{d(9), d(3)};
       }},

      // Links
      {"/goals/1/depends_on/0", "\"a\"",
       [](P p) {
         return link(p).predecessor == ItemId(0) && link(p).successor == ItemId(1) &&
                dl(p) == LinkDetails{};
       }},
      {"/goals/1/depends_on/0/on", "\"w\"", [](P p) { return link(p).predecessor == ItemId(4); }},
      {"/goals/1/depends_on/0/type", "\"FS\"", [](P p) { return dl(p).type == LinkType::fs; }},
      {"/goals/1/depends_on/0/type", "\"SS\"", [](P p) { return dl(p).type == LinkType::ss; }},
      {"/goals/1/depends_on/0/type", "\"FF\"", [](P p) { return dl(p).type == LinkType::ff; }},
      {"/goals/1/depends_on/0/type", "\"SF\"", [](P p) { return dl(p).type == LinkType::sf; }},
      {"/goals/1/depends_on/0/lag", "\"-2d\"", [](P p) { return lag(p).amounts[0] == d(-2); }},
      {"/goals/1/depends_on/0/lag", "\"-2d/0d/1w\"",
       [](P p) { return lag(p).form == Form::pert && lag(p).amounts[2] == wk(1); }},
      {"/goals/1/depends_on/0/lag", "\"-6d..-3d\"",
       [](P p) { return lag(p).is_lead && lag(p).amounts[0] == d(3); }},
      {"/goals/1/depends_on/0/lag", "\"S\"", [](P p) { return lag(p).form == Form::size; }},
      {"/goals/1/depends_on/0/lag_calendar", "\"successor\"",
       [](P p) {
         return dl(p).lag_calendar == LagCalendar::successor && dl(p).lag_calendar_given;
       }},
      {"/goals/1/depends_on/0/lag_calendar", "\"project\"",
       [](P p) { return dl(p).lag_calendar == LagCalendar::project; }},
      {"/goals/1/depends_on/0",
       "{ \"on\": \"a\", \"lag\": \"1d/2d/3d\", \"lag_calendar\": \"elapsed\" }",
       [](P p) { return dl(p).lag_calendar == LagCalendar::elapsed; }},
      {"/goals/1/depends_on/0", "{ \"on\": \"a\", \"lag\": \"0h\", \"lag_calendar\": \"elapsed\" }",
       [](P p) { return lag(p).amounts[0].number == 0.0; }},
      {"/goals/1/depends_on/0/probability", "0", [](P p) { return dl(p).probability == 0.0; }},
      {"/goals/1/depends_on/0/ask", "\"declined\"", [](P p) { return dl(p).ask == Ask::declined; }},
      {"/goals/1/depends_on/0/logic", "\"override\"",
       [](P p) { return dl(p).logic == Logic::override_logic; }},
      {"/goals/1/depends_on/0/note", "\"sort of blocked\"",
       [](P p) { return dl(p).note == "sort of blocked"; }},

      // Blockers
      {"/blockers/0/id", "\"w\"",
       [](P p) { return w(p).id == "w" && w(p).title == "w" && w(p).kind == Kind::blocker; }},
      {"/blockers/0/title", "\"Word\"", [](P p) { return w(p).title == "Word"; }},
      {"/blockers/0/owner", "\"security officer\"",
       [](P p) { return p.details_of(w(p)).owners.size() == 1; }},
      {"/blockers/0/team", "\"t\"", [](P p) { return w(p).team == TeamId(0); }},
      {"/blockers/0/estimate", "{ \"mean\": \"1w\", \"shape\": \"exponential\" }",
       [](P p) { return p.estimates[w(p).estimate].form == Form::exponential; }},
      {"/blockers/0/probability", "0.6", [](P p) { return w(p).probability == 0.6; }},
      {"/blockers/0/status", "\"open\"", [](P p) { return w(p).status == Status::not_started; }},
      {"/blockers/0/status", "\"resolved\"", [](P p) { return w(p).status == Status::done; }},
      {"/blockers/0/resolved", "\"2027-02-01\"",
       [](P p) { return w(p).status == Status::done && w(p).finished == day("2027-02-01"); }},
      {"/blockers/0/needed_by", "\"2027-04-01\"",
       [](P p) { return w(p).due == day("2027-04-01"); }},
      {"/blockers/0/roam", "\"accepted\"",
       [](P p) { return p.details_of(w(p)).roam == Roam::accepted; }},
      {"/blockers/0/blocks", "[\"a\", \"b\"]",
       [](P p) {
         return p.links.size() == 4 && p.links[2].predecessor == ItemId(4) &&
                p.links[2].successor == ItemId(0);
       }},
      {"/blockers/0/depends_on", "[\"a\"]",
       [](P p) {
         return p.links.size() == 4 && p.links[2].predecessor == ItemId(0) &&
                p.links[2].successor == ItemId(4);
       }},

      // Risks
      {"/risks/0/id", "\"r2\"", [](P p) { return risk(p).id == "r2" && risk(p).title == "r2"; }},
      {"/risks/0/title", "\"Flu\"", [](P p) { return risk(p).title == "Flu"; }},
      {"/risks/0/probability", "1", [](P p) { return risk(p).probability == 1.0; }},
      {"/risks/0/affects", "[\"team:t\", \"m\", \"w\"]",
       [](P p) {
         return risk(p).teams == std::vector<TeamId>{TeamId(0)} &&
                risk(p).items == std::vector<ItemId>{ItemId(3), ItemId(4)};
       }},
      {"/risks/0/factor", "1.5",
       [](P p) {
         return risk(p).factor == Factor{1.5, 1.5, 1.5};
       }},
      {"/risks/0/factor", "\"0.5/1/2.25\"",
       [](P p) {
         return risk(p).factor == Factor{0.5, 1, 2.25};
       }},
      {"/risks/0/factor", "",
       [](P p) {
         return risk(p).factor == Factor{1, 1, 1} && risk(p).delay == kNoRow;
       }},
      {"/risks/0/delay", "\"2d..2w\"",
       [](P p) { return p.estimates[risk(p).delay].form == Form::p10_p90; }},
      {"/risks/0/roam", "\"resolved\"", [](P p) { return risk(p).roam == Roam::resolved; }},
      {"/risks/0/combine", "\"parallel\"", [](P p) { return risk(p).in_parallel; }},
      {"/risks/0/combine", "\"series\"", [](P p) { return !risk(p).in_parallel; }},
      {"/risks/0/combine", "", [](P p) { return !risk(p).in_parallel; }},

      // Scenarios and check-ins
      {"/scenarios/0/name", "\"late\"", [](P p) { return p.scenarios[0].name == "late"; }},
      {"/scenarios/0/changes", "[]", [](P p) { return p.scenarios[0].changes.empty(); }},
      {"/scenarios/0/changes/0/slip", "\"w\"",
       [](P p) { return change(p, 0).kind == ChangeKind::slip && change(p, 0).item == ItemId(4); }},
      {"/scenarios/0/changes/0/by", "\"0.5w\"",
       [](P p) { return change(p, 0).length.amounts[0] == wk(0.5); }},
      {"/scenarios/0/changes/1/estimate", "\"b\"",
       [](P p) {
         return change(p, 1).kind == ChangeKind::estimate && change(p, 1).item == ItemId(1);
       }},
      {"/scenarios/0/changes/1/to", "\"L\"",
       [](P p) { return change(p, 1).length.size == Size::l; }},
      {"/scenarios/0/changes/2/finish", "\"b\"",
       [](P p) {
         return change(p, 2).kind == ChangeKind::finish && change(p, 2).item == ItemId(1);
       }},
      {"/scenarios/0/changes/2/on", "\"2027-05-01\"",
       [](P p) { return change(p, 2).on == day("2027-05-01"); }},
      {"/scenarios/0/changes/3/drop", "\"a\"",
       [](P p) { return change(p, 3).kind == ChangeKind::drop && change(p, 3).item == ItemId(0); }},
      {"/scenarios/0/changes/4/defer", "\"a\"",
       [](P p) {
         return change(p, 4).kind == ChangeKind::defer && change(p, 4).item == ItemId(0);
       }},
      {"/scenarios/0/changes/4/to", "\"q\"",
       [](P p) { return change(p, 4).period == PeriodId(0); }},
      {"/scenarios/0/changes/5/resolve", "\"w\"",
       [](P p) {
         return change(p, 5).kind == ChangeKind::resolve && change(p, 5).item == ItemId(4);
       }},
      {"/scenarios/0/changes/5/on", "", [](P p) { return !change(p, 5).on.is_set(); }},
      {"/scenarios/0/changes/6/block", "\"a\"",
       [](P p) {
         return change(p, 6).kind == ChangeKind::block && change(p, 6).item == ItemId(0);
       }},
      {"/scenarios/0/changes/6/by", "\"1d/2d/3d\"",
       [](P p) { return change(p, 6).length.form == Form::pert; }},
      {"/scenarios/0/changes/7/link", "\"w->a\"",
       [](P p) {
         return change(p, 7).kind == ChangeKind::link && change(p, 7).other == ItemId(4) &&
                change(p, 7).item == ItemId(0);
       }},
      {"/scenarios/0/changes/8/unlink", "\"b->m\"",
       [](P p) {
         return change(p, 8).kind == ChangeKind::unlink && change(p, 8).other == ItemId(1) &&
                change(p, 8).item == ItemId(3);
       }},
      {"/scenarios/0/changes/9/capacity", "\"u\"",
       [](P p) {
         return change(p, 9).kind == ChangeKind::capacity && change(p, 9).team == TeamId(1);
       }},
      {"/scenarios/0/changes/9/to", "3.5", [](P p) { return change(p, 9).people == 3.5; }},
      {"/scenarios/0/changes/0/slip", "\"team:t\"",
       [](P p) { return !change(p, 0).item.is_set() && change(p, 0).team == TeamId(0); }},
      {"/scenarios/0/changes/4/with_dependents", "true",
       [](P p) { return change(p, 4).with_dependents; }},
      {"/scenarios/0/changes/4/with_dependents", "false",
       [](P p) { return !change(p, 4).with_dependents; }},
      {"/scenarios/0/changes/8/unlink", "\"team:t->team:u\"",
       [](P p) {
         return change(p, 8).other_team == TeamId(0) && change(p, 8).team == TeamId(1) &&
                !change(p, 8).item.is_set() && !change(p, 8).other.is_set();
       }},
      {"/scenarios/0/changes/10/remaining", "\"b\"",
       [](P p) {
         return change(p, 10).kind == ChangeKind::remaining && change(p, 10).item == ItemId(1);
       }},
      {"/scenarios/0/changes/10/to", "\"S\"",
       [](P p) { return change(p, 10).length.form == Form::size; }},
      {"/scenarios/0/changes/11/soften", "\"w->b\"",
       [](P p) {
         return change(p, 11).kind == ChangeKind::soften && change(p, 11).other == ItemId(4);
       }},
      {"/scenarios/0/changes/11/to", "1", [](P p) { return change(p, 11).probability == 1.0; }},
      {"/scenarios/0/changes/12/agree", "\"a->b\"",
       [](P p) {
         return change(p, 12).kind == ChangeKind::agree && change(p, 12).other == ItemId(0) &&
                change(p, 12).item == ItemId(1);
       }},
      {"/scenarios/0/changes/13/decline", "\"team:t->team:u\"",
       [](P p) {
         return change(p, 13).kind == ChangeKind::decline && change(p, 13).team == TeamId(1);
       }},
      {"/scenarios/0/changes/14/move", "\"team:u\"",
       [](P p) {
         return change(p, 14).kind == ChangeKind::move && change(p, 14).team == TeamId(1);
       }},
      {"/scenarios/0/changes/14/to", "\"t\"",
       [](P p) { return change(p, 14).other_team == TeamId(0); }},
      {"/scenarios/0/changes/15/absent", "\"u\"",
       [](P p) {
         return change(p, 15).kind == ChangeKind::absent && change(p, 15).team == TeamId(1) &&
                change(p, 15).until == day("2027-03-12");
       }},
      {"/scenarios/0/changes/15/on", "\"2027-03-08\"",
       [](P p) {
         return change(p, 15).on == day("2027-03-08") && change(p, 15).until == day("2027-03-08");
       }},
      {"/scenarios/0/changes/16/due", "\"w\"",
       [](P p) {
         return change(p, 16).kind == ChangeKind::due && change(p, 16).item == ItemId(4);
       }},
      {"/scenarios/0/changes/16/to", "\"2027-04-01\"",
       [](P p) { return change(p, 16).on == day("2027-04-01"); }},
      {"/scenarios/0/changes/17/priority", "\"a\"",
       [](P p) {
         return change(p, 17).kind == ChangeKind::priority && change(p, 17).item == ItemId(0);
       }},
      {"/scenarios/0/changes/17/to", "\"P4\"",
       [](P p) { return change(p, 17).priority == Priority::p4; }},
      {"/checkins/0/date", "\"2027-02-02\"",
       [](P p) { return p.checkins[0].date == day("2027-02-02"); }},
      {"/checkins/0/goal", "\"m\"",
       [](P p) {
         return p.checkins[0].goal == ItemId(3) && !p.checkins[0].score &&
                !p.checkins[0].confidence;
       }},
      {"/checkins/0/score", "0", [](P p) { return p.checkins[0].score == 0.0; }},
      {"/checkins/0/confidence", "0.7", [](P p) { return p.checkins[0].confidence == 0.7; }},
      {"/checkins/0/forecast", "\"2027-03-05\"",
       [](P p) { return p.checkins[0].forecast == day("2027-03-05"); }},
      {"/checkins/0/note", "\"fine\"", [](P p) { return p.checkins[0].note == "fine"; }},
  };
}

std::vector<BadRow> bad_rows() {
  return {
      {"/slipway", "2", "unsupported-version"},
      {"/slipway", "\"1\"", "unsupported-version"},
      {"/slipway", "", "missing-key"},
      {"/name", "", "missing-key"},
      {"/name", "\"\"", "invalid-value"},
      {"/name", "7", "wrong-type"},
      {"/name", "null", "wrong-type"},
      {"/start", "\"2027-02-29\"", "invalid-date"},
      {"/start", "20270104", "wrong-type"},
      {"/start", "", "missing-start"},
      {"/as_of", "\"today\"", "invalid-date"},
      {"/as_of", "\"2027-3-1\"", "invalid-date"},
      {"/as_of", "\"1899-12-31\"", "invalid-date"},
      {"/calendar", "[]", "wrong-type"},
      {"/calendar/weekend", "[]", "unknown-key"},
      {"/calendar/work_days", "[]", "invalid-value"},
      {"/calendar/work_days", "[\"Mon\"]", "invalid-value"},
      {"/calendar/work_days", "[\"mon\", \"mon\"]", "invalid-value"},
      {"/calendar/work_days", "\"mon\"", "wrong-type"},
      {"/calendar/work_days", "[1]", "wrong-type"},
      {"/calendar/holidays", "[\"2027-01-32\"]", "invalid-date"},
      {"/calendar/holidays", "[\"2027-01-05..2027-01-04\"]", "date-order"},
      {"/calendar/holidays", "[\"2027-01-05..\"]", "invalid-date"},
      {"/calendar/holidays", "[7]", "wrong-type"},
      {"/calendar/holidays", "\"2027-01-05\"", "wrong-type"},
      {"/calendar/holidays", "[\"2027-01-01..2037-01-09\"]", "range-too-long"},
      {"/calendar/extra_days", "[\"x\"]", "invalid-date"},
      {"/calendar/extra_days", "{}", "wrong-type"},
      {"/periods", "{}", "wrong-type"},
      {"/periods/0", "\"q\"", "wrong-type"},
      {"/periods/0/name", "\"Q\"", "unknown-key"},
      {"/periods/0/id", "", "missing-key"},
      {"/periods/0/id", "\"q 1\"", "invalid-id"},
      {"/periods/1", "{ \"id\": \"q\", \"start\": \"2027-04-01\", \"end\": \"2027-06-30\" }",
       "duplicate-id"},
      {"/periods/0/start", "", "missing-key"},
      {"/periods/0/start", "\"2027-13-01\"", "invalid-date"},
      {"/periods/0/end", "", "missing-key"},
      {"/periods/0/end", "\"2026-12-31\"", "date-order"},
      {"/periods/0/end", "3", "wrong-type"},
      {"/sizes", "[]", "wrong-type"},
      {"/sizes/XXL", "\"1d\"", "unknown-key"},
      {"/sizes/XS", "\"S\"", "invalid-duration"},
      {"/sizes/S", "5", "wrong-type"},
      {"/sizes/M", "\"3d/2d/1d\"", "duration-order"},
      {"/sizes/L", "\"1\"", "invalid-duration"},
      {"/sizes/XL", "{ \"low\": \"1d\" }", "missing-key"},
      {"/default_estimate", "\"XXL\"", "invalid-duration"},
      {"/default_estimate", "10", "wrong-type"},
      {"/ask_wait", "\"soon\"", "invalid-duration"},
      {"/ask_wait", "5", "wrong-type"},
      {"/correlation", "1", "out-of-range"},
      {"/correlation", "-0.1", "out-of-range"},
      {"/correlation", "\"0.3\"", "wrong-type"},
      {"/teams", "\"t\"", "wrong-type"},
      {"/teams/0", "\"t\"", "wrong-type"},
      {"/goals", "", "missing-key"},
      {"/goals", "{}", "wrong-type"},
      {"/goals/0", "[]", "wrong-type"},
      {"/blockers", "7", "wrong-type"},
      {"/blockers/0", "null", "wrong-type"},
      {"/risks", "{}", "wrong-type"},
      {"/scenarios", "{}", "wrong-type"},
      {"/checkins", "true", "wrong-type"},
      {"/goal", "[]", "unknown-key"},
      {"/X-note", "1", "unknown-key"},

      {"/teams/0/id", "", "missing-key"},
      {"/teams/0/id", "\"\"", "invalid-id"},
      {"/teams/1/id", "\"t\"", "duplicate-id"},
      {"/teams/0/id", "1", "wrong-type"},
      {"/teams/0/name", "\"\"", "invalid-value"},
      {"/teams/0/capacity", "-1", "out-of-range"},
      {"/teams/0/capacity", "1000001", "out-of-range"},
      {"/teams/0/capacity", "\"2\"", "wrong-type"},
      {"/teams/0/plan_fraction", "0", "out-of-range"},
      {"/teams/0/plan_fraction", "1.01", "out-of-range"},
      {"/teams/0/plan_fraction", "80", "out-of-range"},
      {"/teams/0/correlation", "1", "out-of-range"},
      {"/teams/0/correlation", "null", "wrong-type"},
      {"/teams/0/calendar", "\"x\"", "wrong-type"},
      {"/teams/0/people", "1", "unknown-key"},
      {"/teams/0/calendar/work_days", "[\"monday\"]", "invalid-value"},
      {"/teams/0/calendar/holidays", "[null]", "wrong-type"},
      {"/teams/0/calendar/extra_days", "[\"2027\"]", "invalid-date"},

      {"/goals/0/id", "", "missing-key"},
      {"/goals/0/id", "\"a b\"", "invalid-id"},
      {"/goals/0/id", "\"\"", "invalid-id"},
      {"/goals/0/id", "5", "wrong-type"},
      {"/goals/0/id", "\"b\"", "duplicate-id"},
      {"/goals/0/id", "\"a\\u0007\"", "invalid-id"},
      {"/goals/0/title", "\"\"", "invalid-value"},
      {"/goals/0/title", "[]", "wrong-type"},
      {"/goals/0/kind", "\"epic\"", "invalid-value"},
      {"/goals/0/kind", "1", "wrong-type"},
      {"/goals/0/parent", "\"none\"", "unknown-goal"},
      {"/goals/0/parent", "\"b\"", "not-an-objective"},
      {"/goals/2/parent", "\"o\"", "parent-cycle"},
      {"/goals/0/parent", "[\"o\"]", "wrong-type"},
      {"/goals/0/team", "\"x\"", "unknown-team"},
      {"/goals/0/team", "0", "wrong-type"},
      {"/goals/0/owner", "\"\"", "invalid-value"},
      {"/goals/0/owner", "[\"\"]", "invalid-value"},
      {"/goals/0/owner", "{}", "wrong-type"},
      {"/goals/0/owner", "[1]", "wrong-type"},
      {"/goals/0/period", "\"q9\"", "unknown-period"},
      {"/goals/0/period", "{}", "wrong-type"},
      {"/goals/0/commitment", "\"promise\"", "invalid-value"},
      {"/goals/0/priority", "\"P5\"", "invalid-value"},
      {"/goals/0/priority", "0", "wrong-type"},
      {"/goals/0/value", "-1", "out-of-range"},
      {"/goals/0/value", "1e13", "out-of-range"},
      {"/goals/0/value", "\"1\"", "wrong-type"},
      {"/goals/0/people", "-0.5", "out-of-range"},
      {"/goals/0/people", "\"small\"", "wrong-type"},
      {"/goals/0/needs", "{}", "wrong-type"},
      {"/goals/0/needs", "[\"t\"]", "wrong-type"},
      {"/goals/0/estimate", "5", "wrong-type"},
      {"/goals/0/estimate", "\"5\"", "invalid-duration"},
      {"/goals/0/estimate", "\"-5d\"", "invalid-duration"},
      {"/goals/0/remaining", "\"1d/3d/2d\"", "duration-order"},
      {"/goals/0/remaining", "\"x\"", "invalid-duration"},
      {"/goals/0/remaining", "[]", "wrong-type"},
      {"/goals/0/status", "\"started\"", "invalid-value"},
      {"/goals/0/status", "true", "wrong-type"},
      {"/goals/0/started", "\"2027-03-02\"", "date-after-status"},
      {"/goals/0/started", "\"soon\"", "invalid-date"},
      {"/goals/0/started", "1", "wrong-type"},
      {"/goals/0/finished", "\"2027-03-02\"", "date-after-status"},
      {"/goals/0/finished", "\"2027-02-30\"", "invalid-date"},
      {"/goals/0",
       "{ \"id\": \"a\", \"team\": \"t\", \"started\": \"2027-02-02\", \"finished\": "
       "\"2027-02-01\" }",
       "date-order"},
      {"/goals/0",
       "{ \"id\": \"a\", \"team\": \"t\", \"status\": \"not_started\", \"started\": \"2027-02-02\" "
       "}",
       "status-conflict"},
      {"/goals/0",
       "{ \"id\": \"a\", \"team\": \"t\", \"status\": \"in_progress\", \"finished\": "
       "\"2027-02-02\" }",
       "status-conflict"},
      {"/goals/0", "{ \"id\": \"a\", \"team\": \"t\", \"status\": \"done\", \"progress\": 0.5 }",
       "status-conflict"},
      {"/goals/0/progress", "40", "out-of-range"},
      {"/goals/0/progress", "\"0.4\"", "wrong-type"},
      {"/goals/0/probability", "1.5", "out-of-range"},
      {"/goals/0/probability", "-0.1", "out-of-range"},
      {"/goals/0/probability", "false", "wrong-type"},
      {"/goals/0/not_before", "\"2027-00-01\"", "invalid-date"},
      {"/goals/0/due", "\"01.02.2027\"", "invalid-date"},
      {"/goals/0/due", "null", "wrong-type"},
      {"/goals/0/due", "\"2027-02-01 \"", "invalid-date"},
      {"/goals/0/depends_on", "\"b\"", "wrong-type"},
      {"/goals/0/depends_on", "[7]", "wrong-type"},
      {"/goals/0/depends_on", "[\"zz\"]", "unknown-goal"},
      {"/goals/0/depends_on", "[\"a b\"]", "invalid-id"},
      {"/goals/0/depends_on", "[[]]", "wrong-type"},
      {"/goals/0/tags", "\"x\"", "wrong-type"},
      {"/goals/0/tags", "[\"\"]", "invalid-value"},
      {"/goals/0/tags", "[1]", "wrong-type"},
      {"/goals/0/url", "\"javascript:alert(1)\"", "invalid-url"},
      {"/goals/0/url", "\"https://\"", "invalid-url"},
      {"/goals/0/url", "\"http://a b\"", "invalid-url"},
      {"/goals/0/url", "\"\"", "invalid-url"},
      {"/goals/0/url", "1", "wrong-type"},
      {"/goals/0/notes", "1", "wrong-type"},
      {"/goals/0/deadline", "\"2027-02-01\"", "unknown-key"},
      {"/goals/3/estimate", "\"1d\"", "work-on-container"},
      {"/goals/3/remaining", "\"1d\"", "work-on-container"},
      {"/goals/3/progress", "0", "work-on-container"},
      {"/goals/3/people", "1", "work-on-container"},
      {"/goals/3/needs", "[]", "work-on-container"},
      {"/goals/2/estimate", "\"1d\"", "work-on-container"},
      {"/goals/2/remaining", "\"1d\"", "work-on-container"},
      {"/goals/2/progress", "0", "work-on-container"},
      {"/goals/2/people", "1", "work-on-container"},
      {"/goals/2/needs", "[]", "work-on-container"},
      {"/goals/2/started", "\"2027-02-01\"", "work-on-container"},
      {"/goals/2/finished", "\"2027-02-01\"", "work-on-container"},
      {"/goals/2/probability", "1", "work-on-container"},
      {"/goals/2/not_before", "\"2027-02-01\"", "work-on-container"},
      {"/goals/2/status", "\"done\"", "work-on-container"},
      {"/goals/1/needs/0/team", "\"x\"", "unknown-team"},
      {"/goals/1/needs/0/team", "", "missing-key"},
      {"/goals/1/needs/0/people", "", "missing-key"},
      {"/goals/1/needs/0/people", "-1", "out-of-range"},
      {"/goals/1/needs/0/people", "\"huge\"", "invalid-value"},
      {"/goals/1/needs/0/ask", "\"maybe\"", "invalid-value"},
      {"/goals/1/needs/0/ask", "1", "wrong-type"},
      {"/goals/1/needs/0/why", "1", "unknown-key"},

      {"/goals/0/estimate", "{}", "missing-key"},
      {"/goals/0/estimate", "{ \"shape\": \"beta\" }", "invalid-value"},
      {"/goals/0/estimate", "{ \"low\": \"1d\", \"high\": \"2d\", \"shape\": \"pert\" }",
       "missing-key"},
      {"/goals/0/estimate", "{ \"low\": \"3d\", \"high\": \"2d\", \"shape\": \"uniform\" }",
       "duration-order"},
      {"/goals/0/estimate", "{ \"low\": 1, \"high\": \"2d\", \"shape\": \"uniform\" }",
       "wrong-type"},
      {"/goals/0/estimate",
       "{ \"low\": \"1d\", \"likely\": \"2d\", \"high\": \"2d\", \"shape\": \"uniform\" }",
       "invalid-duration"},
      {"/goals/0/estimate",
       "{ \"low\": \"1d\", \"likely\": \"2d\", \"high\": \"3d\", \"shape\": \"triangular\", "
       "\"lambda\": 4 }",
       "invalid-duration"},
      {"/goals/0/estimate",
       "{ \"low\": \"1d\", \"likely\": \"2d\", \"high\": \"3d\", \"shape\": \"pert\", \"lambda\": "
       "0 }",
       "out-of-range"},
      {"/goals/0/estimate",
       "{ \"low\": \"1d\", \"likely\": \"2d\", \"high\": \"3d\", \"shape\": \"pert\", \"lambda\": "
       "101 }",
       "out-of-range"},
      {"/goals/0/estimate", "{ \"p50\": \"0d\", \"p90\": \"2d\", \"shape\": \"lognormal\" }",
       "invalid-duration"},
      {"/goals/0/estimate", "{ \"p90\": \"2d\", \"shape\": \"lognormal\" }", "missing-key"},
      {"/goals/0/estimate",
       "{ \"p10\": \"1d\", \"p50\": \"2d\", \"p90\": \"3d\", \"shape\": \"lognormal\" }",
       "invalid-duration"},
      {"/goals/0/estimate", "{ \"p10\": \"4d\", \"p90\": \"3d\", \"shape\": \"lognormal\" }",
       "duration-order"},
      {"/goals/0/estimate", "{ \"mean\": \"4d\", \"shape\": \"normal\" }", "missing-key"},
      {"/goals/0/estimate", "{ \"mean\": \"4d\", \"sd\": \"-1d\", \"shape\": \"normal\" }",
       "invalid-duration"},
      {"/goals/0/estimate", "{ \"mean\": \"M\", \"shape\": \"exponential\" }", "invalid-duration"},
      {"/goals/0/estimate", "{ \"mean\": \"1d..2d\", \"shape\": \"exponential\" }",
       "invalid-duration"},
      {"/goals/0/estimate", "{ \"samples\": [] }", "out-of-range"},
      {"/goals/0/estimate", "{ \"samples\": [1] }", "wrong-type"},
      {"/goals/0/estimate", "{ \"samples\": \"1d\" }", "wrong-type"},
      {"/goals/0/estimate", "{ \"samples\": [\"1d\"], \"shape\": \"pert\" }", "invalid-duration"},
      {"/goals/0/estimate", "{ \"mode\": \"1d\", \"samples\": [\"1d\"] }", "unknown-key"},

      {"/goals/1/depends_on/0/on", "", "missing-key"},
      {"/goals/1/depends_on/0/on", "1", "wrong-type"},
      {"/goals/1/depends_on/0/on", "\"zz\"", "unknown-goal"},
      {"/goals/1/depends_on/0/type", "\"fs\"", "invalid-value"},
      {"/goals/1/depends_on/0/type", "1", "wrong-type"},
      {"/goals/1/depends_on/0", "{ \"on\": \"o\", \"type\": \"SS\" }", "objective-link-type"},
      {"/goals/1/depends_on/0/lag", "2", "wrong-type"},
      {"/goals/1/depends_on/0/lag", "\"2\"", "invalid-duration"},
      {"/goals/1/depends_on/0/lag", "\"-1d..3d\"", "invalid-duration"},
      {"/goals/1/depends_on/0/lag", "\"1d/0d/-1d\"", "duration-order"},
      {"/goals/1/depends_on/0", "{ \"on\": \"a\", \"lag\": \"1w\", \"lag_calendar\": \"elapsed\" }",
       "invalid-duration"},
      {"/goals/1/depends_on/0", "{ \"on\": \"a\", \"lag\": \"S\", \"lag_calendar\": \"elapsed\" }",
       "invalid-duration"},
      {"/goals/1/depends_on/0",
       "{ \"on\": \"a\", \"lag\": { \"samples\": [\"1d\", \"8h\"] }, \"lag_calendar\": \"elapsed\" "
       "}",
       "invalid-duration"},
      {"/goals/1/depends_on/0/lag_calendar", "\"mine\"", "invalid-value"},
      {"/goals/1/depends_on/0/probability", "2", "out-of-range"},
      {"/goals/1/depends_on/0/probability", "\"0.5\"", "wrong-type"},
      {"/goals/1/depends_on/0/ask", "\"yes\"", "invalid-value"},
      {"/goals/1/depends_on/0/logic", "\"loose\"", "invalid-value"},
      {"/goals/1/depends_on/0/note", "[]", "wrong-type"},
      {"/goals/1/depends_on/0/notes", "\"x\"", "unknown-key"},

      {"/blockers/0/id", "", "missing-key"},
      {"/blockers/0/id", "\"a\"", "duplicate-id"},
      {"/blockers/0/title", "\"\"", "invalid-value"},
      {"/blockers/0/owner", "7", "wrong-type"},
      {"/blockers/0/team", "\"x\"", "unknown-team"},
      {"/blockers/0/estimate", "\"long\"", "invalid-duration"},
      {"/blockers/0/probability", "-1", "out-of-range"},
      {"/blockers/0/status", "\"done\"", "invalid-value"},
      {"/blockers/0", "{ \"id\": \"w\", \"status\": \"open\", \"resolved\": \"2027-02-01\" }",
       "status-conflict"},
      {"/blockers/0/resolved", "true", "wrong-type"},
      {"/blockers/0/needed_by", "\"x\"", "invalid-date"},
      {"/blockers/0/roam", "\"open\"", "invalid-value"},
      {"/blockers/0/blocks", "[\"zz\"]", "unknown-goal"},
      {"/blockers/0/blocks", "\"b\"", "wrong-type"},
      {"/blockers/0/blocks", "[{ \"on\": \"b\" }]", "wrong-type"},
      {"/blockers/0/depends_on", "[1]", "wrong-type"},
      {"/blockers/0/due", "\"2027-02-01\"", "unknown-key"},

      {"/risks/0/id", "", "missing-key"},
      {"/risks/0/id", "\"\"", "invalid-id"},
      {"/risks/1", "{ \"id\": \"r\", \"probability\": 0, \"affects\": [] }", "duplicate-id"},
      {"/risks/0/title", "\"\"", "invalid-value"},
      {"/risks/0/probability", "", "missing-key"},
      {"/risks/0/probability", "1.1", "out-of-range"},
      {"/risks/0/affects", "", "missing-key"},
      {"/risks/0/affects", "[\"zz\"]", "unknown-goal"},
      {"/risks/0/affects", "[\"team:zz\"]", "unknown-team"},
      {"/risks/0/affects", "[\"team:\"]", "unknown-goal"},
      {"/risks/0/affects", "\"a\"", "wrong-type"},
      {"/risks/0/affects", "[7]", "wrong-type"},
      {"/risks/0/combine", "\"both\"", "invalid-value"},
      {"/risks/0/combine", "1", "wrong-type"},
      {"/risks/0/factor", "0", "invalid-value"},
      {"/risks/0/factor", "10000", "invalid-value"},
      {"/risks/0/factor", "\"1/2\"", "invalid-value"},
      {"/risks/0/factor", "\"2/1/3\"", "duration-order"},
      {"/risks/0/factor", "\"0/1/2\"", "invalid-value"},
      {"/risks/0/factor", "[1, 2, 3]", "invalid-value"},
      {"/risks/0/delay", "\"1\"", "invalid-duration"},
      {"/risks/0/delay", "3", "wrong-type"},
      {"/risks/0/roam", "\"x\"", "invalid-value"},
      {"/risks/0/impact", "1", "unknown-key"},

      {"/scenarios/0", "[]", "wrong-type"},
      {"/scenarios/0/name", "", "missing-key"},
      {"/scenarios/0/name", "\"\"", "invalid-value"},
      {"/scenarios/1", "{ \"name\": \"s\", \"changes\": [] }", "duplicate-id"},
      {"/scenarios/0/changes", "", "missing-key"},
      {"/scenarios/0/changes", "{}", "wrong-type"},
      {"/scenarios/0/changes/0", "{ \"slide\": \"a\", \"by\": \"1w\" }", "invalid-change"},
      {"/scenarios/0/changes/0", "{}", "invalid-change"},
      {"/scenarios/0/changes/0", "\"slip\"", "wrong-type"},
      {"/scenarios/0/changes/0/to", "\"1w\"", "unknown-key"},
      {"/scenarios/0/changes/0/slip", "\"zz\"", "unknown-goal"},
      {"/scenarios/0/changes/0/by", "\"1w..2w\"", "invalid-duration"},
      {"/scenarios/0/changes/0/by", "\"-1w\"", "invalid-duration"},
      {"/scenarios/0/changes/0/by", "", "invalid-change"},
      {"/scenarios/0/changes/1/estimate", "1", "wrong-type"},
      {"/scenarios/0/changes/1/to", "\"\"", "invalid-duration"},
      {"/scenarios/0/changes/2/finish", "\"zz\"", "unknown-goal"},
      {"/scenarios/0/changes/2/on", "\"x\"", "invalid-date"},
      {"/scenarios/0/changes/2/on", "", "invalid-change"},
      {"/scenarios/0/changes/3/drop", "\"zz\"", "unknown-goal"},
      {"/scenarios/0/changes/4/defer", "[]", "wrong-type"},
      {"/scenarios/0/changes/4/to", "\"zz\"", "unknown-period"},
      {"/scenarios/0/changes/5/resolve", "\"a\"", "invalid-change"},
      {"/scenarios/0/changes/5/on", "7", "wrong-type"},
      {"/scenarios/0/changes/6/block", "\"zz\"", "unknown-goal"},
      {"/scenarios/0/changes/6/by", "\"2\"", "invalid-duration"},
      {"/scenarios/0/changes/7/link", "\"a\"", "invalid-change"},
      {"/scenarios/0/changes/7/link", "\"a->zz\"", "unknown-goal"},
      {"/scenarios/0/changes/7/link", "\"->a\"", "invalid-change"},
      {"/scenarios/0/changes/8/unlink", "\"a-> b\"", "invalid-id"},
      {"/scenarios/0/changes/9/capacity", "\"zz\"", "unknown-team"},
      {"/scenarios/0/changes/9/to", "-1", "out-of-range"},
      {"/scenarios/0/changes/9/to", "\"2\"", "wrong-type"},
      {"/scenarios/0/changes/0/slip", "\"team:zz\"", "unknown-team"},
      {"/scenarios/0/changes/4/with_dependents", "1", "wrong-type"},
      {"/scenarios/0/changes/3/with_dependents", "true", "unknown-key"},
      {"/scenarios/0/changes/10/remaining", "\"zz\"", "unknown-goal"},
      {"/scenarios/0/changes/14/move", "\"zz\"", "unknown-goal"},
      {"/scenarios/0/changes/16/due", "true", "wrong-type"},
      {"/scenarios/0/changes/17/priority", "\"\"", "invalid-id"},
      {"/scenarios/0/changes/10/to", "2", "wrong-type"},
      {"/scenarios/0/changes/10/to", "", "invalid-change"},
      {"/scenarios/0/changes/11/to", "50", "out-of-range"},
      {"/scenarios/0/changes/11/to", "\"0.5\"", "wrong-type"},
      {"/scenarios/0/changes/11/soften", "\"a\"", "invalid-change"},
      {"/scenarios/0/changes/12/agree", "\"team:zz->b\"", "unknown-team"},
      {"/scenarios/0/changes/12/agree", "7", "wrong-type"},
      {"/scenarios/0/changes/13/decline", "\"a->\"", "invalid-change"},
      {"/scenarios/0/changes/14/to", "\"zz\"", "unknown-team"},
      {"/scenarios/0/changes/15/absent", "\"zz\"", "unknown-team"},
      {"/scenarios/0/changes/15/on", "\"March\"", "invalid-date"},
      {"/scenarios/0/changes/15/on", "\"2027-03-12..2027-03-08\"", "date-order"},
      {"/scenarios/0/changes/15/on", "\"2027-03-08..2047-03-08\"", "range-too-long"},
      {"/scenarios/0/changes/15/on", "", "invalid-change"},
      {"/scenarios/0/changes/16/to", "\"soon\"", "invalid-date"},
      {"/scenarios/0/changes/17/to", "\"P9\"", "invalid-value"},
      {"/scenarios/0/changes/17/to", "1", "wrong-type"},
      {"/checkins/0", "7", "wrong-type"},
      {"/checkins/0/date", "", "missing-key"},
      {"/checkins/0/date", "\"x\"", "invalid-date"},
      {"/checkins/0/goal", "", "missing-key"},
      {"/checkins/0/goal", "\"zz\"", "unknown-goal"},
      {"/checkins/0/score", "70", "out-of-range"},
      {"/checkins/0/score", "\"0.7\"", "wrong-type"},
      {"/checkins/0/confidence", "-0.1", "out-of-range"},
      {"/checkins/0/forecast", "\"2027-02-30\"", "invalid-date"},
      {"/checkins/0/forecast", "5", "wrong-type"},
      {"/checkins/0/note", "1", "wrong-type"},
      {"/checkins/0/by", "\"x\"", "unknown-key"},
  };
}
// clang-format on

}  // namespace slipway::test
