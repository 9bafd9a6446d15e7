import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";
import { TINY, tinyWith } from "../support/tinyProject.js";

let project: TemporaryProject;
let server: ServerProcess;
beforeAll(async () => {
  project = await temporaryProject(TINY);
  server = await runningServer(["--in-memory"]);
  await post("/db", { database_name: "bank" });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await project.remove();
});

const post = async (path: string, body: object): Promise<unknown> => {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
};

const esf = (...args: readonly string[]): Promise<CliResult> =>
  builtCli(args, {
    cwd: project.root,
    env: { EVIDENTSOURCE_URL: server.url, EVIDENTSOURCE_DATABASE: "bank" },
  });

const sources = (): Promise<string> => readFile(join(project.root, "src/tally.ts"), "utf8");

const NEW_TALLY = tinyWith("src/tally.ts", ["total += by", "total += 2 * by"]);

describe("publishing to a server", () => {
  it("needs no version in the sources, whatever version the server assigns", async () => {
    expect(await esf("build")).toMatchObject({ code: 0 });
    expect(await esf("publish")).toMatchObject({ code: 0, err: "" });
    await project.write(NEW_TALLY);
    expect(await esf("build")).toMatchObject({ code: 0 });
    const first = await esf("publish");
    expect(first.out).toBe("published  state view tally: version 2\n");
    expect(first.err).toContain("count must be built again first");
    expect(await esf("build")).toMatchObject({ code: 0 });
    expect((await esf("publish")).out).toBe(
      "unchanged  state view tally: version 2\npublished  state change count: version 2\n",
    );
    expect(await esf("publish", "--check")).toMatchObject({ code: 0 });
    expect(await sources()).toBe(NEW_TALLY["src/tally.ts"]);
    // 30 are counted as 60 by the second version: there is room for 40 more.
    await post("/db/bank/state-changes/count/versions/2", { by: 30 });
    await post("/db/bank/state-changes/count/versions/2", { by: 90 });
    const view = await fetch(`${server.url}/api/v1/db/bank/state-views/tally/versions/2`);
    expect(await view.json()).toEqual({ total: 140 });
  }, 120_000);

  it("goes by what the server has where it tells, and mends the lock", async () => {
    const lock = join(project.root, "evidentsource.lock.json");
    const before = await readFile(lock, "utf8");
    await rm(lock);
    const { out } = await esf("publish");
    expect(out).toMatch(/^unchanged {2}state view tally: version 2\nunchanged/);
    expect(await readFile(lock, "utf8")).toBe(before);
    await post("/db", { database_name: "fresh" });
    const { out: check } = await esf("publish", "--check", "--database", "fresh");
    expect(check).toContain("new      state view tally");
  }, 60_000);

  it("uploads again what the server has lost", async () => {
    const deleted = await fetch(`${server.url}/api/v1/db/bank`, { method: "DELETE" });
    expect(deleted.ok).toBe(true);
    await post("/db", { database_name: "bank" });
    const { out } = await esf("publish");
    expect(out).toContain("published  state view tally: version 1");
  }, 60_000);

  it("builds for the database that is named, and asks where databases differ", async () => {
    await post("/db", { database_name: "other" });
    for (let times = 0; times < 2; times += 1)
      await esf("publish", "tally", "--force", "--database", "other");
    const env = { EVIDENTSOURCE_URL: server.url };
    const undecided = await builtCli(["build"], { cwd: project.root, env });
    expect(undecided.code).toBe(2);
    expect(undecided.err).toMatch(/the version of tally is 1 on .*\/bank and 2 on .*\/other; say/);
    expect(await esf("build", "--database", "other")).toMatchObject({ code: 0 });
    const model = await readFile(join(project.root, "dist/model.json"), "utf8");
    expect(JSON.parse(model)).toMatchObject({ stateViews: [{ name: "tally", version: 2 }] });
  }, 60_000);

  it("is no obstacle to a new database on this machine, which gets the versions that are read", async () => {
    const dist = join(project.root, "dist");
    const local = await runningServer(["--in-memory", "--publish", dist, "--database", "bank"]);
    const at = `${local.url}/api/v1/db/bank`;
    try {
      const counted = await fetch(`${at}/state-changes/count/versions/1`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"by": 3}',
      });
      expect(counted.status).toBe(201);
      const view = await fetch(`${at}/state-views/tally/versions/2`);
      expect(await view.json()).toEqual({ total: 6 });
    } finally {
      await local.stop();
    }
  }, 60_000);
});
