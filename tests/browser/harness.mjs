// What the checks in a browser share: Chromium and npm packages or a loud skip, counted checks, pages
// that keep what they say and ask for.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kSkipped = 77;
export const [slipway, project] = process.argv.slice(2);

export const skip = (why) => {
  console.error(`\nSKIPPED: nothing was looked at in a browser: ${why}`);
  console.error("./dev browser installs what is missing and runs these checks\n");
  process.exit(kSkipped);
};

const browserPath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
if (!browserPath) skip("there is no Chromium (CHROMIUM names one elsewhere)");
// The packages lie in the build folder, where ./dev browser puts them: no source folder is touched.
const require = createRequire(join(project, "build", "browser", "package.json"));

// Returns the path of a file of an npm package.
export const find = (file) => {
  try {
    return require.resolve(file);
  } catch {
    return skip("the npm packages of tests/browser are not installed");
  }
};
find("playwright-core");
const { chromium } = require("playwright-core");

let failures = 0;
let checks = 0;
export const check = (holds, what) => {
  ++checks;
  if (holds) return;
  ++failures;
  console.error(`FAILED: ${what}`);
};

export const folder = mkdtempSync(join(tmpdir(), "slipway-browser-"));
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });

// Opens a page and keeps what it says and asks for.
export const open = async (url, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== url) asked.push(request.url());
  });
  await page.goto(url);
  return { context, page, said, asked };
};

// Runs the checks, cleans up and ends with 0, or 1 when one failed.
export const run = async (all) => {
  try {
    await all();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  console.log(`${checks} checks in a browser, ${failures} failed`);
  process.exit(failures || !checks ? 1 : 0);
};
