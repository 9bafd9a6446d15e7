import type { Planned } from "../publishPlan.js";
import type { Terminal } from "../terminal.js";

/** Prints how one definition stands to what was published. */
export function printPlanned(
  { world, name, state, published }: Planned,
  { out, style }: Terminal,
): void {
  const version =
    published?.version === undefined ? "" : ` (version ${String(published.version)} is published)`;
  out(`${style.yellow(state.padEnd(7))}  ${world.replace("-", " ")} ${name}${version}`);
}
