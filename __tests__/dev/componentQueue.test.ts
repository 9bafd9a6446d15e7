import { setTimeout as sleep } from "node:timers/promises";
import { ComponentQueue, type Wanted } from "../../src/dev/builder/componentQueue.js";
import type { ComponentReply } from "../../src/dev/builder/messages.js";

const one = (name: string, generation = 1): Wanted => ({ generation, world: "state-view", name });

/** A queue that notes what it does, and whose first steps end when they are told to. */
function noting() {
  const noted: string[] = [];
  const ends = new Map<string, () => void>();
  const queue = new ComponentQueue(async ({ name }, pause): Promise<ComponentReply> => {
    noted.push(`bundle ${name}`);
    await new Promise<void>((done) => ends.set(name, done));
    await pause();
    noted.push(`evaluate ${name}`);
    return { kind: "component", bytes: new TextEncoder().encode(name) };
  });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await sleep(5);
  };
  return { queue, noted, end };
}

describe("components that are to be made", () => {
  it("are made ahead one at a time", async () => {
    const { queue, noted, end } = noting();
    const both = [queue.ask(one("a"), true), queue.ask(one("b"), true)];
    expect(noted).toEqual(["bundle a"]);
    await end("a");
    expect(noted).toEqual(["bundle a", "evaluate a", "bundle b"]);
    await end("b");
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(["component", "component"]);
  });

  it("wait between their steps while somebody waits for another one", async () => {
    const { queue, noted, end } = noting();
    void queue.ask(one("ahead"), true);
    const wanted = queue.ask(one("wanted"), false);
    await end("ahead");
    expect(noted).toEqual(["bundle ahead", "bundle wanted"]);
    await end("wanted");
    await wanted;
    await sleep(5);
    expect(noted).toEqual(["bundle ahead", "bundle wanted", "evaluate wanted", "evaluate ahead"]);
  });

  it("are made once, and at once, when what is made ahead is wanted", async () => {
    const { queue, noted, end } = noting();
    const ahead = queue.ask(one("a"), true);
    void queue.ask(one("other"), false);
    const wanted = queue.ask(one("a"), false);
    await end("a");
    expect(await wanted).toEqual({ kind: "component", bytes: new TextEncoder().encode("a") });
    expect(await ahead).toEqual(await wanted);
    expect(noted).toEqual(["bundle a", "bundle other", "evaluate a"]);
  });

  it("are not made ahead while something goes first", async () => {
    const { queue, noted, end } = noting();
    let looked = (): void => undefined;
    const look = queue.first(() => new Promise<void>((done) => (looked = done)));
    const ahead = queue.ask(one("a"), true);
    await sleep(5);
    expect(noted).toEqual([]);
    looked();
    await look;
    await end("a");
    expect((await ahead).kind).toBe("component");
  });

  it("are dropped when those of a newer generation are made ahead", async () => {
    const { queue, noted, end } = noting();
    void queue.ask(one("a"), true);
    const old = queue.ask(one("b"), true);
    const asked = queue.ask(one("c"), false);
    const now = queue.ask(one("b", 2), true);
    expect(await old).toEqual({ kind: "replaced" });
    await end("c");
    expect((await asked).kind).toBe("component");
    await end("a");
    await end("b");
    expect((await now).kind).toBe("component");
    expect(noted.filter((each) => each === "bundle b")).toHaveLength(1);
  });

  it("tell of a failure everybody who waits, and others are made all the same", async () => {
    const queue = new ComponentQueue(({ name }) =>
      name === "bad" ? Promise.reject(new Error("no")) : Promise.resolve({ kind: "replaced" }),
    );
    const bad = [queue.ask(one("bad"), true), queue.ask(one("bad"), false)];
    for (const { status } of await Promise.allSettled(bad)) expect(status).toBe("rejected");
    expect(await queue.ask(one("good"), true)).toEqual({ kind: "replaced" });
  });
});
