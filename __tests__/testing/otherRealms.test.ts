import {
  Command,
  Decide,
  DomainEvent,
  event,
  On,
  parameter,
  Selector,
  StateView,
  Subject,
  type Decision,
} from "evidentsource-functions";
import { given, matching } from "evidentsource-functions/testing";
import { Type } from "class-transformer";
import { Allow, IsDate, IsNotEmpty, IsString } from "class-validator";
import { ownRealmClone } from "../../src/testing/ownRealmClone.js";

@DomainEvent("realm.noted", { stream: "notes" })
class Noted {
  @Subject() @IsString() @IsNotEmpty() id!: string;
  @Allow() what!: unknown;
  @IsDate() @Type(() => Date) when!: Date;
}

@StateView("realm-notes", { selector: Selector.subject(parameter("id")) })
class Notes {
  items: unknown[] = [];
  @Type(() => Date) last: Date | null = null;
  @On(Noted) noted(noted: Noted): void {
    this.items.push(structuredClone(noted.what));
    this.last = structuredClone(noted.when);
  }
}

@Command("realm-note")
class Note {
  @IsString() id!: string;
  @Decide() decide(): Decision {
    const when = structuredClone(new Date(5));
    return event(Noted, { id: this.id, what: structuredClone({ a: [1] }), when }, { time: when });
  }
}

// Jest runs tests in a realm of its own, and gives them the `structuredClone` of Node's.
describe("what structuredClone gives under a runner with a realm of its own", () => {
  const noted = event(Noted, { id: "a", what: { a: [1] }, when: new Date(7) });

  it("can be state", () =>
    given(noted)
      .view(Notes, { id: "a" })
      .equals({ items: [{ a: [1] }], last: new Date(7) }));

  it("can be an event's data and its time", () =>
    given()
      .when(Note, { id: "a" })
      .then(matching(Noted, { what: { a: [1] }, when: new Date(5) }, { time: new Date(5) })));

  it("is of the author's realm, with all that it holds, and what stands twice stands twice", () => {
    const twice = { at: new Date(1) };
    const clone = ownRealmClone({ twice, again: [twice], map: new Map([["a", new Set([1])]]) });
    expect(clone).toEqual({ twice, again: [twice], map: new Map([["a", new Set([1])]]) });
    const {
      twice: first,
      again,
      map,
    } = clone as {
      twice: object;
      again: object[];
      map: Map<string, unknown>;
    };
    expect([clone, first, again, map, map.get("a")].map((item) => item instanceof Object)).toEqual(
      Array(5).fill(true),
    );
    expect(first).toBe(again[0]);
    expect(first).not.toBe(twice);
  });
});
