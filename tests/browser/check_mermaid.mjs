// Gives the Mermaid files of both shipped plans, of a plan of 5,000 goals and of one whose texts try
// to break out to the Mermaid of npm, with the limits that forges leave as they are: each must
// parse, be drawn, show its goals, run nothing and ask for nothing.
// Usage: node check_mermaid.mjs PATH-OF-SLIPWAY PROJECT-FOLDER
// Exit codes: 0 all passed, 1 something failed, 77 skipped (said loudly).
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { check, find, folder, open, project, run, slipway } from "./harness.mjs";

const kText = 50_000;  // characters, the default of Mermaid
const script = find("mermaid/dist/mermaid.min.js");

const hostile = ["</script><script>boom()</script>", "\"] --> x[\"", "end", "%%{init: {}}%% ;",
  "click a call boom()", "<img src=x onerror=boom()>", "subgraph | { } ( ) [ ] # & `*_~", "a:b, c",
  "#quot; #35; &amp;", "مرحبا \u202e txet", "日本語 👩‍👩‍👧", "section X", ": done, 2027-01-01, 3d"];

const plan = (name, goals, teams) => JSON.stringify({ slipway: 1, name, start: "2027-01-04", goals,
  teams: teams.map((team, i) => ({ id: `t${i}`, name: team })) });

const largePlan = () => plan("Large", Array.from({ length: 5000 }, (_, i) => ({ id: `g${i}`,
  title: `Goal number ${i}`, team: `t${i % 30}`, estimate: "2d/3d/6d", due: "2027-06-30",
  depends_on: i < 30 ? [] : [`g${i - 30}`, `g${i - 1 - (i * 7) % 25}`] })),
  Array.from({ length: 30 }, (_, i) => `Team ${i}`));

const hostilePlan = () => plan(hostile[0], hostile.map((title, i) => ({ id: `g'${i}"<&`, title,
  team: `t${i}`, estimate: "1w/2w/4w", due: "2027-01-20",
  depends_on: i ? [{ on: `g'${i - 1}"<&`, note: title }] : [] })), hostile);

// Parses and draws in a page of its own. Returns the picture as text, or what Mermaid says.
const draw = async (name, text) => {
  const blank = join(folder, "blank.html");
  writeFileSync(blank, "<!DOCTYPE html><meta charset=utf-8><title>x</title><body></body>");
  const { context, page, said, asked } = await open(pathToFileURL(blank).href);
  await page.addScriptTag({ path: script });
  const result = await page.evaluate(async (source) => {
    window.boomed = false;
    window.boom = () => { window.boomed = true; };
    window.mermaid.initialize({ startOnLoad: false });
    try {
      const kind = (await window.mermaid.parse(source)).diagramType;
      const { svg } = await window.mermaid.render("drawn", source);
      document.body.innerHTML = svg;
      await new Promise((done) => { setTimeout(done, 50); });
      return { kind, words: document.body.textContent, boomed: window.boomed,
        scripts: document.body.querySelectorAll("script, [onerror], [onload]").length,
        shapes: document.body.querySelectorAll(".node, .task").length };
    } catch (error) {
      return { error: String(error.message ?? error).slice(0, 300) };
    }
  }, text);
  check(!result.error, `${name}: ${result.error}`);
  check(!result.boomed && !result.scripts, `${name}: a text of the plan ran or could`);
  check(asked.length === 0, `${name}: it asks for ${asked.join(", ")}`);
  check(said.length === 0, `${name}: the console says ${said.join("; ")}`);
  await context.close();
  return result;
};

await run(async () => {
  const shipped = (name) => readFileSync(join(project, "data/plans", name), "utf8");
  const plans = { "libp2p-2018-q3": shipped("libp2p-2018-q3.json"),
    "release-quarter": shipped("release-quarter.json"), large: largePlan(),
    hostile: hostilePlan() };
  for (const [name, text] of Object.entries(plans)) {
    const source = join(folder, `${name}.json`);
    writeFileSync(source, text);
    for (const view of ["graph", "gantt"]) {
      const what = `${name}, ${view}`;
      const file = join(folder, "drawn.mmd");
      execFileSync(slipway, ["render", source, "--view", view, "--samples", "1000", "-o", file,
        "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
      const drawing = readFileSync(file, "utf8");
      check(drawing.length <= kText, `${what}: ${drawing.length} characters`);
      const result = await draw(what, drawing);
      check(result.kind?.startsWith(view === "graph" ? "flowchart" : "gantt"),
        `${what}: Mermaid takes it for ${result.kind}`);
      check(result.shapes >= 3, `${what}: ${result.shapes} goals are drawn`);
      const id = name === "hostile" ? "g'0" : name === "libp2p-2018-q3" ? "go-daemon-api" :
        name === "release-quarter" ? "release-day" : "";
      check(result.words?.includes(id), `${what}: ${id} is not to be read`);
    }
  }
});
