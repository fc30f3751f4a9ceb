// Pictures of pages for the documentation: pictures.mjs FOLDER FROM TO, where FOLDER/node_modules has playwright-core and mermaid.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, from, to] = process.argv.slice(2);
const { chromium } = createRequire(pathToFileURL(folder + "/").href)("playwright-core");
const program = [process.env.GLUETOOLS_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(one => one && existsSync(one));
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });
const open = async (file, colorScheme, width, height) => {
  const page = await (await browser.newContext({ colorScheme, viewport: { width, height }, offline: true })).newPage();
  await page.goto(pathToFileURL(from + "/" + file).href);
  return page;
};

try {
  for (const theme of ["light", "dark"]) {
    const page = await open("page.html", theme, 900, 520);
    await page.screenshot({ path: `${to}/page-${theme}.png` });
  }

  const phone = await open("page.html", "light", 360, 560);
  await phone.screenshot({ path: to + "/page-phone.png" });
  const comparison = await open("comparison.html", "light", 800, 800);
  const article = comparison.locator("article", { has: comparison.getByText("stale.example", { exact: true }) }).first();
  const [head, figure] = [await article.locator("h4").first().boundingBox(), await article.locator("figure").boundingBox()];
  await comparison.screenshot({ path: to + "/comparison.png", fullPage: true, clip: { x: head.x - 8, y: head.y - 8, width: figure.width + 16, height: figure.y + figure.height - head.y + 16 } });

  const markdown = await open("markdown.html", "light", 760, 360);
  await markdown.addStyleTag({ content: "body { font: 14px sans-serif; margin: 16px; } td, th { border: 1px solid #ccc; padding: 2px 8px; } table { border-collapse: collapse; }" });
  await markdown.screenshot({ path: to + "/markdown.png" });

  const drawing = await open("markdown.html", "light", 900, 600);
  await drawing.setContent("<div id=drawing></div>");
  await drawing.addScriptTag({ path: folder + "/node_modules/mermaid/dist/mermaid.min.js" });
  const svg = await drawing.evaluate(async text => (await globalThis.mermaid.render("graph", text)).svg, readFileSync(from + "/graph.mermaid", "utf8"));
  await drawing.setContent(`<div id=drawing style="display: inline-block; width: 700px">${svg}</div>`);
  await drawing.locator("#drawing").screenshot({ path: to + "/graph-mermaid.png" });
} finally {
  await browser.close();
}
