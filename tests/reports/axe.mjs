// Has axe-core judge pages in Chromium: axe.mjs FOLDER FILE..., where FOLDER/node_modules has axe-core and playwright-core. Each page light and wide, dark on a phone, with all that opens opened,
// and, where it has one, its sheet for a domain. Says nothing where all are good; says, too, what the browser complained about or asked for elsewhere, and whether a planted fault is found.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const from = createRequire(pathToFileURL(folder + "/").href);
const { chromium } = from("playwright-core");
const axe = readFileSync(folder + "/node_modules/axe-core/axe.min.js", "utf8") + "\n;0";
const program = [process.env.GLUETOOLS_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(one => one && existsSync(one));
const ways = [
  { name: "light", colorScheme: "light", width: 1280 },
  { name: "dark, phone", colorScheme: "dark", width: 390 },
  { name: "dark, all open", colorScheme: "dark", width: 1280, open: true },
  { name: "light, sheet", colorScheme: "light", width: 1280, open: true, sheet: true },
  { name: "dark, phone, sheet", colorScheme: "dark", width: 390, open: true, sheet: true },
];

const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });

const judge = async (file, way, planted) => {
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ colorScheme: way.colorScheme, viewport: { width: way.width, height: 800 }, offline: true });
  const page = await context.newPage();
  const found = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type())) { found.push(message.text()); } });
  page.on("pageerror", error => found.push(String(error)));
  // A page of the site has its style, script and pictures beside it.
  page.on("request", request => { if (!request.url().startsWith("file://")) { found.push("asked for " + request.url()); } });
  await page.goto(address);
  if (way.sheet) {
    if (await page.locator("#sheet").count() === 0 || await page.locator("section.articles").count() > 0) {
      await context.close();
      return found;
    }

    await page.locator("#rows th a").first().click();
    await page.locator("#sheet article").waitFor();
  }

  if (way.open) {
    await page.evaluate(() => { for (const one of document.querySelectorAll("details")) { one.open = true; } });
  }

  if (planted) {
    await page.evaluate(() => document.documentElement.removeAttribute("lang"));
  }

  await page.evaluate(axe);
  found.push(...await page.evaluate(async () => (await axe.run(document, { resultTypes: ["violations"], preload: false })).violations
    .map(one => one.id + ", " + one.nodes.length + " times: " + one.nodes[0].html.slice(0, 150) + " " + one.nodes[0].failureSummary)));
  await context.close();
  return found;
};

try {
  for (const file of files) {
    for (const way of ways) {
      for (const one of await judge(file, way, false)) {
        console.log(file.split("/").pop() + ", " + way.name + ": " + one);
      }
    }
  }

  if (!(await judge(files[0], ways[0], true)).some(one => one.startsWith("html-has-lang"))) {
    console.log("axe-core finds no fault in a page that has one");
  }
} finally {
  await browser.close();
}
