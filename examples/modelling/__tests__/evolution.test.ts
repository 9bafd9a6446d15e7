import { event, type ProspectiveEvent } from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";
import { ChoosePlan } from "../src/subscriptions/choose-plan.js";
import { PlanChosen } from "../src/subscriptions/events.js";
import { Subscription } from "../src/subscriptions/subscription.js";

/** Events as they lie in the database, to the letter. Never mend these; mend the code. */
const stored = (type: string, id: string, text: string): ProspectiveEvent => ({
  id,
  stream: "subscriptions",
  type,
  subject: "c1",
  dataContentType: "application/json",
  data: { kind: "text", text },
});
const of2024 = stored("plan.chosen", "e1", '{"customer":"c1","plan":"basic","price":8.99}');
const of2025 = stored(
  "plan.chosen.v2",
  "e2",
  '{"customer":"c1","plan":"team","price_in_cents":"2500"}',
);
const today = event(PlanChosen, { customer: "c1", plan: "team", price: 2_500n, seats: 4 });

test("events of every age are folded into the state of today", async () => {
  const subscription = (...events: ProspectiveEvent[]) =>
    given(...events).view(Subscription, { customer: "c1" });
  await subscription(of2024).equals({ plan: "basic", seats: 1, total: 899n });
  await subscription(of2024, of2025).equals({ plan: "team", seats: 1, total: 2_500n });
  await given(of2024, of2025, today)
    .view(Subscription, { customer: "c1" })
    .equals({ plan: "team", seats: 4, total: 10_000n });
});

test("only the newest form is emitted, also after old events", () =>
  given(of2024).when(ChoosePlan, { customer: "c1", plan: "team", seats: 4 }).then(today));

test("senders that know nothing of seats get one", async () => {
  const one = { customer: "c1", plan: "team", price: 2_500n, seats: 1 };
  await given().when(ChoosePlan, { customer: "c1", plan: "team" }).then(event(PlanChosen, one));
  await given(of2025)
    .when(ChoosePlan, { customer: "c1", plan: "team" })
    .rejects("conflict", "already");
});
