// Appends until it is killed, and says what was acknowledged.
import { Timestamp } from "../../../dist/domain/index.js";
import { PostgresDatabases } from "../../../dist/store/postgres/index.js";

const [, , url, schema] = process.argv;
const databases = await PostgresDatabases.open({ url, schema, connections: 2 });
const { events } = await databases.open("bank");
const append = async (caller) => {
  for (let at = 0; ; at++) {
    const id = `t-${process.pid}-${caller}-${at}`;
    const sent = [0, 1].map((n) => ({ id: `${id}-${n}`, stream: "ab", type: "ab" }));
    await events.append({ id, events: sent, conditions: [], recordedAt: new Timestamp(1n) });
    process.stdout.write(`${id}\n`);
  }
};
for (let caller = 0; caller < 8; caller++) void append(caller);
