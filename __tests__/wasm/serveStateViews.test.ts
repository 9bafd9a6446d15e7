import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { AccountOpened } from "../../examples/savings-account/src/events.js";
import { OpenAccounts } from "../../examples/savings-account/src/open-accounts.js";
import { StateViewError } from "../../src/domain/index.js";
import {
  DIAGNOSIS_CONTENT_TYPE,
  eventToWit,
  renderedToWit,
  type WitCloudEvent,
  type WitRenderedStateView,
} from "../../src/wasm/wit/index.js";
import { serveStateViews } from "../../src/wasm/guest/serveStateViews.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { thrownBy } from "../support/refusalOf.js";
import { jsonBytes, parsed, renderedView } from "../support/stateContent.js";
import { storedJson } from "../support/storedEvent.js";

const evolve = serveStateViews([AccountSummary, OpenAccounts]);
const [accountId] = ACCOUNT_IDS;
const opened = eventToWit(
  storedJson("account.opened", { account_id: accountId, owner: "ada" }, { id: "o-1" }),
);
const broken = eventToWit(storedJson("account.credited", { amount: -1 }, { id: "b-1" }));
const view = (name: string, content?: Uint8Array): WitRenderedStateView =>
  renderedToWit(renderedView(name, content));
const asking = (name: string, content?: Uint8Array): WitRenderedStateView => {
  const stored = view(name, content);
  return { ...stored, context: { ...stored.context, contentType: DIAGNOSIS_CONTENT_TYPE } };
};

describe("a component with several views", () => {
  it("folds for the view that the request names", () => {
    expect(parsed(evolve(view("account-summary"), [opened]))).toMatchObject({ owner: "ada" });
    expect(parsed(evolve(view("open-accounts"), [opened]))).toEqual({
      accounts: [{ account_id: accountId, owner: "ada", balance: 0 }],
      total: 0,
    });
  });

  it("continues from the content that it is given", () => {
    const content = evolve(view("account-summary"), [opened]);
    const credited = eventToWit(
      storedJson("account.credited", { account_id: accountId, amount: 3 }),
    );
    expect(parsed(evolve(view("account-summary", content), [credited]))).toEqual({
      owner: "ada",
      status: "open",
      balance: 3,
      transaction_count: 1,
    });
  });

  it("stores nothing when there is nothing to store", () => {
    expect(evolve(view("account-summary"), [])).toBeUndefined();
  });

  it("refuses a view that it does not hold, and says which it holds", () => {
    const error = thrownBy(() => evolve(view("account-sumary"), [opened]));
    expect(error).toBeInstanceOf(StateViewError);
    expect((error as StateViewError).failure).toEqual({
      view: "account-sumary",
      at: "request",
      reason: "this component holds account-summary, open-accounts",
    });
  });

  it("throws when a fold stops", () => {
    expect(() => evolve(view("account-summary"), [opened, broken])).toThrow(
      /^state view account-summary: event b-1 \(account\.credited, handler credited\): /,
    );
  });

  it("folds on after a fold that stopped", () => {
    expect(() => evolve(view("account-summary"), [broken])).toThrow(StateViewError);
    expect(parsed(evolve(view("account-summary"), [opened]))).toMatchObject({ owner: "ada" });
  });

  it("reads nothing but the type of events that it does not handle", () => {
    const read: PropertyKey[] = [];
    const strange = new Proxy<WitCloudEvent>(
      { ...opened, type: "account.audited" },
      {
        get: (target, name) => {
          read.push(name);
          return Reflect.get(target, name) as unknown;
        },
      },
    );
    evolve(view("account-summary"), [strange]);
    expect(read).toEqual(["type"]);
  });

  it("is not made of classes that are no views", () => {
    expect(() => serveStateViews([AccountSummary, AccountOpened])).toThrow(
      "AccountOpened is no state view",
    );
  });
});

describe("a request for a diagnosis", () => {
  it("is answered that there is none when the fold goes through", () => {
    expect(parsed(evolve(asking("account-summary"), [opened]))).toEqual({ failure: null });
  });

  it("is answered with the failure in place of a trap", () => {
    expect(parsed(evolve(asking("account-summary"), [opened, broken]))).toMatchObject({
      failure: {
        view: "account-summary",
        at: "event",
        eventId: "b-1",
        eventType: "account.credited",
        member: "credited",
        violations: [
          { path: "account_id", rule: "isUuid" },
          { path: "amount", rule: "isPositive" },
        ],
      },
    });
  });

  it("is answered for stored state that cannot be read", () => {
    expect(parsed(evolve(asking("open-accounts", jsonBytes(5)), [opened]))).toMatchObject({
      failure: { view: "open-accounts", at: "state" },
    });
  });

  it("is answered for a view that the component does not hold", () => {
    expect(parsed(evolve(asking("other"), [opened]))).toMatchObject({
      failure: { view: "other", at: "request" },
    });
  });

  it("is answered for a request that is none", () => {
    const records = [null] as unknown as WitCloudEvent[];
    expect(parsed(evolve(asking("account-summary"), records))).toMatchObject({
      failure: {
        view: "account-summary",
        at: "request",
        reason: expect.stringMatching(/TypeError/) as string,
      },
    });
  });
});
