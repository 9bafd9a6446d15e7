import { Expose } from "class-transformer";
import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { AccountClosed, AccountCredited, AccountDebited, AccountOpened } from "./events.js";

/** One account: its owner, its balance in cents, and whether it is open. */
@StateView("account-summary", {
  description: "Owner, balance and status of one account",
  selector: Selector.subject(parameter("account_id")),
})
export class AccountSummary {
  owner = "";
  status: "open" | "closed" = "open";
  balance = 0;
  @Expose({ name: "transaction_count" }) transactionCount = 0;

  @On(AccountOpened)
  opened(account: AccountOpened): void {
    this.owner = account.owner;
  }

  @On(AccountCredited)
  credited(credit: AccountCredited): void {
    this.balance += credit.amount;
    this.transactionCount += 1;
  }

  @On("account.debited")
  debited(debit: AccountDebited): void {
    this.balance -= debit.amount;
    this.transactionCount += 1;
  }

  @On(AccountClosed)
  closed(): void {
    this.status = "closed";
  }
}
