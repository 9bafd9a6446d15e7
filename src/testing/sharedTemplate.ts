import { jsonSending, type RestCalls } from "./restCalls.js";

/** How long one process waits for another one to publish. */
const PATIENCE = 30_000;
const PAUSE = 50;

/**
 * A database with a build's definitions that all processes of a run take them from. The first one
 * publishes, and says by a second database that it is done. `undefined` if that does not come to an end.
 * @param run - what the names of all databases of the run begin with.
 */
export async function sharedTemplate(
  calls: RestCalls,
  run: string,
  publishInto: (database: string) => Promise<void>,
): Promise<string | undefined> {
  const [template, done] = [`${run}-model`, `${run}-model-done`];
  const created = await calls.attempt("POST", "/db", jsonSending({ database_name: template }));
  if (created.ok) {
    await publishInto(template);
    await calls.send("POST", "/db", jsonSending({ database_name: done }));
    return template;
  }
  if (created.problem.kind !== "already-exists") return undefined;
  for (const end = performance.now() + PATIENCE; performance.now() < end;) {
    if ((await calls.attempt("GET", `/db/${done}`)).ok) return template;
    await pause();
  }
  return undefined;
}

// Tests may replace it.
const { setTimeout: later } = globalThis;
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    later(resolve, PAUSE);
  });
