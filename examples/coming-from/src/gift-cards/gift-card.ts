import { IsBigInt, On, parameter, Selector, StateView } from "evidentsource-functions";
import { CardIssued, CardRedeemed } from "./events.js";

/** The event-sourcing handlers of the aggregate, and nothing else of it. */
@StateView("gift-card", { selector: Selector.subject(parameter("card")) })
export class GiftCard {
  @IsBigInt() left = 0n;

  @On(CardIssued)
  issued({ amount }: CardIssued): void {
    this.left = amount;
  }

  @On(CardRedeemed)
  redeemed({ amount }: CardRedeemed): void {
    this.left -= amount;
  }
}
