import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { CommandHeaders, Timestamp } from "../../src/domain/index.js";
import { LocalPlatform, type BuiltProject } from "../../src/host/index.js";
import { comparableOutcome } from "../support/comparableOutcome.js";
import {
  describeCommand,
  hostileCommand,
  HUGE_COMMANDS,
  type SentCommand,
} from "../support/hostileCommand.js";
import { builtSavingsAccount, plainSavingsAccount } from "../support/savingsAccount.js";

/** `COMMANDS=…` sends fewer or more; `SEED=…` sends the commands of a failure again. */
const COUNT = Number(process.env["COMMANDS"] ?? 10_000);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
/** How many of the first commands are sent again in the end. */
const REPEATED = 200;

function commands(): readonly SentCommand[] {
  const random = fc.sample(hostileCommand, { numRuns: COUNT - HUGE_COMMANDS.length, seed });
  const distance = Math.floor(random.length / HUGE_COMMANDS.length);
  return HUGE_COMMANDS.reduce<SentCommand[]>(
    (list, huge, index) => list.toSpliced(index * (distance + 1) + 100, 0, huge),
    random,
  );
}

/** Whatever comes, the answer is an outcome: an exception fails the test. */
function execute(platform: LocalPlatform, command: SentCommand, index: number): unknown {
  const { name, message, headers } = command;
  const context = {
    receivedAt: new Timestamp(1_750_000_000n + BigInt(index), index),
    headers: new CommandHeaders(headers),
  };
  try {
    return comparableOutcome(platform.execute(name, message, context));
  } catch (error) {
    return { thrown: String(error) };
  }
}

/** As `expect(…).toEqual`, which would take most of the time. */
function expectSame(index: number, command: SentCommand, outcome: unknown, expected: unknown) {
  if (isDeepStrictEqual(outcome, expected)) return;
  const which = { seed, index, command: describeCommand(command) };
  expect({ ...which, outcome }).toEqual({ ...which, outcome: expected });
}

/** The bytes of the view of all accounts. */
const overview = (platform: LocalPlatform) => platform.viewState("open-accounts")?.content;

describe(`${String(COUNT)} hostile commands (seed ${String(seed)})`, () => {
  let built: BuiltProject;
  let plain: BuiltProject;
  beforeAll(async () => {
    [built, plain] = await Promise.all([builtSavingsAccount(), plainSavingsAccount()]);
  }, 60_000);

  it("have the same outcomes in components as in plain Node, and harm no later command", () => {
    const [components, plainNode] = [new LocalPlatform(built), new LocalPlatform(plain)];
    const sent = commands();
    const kinds = new Set<string>();
    const firstOutcomes: unknown[] = [];
    sent.forEach((command, index) => {
      const outcome = execute(components, command, index);
      expectSame(index, command, outcome, execute(plainNode, command, index));
      const { kind = "accepted" } = outcome as { kind?: string };
      kinds.add(kind);
      if (index < REPEATED) firstOutcomes.push(outcome);
    });
    expect(overview(components)).toEqual(overview(plainNode));

    // The same instances, which have met everything by now, over a database that has met nothing.
    const again = new LocalPlatform(built);
    sent.slice(0, REPEATED).forEach((command, index) => {
      expectSame(index, command, execute(again, command, index), firstOutcomes[index]);
    });

    // Commands that are all refused, or all accepted, would show little.
    expect([...kinds]).toEqual(
      expect.arrayContaining(["accepted", "validation", "conflict", "not-found", "unauthorized"]),
    );
  }, 300_000);
});
