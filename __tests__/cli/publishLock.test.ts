import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { cli } from "../support/capturingTerminal.js";
import {
  publishingServer,
  type Answer,
  type PublishingServer,
} from "../support/publishingServer.js";

let cwd: string;
let server: PublishingServer;
let answer: () => Answer;
let version: number;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "esf-lock-"));
  await mkdir(join(cwd, "dist/state-views"), { recursive: true });
  await mkdir(join(cwd, "dist/state-changes"));
  await writeFile(join(cwd, "package.json"), "{}");
  await built({ version: 1 });
  await artifact("state-views", "tally", { state_view_name: "tally" });
  await artifact("state-changes", "count", { state_change_name: "count" });
  version = 1;
  answer = () => ({ status: 201, body: JSON.stringify({ version }) });
  server = await publishingServer(() => answer());
});
afterEach(async () => {
  await server.close();
  await rm(cwd, { recursive: true });
});

const built = (view: object): Promise<void> =>
  writeFile(
    join(cwd, "dist/model.json"),
    JSON.stringify({
      schemaVersion: 1,
      stateViews: [{ name: "tally", ...view }],
      stateChanges: [{ name: "count" }],
      events: [],
    }),
  );

async function artifact(
  folder: string,
  name: string,
  metadata: object,
  code = "one",
): Promise<void> {
  await writeFile(join(cwd, "dist", folder, `${name}.json`), JSON.stringify(metadata));
  await writeFile(join(cwd, "dist", folder, `${name}.wasm`), code);
}

const publish = (args = "", database = "bank"): ReturnType<typeof cli> =>
  cli(["publish", ...args.split(" ").filter((arg) => arg !== "")], {
    cwd,
    env: { EVIDENTSOURCE_URL: server.url, EVIDENTSOURCE_DATABASE: database },
  });

const uploaded = (): readonly string[] =>
  server.uploads.map(({ path }) => path.split("/")[5] ?? "");

const lockFile = (): Promise<string> => readFile(join(cwd, "evidentsource.lock.json"), "utf8");

describe("the lock file", () => {
  it("records name, version and hashes for each target, in one order", async () => {
    await publish();
    await publish("", "another");
    const entry = {
      version: 1,
      component: "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
      metadata: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    };
    const target = { "state-views": { tally: entry }, "state-changes": { count: entry } };
    const text = await lockFile();
    expect(JSON.parse(text)).toEqual({
      lockVersion: 1,
      targets: {
        [`${server.url}/api/v1/db/another`]: target,
        [`${server.url}/api/v1/db/bank`]: target,
      },
    });
    expect(text.indexOf("/another")).toBeLessThan(text.indexOf("/bank"));
  });

  it("keeps what was published before an upload failed", async () => {
    await publish("tally");
    await artifact("state-views", "tally", { state_view_name: "tally" }, "two");
    let uploads = 0;
    answer = () =>
      (uploads += 1) === 1 ? { status: 201, body: '{"version": 1}' } : { status: 500 };
    expect((await publish()).code).toBe(EXIT.server);
    expect(JSON.parse(await lockFile())).toMatchObject({
      targets: {
        [`${server.url}/api/v1/db/bank`]: {
          "state-views": {
            tally: {
              component: "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3",
            },
          },
          "state-changes": {},
        },
      },
    });
  });

  it.each([
    ["{", "it is no JSON"],
    ["<<<<<<< ours", "it is no JSON"],
    ['{"lockVersion": 2, "targets": {}}', "its lockVersion is not 1"],
    ['{"lockVersion": 1, "targets": []}', "targets is no object"],
    [
      '{"lockVersion": 1, "targets": {"x": {"state-views": {"tally": {"component": "no"}}}}}',
      "tally has no SHA-256 where one is expected",
    ],
    ['{"lockVersion": 1, "targets": {"x": {"state-views": {"../x": {}}}}}', "state view name"],
    [
      `{"lockVersion": 1, "targets": {"x": {"state-views": {"tally": {"version": 0, "component": "${"0".repeat(64)}"}}}}}`,
      "the version of tally is no positive integer",
    ],
  ])("that is none is a wrong call: %s", async (text, reason) => {
    await writeFile(join(cwd, "evidentsource.lock.json"), text);
    const { code, err } = await publish();
    expect(err).toContain(reason);
    expect([code, err.split("\n").length]).toEqual([EXIT.usage, 1]);
    expect(server.uploads).toEqual([]);
  });
});

describe("what has not changed", () => {
  it("is not uploaded again", async () => {
    await publish();
    const { code, out, err } = await publish();
    expect(out.split("\n")).toEqual([
      "unchanged  state view tally: version 1",
      "unchanged  state change count: version 1",
    ]);
    expect([code, err]).toEqual([EXIT.ok, ""]);
    expect(uploaded()).toEqual(["state-views", "state-changes"]);
  });

  it("is uploaded again with --force", async () => {
    await publish();
    await publish("--force");
    expect(uploaded()).toHaveLength(4);
  });

  it.each<[string, () => Promise<void>]>([
    [
      "its component",
      () => artifact("state-changes", "count", { state_change_name: "count" }, "two"),
    ],
    [
      "its metadata",
      () => artifact("state-changes", "count", { state_change_name: "count", description: "x" }),
    ],
  ])("is not what has changed: %s", async (_, change) => {
    await publish();
    await change();
    await publish();
    expect(uploaded()).toEqual(["state-views", "state-changes", "state-changes"]);
  });

  it("is the same however its metadata are spaced", async () => {
    await publish();
    await writeFile(
      join(cwd, "dist/state-changes/count.json"),
      '{\n"state_change_name" : "count" }\n',
    );
    await publish();
    expect(uploaded()).toHaveLength(2);
  });
});

describe("a view with a new version", () => {
  beforeEach(async () => {
    await publish();
    await artifact("state-views", "tally", { state_view_name: "tally" }, "two");
    await artifact("state-changes", "count", { state_change_name: "count" }, "two");
    version = 2;
  });

  it("keeps state changes waiting that were built to read the old one", async () => {
    const { code, out, err } = await publish();
    expect(uploaded().slice(2)).toEqual(["state-views"]);
    expect(out).toBe("published  state view tally: version 2");
    expect(err.split("\n")).toEqual([
      "waiting  count must be built again first",
      "state changes were built to read version 1 of tally, of which 2 is published; run `esf build`, then `esf publish` again",
    ]);
    expect(code).toBe(EXIT.failed);
    await built({ version: 2 });
    expect((await publish()).code).toBe(EXIT.ok);
    expect(uploaded().slice(2)).toEqual(["state-views", "state-changes"]);
  });

  it("keeps nothing waiting where the sources say which version is read", async () => {
    await built({ version: 1, pinned: true });
    expect((await publish()).code).toBe(EXIT.ok);
    expect(uploaded().slice(2)).toEqual(["state-views", "state-changes"]);
  });
});

describe("publish --check", () => {
  it("says what would change, asks nobody, and fails", async () => {
    const { code, out, err } = await publish("--check");
    expect(out.split("\n")).toEqual([
      "new      state view tally",
      "new      state change count",
      `2 definitions would be published to ${server.url}/api/v1/db/bank`,
    ]);
    expect([code, err]).toEqual([EXIT.failed, ""]);
    expect(server.uploads).toEqual([]);
  });

  it("succeeds when nothing would", async () => {
    await publish();
    const { code, out } = await publish("--check");
    expect(out).toBe(`nothing would be published to ${server.url}/api/v1/db/bank`);
    expect(code).toBe(EXIT.ok);
  });

  it("tells a change from what is new, and the version that is published", async () => {
    version = 7;
    await publish("count");
    await artifact("state-changes", "count", { state_change_name: "count" }, "two");
    const { code, out } = await publish("count --check --json");
    expect(JSON.parse(out)).toEqual({
      target: `${server.url}/api/v1/db/bank`,
      definitions: [{ world: "state-change", name: "count", state: "changed", version: 7 }],
      outdated: [],
    });
    expect(code).toBe(EXIT.failed);
  });

  it("fails where state changes read a version that is not the published one", async () => {
    version = 2;
    await publish("tally");
    const { code, err } = await publish("tally --check");
    expect(err).toContain("version 1 of tally, of which 2 is published");
    expect(code).toBe(EXIT.failed);
  });
});
