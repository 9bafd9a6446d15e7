import fc from "fast-check";
import { event, Selector, type EventDraft } from "evidentsource-functions";
import {
  databaseOf,
  inMemoryDatabase,
  type InMemoryDatabase,
} from "evidentsource-functions/testing";
import { Course } from "../../examples/course-enrolment/src/course.js";
import { Enrol } from "../../examples/course-enrolment/src/enrol.js";
import { CourseOpened, StudentEnrolled } from "../../examples/course-enrolment/src/events.js";
import { Student } from "../../examples/course-enrolment/src/student.js";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { AccountCredited, AccountOpened } from "../../examples/savings-account/src/events.js";
import { Withdraw } from "../../examples/savings-account/src/withdraw.js";
import { DatabaseError } from "../../src/database/index.js";
import { CommandHeaders, StateChangeError, type Class } from "../../src/domain/index.js";
import { stateChange, validDefinitions, type DecidedEvents } from "../../src/runtime/index.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { commandMetadata, jsonCommand, RECEIVED_AT } from "../support/commandMessage.js";

/** Who takes the next step; each command decides in one step and commits in a later one. */
const schedule = fc.shuffledSubarray([0, 0, 1, 1, 2, 2], { minLength: 6, maxLength: 6 });
const INTERLEAVINGS = 1_000;
const definitions = validDefinitions();

interface Attempt {
  readonly command: Class;
  readonly json: unknown;
}

/** Runs the commands in the order of the steps; gives how many were committed. */
function race(
  database: InMemoryDatabase,
  attempts: readonly Attempt[],
  steps: readonly number[],
): number {
  const decided = new Map<number, DecidedEvents | undefined>();
  let committed = 0;
  for (const who of steps) {
    const attempt = attempts[who];
    if (attempt === undefined) continue;
    if (!decided.has(who)) {
      decided.set(who, decide(database, attempt));
      continue;
    }
    const decision = decided.get(who);
    if (decision !== undefined && commits(database, decision)) committed += 1;
  }
  return committed;
}

function decide(database: InMemoryDatabase, { command, json }: Attempt): DecidedEvents | undefined {
  const definition = definitions.stateChanges.find((change) => change.command === command);
  if (definition === undefined) throw new Error(`${command.name} is not defined`);
  const metadata = { ...commandMetadata(definition.name), headers: new CommandHeaders() };
  try {
    const change = stateChange(definition, definitions);
    return change.decide(database.latest(), jsonCommand(json), metadata);
  } catch (error) {
    if (StateChangeError.is(error) && error.kind === "conflict") return undefined;
    throw error;
  }
}

function commits(database: InMemoryDatabase, { events, conditions }: DecidedEvents): boolean {
  try {
    database.transact(events, conditions, RECEIVED_AT);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === "condition-violated") return false;
    throw error;
  }
}

describe("whatever the order in which racing commands decide and commit", () => {
  const [accountId] = ACCOUNT_IDS;
  const history: EventDraft[] = [
    event(AccountOpened, { accountId, owner: "Ada" }),
    event(AccountCredited, { accountId, amount: 100 }),
  ];

  it("withdrawals never overdraw an account, and one that fits is committed", () => {
    fc.assert(
      fc.property(
        schedule,
        fc.array(fc.integer({ min: 51, max: 120 }), { minLength: 2, maxLength: 3 }),
        (steps, amounts) => {
          const database = inMemoryDatabase({ events: history });
          const attempts = amounts.map((amount) => ({
            command: Withdraw,
            json: { account_id: accountId, amount },
          }));
          const committed = race(database, attempts, steps);
          const account = databaseOf(database).view(AccountSummary, { account_id: accountId });
          expect(account?.balance).toBeGreaterThanOrEqual(0);
          expect(committed).toBe(amounts.some((amount) => amount <= 100) ? 1 : 0);
        },
      ),
      { numRuns: INTERLEAVINGS },
    );
  });

  it("the last free seat of a course is taken once", () => {
    fc.assert(
      fc.property(
        schedule,
        fc.constantFrom(["ada", "grace", "edsger"], ["ada", "grace"]),
        (steps, students) => {
          const database = inMemoryDatabase({
            events: [event(CourseOpened, { course: "logic", capacity: 1 })],
          });
          const attempts = students.map((student) => ({
            command: Enrol,
            json: { course: "logic", student },
          }));
          expect(race(database, attempts, steps)).toBe(1);
          expect(databaseOf(database).view(Course, { course: "logic" })?.seats).toHaveLength(1);
        },
      ),
      { numRuns: INTERLEAVINGS },
    );
  });

  it("a student's fifth course is taken once, though the courses differ", () => {
    const courses = ["logic", "sets", "types"];
    const events = [
      ...courses.map((course) => event(CourseOpened, { course, capacity: 9 })),
      ...["a1", "b2", "c3", "d4"].map((course) =>
        event(StudentEnrolled, { student: "ada", course }),
      ),
    ];
    fc.assert(
      fc.property(schedule, (steps) => {
        const database = inMemoryDatabase({ events });
        const attempts = courses.map((course) => ({
          command: Enrol,
          json: { course, student: "ada" },
        }));
        expect(race(database, attempts, steps)).toBe(1);
        expect(databaseOf(database).view(Student, { student: "ada" })?.courses).toHaveLength(5);
      }),
      { numRuns: INTERLEAVINGS },
    );
  });

  it("commands about different accounts are all committed", () => {
    fc.assert(
      fc.property(schedule, (steps) => {
        const database = inMemoryDatabase({
          events: ACCOUNT_IDS.flatMap((id) => [
            event(AccountOpened, { accountId: id, owner: "Ada" }),
            event(AccountCredited, { accountId: id, amount: 100 }),
          ]),
        });
        const attempts = ACCOUNT_IDS.map((id) => ({
          command: Withdraw,
          json: { account_id: id, amount: 100 },
        }));
        expect(race(database, attempts, steps)).toBe(3);
        expect(
          database.latest().queryEvents({ selector: Selector.eventType("account.debited") }),
        ).toHaveLength(3);
      }),
      { numRuns: INTERLEAVINGS },
    );
  });
});
