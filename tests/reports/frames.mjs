// Opens the page of many domains in Chromium, scrolls it with the wheel, searches, opens a domain, and prints what Chromium's tracing says of the frames: frames.mjs FOLDER FILE DOMAINS.
import { createRequire } from "node:module";
import { existsSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file, domains] = process.argv.slice(2);
const { chromium } = createRequire(pathToFileURL(folder + "/").href)("playwright-core");
const program = [process.env.GLUETOOLS_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(one => one && existsSync(one));
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, offline: true });
const clock = async action => {
  const began = performance.now();
  await action();
  return Math.round(performance.now() - began);
};
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

try {
  // The browser's own start is not the page's.
  await (await context.newPage()).goto("about:blank");
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  const opened = await clock(async () => {
    await page.goto(pathToFileURL(file).href);
    await page.locator("#rows tr:not(.space)").first().waitFor();
  });

  await page.mouse.move(640, 400);
  await browser.startTracing(page, { categories: ["benchmark", "disabled-by-default-devtools.timeline.frame", "toplevel"] });
  const before = await page.evaluate(() => scrollY);
  for (let i = 0; i < 300; i++) {
    await page.mouse.wheel(0, 270);
    await page.waitForTimeout(16);
  }

  await page.waitForTimeout(300);
  const scrolled = Math.round(await page.evaluate(() => scrollY) - before);
  const trace = JSON.parse((await browser.stopTracing()).toString());

  // A frame of the compositor is shown or dropped; a task of the page's own thread that is longer than a frame is what a reader may feel as a stutter. Processor time, where the browser
  // counts it, says what the page costs; the rest is what else the machine does.
  const frames = { PRESENTED_ALL: 0, PRESENTED_PARTIAL: 0, DROPPED: 0 };
  for (const event of trace.traceEvents) {
    const state = event.name === "PipelineReporter" ? event.args?.frame_reporter?.state?.replace("STATE_", "") : undefined;
    if (state in frames) {
      frames[state]++;
    }
  }

  const tasksOf = thread => trace.traceEvents.filter(event => event.name === "ThreadControllerImpl::RunTask" && event.pid === thread.pid && event.tid === thread.tid);
  const main = trace.traceEvents.filter(event => event.name === "thread_name" && event.args?.name === "CrRendererMain").map(tasksOf).sort((a, b) => b.length - a.length)[0] ?? [];
  const times = what => main.map(task => (task[what] ?? 0) / 1000).sort((a, b) => a - b);
  const [wall, own] = [times("dur"), times("tdur")];
  const long = wall.filter(time => time > 16.7).length;

  const searched = await clock(async () => {
    await page.locator("#search").fill("GlueStale");
    await page.waitForFunction(() => document.getElementById("shown").textContent.includes(" of "));
  });
  const sheet = await clock(async () => {
    await page.locator("#rows th a").first().click();
    await page.locator("#sheet svg.map").waitFor();
  });
  const heap = await page.evaluate(() => Math.round((performance.memory?.usedJSHeapSize ?? 0) / 1e6));

  console.log(`${domains} domains, ${(statSync(file).size / 1e6).toFixed(1)} MB: opened in ${opened} ms; ${scrolled} pixels scrolled in 300 turns of the wheel: `
    + `${frames.PRESENTED_ALL + frames.PRESENTED_PARTIAL} frames shown, ${frames.DROPPED} dropped; of ${wall.length} tasks of the page's thread 99 of 100 within ${quantile(wall, .99)?.toFixed(1)} ms, `
    + `${long} above 16.7 ms, longest ${wall.at(-1)?.toFixed(1)} ms (${own.at(-1)?.toFixed(1)} ms of processor time); search ${searched} ms; a domain shown in ${sheet} ms; ${heap} MB of script's memory`);
} finally {
  await browser.close();
}
