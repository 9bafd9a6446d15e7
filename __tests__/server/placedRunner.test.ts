import { readsOf, withReads, type Pinned, type Runner } from "../../src/database/index.js";
import { StateChangeError, StateViewError } from "../../src/domain/index.js";
import { placedRunner, type Places } from "../../src/server/placedRunner.js";

const at = {
  catalog: {
    latestStateView: (name: string) =>
      name === "summary" ? { name, componentHash: "v" } : undefined,
  },
} as unknown as Pinned;

/** As if the sources were named after the hash of their component. */
const places: Places = ({ name, componentHash }, text) =>
  Promise.resolve(text.replaceAll(`${name}.js:`, `src/${componentHash}.ts:`));

const failing = (error: Error): Runner =>
  placedRunner(
    {
      name: "a test",
      decide: () => Promise.reject(error),
      render: () => Promise.reject(error),
    },
    places,
  );

const decided = (error: Error): unknown =>
  failing(error).decide(
    { name: "deposit", version: 1n, componentHash: "c" },
    at,
    ...([] as unknown as [never, never]),
  );

const rendered = (error: Error): unknown =>
  failing(error).render(
    { name: "summary", version: 1n, componentHash: "v" } as Parameters<Runner["render"]>[0],
    at,
    [],
  );

describe("what a component fails with", () => {
  it("names places of the decision's sources, and of its views'", async () => {
    const error = StateChangeError.internal(
      "no x (deposit.js:3:4) of summary.js:5:6, other.js:7:8",
    );
    await expect(decided(error)).rejects.toMatchObject({
      kind: "internal",
      message: "no x (src/c.ts:3:4) of src/v.ts:5:6, other.js:7:8",
    });
  });

  it("keeps what was read before", async () => {
    const reads = [{ what: "summary", answer: "nothing" }];
    const error = withReads(StateChangeError.internal("deposit.js:3:4"), reads);
    const told = await Promise.resolve(decided(error)).catch((one: unknown) => one);
    expect(readsOf(told)).toBe(reads);
  });

  it("is left alone where it is a refusal", async () => {
    const error = StateChangeError.conflict("see deposit.js:3:4");
    await expect(decided(error)).rejects.toBe(error);
  });

  it("names places of a view's sources", async () => {
    const error = new StateViewError({
      view: "summary",
      at: "request",
      reason: "at summary.js:5:6",
    });
    await expect(rendered(error)).rejects.toMatchObject({ failure: { reason: "at src/v.ts:5:6" } });
  });
});
