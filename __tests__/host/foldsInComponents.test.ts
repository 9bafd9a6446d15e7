import fc from "fast-check";
import type { Event } from "../../src/domain/index.js";
import { loadStateView, type StateViewComponent } from "../../src/host/index.js";
import { accountEvent } from "../support/accountEvents.js";
import { inPieces } from "../support/inPieces.js";
import { plainView, savingsAccountComponent } from "../support/savingsAccount.js";
import { renderedView, textOf } from "../support/stateContent.js";
import { storedJson } from "../support/storedEvent.js";

describe.each(["account-summary", "open-accounts"])("the component of the view %s", (name) => {
  let component: StateViewComponent;
  const fold = (content: Uint8Array | undefined, events: readonly Event[]) =>
    component.evolve(renderedView(name, content), events);

  beforeAll(async () => {
    component = await loadStateView(await savingsAccountComponent("state-views", name));
  }, 60_000);

  it("folds in pieces to the same bytes as at once, and as in plain Node", () => {
    fc.assert(
      fc.property(inPieces(accountEvent), ({ whole, pieces }) => {
        let content: Uint8Array | undefined;
        for (const piece of pieces) content = fold(content, piece);
        const atOnce = fold(undefined, whole);
        const inPlainNode = plainView(name).evolve({ content: undefined }, whole);
        expect(textOf(content)).toBe(textOf(inPlainNode));
        expect(textOf(atOnce)).toBe(textOf(inPlainNode));
        expect(content).toEqual(inPlainNode);
        expect(atOnce).toEqual(inPlainNode);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it("gives stored content back as it is when there is nothing to fold", () => {
    expect(fold(undefined, [])).toBeUndefined();
    const [event] = fc.sample(accountEvent, { numRuns: 1, seed: 2 });
    const content = fold(undefined, event === undefined ? [] : [event]);
    expect(fold(content, [])).toEqual(content);
  });
});

it("a component folds more events than fit one of its calls, or one of its instances", async () => {
  const bytes = await savingsAccountComponent("state-views", "account-summary");
  const component = await loadStateView(bytes);
  const [sample = []] = fc.sample(fc.array(accountEvent, { minLength: 50, maxLength: 50 }), {
    numRuns: 1,
    seed: 1,
  });
  const events = Array.from({ length: 450 }, () => sample).flat();
  expect(textOf(component.evolve(renderedView("account-summary", undefined), events))).toBe(
    textOf(plainView("account-summary").evolve({ content: undefined }, events)),
  );
}, 60_000);

describe("a component with little memory", () => {
  const account = "3f1c1a52-5c2e-4d0a-9a53-0d6f0d6d7a11";
  const opened = (owner: string): Event =>
    storedJson("account.opened", { account_id: account, owner });

  it("is refused when it cannot even start", async () => {
    const bytes = await savingsAccountComponent("state-views", "account-summary");
    await expect(loadStateView(bytes, { memoryLimit: 1_000_000 })).rejects.toThrow(
      /^the module needs \d+ bytes of memory from the start$/,
    );
  });

  it("stops at its limit, and folds the next events in a fresh instance", async () => {
    const bytes = await savingsAccountComponent("state-views", "account-summary");
    const component = await loadStateView(bytes, { memoryLimit: 32_000_000 });
    const empty = renderedView("account-summary", undefined);
    expect(() => component.evolve(empty, [opened("o".repeat(40_000_000))])).toThrow(
      /^state view account-summary: the component trapped: /,
    );
    expect(textOf(component.evolve(empty, [opened("Ada")]))).toContain('"owner":"Ada"');
  }, 60_000);

  it("is given large events a few at a time", async () => {
    const bytes = await savingsAccountComponent("state-views", "account-summary");
    const component = await loadStateView(bytes);
    const events = Array.from({ length: 40 }, () => opened("o".repeat(1_000_000)));
    const folded = component.evolve(renderedView("account-summary", undefined), [
      ...events,
      opened("Ada"),
    ]);
    expect(textOf(folded)).toContain('"owner":"Ada"');
  }, 60_000);
});
