import { resolve } from "node:path";
import { staleSources } from "../host/staleSources.js";
import type { Terminal } from "./terminal.js";

/** Warns of a build that is older than the sources. */
export async function noteStale(dist: string, { cwd, note }: Terminal): Promise<void> {
  const [first, ...more] = await staleSources(resolve(cwd, dist), cwd);
  if (first === undefined) return;
  const others = more.length === 0 ? "" : ` and ${String(more.length)} more`;
  note(
    `warning: the components in ${dist} were built from other sources: ${first}${others} changed since; run \`esf build\``,
  );
}
