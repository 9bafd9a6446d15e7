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

type Case = readonly [what: string, use: () => unknown];

const CASES: readonly Case[] = [
  ["Date.now()", () => Date.now()],
  ["new Date()", () => new Date()],
  ["new Date()", () => Date()],
  ["performance.now()", () => performance.now()],
  ["fetch()", () => fetch("http://localhost")],
  [
    "setTimeout()",
    () =>
      setTimeout(() => {
        used();
      }, 0),
  ],
];

const RANDOM: readonly Case[] = [
  ["Math.random()", () => Math.random()],
  ["crypto.randomUUID()", () => crypto.randomUUID()],
  ["crypto.getRandomValues()", () => crypto.getRandomValues(new Uint8Array(1))],
];

const TEXTS: readonly Case[] = [
  ["toString() of a Date", () => String(new Date(0))],
  ["toString() of a Date", () => `it is ${String(new Date(0))}`],
  ["toTimeString() of a Date", () => new Date(0).toTimeString()],
  ["toLocaleString() of a Date", () => new Date(0).toLocaleString()],
  ["toLocaleDateString() of a Date", () => new Date(0).toLocaleDateString("de")],
  ["toLocaleTimeString() of a Date", () => new Date(0).toLocaleTimeString()],
  ["toLocaleString() of a number", () => (1234.5).toLocaleString()],
  ["toLocaleString() of a bigint", () => 1234n.toLocaleString()],
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

  it.each(TEXTS)("the text that %s gives is stopped", (what, use) => {
    using(use);
    const says = `${what} is worded by each engine in its own way; `;
    expect(() => given().when(Use, fields).thenNothing()).toThrow(says);
    expect(() => given(opened).view(Guarded).matches({ opened: 1 })).toThrow(says);
  });

  it.each(RANDOM)("a decision may draw by %s, as in a component", (_what, use) => {
    using(use);
    return given().when(Use, fields).thenNothing();
  });

  it("what is the same in all components is so here", async () => {
    const answers: unknown[] = [];
    using(() => {
      const sorted = ["b", "A", "ä", "a", "😀", "\uffee"].sort((a, b) => a.localeCompare(b));
      answers.push(sorted.join(""), "é".localeCompare("e\u0301"), "a".localeCompare("ab"));
      answers.push("ı".toLocaleUpperCase("tr"), typeof Intl, typeof process, typeof Buffer);
      answers.push(new Date(0).toDateString(), new Date(0).toUTCString());
    });
    await given().when(Use, fields).thenNothing();
    expect(answers).toEqual([
      ...["Aabä\uffee😀", 0, -1, "I", "undefined", "undefined", "undefined"],
      ...["Thu Jan 01 1970", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ]);
    expect(typeof process).toBe("object");
    expect(String(new Date(0))).toContain("1970");
  });

  it("a clock that the runner has put in place stays there", async () => {
    const before = Date;
    const clock = new Proxy(Date, {});
    globalThis.Date = clock;
    try {
      using(() => new Date(2026, 1));
      await given().when(Use, fields).thenNothing();
      expect(Date).toBe(clock);
    } finally {
      globalThis.Date = before;
    }
  });

  it.each([...CASES, ...RANDOM])("a view that calls %s is stopped", (what, use) => {
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
