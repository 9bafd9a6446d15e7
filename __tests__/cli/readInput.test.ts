import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jsonOfPairs, quotingHint, readInput, textOf } from "../../src/cli/readInput.js";
import { capturingTerminal, cli } from "../support/capturingTerminal.js";

let cwd: string;
beforeAll(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), "esf-input-")));
  await writeFile(join(cwd, "body.json"), '\ufeff{"a": 1}');
});
afterAll(() => rm(cwd, { recursive: true }));

const GIVE = "give JSON in single quotes, the name of a file, or - for standard input";

describe("an argument that stands for JSON", () => {
  test.each([
    ['{"a": 1}', "the command", '{"a": 1}'],
    [" [1]", "the command", " [1]"],
    ["body.json", "body.json", '{"a": 1}'],
  ])("may be JSON or a file: %j", async (given, name, text) => {
    const input = await readInput(given, capturingTerminal({ cwd }), "the command");
    expect([input.name, textOf(input)]).toEqual([name, text]);
    expect(quotingHint(input)).toBe("");
  });

  test.each([
    [
      ["execute", "go", "no.json"],
      `the command no.json cannot be read: there is no such file; ${GIVE}`,
    ],
    [["execute", "go", "."], `the command . cannot be read: it is a folder; ${GIVE}`],
    [["execute", "go", ""], `the command "" cannot be read: it is empty; ${GIVE}`],
    [
      ["execute", "go", "@body.json"],
      `the command @body.json cannot be read: there is no such file; ${GIVE}; a file stands without @: body.json`,
    ],
    [
      ["execute", "go", "plate=ZH1"],
      `the command "plate=ZH1" cannot be read: there is no such file; ${GIVE}; as JSON this is '{"plate": "ZH1"}'`,
    ],
    [
      ["execute", "go", "plate=ZH1", "level=2"],
      `the command is one argument, and there are 2; give JSON in single quotes: '{"plate": "ZH1", "level": 2}'`,
    ],
    [
      ["execute", "go", "{plate:", "ZH1}"],
      "the command is one argument, and there are 2; give JSON in single quotes",
    ],
    [
      ["execute", "go", "{plate: 1}"],
      `the command is no JSON: expected a property name at character 2, got "plate: 1}"; a shell leaves JSON as it is in single quotes, '{"name": "value"}', or in a file`,
    ],
    [
      ["transact", "{"],
      `the transaction: the text is no JSON: it ends where a property name is expected; a shell leaves JSON as it is in single quotes, '{"name": "value"}', or in a file`,
    ],
    [
      ["transact", "@x"],
      `the transaction @x cannot be read: there is no such file; ${GIVE}; a file stands without @: x`,
    ],
    [
      ["run", "no.jsonl"],
      `the command file no.jsonl cannot be read: there is no such file; ${GIVE}`,
    ],
    [
      ["run", "body.json", "--given", "x"],
      `the transaction x cannot be read: there is no such file; ${GIVE}`,
    ],
    [
      ["view", "garage", '{"plate": "ZH 1"}'],
      `the parameters "{\\"plate\\": \\"ZH 1\\"}": expected name=value, not JSON: plate='ZH 1'`,
    ],
  ])("says what was expected, what was given and what to write: %j", async (args, message) => {
    if (args[0] === "run") await writeFile(join(cwd, "body.json"), "");
    const env = { EVIDENTSOURCE_DATABASE: "bank" };
    expect(await cli(args, { cwd, env })).toMatchObject({ code: 2, err: `error: ${message}` });
  });

  test("a command file may be its one line", async () => {
    const { err } = await cli(["run", '{"command": 1}'], { cwd });
    expect(err).toBe('error: the command file:1: "command" must be a string');
  });

  test.each([
    [["a=1", "b=x y", "c=true", "d=007"], '{"a": 1, "b": "x y", "c": true, "d": "007"}'],
    [["a"], undefined],
    [["=1"], undefined],
  ])("%j as JSON", (pairs, json) => {
    expect(jsonOfPairs(pairs)).toBe(json);
    if (json !== undefined) expect(JSON.parse(json)).toBeInstanceOf(Object);
  });
});
