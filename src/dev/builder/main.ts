import { findProject, ProjectError } from "../../build/index.js";
import { messageOf } from "../../domain/index.js";
import { Garbage } from "../../host/garbage.js";
import { ComponentQueue } from "./componentQueue.js";
import { Generations } from "./generations.js";
import type { FromBuilder, NotMade, Reply, Request, ToBuilder } from "./messages.js";

/**
 * The process that builds: it stays, so that nothing is loaded, parsed or bundled twice; and it is one
 * of its own, so that what a project's modules do while they load harms nobody else.
 */

const say = (message: FromBuilder): void => {
  // Whoever asked may be gone.
  process.send?.(message, undefined, undefined, () => undefined);
};

const garbage = new Garbage(() => {
  say({ type: "held", memory: process.memoryUsage.rss() });
});
let generations: Generations | undefined;
/** Why there are none. */
let reason = "the builder was not started";

const components = new ComponentQueue(async (wanted, pause) => {
  if (generations === undefined) return notStarted();
  return generations.component(wanted, pause);
});

const notStarted = (): NotMade => ({ kind: "failed", reason });

process.on("message", (message: ToBuilder) => {
  if (message.type === "start") {
    const { entry, project, cwd, engine } = message.start;
    try {
      generations = new Generations(findProject({ entry, project, cwd }), engine);
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      reason = error.message;
    }
    say({ type: "ready" });
    return;
  }
  if (message.type === "saved") generations?.hurry();
  else void answer(message.id, message.request);
});
// The terminal's Ctrl-C reaches every process; the one that started this one decides.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => {
  process.exit();
});

async function answer(id: number, request: Request): Promise<void> {
  say({ type: "reply", id, reply: await answered(request) });
  garbage.collectWhenQuiet();
}

async function answered(request: Request): Promise<Reply> {
  try {
    if (request.ask === "component") return await components.ask(request, request.ahead);
    if (request.ask === "places")
      return (await generations?.places(request, request.text)) ?? notStarted();
    const { generation, anyway } = request;
    // What there is comes first: until it is known, whatever is built may be old news.
    return await components.first(
      async () => (await generations?.prepare(generation, anyway)) ?? notStarted(),
    );
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
    return { kind: "failed", reason: why };
  }
}
