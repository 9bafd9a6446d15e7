import { IsBigInt, On, parameter, Selector, StateView } from "evidentsource-functions";
import { OrderPlaced, OrderSettled } from "./events.js";

/** One order, by its whole subject: `c1/o7`. */
@StateView("order", { selector: Selector.subject(parameter("order")) })
export class Order {
  @IsBigInt() amount = 0n;
  settled = false;

  @On(OrderPlaced)
  placed({ amount }: OrderPlaced): void {
    this.amount = amount;
  }

  @On(OrderSettled)
  paid(): void {
    this.settled = true;
  }
}
