import { Codec, On, parameter, Selector, StateView } from "evidentsource-functions";
import { ShareBooked } from "./events.js";
import { Money, money } from "./money.js";

/** What a person owes, an amount for each currency. */
@StateView("debts", { selector: Selector.subject(parameter("person")) })
export class Debts {
  @Codec(money, { each: true }) byCurrency: Map<string, Money> = new Map<string, Money>();

  @On(ShareBooked)
  booked({ amount }: ShareBooked): void {
    const known = this.byCurrency.get(amount.currency);
    this.byCurrency.set(amount.currency, known === undefined ? amount : known.plus(amount));
  }
}
