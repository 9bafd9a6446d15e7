import {
  InMemoryDatabases,
  type Databases,
  type Decided,
  type Pinned,
} from "../../src/database/index.js";
import { CommandHeaders, Timestamp } from "../../src/domain/index.js";
import { Platform, type CommandRequest, type HostedDatabase } from "../../src/platform/index.js";

export const NOW = new Timestamp(1_000n);

/** What a state change of the tests decides, and on which past. */
export type Decision = (at: Pinned, run: number) => Decided | Promise<Decided>;

export interface Hosted {
  readonly platform: Platform;
  readonly bank: HostedDatabase;
  /** How often something was decided. */
  readonly runs: () => number;
}

/** A platform with a database that has one state change, `decide`, version 1. */
export async function hosted(
  decide: Decision = () => ({ events: [], conditions: [] }),
  {
    databases = new InMemoryDatabases(),
    attempts,
  }: { databases?: Databases; attempts?: number } = {},
): Promise<Hosted> {
  let runs = 0;
  const platform = new Platform({
    databases,
    attempts,
    clock: () => NOW,
    tryComponent: (_world, name) =>
      name === "broken" ? Promise.reject(new Error("no magic")) : Promise.resolve(),
    runner: {
      name: "a test",
      decide: (_change, at) => {
        runs += 1;
        return decide(at, runs);
      },
      render: () => undefined,
    },
  });
  await platform.createDatabase("bank");
  const bank = await platform.database("bank");
  await bank.publish(
    {
      world: "state-change",
      metadata: { state_change_name: "decide" },
      component: Uint8Array.of(1),
    },
    NOW,
  );
  return { platform, bank, runs: () => runs };
}

/** A command for {@link hosted}'s state change. */
export function request(more: Partial<CommandRequest> = {}): CommandRequest {
  return {
    stateChange: "decide",
    version: 1n,
    command: { body: undefined, contentType: "application/json", contentSchema: undefined },
    headers: new CommandHeaders([]),
    receivedAt: NOW,
    ...more,
  };
}

/** A transaction of somebody else, with one event. */
export const other = (id: string, stream = "orders") => ({
  id: `of-${id}`,
  events: [{ id, stream, type: "placed" }],
  conditions: [],
  recordedAt: NOW,
});
