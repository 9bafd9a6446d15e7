import fc from "fast-check";
import { EventSelector, Selector, type SelectorNode } from "../../src/domain/index.js";
import { events, selectors } from "./selectorArbitraries.js";

const leaf: SelectorNode = { op: "equals", attribute: { kind: "stream", value: "accounts" } };
const and = (left: number, right: number): SelectorNode => ({ op: "and", left, right });
const or = (left: number, right: number): SelectorNode => ({ op: "or", left, right });

describe("the nodes of a selector", () => {
  test("stand in post-order, the root last", () => {
    const selector = Selector.stream("accounts").and(
      Selector.noSubject().or(Selector.eventTypeStartsWith("account.")),
    );
    expect(selector.flatten()).toEqual([
      { op: "equals", attribute: { kind: "stream", value: "accounts" } },
      { op: "equals", attribute: { kind: "subject", value: null } },
      { op: "starts-with", prefix: { kind: "event-type", value: "account." } },
      { op: "or", left: 1, right: 2 },
      { op: "and", left: 0, right: 3 },
    ]);
  });

  test("of every selector are a right operand just before its parent, and a left one before that", () => {
    fc.assert(
      fc.property(selectors, (selector) => {
        const nodes = selector.flatten();
        // Read as a stack machine reads them, they leave one value: the root.
        const stack: number[] = [];
        nodes.forEach((node, index) => {
          if (node.op === "and" || node.op === "or") {
            expect(stack.pop()).toBe(node.right);
            expect(stack.pop()).toBe(node.left);
          }
          stack.push(index);
        });
        expect(stack).toEqual([nodes.length - 1]);
      }),
    );
  });

  test("make the selector that they came from", () => {
    fc.assert(
      fc.property(selectors, fc.array(events), (selector, some) => {
        const again = EventSelector.unflatten(structuredClone(selector.flatten()));
        expect(again.equals(selector)).toBe(true);
        expect(again.flatten()).toEqual(selector.flatten());
        for (const one of some) expect(again.matches(one)).toBe(selector.matches(one));
      }),
    );
  });

  test("are copied, so that a list that changes later changes no selector", () => {
    const nodes: SelectorNode[] = [leaf];
    const selector = EventSelector.unflatten(nodes);
    nodes.push(leaf, and(0, 1));
    expect(selector.flatten()).toEqual([leaf]);
  });

  test("may stand in any order in which children precede their parents", () => {
    const other: SelectorNode = { op: "equals", attribute: { kind: "subject", value: "a" } };
    const selector = EventSelector.unflatten([leaf, other, leaf, or(2, 0), and(3, 1)]);
    expect(selector.matches({ stream: "accounts", type: "t", subject: "a" })).toBe(true);
    expect(selector.matches({ stream: "accounts", type: "t", subject: "b" })).toBe(false);
  });
});

describe("nodes of unknown origin", () => {
  const backwards = "indices must point backwards";

  test.each<[string, SelectorNode[], string]>([
    ["none at all", [], "a selector must have at least one node"],
    ["an index of itself", [leaf, and(0, 1)], `node 1 (and) points to node 1; ${backwards}`],
    ["a forward index", [and(1, 2), leaf, leaf], `node 0 (and) points to node 1; ${backwards}`],
    ["an index that is out of range", [leaf, leaf, or(0, 9)], "node 2 (or) points to node 9"],
    ["a negative index", [leaf, leaf, or(-1, 1)], "node 2 (or) points to node -1"],
    ["a broken index", [leaf, leaf, or(0, 0.5)], "node 2 (or) points to node 0.5"],
    ["an index that is no number", [leaf, leaf, or(0, Number.NaN)], "points to node NaN"],
    ["an index that is text", [leaf, leaf, and(0, "1" as unknown as number)], "points to node 1"],
    ["a branch first", [and(0, 0)], "node 0 (and) points to node 0"],
    ["one child twice", [leaf, and(0, 0)], "node 0 is used by more than one parent"],
    ["a child of two", [leaf, leaf, and(0, 1), or(0, 2)], "node 0 is used by more than one parent"],
    ["a leaf of no parent", [leaf, leaf], "node 0 belongs to no parent; the root must be last"],
    ["a root that is not last", [leaf, leaf, and(0, 1), leaf], "node 2 belongs to no parent"],
    ["an orphan in the middle", [leaf, leaf, leaf, and(0, 2)], "node 1 belongs to no parent"],
  ])("are refused with %s", (_, nodes, complaint) => {
    expect(() => EventSelector.unflatten(nodes)).toThrow(RangeError);
    expect(() => EventSelector.unflatten(nodes)).toThrow(complaint);
  });

  test("are accepted exactly when they are one tree whose children precede their parents", () => {
    const index = fc.integer({ min: -1, max: 6 });
    const node = fc.oneof(
      { weight: 3, arbitrary: fc.constant(leaf) },
      { weight: 1, arbitrary: fc.tuple(index, index).map(([l, r]) => and(l, r)) },
    );
    const isTree = (nodes: readonly SelectorNode[]): boolean => {
      const children = nodes.map((one) =>
        one.op === "and" || one.op === "or" ? [one.left, one.right] : [],
      );
      const seen = new Set<number>();
      const visit = (at: number): boolean => {
        if (at < 0 || at >= nodes.length || seen.has(at)) return false;
        seen.add(at);
        return (children[at] ?? []).every((child) => child < at && visit(child));
      };
      return visit(nodes.length - 1) && seen.size === nodes.length;
    };
    fc.assert(
      fc.property(fc.array(node, { maxLength: 6 }), (nodes) => {
        const attempt = () => EventSelector.unflatten(nodes);
        if (isTree(nodes)) expect(attempt().flatten()).toEqual(nodes);
        else expect(attempt).toThrow(RangeError);
      }),
      { numRuns: 2000 },
    );
  });

  test("may be a chain of 100,000", () => {
    const nodes: SelectorNode[] = [leaf];
    for (let i = 0; i < 100_000; i++) nodes.push(leaf, or(2 * i, 2 * i + 1));
    const selector = EventSelector.unflatten(nodes);
    expect(selector.matches({ stream: "accounts", type: "t" })).toBe(true);
    expect(selector.matches({ stream: "orders", type: "t" })).toBe(false);
  });
});
