import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const src = join(root, "src");
const EXAMPLE = /^ *\* @example\n((?: *\*(?! @|\/).*\n)+)/gm;

/** What the examples suppose: the public entries, the savings account, and some values. */
const SUPPOSED = `
import { Expose } from "class-transformer";
import { IsPositive, IsUUID } from "class-validator";
import { AppendCondition, Codec, Command, Decide, DomainEvent, event, IsBigInt, IsTimestamp, On, parameter, Selector, StateChangeError, StateView, Subject, Timestamp } from "evidentsource-functions";
import type { Database, Decision, Event, EventDraft, EventSelector, Fields, StateChangeMetadata, ValueCodec } from "evidentsource-functions";
import { fixedView, given, inMemoryDatabase, InMemoryDatabase, matching, prospectiveEvent, storedEvent, unchanged } from "evidentsource-functions/testing";
import "evidentsource-functions/testing/jest";
import { jsonCommand, loadBuiltProject, LocalPlatform } from "evidentsource-functions/host";
import { AccountClosed, AccountCredited, AccountDebited, AccountOpened, AccountSummary, Deposit, Withdraw } from "../../examples/savings-account/src/index.js";
import { ClientError, connect, type Connection, type DatabaseAt } from "evidentsource-functions/client";
declare const bank: Connection, seen: DatabaseAt, error: unknown, again: () => Promise<void>;
declare let total: number;
declare const db: Database, selector: EventSelector, opened: EventDraft, now: Timestamp, receivedAt: Timestamp;
declare const accountId: string, owner: string, credit: AccountCredited, summary: { credited(credit: AccountCredited, event: Event): void };
import type { Databases, Head, InMemoryStore, Runner } from "../../src/database/index.js";
import { Platform, type TryComponent } from "../../src/platform/index.js";
declare const store: InMemoryStore, head: Head;
declare const databases: Databases, runner: Runner, tryComponent: TryComponent;
declare class Money { static parse(text: string): Money; toString(): string }
declare const state: Fields<AccountSummary>, withdrawal: Fields<Withdraw>;
`;

const inComments = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("protocol/gen/"))
  .flatMap((file) =>
    [...readFileSync(join(src, file), "utf8").matchAll(EXAMPLE)].map(([, text = ""], index) => ({
      place: `src/${file}, example ${String(index + 1)}`,
      code: moduleOf(text.replace(/^ *\* ?/gm, "").replaceAll("\\@", "@")),
    })),
  );

/** Members stand in a class, statements in a function; `{ … }` is a body that is left out. */
function moduleOf(example: string): string {
  const whole = /^@(On|Decide)\b/.test(example) ? `class Sample { ${example} }` : example;
  const code = whole.replaceAll("{ … }", "{ throw new Error(); }");
  return `${SUPPOSED}\nexport async function sample(this: { accountId: string; amount: number }) {\n${code}\n}`;
}

/** Those that are shown as files of the repository are compared with them elsewhere. */
const inReadme = [
  ...readFileSync(join(root, "README.md"), "utf8").matchAll(/(?<!-->\n)```ts\n(import .*?\n)```/gs),
].map(([, code = ""], index) => ({ place: `README.md, module ${String(index + 1)}`, code }));

const examples = [...inComments, ...inReadme].map((example, index) => ({
  ...example,
  file: join(root, "__tests__/api", `example${String(index)}.ts`),
}));

function compiled(): ts.Program {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    { noUnusedLocals: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const options = config?.options ?? {};
  const host = ts.createCompilerHost(options);
  const texts = new Map(examples.map(({ file, code }) => [file, code]));
  const { readFile, fileExists } = host;
  host.readFile = (file) => texts.get(file) ?? readFile.call(host, file);
  host.fileExists = (file) => texts.has(file) || fileExists.call(host, file);
  host.getSourceFile = (file, version) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, version);
  };
  return ts.createProgram([...texts.keys()], options, host);
}

const program = compiled();

test("there are examples in comments and in the README", () => {
  expect(inComments.length).toBeGreaterThan(15);
  expect(inReadme.length).toBeGreaterThan(0);
});

test.each(examples)(
  "$place compiles",
  ({ file }) => {
    const source = program.getSourceFile(file);
    const problems = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    expect(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    ).toEqual([]);
  },
  60_000,
);
