import { event, isEventDraft, type Fields } from "../../src/domain/index.js";

class AccountCredited {
  accountId!: string;
  amount!: number;
  currency = "EUR";

  isLarge(): boolean {
    return this.amount > 1000;
  }
}

const fields: Fields<AccountCredited> = { accountId: "a-1", amount: 2000, currency: "USD" };

describe("an event that a decision states", () => {
  test("holds its fields as an instance of its class", () => {
    const draft = event(AccountCredited, fields);
    expect(draft.eventClass).toBe(AccountCredited);
    expect(draft.payload).toBeInstanceOf(AccountCredited);
    expect(draft.payload).toEqual(fields);
    expect(draft.payload.isLarge()).toBe(true);
  });

  test("keeps the class's own values for fields that are not given", () => {
    const given = { accountId: "a-1", amount: 1 } as Fields<AccountCredited>;
    expect(event(AccountCredited, given).payload.currency).toBe("EUR");
  });

  test("is apart from the object that its fields came from", () => {
    const source = { ...fields };
    const { payload } = event(AccountCredited, source);
    source.amount = 0;
    expect(payload.amount).toBe(2000);
  });

  test("carries its options as they were given, and none otherwise", () => {
    const options = { subject: null, id: "1", time: "2026-01-31T12:00:00Z", stream: "accounts" };
    expect(event(AccountCredited, fields, options).options).toBe(options);
    expect(event(AccountCredited, fields).options).toEqual({});
  });

  test("is checked by the compiler: all fields, no others, and no methods", () => {
    // @ts-expect-error a field is missing
    event(AccountCredited, { accountId: "a-1", currency: "EUR" });
    // @ts-expect-error a field has another type
    event(AccountCredited, { ...fields, amount: "1" });
    // @ts-expect-error a field is unknown
    event(AccountCredited, { accountId: "a-1", amount: 1, currency: "EUR", amont: 2 });
    // @ts-expect-error a method is no field
    const method: keyof Fields<AccountCredited> = "isLarge";
    expect(method).toBe("isLarge");
  });
});

describe("an event draft is recognised", () => {
  test("by its mark, which all copies of the package share", () => {
    expect(isEventDraft(event(AccountCredited, fields))).toBe(true);
    const foreign = { [Symbol.for("evidentsource.functions.event-draft")]: true };
    expect(isEventDraft(foreign)).toBe(true);
  });

  test.each([
    [undefined],
    [null],
    ["text"],
    [{}],
    [[]],
    [new AccountCredited()],
    [{ eventClass: AccountCredited, payload: {}, options: {} }],
    [{ id: "1", stream: "accounts", type: "account.credited" }],
  ])("and never in %p", (value) => {
    expect(isEventDraft(value)).toBe(false);
  });
});
