import { findProject } from "../../build/index.js";
import { messageOf } from "../../domain/index.js";
import { Generations } from "./generations.js";
import type { FromBuilder, Reply, Request, ToBuilder } from "./messages.js";

/**
 * The process that builds: it stays, so that nothing is loaded, parsed or bundled twice; and it is one
 * of its own, so that what a project's modules do while they load harms nobody else.
 */

const say = (message: FromBuilder): void => {
  // Whoever asked may be gone.
  process.send?.(message, undefined, undefined, () => undefined);
};

let generations: Generations | undefined;
interface Waiting {
  readonly id: number;
  readonly request: Request;
}

/**
 * Components that somebody waits for go before those that are made ahead, and have a place left whatever
 * is made ahead: bundling uses the processor's cores by itself, but evaluating uses one.
 */
const AT_ONCE = { wanted: 3, ahead: 2 } as const;

const wanted: Waiting[] = [];
const ahead: Waiting[] = [];
let running = 0;

process.on("message", (message: ToBuilder) => {
  if (message.type === "start") {
    const { entry, project, cwd, engine } = message.start;
    generations = new Generations(findProject({ entry, project, cwd }), engine);
    say({ type: "ready" });
    return;
  }
  take(message);
  work();
});
// The terminal's Ctrl-C reaches every process; the one that started this one decides.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => {
  process.exit();
});

function take(message: Waiting): void {
  // What there is comes first: until it is known, whatever is built may be old news.
  if (message.request.ask === "prepare") void answer(message);
  else (message.request.ahead ? ahead : wanted).push(message);
}

function work(): void {
  for (;;) {
    const next =
      running < AT_ONCE.wanted && wanted.length > 0
        ? wanted.shift()
        : running < AT_ONCE.ahead
          ? ahead.shift()
          : undefined;
    if (next === undefined) return;
    running += 1;
    void answer(next).then(() => {
      running -= 1;
      work();
    });
  }
}

async function answer({ id, request }: Waiting): Promise<void> {
  say({ type: "reply", id, reply: await answered(request) });
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
