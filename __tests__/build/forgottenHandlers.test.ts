import { forgottenHandlers } from "../../src/build/discover/forgottenHandlers.js";
import { withForgottenDecision } from "../../src/build/discover/forgottenDecisions.js";
import { scanSource } from "../../src/build/scan/index.js";
import { Problem } from "../../src/model/problems/index.js";
import type { DecoratorRecord } from "../../src/model/records.js";

class Opened {}
class Base {}
class Account extends Base {}

const records: readonly DecoratorRecord[] = [
  { decorator: "StateView", target: Account, name: "account", options: {}, where: undefined },
  {
    decorator: "On",
    prototype: Account.prototype,
    member: "opened",
    events: [Opened],
    payload: undefined,
    parameterTypes: [Opened],
    returnType: undefined,
    where: undefined,
  },
];

/** What is told of a view with these members, beside the handler of `Opened`. */
function told(members: string, { base = "", beside = "" } = {}): string[] {
  const code = `import { type Event, On, StateView } from "evidentsource-functions";
@DomainEvent("opened") class Opened {}
@DomainEvent("closed") class Closed {}
class Money {}
class Base { ${base} }
@StateView("account") class Account extends Base { @On(Opened) opened(e: Opened) {} ${members} }
${beside}`;
  const { classes, accesses } = scanSource(code, "account.ts");
  return forgottenHandlers(records, classes, accesses).map(
    ({ severity, code: name, className = "", member = "", where, remedy }) =>
      `${severity} ${name} ${className}.${member} ${String(where?.line)}: ${remedy}`,
  );
}

const lost = (of = "Account", line = 6): string[] => [
  `warning ESF225 ${of}.closed ${String(line)}: Put @On(Closed) before it, or remove it.`,
];

describe("a method of a view that takes an event and has no decorator", () => {
  test.each<[string, string, string[]]>([
    ["alone", "closed(e: Closed): void {}", lost()],
    ["and what stored it", "closed(e: Readonly<Closed>, { id }: Event) { return; }", lost()],
    ["private", "private closed(e: Closed) {}", lost()],
  ])("is most likely a handler: %s", (_, members, expected) => {
    expect(told(members)).toEqual(expected);
  });

  test("is most likely one in a class that the view extends, too", () => {
    expect(told("", { base: "closed(e: Closed) {}" })).toEqual(lost("Base", 5));
  });

  test("is most likely one of several events, or of any", () => {
    expect(told("ended(e: Opened | Closed) {} seen(e: Event) {}")).toEqual([
      "warning ESF225 Account.ended 6: Put @On(Opened, Closed) before it, or remove it.",
      "warning ESF225 Account.seen 6: Put @OnAny() before it, or remove it.",
    ]);
  });

  test.each([
    ["that gives a value by its type", "closed(e: Closed): boolean { return true; }"],
    ["that gives a value by its code", "closed(e: Closed) { return e.at; }"],
    ["of which another method calls it", "closed(e: Closed) {} both() { this.closed(e); }"],
    ["that another method passes on", "closed(e: Closed) {} both() { all.forEach(this.closed); }"],
    ["that may be called by a computed name", "closed(e: Closed) {} both() { this[name](e); }"],
    ["that is taken out of an instance", "closed(e: Closed) {} both() { const { closed } = x; }"],
    ["that takes more", "closed(e: Closed, at: Money) {}"],
    ["that takes three things", "closed(e: Closed, at: Event, again: boolean) {}"],
    ["that may take something else", "closed(e: Closed | Money) {}"],
    ["that takes many", "closed(e: Closed[]) {}"],
    ["of an event that is handled", "again(e: Opened) {}"],
    ["that is static", "static closed(e: Closed) {}"],
    ["that is an accessor", "set closed(e: Closed) {}"],
    ["with a decorator of someone's", "@logged closed(e: Closed) {}"],
    ["that takes no event", "paid(e: Money) {}"],
  ])("is none where it is one %s", (_, members) => {
    expect(told(members)).toEqual([]);
  });

  test("is none where other code calls it, but what others have of the same name says nothing", () => {
    const members = "closed(e: Closed) {}";
    expect(told(members, { beside: "function f(a: Account) { a.closed(e); }" })).toEqual([]);
    expect(told(members, { base: "both() { this.closed(e); }" })).toEqual([]);
    expect(told(members, { beside: "class Other { f() { this.closed(e); } }" })).toEqual(lost());
  });
});

describe("a command without a decision", () => {
  const remedy = (code: string): string =>
    withForgottenDecision(
      Problem.noDecision({ className: "Open" }),
      scanSource(code, "open.ts").classes,
    ).remedy;
  const none = Problem.noDecision({ className: "Open" }).remedy;

  test.each([
    [
      "in the command",
      "class Open { run(db: Database) {} }",
      "Put @Decide() before Open.run (open.ts:1:14), which takes what a decision takes.",
    ],
    [
      "by its name",
      "class Open { decide() {} }",
      "Put @Decide() before Open.decide (open.ts:1:14), which takes what a decision takes.",
    ],
    [
      "beside it",
      "class Open {} class Decisions { open(c: Open, db: Database) {} }",
      "Put @Decide(Open) before Decisions.open (open.ts:1:33), which takes what a decision takes.",
    ],
    [
      "among other decisions",
      "class Open {} class Decisions { @Decide(Close) close() {} open(c: Open) {} }",
      "Put @Decide(Open) before Decisions.open (open.ts:1:59), which takes what a decision takes.",
    ],
    [
      "nowhere",
      "class Open { total() {} } class Other { decide(c: Close, db: Database) {} }",
      none,
    ],
    ["in doubt", "class Open { a(db: Database) {} b(db: Database) {} }", none],
    ["as something else", "class Open { static decide(db: Database) {} @x decide() {} }", none],
  ])("names the method that has lost its decorator: %s", (_, code, expected) => {
    expect(remedy(code)).toBe(expected);
  });
});
