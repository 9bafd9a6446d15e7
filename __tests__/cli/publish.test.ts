import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { cli } from "../support/capturingTerminal.js";
import {
  publishingServer,
  type Answer,
  type PublishingServer,
  type Upload,
} from "../support/publishingServer.js";

const VIEWS = ["tally", "totals"];
const CHANGES = ["count", "reset"];
const COMPONENT = new Uint8Array([0, 0x61, 0x73, 0x6d, 0x0d, 0x0a, 0x0d, 0x0a, 0xff]);

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "esf-publish-"));
  const model = {
    schemaVersion: 1,
    stateViews: VIEWS.map((name) => ({ name, version: 2, pinned: true })),
    stateChanges: CHANGES.map((name) => ({ name })),
    events: [],
  };
  await mkdir(join(cwd, "dist/state-views"), { recursive: true });
  await mkdir(join(cwd, "dist/state-changes"));
  await writeFile(join(cwd, "dist/model.json"), JSON.stringify(model));
  for (const name of VIEWS) await writeArtifact("state-views", name, { state_view_name: name });
  for (const name of CHANGES)
    await writeArtifact("state-changes", name, { state_change_name: name, description: "é" });
});
afterAll(() => rm(cwd, { recursive: true }));

async function writeArtifact(folder: string, name: string, metadata: object): Promise<void> {
  await writeFile(join(cwd, "dist", folder, `${name}.json`), `${JSON.stringify(metadata)}\n`);
  await writeFile(join(cwd, "dist", folder, `${name}.wasm`), COMPONENT);
}

let server: PublishingServer;
let answer: (upload: Upload) => Answer;
beforeEach(async () => {
  answer = () => ({ status: 201 });
  server = await publishingServer((upload) => answer(upload));
});
afterEach(() => server.close());

const publish = (args = "", env: Readonly<Record<string, string>> = {}): ReturnType<typeof cli> =>
  cli(["publish", ...args.split(" ").filter((arg) => arg !== "")], {
    cwd,
    env: { EVIDENTSOURCE_URL: server.url, EVIDENTSOURCE_DATABASE: "bank", ...env },
  });

describe("publishing", () => {
  it("uploads every definition, views first, as the platform expects it", async () => {
    const { code, err } = await publish();
    expect([code, err]).toEqual([EXIT.ok, ""]);
    const types = { metadata: "application/json", wasm: "application/wasm" };
    const upload = { types, wasm: COMPONENT, authorization: undefined };
    expect(server.uploads).toEqual([
      ...VIEWS.map((name) => ({
        ...upload,
        path: "POST /api/v1/db/bank/state-views",
        metadata: { state_view_name: name },
      })),
      ...CHANGES.map((name) => ({
        ...upload,
        path: "POST /api/v1/db/bank/state-changes",
        metadata: { state_change_name: name, description: "é" },
      })),
    ]);
  });

  it("uploads only what is named", async () => {
    await publish("reset totals");
    expect(server.uploads.map(({ metadata }) => metadata)).toEqual([
      { state_view_name: "totals" },
      { state_change_name: "reset", description: "é" },
    ]);
  });

  it.each([
    ["--token", "--token secret", {}],
    ["EVIDENTSOURCE_TOKEN", "", { EVIDENTSOURCE_TOKEN: "secret" }],
    ["--token rather than EVIDENTSOURCE_TOKEN", "--token secret", { EVIDENTSOURCE_TOKEN: "no" }],
  ])("sends the bearer token of %s", async (_, args, env) => {
    await publish(`tally ${args}`, env);
    expect(server.uploads.map(({ authorization }) => authorization)).toEqual(["Bearer secret"]);
  });

  it("goes to the server and database of the options rather than of the environment", async () => {
    const { code } = await publish(`tally --url ${server.url}/below/ --database shop`, {
      EVIDENTSOURCE_URL: "http://127.0.0.1:1",
    });
    expect(code).toBe(EXIT.ok);
    expect(server.uploads[0]?.path).toBe("POST /below/api/v1/db/shop/state-views");
  });

  it("takes a variable that is set to nothing for one that is not set", async () => {
    const { code, out } = await publish("tally --dry-run", {
      EVIDENTSOURCE_URL: "",
      EVIDENTSOURCE_TOKEN: "",
    });
    expect(code).toBe(EXIT.ok);
    expect(out).toContain("http://localhost:3000/api/v1/db/bank/state-views");
    expect((await publish("tally", { EVIDENTSOURCE_DATABASE: "" })).code).toBe(EXIT.usage);
  });

  it("uploads nothing in a dry run, and shows what it would", async () => {
    const { code, out, err } = await publish("count --dry-run");
    expect(out.split("\n")).toEqual([
      `count  would be posted to ${server.url}/api/v1/db/bank/state-changes`,
      '{"state_change_name":"count","description":"é"}',
      "9 B of application/wasm",
    ]);
    expect([code, err]).toEqual([EXIT.ok, ""]);
    expect(server.uploads).toEqual([]);
  });
});

describe("a server's success", () => {
  it.each<[string, Answer, string]>([
    ["200 with JSON", { status: 200, body: '{"version": 2}' }, "version 2"],
    ["201 with JSON", { status: 201, body: '{"name":"x","state_view_version":2}' }, "version 2"],
    [
      "201 with a location",
      { status: 201, headers: { location: "/api/v1/db/bank/state-views/tally/2" } },
      "version 2",
    ],
    [
      "303 with a location",
      { status: 303, headers: { location: "http://elsewhere.invalid/state-views/tally/2/" } },
      "version 2",
    ],
    ["200 without a version", { status: 200, body: "stored" }, "the server answered 200 stored"],
    ["201 with nothing", { status: 201 }, "the server answered 201"],
    ["200 with null", { status: 200, body: "null" }, "the server answered 200 null"],
  ])("may be %s", async (_, given, assigned) => {
    answer = () => given;
    expect(await publish("tally")).toEqual({
      code: EXIT.ok,
      out: `published  state view tally: ${assigned}`,
      err: "",
    });
  });

  it("is followed by a warning when the version is not the one that commands read", async () => {
    answer = () => ({ status: 201, body: '{"version": 3}' });
    const { code, out, err } = await publish("tally count");
    expect(code).toBe(EXIT.ok);
    expect(out.split("\n")).toEqual([
      "published  state view tally: version 3",
      "published  state change count: version 3",
    ]);
    expect(err).toBe(
      "warning  state changes of this project read version 2 of tally, as its @StateView says; to read the new one, write version 3 there, or none, and build again",
    );
  });

  it("is told as JSON", async () => {
    answer = () => ({ status: 201, body: '{"version": 2}' });
    const { code, out } = await publish("tally --json");
    expect(code).toBe(EXIT.ok);
    expect(JSON.parse(out)).toEqual([
      {
        world: "state-view",
        name: "tally",
        url: `${server.url}/api/v1/db/bank/state-views`,
        status: 201,
        version: 2,
        answer: '{"version": 2}',
      },
    ]);
  });
});

describe("a server's failure", () => {
  it.each([
    [400, "the selector is empty", ""],
    [401, "who are you?", "; give a token with --token or EVIDENTSOURCE_TOKEN"],
    [403, "not you", "; give a token with --token or EVIDENTSOURCE_TOKEN"],
    [404, "no database bank", "; does the database exist?"],
    [500, "out of order", ""],
    [302, "moved", ""],
  ])("%i is told in its own words", async (status, body, hint) => {
    answer = () => ({ status, body });
    expect(await publish("tally")).toEqual({
      code: EXIT.server,
      out: "",
      err: `failed  tally: the server refused (${String(status)}): ${body}${hint}\n0 definitions published, 1 definition not`,
    });
  });

  it("is shortened when it is long", async () => {
    answer = () => ({ status: 500, body: "x".repeat(10_000) });
    expect((await publish("tally")).err).toContain(`${"x".repeat(500)}…\n`);
  });

  it("stops the publishing, and what was published is said", async () => {
    answer = ({ path }) => ({ status: path.endsWith("state-changes") ? 500 : 201 });
    const { code, out, err } = await publish();
    expect(server.uploads).toHaveLength(3);
    expect(out.split("\n")).toEqual([
      "published  state view tally: the server answered 201",
      "published  state view totals: the server answered 201",
    ]);
    expect(err).toBe(
      "failed  count: the server refused (500)\n2 definitions published, 2 definitions not",
    );
    expect(code).toBe(EXIT.server);
  });

  it("is told as JSON, with what was published", async () => {
    answer = ({ path }) => ({ status: path.endsWith("state-changes") ? 500 : 201, body: "oh" });
    const { code, out, err } = await publish("tally count reset --json");
    expect(JSON.parse(out)).toMatchObject([
      { name: "tally", status: 201 },
      { name: "count", error: "the server refused (500): oh" },
    ]);
    expect([code, err]).toEqual([EXIT.server, ""]);
  });

  it("may be that there is no server", async () => {
    const url = `http://127.0.0.1:${String(await unusedPort())}`;
    const { code, err } = await publish("tally", { EVIDENTSOURCE_URL: url });
    expect(err).toBe(
      `failed  tally: ${url}/api/v1/db/bank/state-views cannot be reached: ECONNREFUSED\n0 definitions published, 1 definition not`,
    );
    expect(code).toBe(EXIT.server);
  });
});

describe("a server that means harm", () => {
  const HOSTILE = "\u001b[2J\u001b]52;c;ZXZpbA==\u0007\r\nfailed\u009b2J";
  const SHOWN = "\\u001b[2J\\u001b]52;c;ZXZpbA==\\u0007\\r\\nfailed\\u009b2J";

  it.each([500, 200])("and answers %i with escapes has them shown on one line", async (status) => {
    answer = () => ({ status, body: HOSTILE });
    const { out, err } = await publish("tally");
    expect(`${out}\n${err}`).toContain(SHOWN);
    expect(`${out}${err}`).not.toMatch(/(?!\n)\p{Cc}/u);
    const json = await publish("tally --json");
    expect(json.out).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it("and repeats the token has it left out", async () => {
    answer = ({ authorization = "" }) => ({ status: 500, body: `${authorization} is wrong` });
    const { err } = await publish("tally --token SECRET-TOKEN");
    expect(err).toContain("Bearer [token] is wrong");
    expect(err).not.toContain("SECRET");
  });

  it("and answers without end is read to a limit", async () => {
    answer = () => ({ status: 201, body: "x".repeat(50_000_000) });
    const { code, out } = await publish("tally");
    expect(code).toBe(EXIT.ok);
    expect(out).toContain(`201 ${"x".repeat(500)}…`);
  });

  it.each(["never", "drips"])("and %s answers is given up", async (how) => {
    const sockets = new Set<Socket>();
    const slow = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      if (how !== "drips") return;
      socket.write("HTTP/1.1 500 x\r\n\r\n");
      const drip = setInterval(() => socket.write("x"), 50);
      socket.on("close", () => {
        clearInterval(drip);
      });
    });
    await new Promise<void>((listening) => slow.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${String((slow.address() as AddressInfo).port)}`;
    const { code, err } = await publish(`tally --timeout 0.4 --url ${url}`);
    expect([code, err]).toEqual([
      EXIT.server,
      expect.stringContaining("cannot be reached: no answer within 0.4 seconds"),
    ]);
    for (const socket of sockets) socket.destroy();
    slow.close();
  });

  it.each([
    ['{"api_version": 3, "version": 2}', "version 2"],
    ['{"version": "x", "state_view_version": 2}', "version 2"],
    ['{"version": 9007199254740993}', "the server answered 201 {"],
    ['{"version": 2.5}', "the server answered 201 {"],
    ['{"other_version": 7}', "the server answered 201 {"],
  ])("does not make %s something else", async (body, said) => {
    answer = () => ({ status: 201, body });
    expect((await publish("tally")).out).toContain(`state view tally: ${said}`);
  });
});

describe("a target that cannot work", () => {
  it.each([
    ["--url http://me:SECRET@127.0.0.1:9/", {}],
    ["--dry-run --url http://127.0.0.1:9/?key=SECRET", {}],
    ["", { EVIDENTSOURCE_TOKEN: "SECRET\nTOKEN" }],
  ])("is a wrong call: %s", async (args, env) => {
    const { code, out, err } = await publish(args, env);
    expect([code, out]).toEqual([EXIT.usage, ""]);
    expect(err).toMatch(/^error: [^\n]*$/);
    expect(err).not.toContain("SECRET");
  });
});

describe("a build of which a component is missing", () => {
  it("is not published in part", async () => {
    await rm(join(cwd, "dist/state-changes/reset.wasm"));
    const { code, err } = await publish();
    expect(err).toBe(
      `error: state-changes/reset.wasm is missing in ${join(cwd, "dist")}; run \`esf build\` again`,
    );
    expect(code).toBe(EXIT.usage);
    expect(server.uploads).toEqual([]);
    await writeArtifact("state-changes", "reset", { state_change_name: "reset" });
  });
});

/** A port that was free a moment ago. */
function unusedPort(): Promise<number> {
  return new Promise((found) => {
    const socket = createServer().listen(0, "127.0.0.1", () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => {
        found(port);
      });
    });
  });
}

describe("a component that the last build did not make", () => {
  const record = join("dist", "build.json");
  const recordOf = (files: object): Promise<void> =>
    writeFile(
      join(cwd, record),
      JSON.stringify({ schemaVersion: 2, whole: true, artifacts: {}, files, diagnostics: [] }),
    );
  afterEach(() => rm(join(cwd, record), { force: true }));

  it.each([
    ["was changed since", { "state-views/tally.wasm": "0".repeat(64) }],
    ["is not of that build", {}],
  ])("because it %s is not published, and nothing else either", async (_why, files) => {
    await recordOf(files);
    const { code, err } = await publish("tally");
    expect(code).toBe(EXIT.usage);
    expect(err).toMatch(
      /(tally\.wasm|model\.json) in .* is not what the last build made; run `esf build` again/,
    );
    expect(server.uploads).toEqual([]);
  });
});
