import { IsInt, IsPositive, IsString, Validate, ValidatorConstraint } from "class-validator";
import { Expose } from "class-transformer";
import { DomainEvent, On, Selector, StateView, type Event } from "evidentsource-functions";
import { stateView, validDefinitions } from "../../src/runtime/index.js";
import { StateViewError, type Class } from "../../src/domain/index.js";
import { thrownBy } from "../support/refusalOf.js";
import { jsonBytes, parsed } from "../support/stateContent.js";
import { storedEvent, storedJson } from "../support/storedEvent.js";

@DomainEvent("paid", { stream: "payments" })
class Paid {
  @Expose({ name: "in_cents" }) @IsInt() @IsPositive() cents!: number;
  @IsString() by!: string;
}

@ValidatorConstraint({ name: "broken" })
class BrokenRule {
  validate(): boolean {
    throw new RangeError("the rule itself is broken");
  }
}

@DomainEvent("odd", { stream: "payments" })
class Odd {
  @Validate(BrokenRule) value!: string;
}

@StateView("strict-payments", { selector: Selector.stream("payments") })
class StrictPayments {
  total = 0;

  @On(Paid)
  paid({ cents }: Paid): void {
    this.total += cents;
  }

  @On(Odd)
  odd(odd: Odd): void {
    this.total += odd.value.length;
  }
}

@StateView("lenient-payments", { selector: Selector.stream("payments"), invalidEvents: "skip" })
class LenientPayments {
  total = 0;

  @On(Paid)
  paid({ cents }: Paid): void {
    if (cents === 13) throw new Error("unlucky");
    this.total += cents;
  }

  @On(Odd)
  odd(odd: Odd): void {
    this.total += odd.value.length;
  }
}

const definitions = validDefinitions();

function fold(target: Class, events: Event[], content?: Uint8Array): Uint8Array | undefined {
  const definition = definitions.stateViewOf(target);
  if (definition === undefined) throw new Error(`${target.name} is not defined`);
  return stateView(definition).evolve({ content }, events);
}

function failureOf(action: () => unknown): StateViewError["failure"] {
  const error = thrownBy(action);
  if (!(error instanceof StateViewError)) throw error;
  return error.failure;
}

const valid = storedJson("paid", { in_cents: 5, by: "ada" }, { id: "ok" });
const text = (data: string): Event =>
  storedEvent({ id: "bad", type: "paid", data: { kind: "text", text: data } });

const INVALID: readonly (readonly [what: string, event: Event, reason: RegExp])[] = [
  ["breaks a rule", text('{"in_cents":-1,"by":"ada"}'), /in_cents must be a positive|positive/],
  ["lacks a member", text('{"in_cents":1}'), /by must be a string/],
  ["has no data", storedEvent({ id: "bad", type: "paid" }), /by must be a string/],
  ["is an array", text("[]"), /expected a JSON object, got an array of 0/],
  ["is no JSON", text("{"), /^its data is no JSON/],
  [
    "holds a number that would be rounded",
    text('{"in_cents":12345678901234567891,"by":"a"}'),
    /would be rounded/,
  ],
  [
    "is no UTF-8",
    storedEvent({
      id: "bad",
      type: "paid",
      data: { kind: "binary", bytes: new Uint8Array([0xc3, 0x28]) },
    }),
    /^its data is no UTF-8 text/,
  ],
  [
    "has another content type",
    storedJson("paid", { in_cents: 5, by: "ada" }, { id: "bad", dataContentType: "text/csv" }),
    /its data is of type "text\/csv", not JSON/,
  ],
];

describe("an event whose data", () => {
  it.each(INVALID)("%s stops the fold", (_what, event, reason) => {
    const failure = failureOf(() => fold(StrictPayments, [valid, event]));
    expect(failure).toMatchObject({
      view: "strict-payments",
      at: "event",
      eventId: "bad",
      eventType: "paid",
      member: "paid",
    });
    expect(failure.reason).toMatch(reason);
  });

  it.each(INVALID)("%s is passed over where the author chose so", (_what, event) => {
    expect(parsed(fold(LenientPayments, [valid, event, valid]))).toEqual({ total: 10 });
  });

  it("breaks several rules is reported with each of them, by the names of the JSON", () => {
    const { violations } = failureOf(() =>
      fold(StrictPayments, [storedJson("paid", { in_cents: "x", by: 1 })]),
    );
    expect(violations?.map(({ path, rule }) => [path, rule])).toEqual([
      ["by", "isString"],
      ["in_cents", "isInt"],
      ["in_cents", "isPositive"],
    ]);
    expect(violations?.every(({ message }) => message.length > 0)).toBe(true);
  });

  it("is no JSON breaks no rule of its class", () => {
    expect(failureOf(() => fold(StrictPayments, [text("{")])).violations).toBeUndefined();
  });

  it.each(["application/vnd.bank+json", "Application/JSON; charset=utf-8", undefined])(
    "is JSON by the content type %s is read",
    (dataContentType) => {
      const event = storedJson("paid", { in_cents: 5, by: "ada" }, { dataContentType });
      expect(parsed(fold(StrictPayments, [event]))).toEqual({ total: 5 });
    },
  );
});

describe("passing over invalid events", () => {
  const invalid = text("{}");

  it("leaves the stored content as it is when there is nothing else", () => {
    const content = jsonBytes({ total: 3, extra: true });
    expect(fold(LenientPayments, [invalid], content)).toBe(content);
  });

  it("makes no state where there was none", () => {
    expect(fold(LenientPayments, [invalid, invalid])).toBeUndefined();
  });

  it("does not pass over a handler that throws", () => {
    const failure = failureOf(() =>
      fold(LenientPayments, [storedJson("paid", { in_cents: 13, by: "ada" })]),
    );
    expect(failure).toMatchObject({ at: "event", member: "paid" });
    expect(failure.reason).toMatch(/^Error: unlucky/);
  });

  it("does not pass over stored state that cannot be read", () => {
    expect(failureOf(() => fold(LenientPayments, [valid], jsonBytes("text"))).at).toBe("state");
  });

  it("passes over an event at which a rule throws, for it breaks the rule", () => {
    const odd = storedJson("odd", { value: "x" }, { id: "odd-1" });
    expect(parsed(fold(LenientPayments, [valid, odd]))).toEqual(
      parsed(fold(LenientPayments, [valid])),
    );
    const failure = failureOf(() => fold(StrictPayments, [odd]));
    expect(failure).toMatchObject({ at: "event", eventId: "odd-1", member: "odd" });
    expect(failure.reason).toBe("value: value breaks a rule (the rule threw a RangeError)");
    expect(failure.violations).toMatchObject([{ path: "value", rule: "broken" }]);
  });
});
