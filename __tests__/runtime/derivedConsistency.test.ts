import { IsInt } from "class-validator";
import {
  AppendCondition,
  Command,
  Decide,
  event,
  On,
  parameter,
  Selector,
  StateView,
  Timestamp,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { AccountClosed, AccountCredited } from "../../examples/savings-account/src/events.js";
import { InMemoryDatabase, type LocalStateView } from "../../src/database/index.js";
import type { Class } from "../../src/domain/index.js";
import { stateChange, stateView, validDefinitions } from "../../src/runtime/index.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { commandMetadata, jsonCommand } from "../support/commandMessage.js";

@StateView("credits", { selector: Selector.subject(parameter("account_id")) })
class Credits {
  sum = 0;
  @On(AccountCredited) credited({ amount }: AccountCredited): void {
    this.sum += amount;
  }
}

type Reads = (db: Database) => unknown;
let decision: Reads;

@Command("derived")
class Derived {
  @IsInt() amount!: number;
  @Decide() decide(db: Database): Decision {
    return decision(db) as Decision;
  }
}

@Command("explicit")
class Explicit {
  @IsInt() amount!: number;
  @Decide({ consistency: "explicit" }) decide(db: Database): Decision {
    return decision(db) as Decision;
  }
}

@Command("explicit-outside")
class ExplicitOutside {
  @IsInt() amount!: number;
}

export class Decisions {
  @Decide(ExplicitOutside, { consistency: "explicit" })
  outside(_command: ExplicitOutside, db: Database): Decision {
    return decision(db) as Decision;
  }
}

const definitions = validDefinitions();
const credits = definitions.stateViewOf(Credits);
if (credits === undefined) throw new Error("the view is not defined");
const source: LocalStateView = {
  componentHash: "balance",
  ...credits,
  version: 1n,
  temporality: "revision",
  contentSchema: undefined,
  evolve: (stored, events) => stateView(credits).evolve(stored, events),
};

const [accountId, otherId] = ACCOUNT_IDS;
const closed = event(AccountClosed, { accountId });
const parameters = { account_id: accountId };
const creditsOf = (id: string) => Selector.subject(id).and(Selector.eventType("account.credited"));

/** A database at revision 3. */
function database(): InMemoryDatabase {
  const bank = new InMemoryDatabase({ name: "bank", stateViews: [source] });
  for (const id of ["a", "b", "c"]) {
    const data = { kind: "text", text: `{"account_id":"${accountId}","amount":1}` } as const;
    const credited = { id, stream: "accounts", type: "account.credited", subject: accountId, data };
    bank.transact([credited], [], new Timestamp(1n));
  }
  return bank;
}

function conditionsOf(reads: Reads, command: Class = Derived): readonly AppendCondition[] {
  decision = reads;
  const definition = definitions.stateChanges.find((change) => change.command === command);
  if (definition === undefined) throw new Error(`${command.name} is not defined`);
  const change = stateChange(definition, definitions);
  return change.decide(
    database().latest(),
    jsonCommand({ amount: 1 }),
    commandMetadata(definition.name),
  ).conditions;
}

/** The conditions of a decision that reads, and then returns one event. */
const derivedFrom = (read: Reads, command?: Class): readonly AppendCondition[] =>
  conditionsOf((db) => {
    read(db);
    return closed;
  }, command);

const unchanged = (...selectors: readonly (typeof source.selector)[]) =>
  selectors.map((selector) => AppendCondition.unchangedSince(selector, 3n));

describe("a decision that returns only events is appended on condition that", () => {
  it.each<[what: string, read: Reads]>([
    ["a view that it read", (db) => db.view(Credits, parameters)],
    ["a view's state that it read by class", (db) => db.viewState(Credits, parameters)],
    ["a query that it made", (db) => db.query(creditsOf(accountId))],
    ["a query of a part of them", (db) => db.query(creditsOf(accountId), { limit: 1 })],
    [
      "a view as of an effective time, which may be appended to",
      (db) => db.atEffectiveTimestamp(new Timestamp(0n)).view(Credits, parameters),
    ],
    ["the same at its own revision", (db) => db.atRevision(3n).view(Credits, parameters)],
    ["what it read of a speculation", (db) => db.speculate(closed).view(Credits, parameters)],
    [
      "what it read of a speculation's speculation",
      (db) =>
        db
          .speculate(closed)
          .atEffectiveTimestamp(new Timestamp(9n))
          .speculate(closed)
          .query(creditsOf(accountId)),
    ],
    ["the basis of a speculation", (db) => db.speculate(closed).basis.view(Credits, parameters)],
  ])("%s is unchanged", (_what, read) => {
    const [condition, ...more] = derivedFrom(read);
    expect(more).toEqual([]);
    expect(condition).toMatchObject({ kind: "max", revision: 3n });
    const type = Selector.eventType("account.credited");
    const subject = Selector.subject(accountId);
    expect([subject.and(type), type.and(subject)]).toContainEqual(condition?.selector);
  });

  it("everything that it read is unchanged, once for each selector", () => {
    const conditions = derivedFrom((db) => {
      db.query(creditsOf(accountId));
      db.query(creditsOf(otherId), { direction: "reverse", limit: 1 });
      db.query(creditsOf(accountId), { limit: 5 });
      db.speculate(closed).query(creditsOf(otherId));
    });
    expect(conditions).toEqual(unchanged(creditsOf(accountId), creditsOf(otherId)));
  });

  it("selectors that overlap are not joined: each condition must hold", () => {
    const conditions = derivedFrom((db) => {
      db.query(Selector.subject(accountId));
      db.query(creditsOf(accountId));
    });
    expect(conditions).toEqual(unchanged(Selector.subject(accountId), creditsOf(accountId)));
  });
});

describe("no condition is derived", () => {
  it.each<[what: string, read: Reads]>([
    ["from nothing", () => undefined],
    [
      "from a read of the past, which never changes",
      (db) => db.atRevision(2n).view(Credits, parameters),
    ],
    [
      "from a speculation on the past",
      (db) => db.atRevision(2n).speculate(closed).query(creditsOf(accountId)),
    ],
    [
      "from a view that was read by name",
      (db) => db.viewState("credits", 1n, [["account_id", { kind: "subject", value: accountId }]]),
    ],
    ["from properties of the database", (db) => [db.revision, db.name]],
    [
      "from a read that the database refused",
      (db) => {
        expect(() => db.query(creditsOf(accountId), { limit: -1 })).toThrow("limit");
      },
    ],
  ])("%s", (_what, read) => {
    expect(derivedFrom(read)).toEqual([]);
  });

  it("where the decision returns conditions of its own, be it none", () => {
    const own = [AppendCondition.mustExist(Selector.subject(accountId))];
    for (const conditions of [own, []]) {
      const read: Reads = (db) => {
        db.view(Credits, parameters);
        return { events: closed, conditions };
      };
      expect(conditionsOf(read)).toEqual(conditions);
    }
  });

  it("where there is nothing to append", () => {
    expect(conditionsOf((db) => [db.view(Credits, parameters)].slice(1))).toEqual([]);
  });

  it.each([
    ["inside", Explicit],
    ["outside", ExplicitOutside],
  ])("where the decision, %s its command, is explicit", (_where, command) => {
    expect(derivedFrom((db) => db.view(Credits, parameters), command)).toEqual([]);
  });
});

it("conditions are derived for { events } alone, as for events", () => {
  const conditions = conditionsOf((db) => {
    db.query(creditsOf(accountId));
    return { events: [closed] };
  });
  expect(conditions).toEqual(unchanged(creditsOf(accountId)));
});
