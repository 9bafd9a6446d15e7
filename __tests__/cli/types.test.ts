import { Ajv2020 } from "ajv/dist/2020.js";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { builtCli } from "../support/builtCli.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";
import { TINY } from "../support/tinyProject.js";

let project: TemporaryProject;
let server: ServerProcess;
beforeAll(async () => {
  project = await temporaryProject(TINY);
  expect(await builtCli(["build"], { cwd: project.root })).toMatchObject({ code: 0 });
  expect(await builtCli(["types"], { cwd: project.root })).toMatchObject({ code: 0, err: "" });
  const dist = join(project.root, "dist");
  server = await runningServer(["--in-memory", "--publish", dist, "--database", "bank"]);
}, 180_000);
afterAll(async () => {
  await server.stop();
  await project.remove();
});

const generated = (file: string): string => join(project.root, "generated", file);
const json = async (file: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(generated(file), "utf8")) as Record<string, unknown>;

describe("esf types", () => {
  it("writes a module that compiles under strict, and holds callers to the domain", async () => {
    await writeFile(
      generated("use.ts"),
      `import { DomainClient } from "./client.js";
const client = new DomainClient({ url: "http://localhost:3000", database: "bank" });
await client.execute("count", { by: 3 });
// @ts-expect-error -- a field of another type
await client.execute("count", { by: "3" });
// @ts-expect-error -- a field that there is not
await client.execute("count", { by: 3, to: 4 });
// @ts-expect-error -- a command that there is not
await client.execute("counted", { by: 3 });
// @ts-expect-error -- a parameter that there is not
await client.view("tally", { account_id: "a" });
const { state } = await client.view("tally", {});
const total: number | undefined = state?.total;
const [first] = await client.events("thing.counted");
const by: number | undefined = first?.data.by;
export { total, by };
`,
    );
    const flags = [
      ...["--strict", "--noEmit", "--ignoreConfig", "--exactOptionalPropertyTypes"],
      ...["--noUncheckedIndexedAccess", "--noUnusedLocals", "--noImplicitOverride"],
      ...["--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.iterable"],
    ];
    const run = promisify(execFile);
    const tsc = [resolve("node_modules/typescript/bin/tsc"), ...flags, generated("use.ts")];
    const { stdout } = await run(process.execPath, tsc).catch((error: unknown) => error as never);
    expect(stdout).toBe("");
  }, 120_000);

  it("writes a client that works", async () => {
    const source = await readFile(generated("client.ts"), "utf8");
    const compiled = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    await writeFile(generated("client.mjs"), compiled.outputText);
    const { DomainClient } = (await import(pathToFileURL(generated("client.mjs")).href)) as {
      DomainClient: new (options: object) => {
        execute(name: string, command: object): Promise<{ revision: bigint }>;
        view(name: string, parameters: object): Promise<{ state: unknown; revision: bigint }>;
        events(type: string): Promise<readonly { data: unknown }[]>;
      };
    };
    const client = new DomainClient({ url: server.url, database: "bank" });
    expect(await client.view("tally", {})).toMatchObject({ state: undefined, revision: 0n });
    expect(await client.execute("count", { by: 3 })).toMatchObject({ revision: 1n });
    expect(await client.view("tally", {})).toMatchObject({ state: { total: 3 }, revision: 1n });
    expect(await client.events("thing.counted")).toMatchObject([{ data: { by: 3 } }]);
    await expect(client.execute("count", { by: "x" })).rejects.toMatchObject({
      status: 422,
      problem: "refused-validation",
    });
  });

  it("writes schemas that are JSON Schemas", async () => {
    const ajv = new Ajv2020({ strict: true, validateFormats: false });
    expect(await readdir(generated("schemas"))).toEqual(["commands", "events", "states"]);
    const command = ajv.compile(await json("schemas/commands/count.json"));
    expect([command({ by: 3 }), command({ by: 0.5 }), command({})]).toEqual([true, false, false]);
    const event = ajv.compile(await json("schemas/events/thing.counted.json"));
    expect([event({ by: 3, more: 1 }), event({ by: "3" })]).toEqual([true, false]);
    const state = ajv.compile(await json("schemas/states/tally.json"));
    expect([state({ total: 3 }), state({ total: "3" })]).toEqual([true, false]);
  });

  it("writes an OpenAPI document with an operation for each command and view, which the server has", async () => {
    const { openapi, paths } = (await json("openapi.json")) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(openapi).toBe("3.1.0");
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [method, path, operationId]),
    );
    expect(operations).toEqual([
      ["post", "/api/v1/db/{database}/state-changes/count/versions/1", "execute.count"],
      ["get", "/api/v1/db/{database}/state-views/tally/versions/1", "view.tally"],
    ]);
    for (const [method = "", path = ""] of operations) {
      const response = await fetch(`${server.url}${path.replace("{database}", "bank")}`, {
        method: method.toUpperCase(),
        headers: { "content-type": "application/json" },
        ...(method === "post" ? { body: '{"by":1}' } : {}),
      });
      expect([path, response.ok]).toEqual([path, true]);
    }
  });

  it("writes the same from what a server has", async () => {
    const env = { EVIDENTSOURCE_URL: server.url, EVIDENTSOURCE_DATABASE: "bank" };
    const args = ["types", "--catalog", "--out", "catalog"];
    expect(await builtCli(args, { cwd: project.root, env })).toMatchObject({ code: 0, err: "" });
    for (const file of [
      "client.ts",
      "schemas/states/tally.json",
      "schemas/events/thing.counted.json",
    ])
      expect(await readFile(join(project.root, "catalog", file), "utf8")).toBe(
        await readFile(generated(file), "utf8"),
      );
  });

  it("says that a server does not tell what it has", async () => {
    const { code, err } = await builtCli(["types", "--catalog"], {
      cwd: project.root,
      env: { EVIDENTSOURCE_URL: server.url, EVIDENTSOURCE_DATABASE: "nothing" },
    });
    expect([code, err]).toEqual([
      3,
      `error: ${server.url}/api/v1/db/nothing does not tell what is published there\n`,
    ]);
  });

  it("warns of a build that is older than the sources, as run does", async () => {
    const tally = join(project.root, "src/tally.ts");
    const before = await readFile(tally, "utf8");
    const cwd = project.root;
    await project.write({ "commands.jsonl": "" });
    const said = async (): Promise<readonly string[]> => {
      const types = await builtCli(["types", "--out", "again"], { cwd });
      const run = await builtCli(["run", "commands.jsonl"], { cwd });
      return [types.err, run.err];
    };
    await writeFile(tally, `${before}// changed\n`);
    const warning =
      "warning: the components in dist were built from other sources: src/tally.ts changed since; run `esf build`\n";
    expect(await said()).toEqual([warning, warning]);
    await writeFile(tally, before);
    expect(await said()).toEqual(["", ""]);
  }, 60_000);
});
