import { storeContract } from "../contract.js";
import { allOf } from "../underTest.js";
import { describeWithPostgres, freshSchema, openDatabases, ReaderBridge } from "./server.js";

describeWithPostgres("PostgreSQL", () => {
  const schema = freshSchema();
  let bridge: ReaderBridge;

  beforeAll(async () => {
    await (await openDatabases(schema)).close();
    bridge = new ReaderBridge(schema);
  });

  afterAll(async () => {
    await bridge.close();
  });

  storeContract("the store in PostgreSQL", async () => {
    const databases = await openDatabases(schema);
    for (const { name } of await allOf(databases.list())) await databases.delete(name);
    return { databases, openReader: bridge.open };
  });
});
