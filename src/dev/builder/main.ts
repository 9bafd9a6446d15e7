import { findProject } from "../../build/index.js";
import { messageOf } from "../../domain/index.js";
import { Generations } from "./generations.js";
import type { FromBuilder, Reply, Request, ToBuilder } from "./messages.js";

/**
 * The process that builds: it stays, so that nothing is loaded, parsed or bundled twice; and it is one
 * of its own, so that what a project's modules do while they load harms nobody else.
 */

const say = (message: FromBuilder): void => {
  process.send?.(message);
};

let generations: Generations | undefined;
interface Waiting {
  readonly id: number;
  readonly request: Request;
}

/** One at a time; what somebody waits for goes before what is made ahead. */
let waiting: Waiting[] = [];
let busy = false;

process.on("message", (message: ToBuilder) => {
  if (message.type === "start") {
    const { entry, project, cwd, engine } = message.start;
    generations = new Generations(findProject({ entry, project, cwd }), engine);
    say({ type: "ready" });
    return;
  }
  take(message);
  void work();
});
// The terminal's Ctrl-C reaches every process; the one that started this one decides.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => {
  process.exit();
});

const isAhead = ({ request }: Waiting): boolean => request.ask === "component" && request.ahead;

function take(message: Waiting): void {
  if (message.request.ask === "prepare") {
    for (const { id } of waiting.filter(isAhead))
      say({ type: "reply", id, reply: { kind: "dropped" } });
    waiting = waiting.filter((one) => !isAhead(one));
  }
  const at = isAhead(message) ? -1 : waiting.findIndex(isAhead);
  waiting.splice(at < 0 ? waiting.length : at, 0, message);
}

async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
    say({ type: "reply", id: next.id, reply: await answered(next.request) });
  busy = false;
}

async function answered(request: Request): Promise<Reply> {
  if (generations === undefined) return { kind: "failed", reason: "the builder was not started" };
  try {
    if (request.ask === "prepare")
      return await generations.prepare(request.generation, request.anyway);
    const { generation, world, name } = request;
    return await generations.component(generation, world, name);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
    return { kind: "failed", reason };
  }
}
