// Fails when what a browser must fetch before a first page is usable exceeds the budget.
// Sums the gzip size of the entry, everything it imports statically, the page's own chunks and one dictionary.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 400;
const FIRST_PAGES = ["src/access/pages/LoginPage.tsx", "src/work/pages/HomePage.tsx"];
const DICTIONARY = ["src/i18n/zh/index.ts"];
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8"));

function closure(keys) {
  const seen = new Set();
  const walk = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) walk(next);
  };
  keys.forEach(walk);
  return seen;
}

const sizes = new Map();
function compressed(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(dist + file), { level: 9 }).length);
  return sizes.get(file);
}

function kilobytes(keys) {
  const files = new Set([...closure(keys)].map((key) => manifest[key]?.file).filter((file) => file?.endsWith(".js")));
  return [...files].reduce((sum, file) => sum + compressed(file), 0) / 1000;
}

const entry = Object.keys(manifest).filter((key) => manifest[key].isEntry);
let failed = false;
for (const page of FIRST_PAGES) {
  if (!manifest[page]) throw new Error(`${page} is not in the build: correct FIRST_PAGES in scripts/budget.mjs`);
  const size = kilobytes([...entry, ...DICTIONARY, page]);
  failed ||= size > BUDGET_KB;
  console.log(`${size.toFixed(0).padStart(5)} kB of ${BUDGET_KB} kB  first load of ${page}`);
}
const first = kilobytes([...entry, ...DICTIONARY]);
for (const page of Object.keys(manifest).filter((key) => /\/pages\/\w+\.tsx$/.test(key))) {
  const more = kilobytes([...entry, ...DICTIONARY, page]) - first;
  console.log(`${more.toFixed(0).padStart(5)} kB more      ${page}`);
}
process.exitCode = failed ? 1 : 0;
