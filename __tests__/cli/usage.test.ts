import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { cli } from "../support/capturingTerminal.js";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "esf-usage-"));
  await mkdir(join(cwd, "empty"));
  await writeFile(join(cwd, "index.ts"), "");
  await writeFile(join(cwd, "commands.jsonl"), "");
  await writeFile(join(cwd, "text.txt"), "text");
  await writeFile(
    join(cwd, "model.json"),
    '{"schemaVersion":1,"stateViews":[{"name":"tally"}],"stateChanges":[{"name":"count"}]}',
  );
});
afterAll(() => rm(cwd, { recursive: true }));

const DATABASE = "no database is named; give --database, or set EVIDENTSOURCE_DATABASE";

describe("a call that the program does not understand", () => {
  it.each([
    ["an unknown option", "check --fast", "unknown option '--fast'"],
    [
      "an unknown engine",
      "build --engine v8",
      "there is no engine v8; choose one of quickjs, starlingmonkey",
    ],
    [
      "an unknown engine to check for",
      "check --engine v8",
      "there is no engine v8; choose one of quickjs, starlingmonkey",
    ],
    [
      "a step limit that is none",
      "build --engine quickjs --step-limit many",
      '"many" is no whole number',
    ],
    [
      "a step limit of nothing",
      "build --engine quickjs --step-limit 0",
      "the step limit must be a positive whole number of steps",
    ],
    [
      "a step limit for an engine that counts no steps",
      "build --engine starlingmonkey --step-limit 1000000",
      "the engine starlingmonkey counts no steps; leave the step limit out",
    ],
    [
      "an engine named like a member of every object",
      "build --engine constructor",
      /no engine constr/,
    ],
    [
      "a store beside memory",
      "serve --store sqlite:data --in-memory",
      "option '--in-memory' cannot be used with option '--store <address>'",
    ],
    [
      "a store beside memory while developing",
      "dev --store sqlite:data --in-memory",
      "option '--in-memory' cannot be used with option '--store <address>'",
    ],
    [
      "a store that is none",
      "serve --store memory --http-port 0 --grpc-port 0",
      '"memory" is no store; the stores are sqlite:<folder>, postgres://… and memory:',
    ],
    [
      "ports to be written where nothing can be",
      "serve --in-memory --ports-file nowhere/ports.json",
      /--ports-file: nowhere\/ports\.json cannot be written: .*ENOENT/,
    ],
    [
      "ports to be written into a folder",
      "dev --in-memory --ports-file empty",
      "--ports-file: empty is a folder; name a file",
    ],
    [
      "a token that no header carries",
      "serve --in-memory --token ä",
      "--token: a token consists of letters, digits and signs of ASCII without blanks, as headers carry it",
    ],
    ["a project that is not there", "check nowhere", "nowhere does not exist"],
    ["a WIT file that is not there", "build --wit no.wit", "the WIT file no.wit cannot be read"],
    [
      "a file to build into",
      "build index.ts --out text.txt",
      /--out text.txt: .*text.txt is a file/,
    ],
    ["a file to write types into", "types --out text.txt", /--out text.txt: .*text.txt is a file/],
    ["a place below a file", "types --out text.txt/a", /text.txt is a file; name a folder/],
    ["no command file", "run", "missing required argument 'file'"],
    [
      "a command file that is not there",
      "run no.jsonl",
      /^error: the command file no\.jsonl cannot be read: there is no such file; give JSON in single/,
    ],
    ["a component that is not there", "inspect no.wasm", /^error: no\.wasm does not exist; run/],
    ["a component that is none", "inspect text.txt", "text.txt is no WebAssembly component"],
    ["too many arguments", "check a b", /^error: too many arguments for 'check'/],
    ["no database to publish to", "publish", DATABASE],
    [
      "a database that cannot be",
      "publish --database 1",
      /^error: --database: database name "1" must start/,
    ],
    [
      "a URL that is none",
      "publish --database bank --url ::",
      "--url is no URL of a server; expected one like http://localhost:3000",
    ],
    [
      "a URL without scheme",
      "publish --database bank --url localhost:3000",
      "--url is no URL of a server; expected one like http://localhost:3000",
    ],
    [
      "a name that the build does not have",
      "publish nil --dist . --database bank",
      /^error: the bui/,
    ],
  ])("is told of %s in one line", async (_, args, message) => {
    const { code, out, err } = await cli(args.split(" "), { cwd });
    expect(err).toEqual(
      typeof message === "string" ? `error: ${message}` : expect.stringMatching(message),
    );
    expect(err.split("\n")).toHaveLength(1);
    expect(out).toBe("");
    expect(code).toBe(EXIT.usage);
  });

  it("is told which command it may have meant", async () => {
    const { code, err } = await cli(["biuld"], { cwd });
    expect(err).toBe("error: unknown command 'biuld'\n(Did you mean build?)");
    expect(code).toBe(EXIT.usage);
  });

  it("is told that a folder has no index module, and which would do", async () => {
    const { code, err } = await cli(["check", "empty"], { cwd });
    expect(err).toBe(
      "error: empty has no index module (src/index.ts or index.ts); name the module that exports your definitions",
    );
    expect(code).toBe(EXIT.usage);
  });

  it.each([
    "inspect empty",
    "run commands.jsonl --dist empty",
    "run commands.jsonl",
    "publish --database bank --dist empty",
  ])("is told that there is nothing built: %s", async (args) => {
    const { code, err } = await cli(args.split(" "), { cwd });
    const folder = join(cwd, args.includes("empty") ? "empty" : "dist");
    expect(err).toBe(`error: ${folder} holds no build (no model.json); run \`esf build\` first`);
    expect(code).toBe(EXIT.usage);
  });

  it("is told which definitions the build has", async () => {
    const { err } = await cli(["publish", "nil", "--dist", ".", "--database", "bank"], { cwd });
    expect(err).toBe("error: the build has no definition nil; it has tally, count");
  });

  it("is told which component is missing before anything is published", async () => {
    const { code, err } = await cli(["publish", "--dist", ".", "--database", "bank"], { cwd });
    expect(err).toBe(`error: state-views/tally.json is missing in ${cwd}; run \`esf build\` again`);
    expect(code).toBe(EXIT.usage);
  });
});
