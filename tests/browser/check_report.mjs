// Opens the report of each shipped plan in a headless browser, from a file, and checks what a reader
// would notice: no error, no request, no finding of axe-core, sorting and goal pages by keyboard,
// nothing that scrolls sideways on a phone, everything there without script.
// Usage: node check_report.mjs PATH-OF-SLIPWAY PROJECT-FOLDER
// Exit codes: 0 all passed, 1 something failed, 77 skipped (said loudly).
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { check, find, folder, open, project, run, slipway } from "./harness.mjs";

const axe = readFileSync(find("axe-core/axe.min.js"), "utf8");

const focused = (page) =>
  page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.id);

// Colours, names, roles, order: as axe-core judges them. Its own code runs beside the page's policy.
const findIssues = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  await session.send("Runtime.enable");
  const { result } = await session.send("Runtime.evaluate", {
    expression: `${axe}\n;axe.run(document, { resultTypes: ["violations"] }).then((out) =>
      JSON.stringify(out.violations.map((v) => [v.impact, v.id, v.nodes.length,
        v.nodes[0].html.slice(0, 160)])))`,
    awaitPromise: true,
  });
  return JSON.parse(result.value);
};

const checkReader = async (name, url) => {
  for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]]) {
    const where = `${name}, ${width} px, ${scheme}`;
    const { context, page, said, asked } =
      await open(url, { viewport: { width, height: 844 }, colorScheme: scheme });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(wide <= width, `${where}: the page is ${wide} px wide`);
    const issues = await findIssues(page);
    const grave = issues.filter(([impact]) => impact === "serious" || impact === "critical");
    check(grave.length === 0, `${where}: axe-core finds ${JSON.stringify(grave)}`);
    // A goal page over the rest must be as sound.
    await page.click("table.goals tbody a");
    const inside = (await findIssues(page)).filter(([impact]) =>
      impact === "serious" || impact === "critical");
    check(inside.length === 0, `${where}, goal page: axe-core finds ${JSON.stringify(inside)}`);
    check(said.length === 0, `${where}: the console says ${said.join("; ")}`);
    check(asked.length === 0, `${where}: it asks for ${asked.join(", ")}`);
    await context.close();
  }
};

const checkKeyboard = async (name, url) => {
  const { context, page } = await open(url);
  await page.keyboard.press("Tab");
  check((await focused(page)) === "#main", `${name}: the first stop is the skip link`);

  // Sorting, by the keyboard alone: up, down, and the order of the plan again.
  const column = page.locator("table.goals thead th").nth(2);
  const rows = () => page.locator("table.goals tbody tr:not(.group) td.odds").evaluateAll(
    (cells) => cells.map((cell) => Number(cell.dataset.v)));
  const ids = () => page.locator("table.goals tbody tr th").allTextContents();
  const before = await ids();
  const sorted = (list, sign) => list.every((v, i) => i === 0 || sign * (v - list[i - 1]) >= 0);
  await column.locator("button").focus();
  await page.keyboard.press("Enter");
  check((await column.getAttribute("aria-sort")) === "ascending", `${name}: aria-sort ascending`);
  check(sorted(await rows(), 1), `${name}: rows ascend`);
  await page.keyboard.press("Space");
  check((await column.getAttribute("aria-sort")) === "descending", `${name}: aria-sort descending`);
  check(sorted(await rows(), -1), `${name}: rows descend`);
  await page.keyboard.press("Enter");
  check((await column.getAttribute("aria-sort")) === null, `${name}: no aria-sort`);
  check(JSON.stringify(await ids()) === JSON.stringify(before), `${name}: the plan's order again`);

  // Goal pages: Enter opens, a link inside goes on, Esc closes and returns to the link.
  const links = page.locator("table.goals tbody a");
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  const pages = await page.locator("article.page").evaluateAll((all) => all.map((a) => `#${a.id}`));
  const order = hrefs.map((href) => pages.indexOf(decodeURIComponent(href)));
  check(order.every((at, i) => at >= 0 && (i === 0 || at > order[i - 1])),
    `${name}: goals and their pages stand in plan order`);
  await links.nth(1).focus();
  await page.keyboard.press("Enter");
  check(await page.locator("dialog[open]").isVisible(), `${name}: Enter opens the goal page`);
  check((await page.locator("dialog article").getAttribute("id")) ===
    decodeURIComponent(hrefs[1].slice(1)), `${name}: it is that goal's page`);
  await page.keyboard.press("Tab");
  const insideDialog = await page.evaluate(() =>
    document.activeElement.closest("dialog") !== null || document.activeElement === document.body);
  check(insideDialog, `${name}: the focus stays in the goal page`);
  await page.keyboard.press("Escape");
  check(!(await page.locator("dialog[open]").count()), `${name}: Esc closes it`);
  check((await focused(page)) === hrefs[1], `${name}: the focus is back on the link`);
  check((await page.locator("main article.page").count()) === pages.length,
    `${name}: every page is back in its place`);
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check(ring !== "none", `${name}: the focus can be seen`);

  // The filter, and what it tells those who cannot see it.
  await page.locator("#filter").fill("no such goal");
  check((await page.locator("table.goals tbody tr:visible").count()) === 0, `${name}: all filtered`);
  check((await page.locator("output").textContent()).startsWith("0 of "), `${name}: it counts`);
  await page.locator("#filter").press("Escape");
  check((await page.locator("table.goals tbody tr:visible").count()) > before.length / 2,
    `${name}: Esc clears the filter`);

  // The theme: auto, light, dark.
  const paint = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paint();
  await page.locator("#theme").click();
  check((await paint()) === light, `${name}: auto is light here`);
  await page.locator("#theme").click();
  check((await paint()) !== light, `${name}: dark is another colour`);
  await context.close();
};

const checkWithoutScript = async (name, url) => {
  const { context, page } = await open(url, { javaScriptEnabled: false });
  const first = page.locator("table.goals tbody a").first();
  const id = decodeURIComponent((await first.getAttribute("href")).slice(1));
  await first.click();
  check(page.url().includes("#goal-"), `${name}, no script: a goal's link leads to its page`);
  check(await page.locator(`[id="${id}"] h3`).isVisible(), `${name}, no script: the page is there`);
  check(!(await page.locator("#filter").isVisible()), `${name}, no script: no dead filter`);
  check(!(await page.locator("#theme").isVisible()), `${name}, no script: no dead button`);
  await context.close();
};

const checkPrint = async (name, url) => {
  const { context, page } = await open(url, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  const colours = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return [style.getPropertyValue("--page"), style.getPropertyValue("--text")];
  });
  check(colours.join() === "#ffffff,#000000", `${name}, print: black on white, not ${colours}`);
  check(!(await page.locator("nav").isVisible()), `${name}, print: no navigation`);
  check((await page.pdf({ format: "A4" })).length > 10000, `${name}, print: a PDF`);
  await context.close();
};

await run(async () => {
  for (const plan of ["libp2p-2018-q3", "release-quarter"]) {
    const file = join(folder, `${plan}.html`);
    execFileSync(slipway, ["report", join(project, "data/plans", `${plan}.json`), "-o", file,
      "--samples", "2000", "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
    const url = pathToFileURL(file).href;
    await checkReader(plan, url);
    await checkKeyboard(plan, url);
    await checkWithoutScript(plan, url);
    await checkPrint(plan, url);
  }
});
