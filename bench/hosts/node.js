// The bundles themselves in plain Node, without WebAssembly: each in a thread of its own, for the
// libraries and this package keep their metadata in globals.
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** A bundle in its thread: `{ sample(cell, options, count), close() }`. */
export async function loadInNode({ variant, request: { world, code } }, folder) {
  mkdirSync(join(folder, "node"), { recursive: true });
  const file = join(folder, "node", `${variant}-${world}.mjs`);
  writeFileSync(file, code);
  const worker = new Worker(new URL("nodeWorker.js", import.meta.url), {
    workerData: pathToFileURL(file).href,
  });
  return {
    async sample(cell, options, count) {
      worker.postMessage({ cell, ...options, count });
      const [milliseconds] = await once(worker, "message");
      return milliseconds;
    },
    close: () => worker.terminate(),
  };
}
