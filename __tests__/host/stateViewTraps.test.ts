import type { Event } from "../../src/domain/index.js";
import {
  loadBuiltProject,
  loadStateView,
  StateViewError,
  type StateViewComponent,
} from "../../src/host/index.js";
import {
  ACCOUNT,
  plainView,
  SAVINGS_ACCOUNT_DIST,
  savingsAccountComponent,
} from "../support/savingsAccount.js";
import { thrownBy } from "../support/refusalOf.js";
import { renderedView, textOf } from "../support/stateContent.js";
import { storedJson } from "../support/storedEvent.js";

const VIEW = "account-summary";
const credit = (fields: object, given?: Partial<Event>): Event =>
  storedJson("account.credited", { account_id: ACCOUNT, amount: 1, ...fields }, given);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

let component: StateViewComponent;
beforeAll(async () => {
  component = await loadStateView(await savingsAccountComponent("state-views", VIEW));
}, 60_000);

function trapOf(content: Uint8Array | undefined, events: readonly Event[]): StateViewError {
  const error = thrownBy(() => component.evolve(renderedView(VIEW, content), events));
  if (error instanceof StateViewError) return error;
  throw error;
}

function plainErrorOf(content: Uint8Array | undefined, events: readonly Event[]): StateViewError {
  const error = thrownBy(() => plainView(VIEW).evolve({ content }, events));
  if (error instanceof StateViewError) return error;
  throw error;
}

/** The next call after a trap goes to a fresh instance. */
function expectToFoldAgain(): void {
  const content = component.evolve(renderedView(VIEW, undefined), [credit({ amount: 7 })]);
  expect(textOf(content)).toBe(
    textOf(plainView(VIEW).evolve({ content: undefined }, [credit({ amount: 7 })])),
  );
}

describe("an event that breaks its class's rules", () => {
  it("stops the fold with its view, id, type, handler and every broken rule", () => {
    const events = [credit({}), credit({ amount: -5, account_id: 7 }, { id: "bad" }), credit({})];
    const { failure, message } = trapOf(undefined, events);
    expect(failure).toMatchObject({
      view: VIEW,
      at: "event",
      eventId: "bad",
      eventType: "account.credited",
      member: "credited",
    });
    expect(failure.violations).not.toHaveLength(0);
    expect(message).toContain(
      "state view account-summary: event bad (account.credited, handler credited): ",
    );
    const plain = plainErrorOf(undefined, events);
    expect(failure).toEqual(plain.failure);
    expect(message).toBe(plain.message);
    expectToFoldAgain();
  });

  it("is found wherever it stands among more events than fit one call", () => {
    const events = Array.from({ length: 2_300 }, (_item, index) =>
      index === 2_200 ? credit({ amount: 0.5 }, { id: "bad" }) : credit({}),
    );
    expect(trapOf(undefined, events).failure).toMatchObject({ eventId: "bad" });
    expectToFoldAgain();
  });

  it.each<[string, Event]>([
    ["has no data", credit({}, { data: undefined })],
    ["is no JSON", credit({}, { dataContentType: "text/plain" })],
    ["is no UTF-8", credit({}, { data: { kind: "binary", bytes: Uint8Array.of(0xff) } })],
    ["is no object", credit({}, { data: { kind: "text", text: "[1]" } })],
    ["would be rounded", credit({}, { data: { kind: "text", text: '{"amount":1e400}' } })],
  ])("stops the fold when its data %s", (_what, event) => {
    expect(trapOf(undefined, [event]).failure).toEqual(plainErrorOf(undefined, [event]).failure);
    expectToFoldAgain();
  });

  it("is told with its view and id by a loaded project, too", async () => {
    const { stateViews } = await loadBuiltProject(SAVINGS_ACCOUNT_DIST);
    const view = stateViews.find(({ name }) => name === VIEW);
    const bad = credit({ amount: -5 }, { id: "bad" });
    expect(() => view?.evolve(renderedView(VIEW, undefined), [bad])).toThrow(
      plainErrorOf(undefined, [bad]).message,
    );
  }, 60_000);
});

describe("a stored state that cannot be read", () => {
  it.each([
    ["is no object", "[1]"],
    ["is no JSON", '{"balance":'],
    ["is text", '"open"'],
    ["has a number that would be rounded", '{"balance":9007199254740993}'],
  ])("stops the fold when it %s", (_what, content) => {
    const { failure, message } = trapOf(text(content), [credit({})]);
    expect(failure).toMatchObject({ view: VIEW, at: "state" });
    expect(message).toMatch(/^state view account-summary: the stored state cannot be read: /);
    expect(message).toBe(plainErrorOf(text(content), [credit({})]).message);
    expectToFoldAgain();
  });

  it("stops the fold when it is no UTF-8", () => {
    const content = Uint8Array.of(0xff);
    expect(trapOf(content, [credit({})]).message).toBe(plainErrorOf(content, [credit({})]).message);
    expectToFoldAgain();
  });

  it("is no state at all when it is empty", () => {
    const content = component.evolve(renderedView(VIEW, new Uint8Array()), [credit({})]);
    expect(content).toEqual(plainView(VIEW).evolve({ content: undefined }, [credit({})]));
  });
});
