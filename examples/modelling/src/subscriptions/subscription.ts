import { IsBigInt, On, parameter, Selector, StateView } from "evidentsource-functions";
import { OldPlanChosen, PlanChosen } from "./events.js";

/** A customer's plan, and what it costs in whole cents. */
@StateView("subscription", { selector: Selector.subject(parameter("customer")) })
export class Subscription {
  plan = "";
  seats = 0;
  @IsBigInt() total = 0n;

  @On(OldPlanChosen)
  chosenLongAgo({ customer, plan, price }: OldPlanChosen): void {
    // What an old event means today is said once, here.
    const cents = BigInt(Math.round(price * 100));
    this.chosen(Object.assign(new PlanChosen(), { customer, plan, price: cents }));
  }

  @On(PlanChosen)
  chosen({ plan, price, seats }: PlanChosen): void {
    this.plan = plan;
    this.seats = seats;
    this.total = price * BigInt(seats);
  }
}
