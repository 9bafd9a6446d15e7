// A page in a Chromium without a window, driven over the browser's own protocol by a pair of pipes.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The program; `undefined` where there is none. */
export const chromiumProgram = () =>
  ["chromium", "chromium-browser", "google-chrome"].find(
    (name) => spawnSync(name, ["--version"]).status === 0,
  );

/** Opens a page. Expressions are evaluated in it. */
export async function openPage(program, url) {
  const profile = mkdtempSync(join(tmpdir(), "esf-chromium-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const child = spawn(
    program,
    [...flags, "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const exited = new Promise((resolve) => child.on("exit", resolve));
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  let count = 0;
  let rest = "";
  output.setEncoding("utf8").on("data", (text) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop() ?? "";
    for (const { id, result, error } of messages.map((message) => JSON.parse(message)))
      waiting.get(id)?.(error === undefined ? result : Promise.reject(new Error(error.message)));
  });
  const ask = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      input.write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    });
  const { targetId } = await ask("Target.createTarget", { url });
  const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
  const evaluate = async (expression) => {
    const options = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await ask("Runtime.evaluate", options, sessionId);
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value;
  };
  return {
    evaluate,
    /** Waits until an expression has a value. */
    until: async (expression, value, patience = 30_000) => {
      const end = Date.now() + patience;
      for (;;) {
        const now = await evaluate(expression);
        if (now === value) return;
        if (Date.now() > end)
          throw new Error(`${expression} is ${JSON.stringify(now)}, not ${value}`);
        await sleep(50);
      }
    },
    close: async () => {
      child.kill("SIGTERM");
      await exited;
      // Its other processes may still write for a moment.
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
