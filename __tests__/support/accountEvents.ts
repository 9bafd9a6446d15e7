import fc from "fast-check";
import type { Event } from "../../src/domain/index.js";
import { storedJson } from "./storedEvent.js";

export const ACCOUNT_IDS = [
  "3f1c1a52-5c2e-4d0a-9a53-0d6f0d6d7a11",
  "8c6b7f0e-7b0d-4a43-8f57-6a1c3a1c2b22",
  "c0ffee00-0000-4000-8000-000000000033",
] as const;

const accountId = fc.constantFrom(...ACCOUNT_IDS);
const movement = fc.record(
  {
    account_id: accountId,
    amount: fc.integer({ min: 1, max: 1_000_000_000 }),
    reference: fc.option(fc.string({ unit: "binary", maxLength: 140 }), { nil: null }),
  },
  { requiredKeys: ["account_id", "amount"] },
);

/** A valid event of the savings account's example. */
export const accountEvent: fc.Arbitrary<Event> = fc.oneof(
  fc
    .record({ account_id: accountId, owner: fc.string({ unit: "binary", minLength: 1 }) })
    .map((json) => storedJson("account.opened", json)),
  movement.map((json) => storedJson("account.credited", json)),
  movement.map((json) => storedJson("account.debited", json)),
  fc.record({ account_id: accountId }).map((json) => storedJson("account.closed", json)),
  fc.constant(storedJson("account.audited", { by: "an auditor" })),
);
