import type { Publication } from "../../src/platform/index.js";
import { hosted, NOW } from "./hosted.js";

const change = (name: string, byte: number): Publication => ({
  world: "state-change",
  metadata: { state_change_name: name },
  component: Uint8Array.of(byte),
});

describe("taking another database's definitions", () => {
  it("gives all of them in their versions, and from then on each has its own", async () => {
    const { platform, bank } = await hosted();
    await bank.publish(change("withdraw", 1), NOW);
    await bank.publish(change("withdraw", 2), NOW);
    await platform.createDatabase("other");
    const other = await platform.database("other");
    await other.takeDefinitions(bank);
    expect(await other.definitions()).toEqual(await bank.definitions());
    expect(await other.publish(change("withdraw", 3), NOW)).toMatchObject({ version: 3n });
    expect(await bank.definitions()).toHaveLength((await other.definitions()).length - 1);
    await platform.deleteDatabase(bank.name);
    expect((await other.catalog()).stateChange("withdraw", 2n)).toBeDefined();
  });

  it("counts on where there are definitions already", async () => {
    const { platform, bank } = await hosted();
    await bank.publish(change("withdraw", 1), NOW);
    await platform.createDatabase("other");
    const other = await platform.database("other");
    await other.publish(change("withdraw", 9), NOW);
    await other.takeDefinitions(bank);
    const versions = (await other.definitions()).filter(({ name }) => name === "withdraw");
    expect(versions.map(({ version }) => version)).toEqual([1n, 2n]);
  });
});
