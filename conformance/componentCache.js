import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Built components, by engine. */
export const CACHE = fileURLToPath(new URL(".cache/", import.meta.url));

/** What StarlingMonkey's components are made with is a part of them, too. */
const BUILD = fileURLToPath(new URL("../dist/build/starlingmonkey/", import.meta.url));

/**
 * The component of a request, as `{ name, world, file, path, sha256, bytes, code }`: `code` is its
 * bundle, which stack traces call `file`. Only StarlingMonkey takes so long that its components are
 * kept while nothing changes; others are built each time.
 */
export async function componentOf(engine, request) {
  const { world, name, code } = request;
  const path = `${CACHE}${engine.name}/${name}-${keyOf(engine, request)}.wasm`;
  const keeps = engine.name === "starlingmonkey";
  const bytes =
    keeps && existsSync(path) ? await readFile(path) : await build(engine, request, path);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, world, file: `${name}.js`, path, sha256, bytes, code };
}

async function build(engine, request, path) {
  const { component } = await engine.build(request);
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, component);
  await rename(unfinished, path);
  return component;
}

function keyOf({ name, version, settings }, { document, code, random, databaseFunctions }) {
  const uses = JSON.stringify([settings, random, [...databaseFunctions]]);
  const files = readdirSync(BUILD, { recursive: true }).filter((file) => file.endsWith(".js"));
  const sources = files.sort().map((file) => readFileSync(join(BUILD, file), "utf8"));
  const parts = [name, version, uses, document.text, code, ...sources];
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);
}
