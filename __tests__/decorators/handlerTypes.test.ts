/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import { Decide, On, OnAny } from "../../src/decorators/index.js";
import type {
  Database,
  Decision,
  Event,
  StateChangeMetadata,
  Timestamp,
} from "../../src/domain/index.js";
import { recordsOf } from "../support/isolatedRegistry.js";

class Opened {
  owner!: string;
}

class Closed {
  reason!: string;
}

class Open {
  owner!: string;
}

/**
 * What the compiler accepts and refuses: `tsc --noEmit` fails where a line that must not compile
 * does. At run time every line records, right or wrong.
 */
describe("the compiler checks handlers", () => {
  test("a handler may take the payload, the payload with its event, or nothing", () => {
    const records = recordsOf(() => {
      class View {
        @On(Opened) payload(_opened: Opened): void {
          // Compiles.
        }
        @On(Opened) payloadAndEvent(_opened: Opened, _event: Event): void {
          // Compiles.
        }
        @On(Opened) nothing(): void {
          // Compiles.
        }
        @On(Opened) part(_opened: { owner: string }): void {
          // Compiles: every Opened has an owner.
        }
        @On(Opened, Closed) either(_change: Opened | Closed): void {
          // Compiles.
        }
        @On("opened") byName(_opened: Opened, _event: Event): void {
          // Compiles.
        }
        @On("opened", () => Opened) byNameAndClass(_opened: Opened): void {
          // Compiles.
        }
        @OnAny() any(_event: Event): void {
          // Compiles.
        }
      }
      return View;
    });
    expect(records).toHaveLength(8);
  });

  test("a handler of one class may not take another", () => {
    const records = recordsOf(() => {
      class View {
        // @ts-expect-error -- an Opened is no Closed
        @On(Opened) other(_closed: Closed): void {
          // Does not compile.
        }
        // @ts-expect-error -- the second class is not taken
        @On(Opened, Closed) oneOfTwo(_opened: Opened): void {
          // Does not compile.
        }
        // @ts-expect-error -- the function names another class
        @On("opened", () => Opened) otherByName(_closed: Closed): void {
          // Does not compile.
        }
        // @ts-expect-error -- the second parameter is the event
        @On(Opened) noEvent(_opened: Opened, _at: Timestamp): void {
          // Does not compile.
        }
        // @ts-expect-error -- no third parameter is given
        @On(Opened) three(_opened: Opened, _event: Event, _more: string): void {
          // Does not compile.
        }
        // @ts-expect-error -- the second parameter is the event, also by name
        @On("opened") noEventByName(_opened: Opened, _at: Timestamp): void {
          // Does not compile.
        }
        // @ts-expect-error -- @OnAny gives the event alone
        @OnAny() payload(_opened: Opened): void {
          // Does not compile.
        }
      }
      return View;
    });
    expect(records).toHaveLength(7);
  });

  test("a handler may not return an object, which would be a state that is lost", () => {
    const records = recordsOf(() => {
      class View {
        owner = "";
        // @ts-expect-error -- nobody looks at the new state
        @On(Opened) newState({ owner }: Opened): View {
          return Object.assign(new View(), { owner });
        }
        // @ts-expect-error -- nor where its type is not declared
        @On("opened") inferred({ owner }: Opened) {
          return { owner };
        }
        // @ts-expect-error -- nor at the instance itself
        @OnAny() chained(_event: Event): this {
          return this;
        }
        // @ts-expect-error -- nobody waits for a promise
        @On(Opened) async waiting(): Promise<void> {
          await Promise.resolve();
        }
        // @ts-expect-error -- what may be an object is refused as well
        @On(Opened) unknown(): unknown {
          return this.owner;
        }
        @On(Opened) early(opened: Opened): void {
          if (opened.owner === "") return;
          this.owner = opened.owner;
        }
        @On(Closed) counted(): number {
          return this.owner.length;
        }
      }
      return View;
    });
    expect(records).toHaveLength(7);
  });

  test("@On must be given classes or names, and stand on a method", () => {
    const records = recordsOf(() => {
      class View {
        // @ts-expect-error -- a number is neither
        @On(1) number(): void {
          // Does not compile.
        }
        // @ts-expect-error -- nothing is handled
        @On() none(): void {
          // Does not compile.
        }
        // @ts-expect-error -- a property is no handler
        @On(Opened) property = 1;
      }
      return View;
    });
    expect(records).toHaveLength(3);
  });
});

describe("the compiler checks decisions", () => {
  test("a decision may take what it is given, in order, and return any form of a decision", () => {
    const records = recordsOf(() => {
      class Inside {
        @Decide() all(_db: Database, _metadata: StateChangeMetadata): Decision {
          return [];
        }
        @Decide() database(_db: Database): Decision {
          return { events: [] };
        }
        @Decide() nothing(): Decision {
          return [];
        }
        @Decide(Open) outside(
          _open: Open,
          _db: Database,
          _metadata: StateChangeMetadata,
        ): Decision {
          return [];
        }
      }
      return Inside;
    });
    expect(records).toHaveLength(4);
  });

  test("a decision may not take anything else, nor return anything else", () => {
    const records = recordsOf(() => {
      class Wrong {
        // @ts-expect-error -- inside a command `this` is the command
        @Decide() takesCommand(_open: Open): Decision {
          return [];
        }
        // @ts-expect-error -- outside it, the command comes first
        @Decide(Open) takesDatabase(_db: Database): Decision {
          return [];
        }
        // @ts-expect-error -- a number is no decision
        @Decide() returnsNumber(): number {
          return 1;
        }
        // @ts-expect-error -- the database answers at once
        @Decide() returnsPromise(): Promise<Decision> {
          return Promise.resolve([]);
        }
      }
      return Wrong;
    });
    expect(records).toHaveLength(4);
  });
});
