import "reflect-metadata";
import { Expose } from "class-transformer";
import { IsArray, IsIn, IsInt, IsOptional, IsPositive, IsString, MaxLength } from "class-validator";
import {
  Command,
  Decide,
  DomainEvent,
  On,
  StateView,
  Subject,
} from "../../src/decorators/index.js";
import {
  AppendCondition,
  event,
  parameter,
  type Class,
  Selector,
  type Database,
  type EventOptions,
  type StateChangeMetadata,
} from "../../src/domain/index.js";
import { serveStateChanges } from "../../src/wasm/guest/serveStateChanges.js";

/** Has all that an engine can write. */
@DomainEvent("account.credited", { stream: "accounts" })
class Credited {
  @Subject() @Expose({ name: "account_id" }) @IsString() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsOptional() @IsString() @MaxLength(20) reference?: string | null;
  @IsOptional() @IsIn(["a", 1]) kind?: string | number;
}

let made = 0;

/** Its constructor does something, it has no subject, and what it holds must be copied. */
@DomainEvent("account.tagged", { stream: "accounts" })
class Tagged {
  @IsInt() order = (made += 0);
  @IsArray() @IsString({ each: true }) tags!: string[];
}

@DomainEvent("account.moved")
class Moved {
  @IsString() to!: string;
}

@StateView("account", { version: 3, selector: Selector.subject(parameter("account_id")) })
class Account {
  @IsInt() balance = 0;
  @IsOptional() @IsString() owner?: string;

  @On(Credited)
  credited(): void {
    this.balance += 1;
  }
}

/** Selects by the same as the other one. */
@StateView("shadow", { version: 1, selector: Selector.subject(parameter("id")) })
class Shadow {
  @IsInt() seen = 0;

  @On(Credited)
  credited(): void {
    this.seen += 1;
  }
}

@StateView("everything", {
  version: 2,
  selector: Selector.stream(parameter("stream")).or(
    Selector.subjectStartsWith(parameter("prefix")).and(Selector.eventType(parameter("type"))),
  ),
})
class Everything {
  text = "";

  @On(Credited)
  @On(Tagged)
  any(): void {
    this.text += ".";
  }
}

@StateView("all", { version: 1, selector: Selector.stream("accounts") })
class All {
  constructor() {
    made += 0;
  }
  @IsInt() count = 0;

  @On(Credited)
  credited(): void {
    this.count += 1;
  }
}

/** Objects with the value in ways in which authors may give it. */
const GIVEN: Readonly<Record<string, (name: string, value: unknown) => object>> = {
  plain: (name, value) => ({ [name]: value }),
  getter: (name, value) => Object.defineProperty({}, name, { get: () => value, enumerable: true }),
  hidden: (name, value) => Object.defineProperty({}, name, { value }),
  frozen: (name, value) => Object.freeze({ [name]: value }),
  inherited: (name, value) => Object.create({ [name]: value }) as object,
  more: (name, value) => ({ [name]: value, more: "more" }),
  deleted: (name, value) => {
    const given: Record<string, unknown> = { more: 1, [name]: value };
    delete given["more"];
    return given;
  },
  symbol: (name, value) => ({ [name]: value, [Symbol.iterator]: 1 }),
  proxy: (name, value) => new Proxy({ [name]: value }, {}),
  array: (name, value) => Object.assign([], { [name]: value }),
  nothing: () => ({}),
};

const VIEWS: Readonly<Record<string, Class>> = {
  account: Account,
  shadow: Shadow,
  all: All,
  everything: Everything,
};

/** What a decision does. */
export interface Script {
  readonly reads: readonly Read[];
  readonly emissions: readonly Emission[];
}

interface Read {
  readonly view: string;
  readonly given: string;
  readonly value: unknown;
}

interface Emission {
  readonly how: string;
  readonly amount: unknown;
  readonly reference?: unknown;
  readonly kind?: unknown;
  readonly id: unknown;
}

@Command("probe")
class Probe {
  /** JSON of a {@link Script}. */
  @IsString() script!: string;
  @IsOptional() @IsIn(["one", "list", "object", "own"]) answer?: string;

  @Decide()
  decide(db: Database, metadata: StateChangeMetadata): never {
    const { reads, emissions } = JSON.parse(this.script) as Script;
    const seen = reads.map((read) => seenBy(db, read));
    const events = emissions.map((emission) => emitted(emission, metadata));
    // Everything that was seen is in the answer.
    events.push(event(Tagged, { order: 0, tags: [JSON.stringify(seen), aboutOf(db, metadata)] }));
    const answer: Record<string, unknown> = {
      one: events[0],
      list: events,
      object: { events },
      own: {
        events,
        conditions: [AppendCondition.mustExist(Selector.subject("a").and(Selector.stream("bb")))],
      },
    };
    return answer[this.answer ?? "list"] as never;
  }
}

/** All that an author can see of what a decision is given. */
function aboutOf(db: Database, metadata: StateChangeMetadata): string {
  return [
    Object.keys(db),
    Object.keys(metadata),
    String(metadata.commandReceivedAt),
    [...metadata.headers],
    Object.keys(metadata.commandReceivedAt),
    metadata.stateChangeVersion,
    metadata.lastSeenRevision,
    metadata.headers.constructor.name,
    metadata.commandReceivedAt.constructor.name,
    db.constructor.name,
    db.revision,
  ]
    .map(String)
    .join(" ");
}

function seenBy(db: Database, { view, given, value }: Read): unknown {
  const names: Record<string, string> = { account: "account_id", shadow: "id" };
  const make = GIVEN[given] ?? (() => ({}));
  const parameters =
    view === "everything"
      ? { ...make("stream", "accounts"), prefix: value, type: "account.credited" }
      : view === "all"
        ? given === "plain"
          ? undefined
          : make("no", value)
        : make(names[view] ?? "", value);
  try {
    const from = given === "symbol" ? db.atRevision(3n) : db;
    const state = from.view(VIEWS[view] ?? Account, parameters);
    return [state?.constructor.name, state && Object.keys(state), state];
  } catch (error) {
    if (value === "throw") throw error;
    return String(error);
  }
}

function emitted({ how, amount, reference, kind, id }: Emission, metadata: StateChangeMetadata) {
  const fields = {
    accountId: id,
    amount,
    ...(reference === undefined ? {} : { reference }),
    ...(kind === undefined ? {} : { kind }),
  };
  const credit = (given: object, options?: EventOptions) =>
    event(Credited, given as never, options);
  switch (how) {
    case "reversed":
      return credit(Object.fromEntries(Object.entries(fields).reverse()));
    case "getter":
      return credit(Object.defineProperty(fields, "amount", { get: () => 5 }));
    case "own getter": {
      const draft = credit(fields);
      Object.defineProperty(draft.payload, "amount", { get: () => 5, enumerable: true });
      return draft;
    }
    case "hidden": {
      const draft = credit(fields);
      Object.defineProperty(draft.payload, "amount", { value: 5, enumerable: false });
      return draft;
    }
    case "more":
      return credit({ ...fields, more: { nested: [1] } });
    case "undefined":
      return credit({ ...fields, kind: undefined });
    case "subclass":
      return { ...credit(fields), payload: new (class extends Credited {})() };
    case "plain payload":
      return { ...credit(fields), payload: { ...fields } };
    case "subject":
      return credit(fields, { subject: "another" });
    case "no subject":
      return credit(fields, { subject: null });
    case "time":
      return credit(fields, { time: "2026-01-02T03:04:05Z" });
    case "id":
      return credit(fields, { id: "own id" });
    case "stream":
      return credit(fields, { stream: "others" });
    case "extensions":
      return credit(fields, { extensions: { traceparent: "00-1" } });
    case "inherited option":
      return credit(fields, Object.create({ subject: "inherited" }) as object);
    case "no option":
      return credit(fields, { subject: undefined } as never);
    case "frozen":
      return Object.freeze(credit(Object.freeze(fields)));
    case "proxy":
      return new Proxy(credit(fields), {});
    case "later time":
      Object.assign(metadata.commandReceivedAt, { seconds: 77n });
      return credit(fields);
    case "moved":
      return event(Moved, { to: "there" }, { stream: "others" });
    case "moved nowhere":
      return event(Moved, { to: "there" });
    case "tagged":
      return event(Tagged, { order: 1, tags: ["a"] });
    case "no event":
      return { how } as never;
    case "stored":
      return { id: "1", stream: "accounts", type: "plain", subject: "s" } as never;
    default:
      return credit(fields);
  }
}

export const decide = serveStateChanges([Probe]);
