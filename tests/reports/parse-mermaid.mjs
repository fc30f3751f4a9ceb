// Has mermaid's own parser read drawings: parse-mermaid.mjs FOLDER FILE..., where FOLDER/node_modules has mermaid and jsdom. Says nothing where all are good, and finds a planted fault.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const from = createRequire(pathToFileURL(folder + "/").href);
const { JSDOM } = from("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = globalThis.window.document;
const { default: mermaid } = await import(pathToFileURL(folder + "/node_modules/mermaid/dist/mermaid.core.mjs").href);

for (const file of files) {
  try {
    await mermaid.parse(readFileSync(file, "utf8"));
  } catch (error) {
    console.log(file + ": " + error.message);
  }
}

let isFound = false;
await mermaid.parse('flowchart LR\n  n0["x').catch(() => { isFound = true; });
if (!isFound) {
  console.log("the parser finds no fault in a drawing that has one");
}
