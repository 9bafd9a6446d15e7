import type { Extent } from "../codec/compiled/agreeOnRandomClasses.js";
import { extent } from "../codec/compiled/extent.js";
import { probe } from "./probe.js";
import { scriptFrom } from "./scriptFrom.js";

const ENTRY = new URL("writtenStates.ts", import.meta.url);

/** Classes stay in the libraries' memory: an instance is asked about few of them. */
const MOST_CLASSES = 60;

test("what the engine writes of a state is what TypeScript writes, and TypeScript refuses none of it", async () => {
  const engine = probe("state-view", await scriptFrom(ENTRY), { stepLimit: 2 ** 31 });
  const { cases, seed } = extent(2_000);
  const classes = Math.min(MOST_CLASSES, Math.ceil(cases / 45));
  const perInstance = Math.min(cases, 20_000);
  for (let done = 0; done < cases; done += perInstance) {
    const tried: Extent = { cases: perInstance, seed: seed + done / perInstance, classes };
    const outcome = engine.instance().evolve(JSON.stringify(tried));
    const content = outcome.kind === "state" ? outcome.content : JSON.stringify(outcome);
    if (cases > 10_000) process.stdout.write(`seed ${String(tried.seed)}: ${content ?? ""}\n`);
    expect(outcome).toMatchObject({ kind: "state" });
    const counted = JSON.parse(content ?? "") as Record<"planned" | "taken" | "left", number>;
    // Otherwise nothing would have been compared.
    expect(counted.planned).toBeGreaterThan(classes / 5);
    expect(counted.taken).toBeGreaterThan(perInstance / 10);
    expect(counted.left).toBeGreaterThan(perInstance / 10);
  }
}, 36_000_000);
