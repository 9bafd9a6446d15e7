import { IsInt } from "class-validator";
import { DomainEvent, On, OnAny, Selector, StateView, type Event } from "evidentsource-functions";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { stateView, validDefinitions } from "../../src/runtime/index.js";
import { StateViewError, type Class } from "../../src/domain/index.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { thrownBy } from "../support/refusalOf.js";
import { jsonBytes, parsed } from "../support/stateContent.js";
import { storedEvent, storedJson } from "../support/storedEvent.js";

@DomainEvent("counted", { stream: "counts" })
class Counted {
  @IsInt() by!: number;
}

/** What the compiler refuses, for those who do not ask it. */
const untyped = (type: string): MethodDecorator => On(type) as MethodDecorator;

@StateView("reducing")
class Reducing {
  count = 0;

  @untyped("reduced") reduced(): unknown {
    return { count: this.count + 1 };
  }
  @untyped("replaced") replaced(): unknown {
    return Object.assign(new Reducing(), { count: this.count + 1 });
  }
  @untyped("itself") itself(): unknown {
    this.count += 1;
    return this;
  }
  @untyped("counted") counted(): unknown {
    return (this.count += 1);
  }
}

@StateView("everything", { selector: Selector.stream("counts") })
class Everything {
  seen: string[] = [];
  sum = 0;

  @On(Counted)
  counted({ by }: Counted, event: Event): void {
    this.sum += by;
    this.seen.push(`counted ${event.id}`);
  }

  @On("ping")
  ping(...given: unknown[]): void {
    this.seen.push(`ping ${String(given[0])} ${(given[1] as Event).id}`);
  }

  @OnAny()
  other(event: Event): void {
    this.seen.push(`other ${event.type}`);
  }
}

@StateView("failing")
class Failing {
  initial = 0;
  value: unknown = null;

  @On("thrown")
  thrown(): void {
    throw new TypeError("no such balance");
  }

  // @ts-expect-error -- the compiler refuses what may be an object
  @On("awaited")
  awaited(): unknown {
    return Promise.resolve();
  }

  // @ts-expect-error -- as above
  @On("rejected")
  rejected(): unknown {
    return Promise.reject(new Error("much later"));
  }

  @On("unstorable")
  unstorable(): void {
    this.value = Number.NaN;
  }

  @On("undefined")
  madeUndefined(): void {
    Reflect.set(this, "initial", undefined);
  }
}

let mayBeMade = true;

@StateView("unmakeable")
class Unmakeable {
  constructor() {
    if (!mayBeMade) throw new Error("not today");
  }

  @On("ping")
  ping(): void {
    // There is nothing to fold.
  }
}

const definitions = validDefinitions();

function viewOf(target: Class): ReturnType<typeof stateView> {
  const definition = definitions.stateViewOf(target);
  if (definition === undefined) throw new Error(`${target.name} is not defined`);
  return stateView(definition);
}

function failureOf(fold: () => unknown): StateViewError["failure"] {
  const error = thrownBy(fold);
  if (!(error instanceof StateViewError)) throw error;
  return error.failure;
}

const [accountId] = ACCOUNT_IDS;
const opened = storedJson("account.opened", { account_id: accountId, owner: "ada" });
const credited = (amount: number) =>
  storedJson("account.credited", { account_id: accountId, amount });

describe("a fold", () => {
  it("starts from the class's initial state when nothing is stored", () => {
    const content = viewOf(AccountSummary).evolve({ content: undefined }, [opened, credited(5)]);
    expect(parsed(content)).toEqual({
      owner: "ada",
      status: "open",
      balance: 5,
      transaction_count: 1,
    });
  });

  it("continues from the stored state", () => {
    const content = jsonBytes({ owner: "eve", status: "open", balance: 40, transaction_count: 3 });
    expect(parsed(viewOf(AccountSummary).evolve({ content }, [credited(2)]))).toEqual({
      owner: "eve",
      status: "open",
      balance: 42,
      transaction_count: 4,
    });
  });

  it("takes empty content as no state", () => {
    const view = viewOf(AccountSummary);
    const fromEmpty = view.evolve({ content: new Uint8Array() }, [credited(1)]);
    expect(fromEmpty).toEqual(view.evolve({ content: undefined }, [credited(1)]));
    expect(view.decode(new Uint8Array())).toBeUndefined();
    expect(view.decode(undefined)).toBeUndefined();
  });

  it("keeps what the class does not know of the stored state", () => {
    const content = jsonBytes({ balance: 1, colour: "blue" });
    expect(parsed(viewOf(AccountSummary).evolve({ content }, [credited(1)]))).toMatchObject({
      balance: 2,
      colour: "blue",
    });
  });

  it("gives handlers the event beside its data", () => {
    const events = [storedJson("counted", { by: 3 }, { id: "a" })];
    expect(parsed(viewOf(Everything).evolve({ content: undefined }, events))).toEqual({
      sum: 3,
      seen: ["counted a"],
    });
  });

  it("gives a handler that names no payload no data", () => {
    const events = [
      storedEvent({ id: "p", type: "ping", data: { kind: "text", text: "no JSON" } }),
    ];
    expect(parsed(viewOf(Everything).evolve({ content: undefined }, events))).toMatchObject({
      seen: ["ping undefined p"],
    });
  });

  it("leaves events without a handler of their own to the handler of any event", () => {
    const events = [
      storedEvent({ type: "strange" }),
      storedJson("counted", { by: 1 }, { id: "c" }),
    ];
    expect(parsed(viewOf(Everything).evolve({ content: undefined }, events))).toMatchObject({
      seen: ["other strange", "counted c"],
    });
  });

  it("takes any iterable of events", () => {
    function* events(): Generator<Event> {
      yield credited(1);
      yield credited(2);
    }
    expect(parsed(viewOf(AccountSummary).evolve({ content: undefined }, events()))).toMatchObject({
      balance: 3,
    });
  });

  it("reads binary data as UTF-8", () => {
    const bytes = jsonBytes({ by: 9 });
    const event = storedEvent({ type: "counted", data: { kind: "binary", bytes } });
    expect(parsed(viewOf(Everything).evolve({ content: undefined }, [event]))).toMatchObject({
      sum: 9,
    });
  });
});

describe("a fold in which nothing is handled", () => {
  const strange = storedJson("account.audited", { by: "an auditor" });

  it("gives the stored content back unchanged, even if it could not be read", () => {
    const content = new TextEncoder().encode(" { this is no JSON");
    expect(viewOf(AccountSummary).evolve({ content }, [strange])).toBe(content);
    expect(viewOf(AccountSummary).evolve({ content }, [])).toBe(content);
  });

  it("gives nothing to store when nothing is stored", () => {
    expect(viewOf(AccountSummary).evolve({ content: undefined }, [strange])).toBeUndefined();
  });
});

describe("a fold stops", () => {
  it.each([
    ["no UTF-8", new Uint8Array([0xff, 0xfe]), /cannot be read: it is no UTF-8/],
    ["no JSON", new TextEncoder().encode("{"), /cannot be read: it is no JSON/],
    ["an array", jsonBytes([1]), /expected a JSON object, got an array/],
    ["null", jsonBytes(null), /expected a JSON object, got null/],
  ])("at stored content that is %s, and does not start anew", (_what, content, reason) => {
    const failure = failureOf(() => viewOf(AccountSummary).evolve({ content }, [credited(1)]));
    expect(failure).toMatchObject({ view: "account-summary", at: "state" });
    expect(failure.reason).toMatch(reason);
    expect(failure.eventId).toBeUndefined();
  });

  it("when a handler throws, and says in which class of error, where, and at which event", () => {
    const failure = failureOf(() =>
      viewOf(Failing).evolve({ content: undefined }, [storedEvent({ id: "e-7", type: "thrown" })]),
    );
    expect(failure).toMatchObject({
      view: "failing",
      at: "event",
      eventId: "e-7",
      eventType: "thrown",
      member: "thrown",
    });
    expect(failure.reason).toMatch(
      /^TypeError: no such balance \(at Failing\.thrown .*stateView\.test\.ts:\d+:\d+\)$/,
    );
  });

  it("with a message that names view, event, type and handler", () => {
    expect(() =>
      viewOf(Failing).evolve({ content: undefined }, [storedEvent({ id: "e-7", type: "thrown" })]),
    ).toThrow(/^state view failing: event e-7 \(thrown, handler thrown\): TypeError/);
  });

  it.each(["awaited", "rejected"])("when a handler returns a promise: %s", async (type) => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const failure = failureOf(() =>
      viewOf(Failing).evolve({ content: undefined }, [storedEvent({ type })]),
    );
    // Node reports unhandled rejections after the microtasks of a turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
    process.off("unhandledRejection", note);
    expect(failure).toMatchObject({ at: "event", member: type });
    expect(failure.reason).toBe("the handler returned a promise; handlers must be synchronous");
    expect(unhandled).toEqual([]);
  });

  it.each(["reduced", "replaced"])("when a handler returns a state: %s", (type) => {
    const failure = failureOf(() =>
      viewOf(Reducing).evolve({ content: undefined }, [storedEvent({ type })]),
    );
    expect(failure).toMatchObject({ view: "reducing", at: "event", member: type });
    expect(failure.reason).toBe(
      "the handler returned a state, which would be dropped; change the properties of `this`, and return nothing",
    );
  });

  it.each(["itself", "counted"])(
    "but not when what a handler returns is no other state: %s",
    (type) => {
      const content = viewOf(Reducing).evolve({ content: undefined }, [storedEvent({ type })]);
      expect(parsed(content)).toEqual({ count: 1 });
    },
  );

  it("when the state cannot be stored, and says which member", () => {
    const failure = failureOf(() =>
      viewOf(Failing).evolve({ content: undefined }, [storedEvent({ type: "unstorable" })]),
    );
    expect(failure).toMatchObject({ view: "failing", at: "state" });
    expect(failure.reason).toBe(
      "the state cannot be stored: value is NaN, which JSON cannot carry",
    );
  });

  it("when a member that is undefined would come back as its initial value", () => {
    const failure = failureOf(() =>
      viewOf(Failing).evolve({ content: undefined }, [storedEvent({ type: "undefined" })]),
    );
    expect(failure.reason).toMatch(/initial is undefined and would come back as 0/);
  });

  it("when the class's first state cannot be made", () => {
    mayBeMade = false;
    const failure = failureOf(() =>
      viewOf(Unmakeable).evolve({ content: undefined }, [storedEvent({ type: "ping" })]),
    );
    mayBeMade = true;
    expect(failure).toMatchObject({ view: "unmakeable", at: "state" });
    expect(failure.reason).toMatch(/^the first state cannot be made: Error: not today/);
  });
});
