import { ComponentGoneError, InMemoryDatabases } from "../../src/database/index.js";
import { BuilderEndedError, type BuilderProcess } from "../../src/dev/builder/builderProcess.js";
import type { Reply } from "../../src/dev/builder/messages.js";
import type { Generation } from "../../src/dev/live/generation.js";
import {
  LiveDefinitions,
  NotBuiltError,
  withDefinitions,
} from "../../src/dev/live/liveDefinitions.js";
import type { Model } from "../../src/model/model.js";
import { Timestamp } from "../../src/domain/index.js";

describe("a database whose definitions are those of a project", () => {
  it("says when it is gone, as the one behind it does", async () => {
    const databases = withDefinitions(new InMemoryDatabases(), "tasks", new LiveDefinitions());
    await databases.create("tasks", new Timestamp(0n));
    const opened = await databases.open("tasks");
    expect(opened.isGone).toBe(false);
    await databases.delete("tasks");
    expect(opened.isGone).toBe(true);
  });
});

const ACT = { name: "act", version: 1 } as unknown as Model["stateChanges"][number];

/** A generation with one state change, whose builder answers so. */
function generation(number: number, answer: () => Promise<Reply>): Generation {
  return {
    publishedAt: new Timestamp(0n),
    builder: { ask: answer } as unknown as BuilderProcess,
    prepared: {
      ...{ kind: "prepared", generation: number, ok: true, diagnostics: [], memory: 0 },
      ...{ files: [], fixed: [], changed: [] },
      model: { schemaVersion: 1, stateViews: [], stateChanges: [ACT], events: [] },
      definitions: [{ world: "state-change", name: "act", key: `key-${String(number)}` }],
    },
  };
}

describe("a component of what is live", () => {
  const made = (): Promise<Reply> =>
    Promise.resolve({ kind: "component", bytes: Uint8Array.of(1) });

  it("is unknown when so many generations have come since that nobody remembers it", async () => {
    const definitions = new LiveDefinitions();
    for (let number = 1; number <= 4; number++) definitions.publishAll(generation(number, made));
    expect(await definitions.component("key-1")).toEqual(Uint8Array.of(1));
    definitions.publishAll(generation(5, made));
    expect(await definitions.component("key-1")).toBeUndefined();
  });

  it("has a key that is told for as long as somebody may ask for it", () => {
    const definitions = new LiveDefinitions();
    for (let number = 1; number <= 5; number++) definitions.publishAll(generation(number, made));
    expect([...definitions.keys].sort()).toEqual(["key-2", "key-3", "key-4", "key-5"]);
  });

  it("is gone when its builder has ended, or has forgotten its generation", async () => {
    const definitions = new LiveDefinitions();
    definitions.publishAll(
      generation(1, () => Promise.reject(new BuilderEndedError("the process has ended"))),
    );
    await expect(definitions.component("key-1")).rejects.toThrow(ComponentGoneError);
    definitions.publishAll(generation(2, () => Promise.resolve({ kind: "replaced" })));
    await expect(definitions.component("key-2")).rejects.toThrow(ComponentGoneError);
  });

  it("cannot be built, and that is no reason to ask again", async () => {
    const definitions = new LiveDefinitions();
    definitions.publishAll(generation(1, () => Promise.resolve({ kind: "failed", reason: "no" })));
    await expect(definitions.component("key-1")).rejects.toThrow(NotBuiltError);
  });
});
