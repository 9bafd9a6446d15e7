import { Expose } from "class-transformer";
import { IsBigInt, On, parameter, Selector, StateView } from "evidentsource-functions";
import { AccountCredited, AccountDebited } from "./events.js";

@StateView("account-summary", { selector: Selector.subject(parameter("account_id")) })
export class AccountSummary {
  @IsBigInt() balance = 0n;
  @Expose({ name: "transaction_count" }) transactionCount = 0;

  @On(AccountCredited)
  credited({ amount }: AccountCredited): void {
    this.balance += amount;
    this.transactionCount += 1;
  }

  @On(AccountDebited)
  debited({ amount }: AccountDebited): void {
    this.balance -= amount;
    this.transactionCount += 1;
  }
}
