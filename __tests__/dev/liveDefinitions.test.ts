import { InMemoryDatabases } from "../../src/database/index.js";
import { LiveDefinitions, withDefinitions } from "../../src/dev/live/liveDefinitions.js";
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
