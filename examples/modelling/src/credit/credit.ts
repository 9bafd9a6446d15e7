import { IsBigInt, On, parameter, Selector, StateView } from "evidentsource-functions";
import { CreditGranted } from "./events.js";

@StateView("credit", { selector: Selector.subject(parameter("customer")) })
export class Credit {
  @IsBigInt() limit = 0n;

  @On(CreditGranted)
  granted({ limit }: CreditGranted): void {
    this.limit = limit;
  }
}
