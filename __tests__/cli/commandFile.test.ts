import fc from "fast-check";
import { UsageError } from "../../src/cli/usageError.js";
import {
  readCommandFile as readBytes,
  type CommandFile,
  type CommandLine,
} from "../../src/cli/commandFile.js";
import { Timestamp } from "../../src/domain/index.js";

const readCommandFile = (text: string, file: string): CommandFile =>
  readBytes(new TextEncoder().encode(text), file);

const commandOf = (line: string): CommandLine | undefined =>
  readCommandFile(line, "c.jsonl").commands[0];

const bodyOf = (line: string): string | undefined => {
  const body = commandOf(line)?.message.body;
  return body && new TextDecoder().decode(body);
};

type Mistake = readonly [line: string, message: string | RegExp];

const MISTAKES: readonly Mistake[] = [
  ["{", /^c\.jsonl:1: the line is no JSON: /],
  ["[]", 'c.jsonl:1: expected a JSON object with "command" or "view"'],
  ["null", 'c.jsonl:1: expected a JSON object with "command" or "view"'],
  ['"open"', 'c.jsonl:1: expected a JSON object with "command" or "view"'],
  ["{}", 'c.jsonl:1: "command" is missing'],
  ['{"command": 1}', 'c.jsonl:1: "command" must be a string'],
  ['{"view": 1}', 'c.jsonl:1: "view" must be a string'],
  [
    '{"command": "a", "data": {}}',
    'c.jsonl:1: there is no "data"; known are command, body, text, contentType, headers, at, expect, atOnce',
  ],
  ['{"view": "a", "command": "b"}', 'c.jsonl:1: there is no "command"; known are view, parameters'],
  ['{"command": "a", "body": 1, "text": "1"}', 'c.jsonl:1: "body" and "text" exclude each other'],
  ['{"command": "a", "body": 1, "body": 2}', 'c.jsonl:1: "body" is given twice'],
  ['{"command": "a", "text": "\\ud800"}', 'c.jsonl:1: "text" has half a surrogate pair'],
  [
    '{"command": "a", "headers": {"h": "\\udc00"}}',
    'c.jsonl:1: "headers" has half a surrogate pair',
  ],
  ['{"command": "a", "text": 1}', 'c.jsonl:1: "text" must be a string'],
  ['{"command": "a", "contentType": 1}', 'c.jsonl:1: "contentType" must be a string'],
  [
    '{"command": "a", "expect": "refused"}',
    'c.jsonl:1: "expect" must be accepted, validation, conflict, not-found, unauthorized, internal; got "refused"',
  ],
  ['{"command": "a", "at": "yesterday"}', /^c\.jsonl:1: "at": .*yesterday/],
  ['{"command": "a", "at": 1}', 'c.jsonl:1: "at" must be a string'],
  ...['["x"]', "null", '"x"', '{"a": 1}', '{"a": null}'].map((headers): Mistake => [
    `{"command": "a", "headers": ${headers}}`,
    'c.jsonl:1: "headers" must be an object whose values are strings',
  ]),
  ...['["x"]', "null", "1", '{"a": {}}'].map((parameters): Mistake => [
    `{"view": "a", "parameters": ${parameters}}`,
    'c.jsonl:1: "parameters" must be an object whose values are strings',
  ]),
];

describe("a command file", () => {
  it("holds a command or a view a line, and passes over empty lines and comments", () => {
    const text = '// Start\r\n\r\n{"command": "open"}\n   // more\n{"view": "tally"}\n';
    const { commands, views } = readCommandFile(text, "c.jsonl");
    expect(commands.map(({ line, command }) => [line, command])).toEqual([[3, "open"]]);
    expect(views).toEqual([{ view: "tally", parameters: {} }]);
  });

  it("may begin with a byte order mark", () => {
    expect(commandOf('\ufeff{"command": "open"}')?.command).toBe("open");
  });

  it("may be empty", () => {
    expect(readCommandFile("", "c.jsonl")).toEqual({ commands: [], views: [] });
  });

  it("takes a command without body, headers, instant and expectation", () => {
    expect(commandOf('{"command": "open"}')).toMatchObject({
      message: { body: undefined, contentType: "application/json", contentSchema: undefined },
      at: undefined,
      expect: undefined,
    });
    expect(commandOf('{"command": "open"}')?.headers.get("x")).toBeUndefined();
  });

  it.each([
    ['"body":  {"a": "é"} ', '{"a": "é"}'],
    ['"body": {"b": 9007199254740993, "a": 1e400}', '{"b": 9007199254740993, "a": 1e400}'],
    ['"body": -0.10', "-0.10"],
    [
      '"body": {"1": "\\u00e9\\ud800", "0": [" { ,\\" ", {}]}',
      '{"1": "\\u00e9\\ud800", "0": [" { ,\\" ", {}]}',
    ],
    [
      `"body": ${"[".repeat(5_000)}${"]".repeat(5_000)}`,
      `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
    ],
    ['"body": null', "null"],
    ['"text": "{\\"a\\":"', '{"a":'],
    ['"text": ""', ""],
  ])("sends %s as %s", (member, expected) => {
    expect(bodyOf(`{"command": "open", ${member}}`)).toBe(expected);
  });

  it("reads headers without regard to case, the instant to the nanosecond, and the content type", () => {
    const command = commandOf(
      '{"command": "open", "headers": {"X-Owner": "Ada"}, "at": "2026-01-31T23:59:59.999999999Z", "contentType": "text/plain"}',
    );
    expect(command?.headers.get("x-owner")).toBe("Ada");
    expect(command?.at?.equals(Timestamp.parse("2026-01-31T23:59:59.999999999Z"))).toBe(true);
    expect(command?.message.contentType).toBe("text/plain");
  });

  it.each(["accepted", "validation", "conflict", "not-found", "unauthorized", "internal"])(
    "may expect %s",
    (expected) => {
      expect(commandOf(`{"command": "open", "expect": "${expected}"}`)?.expect).toBe(expected);
    },
  );

  it("binds a view's parameter to the absent subject with null", () => {
    const { views } = readCommandFile('{"view": "tally", "parameters": {"of": null}}', "c.jsonl");
    expect(views).toEqual([{ view: "tally", parameters: { of: null } }]);
  });

  it.each(MISTAKES)("refuses %s", (line, message) => {
    const read = (): unknown => readCommandFile(line, "c.jsonl");
    expect(read).toThrow(UsageError);
    expect(read).toThrow(typeof message === "string" ? new UsageError(message) : message);
  });

  it("names the line of a mistake, counted with comments and empty lines", () => {
    expect(() => readCommandFile('// one\n\n{"command": "a"}\n{\n', "c.jsonl")).toThrow(
      /^c\.jsonl:4: the line is no JSON/,
    );
  });

  it("names the line that is no UTF-8", () => {
    const latin1 = Buffer.from('{"command": "a"}\n{"command": "a", "body": "\u00e9"}\n', "latin1");
    expect(() => readBytes(latin1, "c.jsonl")).toThrow(
      new UsageError("c.jsonl:2: the line is no UTF-8 text"),
    );
  });

  it("sends any body to the letter, whatever stands beside it", () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.nat({ max: 4 }), (body, other, spaces) => {
        const space = " ".repeat(spaces);
        const line = `{"headers":${space}{},${space}"body"${space}:${space}${body}${space},"command": "a"}`;
        expect(bodyOf(line)).toBe(body.trim());
        expect(bodyOf(`{"command": "a", "text": ${JSON.stringify(other)}}`)).toBe(other);
      }),
    );
  });
});
