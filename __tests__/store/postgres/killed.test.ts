import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Timestamp } from "../../../src/domain/index.js";
import { allOf } from "../underTest.js";
import { describeWithPostgres, freshSchema, openDatabases, replicaUrl, url } from "./server.js";

const program = fileURLToPath(new URL("./appendForEver.js", import.meta.url));

/** What a writer said was acknowledged before it was killed under load. */
async function killedWriter(schema: string): Promise<readonly string[]> {
  const writer = spawn(process.execPath, [program, url, schema]);
  let said = "";
  writer.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.length > 2_000) writer.kill("SIGKILL");
  });
  await new Promise((resolve) => writer.on("close", resolve));
  return said.split("\n").slice(0, -1);
}

describeWithPostgres("a log in PostgreSQL", () => {
  it("keeps all that was acknowledged, and nothing in part, when its writers are killed", async () => {
    const schema = freshSchema();
    const databases = await openDatabases(schema);
    await databases.create("bank", new Timestamp(0n));
    const { events } = await databases.open("bank");
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++)
      acknowledged.push(...(await Promise.all([1, 2].map(() => killedWriter(schema)))).flat());
    const kept = await allOf(events.transactions(0n));
    const ids = new Set(kept.map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    kept.forEach(({ basis, revision, events: held }, at) => {
      expect([basis, revision, held.length]).toEqual([BigInt(2 * at), BigInt(2 * at + 2), 2]);
    });
    await databases.close();
  });

  it("shows readers on a replica what they were told of", async () => {
    const databases = await openDatabases(freshSchema(), { replicaUrl });
    await databases.create("bank", new Timestamp(0n));
    const { events } = await databases.open("bank");
    for (let at = 1; at <= 50; at++) {
      const id = `t-${String(at)}`;
      const sent = { id, stream: "ab", type: "ab" };
      await events.append({ id, events: [sent], conditions: [], recordedAt: new Timestamp(1n) });
      expect(await allOf(events.events({}))).toHaveLength(at);
    }
    await databases.close();
  });
});
