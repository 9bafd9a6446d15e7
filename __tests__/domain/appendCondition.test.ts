import fc from "fast-check";
import {
  AppendCondition,
  conditionHolds,
  MAX_REVISION,
  parameter,
  Selector,
} from "../../src/domain/index.js";

const selector = Selector.subject("a-1");
const revisions = fc.oneof(
  fc.bigInt({ min: 0n, max: 6n }),
  fc.bigInt({ min: 0n, max: MAX_REVISION }),
);

describe("an append condition", () => {
  test.each([
    ["min", AppendCondition.min(selector, 3n), { kind: "min", selector, revision: 3n }],
    ["max", AppendCondition.max(selector, 3n), { kind: "max", selector, revision: 3n }],
    [
      "range",
      AppendCondition.range(selector, 1n, 3n),
      { kind: "range", selector, min: 1n, max: 3n },
    ],
    ["mustExist", AppendCondition.mustExist(selector), { kind: "min", selector, revision: 1n }],
    [
      "mustNotExist",
      AppendCondition.mustNotExist(selector),
      { kind: "max", selector, revision: 0n },
    ],
    [
      "failIfEventsMatch",
      AppendCondition.failIfEventsMatch(selector),
      { kind: "max", selector, revision: 0n },
    ],
    [
      "unchangedSince",
      AppendCondition.unchangedSince(selector, 3n),
      { kind: "max", selector, revision: 3n },
    ],
    [
      "atRevision",
      AppendCondition.atRevision(selector, 3n),
      { kind: "range", selector, min: 3n, max: 3n },
    ],
  ])("%s is what the platform knows it as", (_, condition, expected) => {
    expect(condition).toEqual(expected);
    expect(condition.selector).toBe(selector);
  });

  test.each([
    ["min", AppendCondition.min(selector, 3n), [3n, 4n, MAX_REVISION], [0n, 2n]],
    ["min 0", AppendCondition.min(selector, 0n), [0n, 1n], []],
    ["max", AppendCondition.max(selector, 3n), [0n, 3n], [4n, MAX_REVISION]],
    ["range", AppendCondition.range(selector, 2n, 3n), [2n, 3n], [0n, 1n, 4n]],
    ["mustExist", AppendCondition.mustExist(selector), [1n, 9n], [0n]],
    ["mustNotExist", AppendCondition.mustNotExist(selector), [0n], [1n, 9n]],
    ["failIfEventsMatch", AppendCondition.failIfEventsMatch(selector), [0n], [1n, 9n]],
    ["unchangedSince", AppendCondition.unchangedSince(selector, 3n), [0n, 3n], [4n]],
    ["atRevision", AppendCondition.atRevision(selector, 3n), [3n], [0n, 2n, 4n]],
    ["atRevision 0", AppendCondition.atRevision(selector, 0n), [0n], [1n]],
  ])("%s holds at some revisions of the last event and not at others", (_, condition, yes, no) => {
    for (const last of yes) expect(conditionHolds(condition, last)).toBe(true);
    for (const last of no) expect(conditionHolds(condition, last)).toBe(false);
  });
});

describe("the laws of append conditions", () => {
  test("a range holds exactly when its min and its max both hold", () => {
    fc.assert(
      fc.property(revisions, revisions, revisions, (a, b, last) => {
        const [min, max] = a <= b ? [a, b] : [b, a];
        expect(conditionHolds(AppendCondition.range(selector, min, max), last)).toBe(
          conditionHolds(AppendCondition.min(selector, min), last) &&
            conditionHolds(AppendCondition.max(selector, max), last),
        );
      }),
    );
  });

  test("a min fails exactly when the max before it holds", () => {
    fc.assert(
      fc.property(revisions, revisions, (revision, last) => {
        fc.pre(revision > 0n);
        expect(conditionHolds(AppendCondition.min(selector, revision), last)).toBe(
          !conditionHolds(AppendCondition.max(selector, revision - 1n), last),
        );
      }),
    );
  });

  test("something exists or nothing does", () => {
    fc.assert(
      fc.property(revisions, (last) => {
        expect(conditionHolds(AppendCondition.mustExist(selector), last)).toBe(
          !conditionHolds(AppendCondition.mustNotExist(selector), last),
        );
      }),
    );
  });

  test("nothing changes at the revision that was read, and something does after it", () => {
    fc.assert(
      fc.property(revisions, revisions, (read, last) => {
        const unchanged = conditionHolds(AppendCondition.unchangedSince(selector, read), last);
        expect(unchanged).toBe(last <= read);
        expect(conditionHolds(AppendCondition.atRevision(selector, read), last)).toBe(
          last === read,
        );
      }),
    );
  });
});

describe("an append condition is refused", () => {
  test.each([-1n, MAX_REVISION + 1n])("for the revision %p, which has no 64 bits", (revision) => {
    const complaint = `must be between 0 and 2^64 - 1, got ${String(revision)}n`;
    expect(() => AppendCondition.min(selector, revision)).toThrow(
      new RangeError(`the revision of a min condition ${complaint}`),
    );
    expect(() => AppendCondition.max(selector, revision)).toThrow(
      new RangeError(`the revision of a max condition ${complaint}`),
    );
    expect(() => AppendCondition.range(selector, revision, 5n)).toThrow(
      new RangeError(`the minimum of a range ${complaint}`),
    );
    expect(() => AppendCondition.range(selector, 0n, revision)).toThrow(
      new RangeError(`the maximum of a range ${complaint}`),
    );
    expect(() => AppendCondition.unchangedSince(selector, revision)).toThrow(complaint);
    expect(() => AppendCondition.atRevision(selector, revision)).toThrow(complaint);
  });

  test("for a revision that is a number, which could have been rounded", () => {
    expect(() => AppendCondition.max(selector, 3 as unknown as bigint)).toThrow(
      new TypeError("the revision of a max condition must be a bigint, got 3"),
    );
  });

  test("for a range in the wrong order", () => {
    expect(() => AppendCondition.range(selector, 4n, 3n)).toThrow(
      new RangeError("a range condition from 4 to 3 can never hold; the minimum comes first"),
    );
  });

  const open = Selector.stream("accounts").and(Selector.subject(parameter("account_id")));
  const invalid = Selector.stream("a");

  test.each<[string, (wrong: typeof selector) => AppendCondition]>([
    ["min", (wrong) => AppendCondition.min(wrong, 1n)],
    ["max", (wrong) => AppendCondition.max(wrong, 1n)],
    ["range", (wrong) => AppendCondition.range(wrong, 1n, 2n)],
    ["mustExist", (wrong) => AppendCondition.mustExist(wrong)],
    ["mustNotExist", (wrong) => AppendCondition.mustNotExist(wrong)],
    ["failIfEventsMatch", (wrong) => AppendCondition.failIfEventsMatch(wrong)],
    ["unchangedSince", (wrong) => AppendCondition.unchangedSince(wrong, 1n)],
    ["atRevision", (wrong) => AppendCondition.atRevision(wrong, 1n)],
  ])("by %s for a selector with parameters, or with invalid values", (_, make) => {
    expect(() => make(open)).toThrow(
      new RangeError(
        'the selector of a condition must not have parameters, but has "account_id"; give it a value with bind()',
      ),
    );
    expect(() => make(invalid)).toThrow('in a selector: stream name "a" must start with a letter');
    expect(
      make(open.bind({ account_id: "a-1" })).selector.matches({
        stream: "accounts",
        type: "account.opened",
        subject: "a-1",
      }),
    ).toBe(true);
  });
});
