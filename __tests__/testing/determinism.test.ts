import {
  Command,
  Decide,
  event,
  On,
  StateChangeError,
  StateView,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";
import { Type } from "class-transformer";
import { IsDate } from "class-validator";
import { AccountOpened } from "../../examples/savings-account/src/events.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";

let used: () => unknown = () => undefined;

@StateView("guarded")
class Guarded {
  opened = 0;
  @Type(() => Date) last = new Date(0);

  @On(AccountOpened) count(): void {
    used();
    this.opened += 1;
  }
}

@Command("use")
class Use {
  @Type(() => Date) @IsDate() at!: Date;

  @Decide() decide(db: Database): Decision {
    db.view(Guarded);
    used();
    if (!(this.at instanceof Date)) throw StateChangeError.validation("no date");
    return [];
  }
}

const opened = event(AccountOpened, { accountId: ACCOUNT_IDS[0], owner: "Ada" });
const fields = { at: new Date(5) };

const CASES: readonly (readonly [what: string, use: () => unknown])[] = [
  ["Date.now()", () => Date.now()],
  ["new Date()", () => new Date()],
  ["new Date()", () => Date()],
  ["performance.now()", () => performance.now()],
  ["Math.random()", () => Math.random()],
  ["crypto.randomUUID()", () => crypto.randomUUID()],
  ["crypto.getRandomValues()", () => crypto.getRandomValues(new Uint8Array(1))],
  ["fetch()", () => fetch("http://localhost")],
  [
    "setTimeout()",
    () =>
      setTimeout(() => {
        used();
      }, 0),
  ],
];

/** The kit's guard asks for `used` while it watches. */
const using = (use: () => unknown): void => {
  used = use;
};

afterEach(() => {
  using(() => undefined);
});

describe("under the kit", () => {
  it.each(CASES)("a decision that calls %s is stopped, even if it catches that", (what, use) => {
    using(() => {
      try {
        use();
      } catch {
        // The author's code goes on.
      }
    });
    expect(() => given().when(Use, fields).thenNothing()).toThrow(
      `${what} gives another answer at another time or place; `,
    );
  });

  it.each(CASES)("a view that calls %s is stopped", (what, use) => {
    using(use);
    expect(() => given(opened).view(Guarded).matches({ opened: 1 })).toThrow(
      `${what} gives another answer at another time or place; `,
    );
  });

  it("what to use instead is named", () => {
    using(() => Date.now());
    expect(() => given().when(Use, fields).thenNothing()).toThrow("use metadata.commandReceivedAt");
    expect(() => given(opened).view(Guarded).isEmpty()).toThrow("effectiveTime(event)");
  });

  it("dates that ask no clock are made as before, also by libraries", async () => {
    using(() => new Date("2026-01-01T00:00:00Z").getTime() + new Date(2026, 1).getTime());
    await given(opened).when(Use, fields).thenNothing();
    await given(opened)
      .view(Guarded)
      .equals({ opened: 1, last: new Date(0) });
  });

  it("everything is put back afterwards, also after a failure", async () => {
    using(() => Date.now());
    expect(() => given().when(Use, fields).thenNothing()).toThrow();
    using(() => undefined);
    await given(opened).when(Use, fields).thenNothing();
    const now = new Date();
    expect(Date.now()).toBeGreaterThanOrEqual(now.getTime());
    expect(Math.random()).toBeLessThan(1);
    expect(crypto.randomUUID()).toHaveLength(36);
  });
});
