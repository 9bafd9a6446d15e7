import "reflect-metadata";
import { Type } from "class-transformer";
import { Allow, IsDate, IsNotEmpty, IsOptional, IsString } from "class-validator";
import {
  Codec,
  Command,
  Decide,
  DomainEvent,
  event,
  IsBigInt,
  IsTimestamp,
  On,
  parameter,
  Selector,
  StateView,
  Subject,
  Timestamp,
} from "evidentsource-functions";
import { given, matching } from "evidentsource-functions/testing";
import { Money, money } from "../codec/value/valueClasses.js";

@DomainEvent("noted", { stream: "notes" })
class Noted {
  @Subject() @IsString() @IsNotEmpty() id!: string;
  @Allow() what!: unknown;
  @IsDate() @Type(() => Date) when!: Date;
  @IsOptional() @IsTimestamp() at?: Timestamp;
  @IsOptional() @IsBigInt() cents?: bigint;
  @IsOptional() @Codec(money) paid?: Money;
}

@StateView("notes", { selector: Selector.subject(parameter("id")) })
class Notes {
  items: unknown[] = [];
  @Type(() => Date) last: Date | null = null;
  @IsBigInt() cents = 0n;
  @IsOptional() @Codec(money) paid?: Money;

  @On(Noted) noted({ what, when, cents, paid }: Noted): void {
    this.items.push(structuredClone(what));
    this.last = structuredClone(when);
    this.cents += cents ?? 0n;
    if (paid !== undefined) this.paid = this.paid?.plus(paid) ?? paid;
  }
}

@Command("note")
class Note {
  @IsString() id!: string;
  @IsOptional() @IsBigInt() cents?: bigint;

  @Decide() decide() {
    const when = structuredClone(new Date(5));
    const { id, cents = 2n ** 64n } = this;
    const at = new Timestamp(5n, 1);
    const paid = new Money(cents, "EUR");
    return event(
      Noted,
      { id, what: structuredClone({ a: [1] }), when, at, cents, paid },
      { time: when },
    );
  }
}

const noted = event(Noted, {
  id: "a",
  what: { a: [1] },
  when: new Date(7),
  cents: 2n ** 64n,
  paid: new Money(2n ** 64n, "EUR"),
});

describe("what structuredClone gives under Jest, which is of Node's realm", () => {
  test("is kept in state", () =>
    given(noted)
      .view(Notes, { id: "a" })
      .matches({ items: [{ a: [1] }], last: new Date(7) }));

  test("is an instant, and is written into events", () =>
    given()
      .when(Note, { id: "a" })
      .thenSome(matching(Noted, { id: "a", cents: 2n ** 64n, at: new Timestamp(5n, 1) })));
});

test("bigints and values are exact from a command to the state", () =>
  given(noted, noted)
    .view(Notes, { id: "a" })
    .matches({ cents: 2n ** 65n, paid: new Money(2n ** 65n, "EUR") }));
