import { Expose, Type } from "class-transformer";
import { On, Selector, StateView } from "evidentsource-functions";
import { AccountClosed, AccountCredited, AccountDebited, AccountOpened } from "./events.js";

/** An account in the overview. */
export class OpenAccount {
  @Expose({ name: "account_id" }) accountId!: string;
  @Expose() owner!: string;
  @Expose() balance!: number;
}

/** All open accounts with their balances in cents, in the order in which they were opened. */
@StateView("open-accounts", {
  description: "All open accounts and the sum of their balances",
  selector: Selector.stream("accounts"),
})
export class OpenAccounts {
  @Type(() => OpenAccount) accounts: OpenAccount[] = [];
  total = 0;

  @On(AccountOpened)
  opened({ accountId, owner }: AccountOpened): void {
    this.accounts.push(Object.assign(new OpenAccount(), { accountId, owner, balance: 0 }));
  }

  @On(AccountCredited)
  credited({ accountId, amount }: AccountCredited): void {
    this.add(accountId, amount);
  }

  @On(AccountDebited)
  debited({ accountId, amount }: AccountDebited): void {
    this.add(accountId, -amount);
  }

  @On(AccountClosed)
  closed({ accountId }: AccountClosed): void {
    this.accounts = this.accounts.filter((account) => account.accountId !== accountId);
  }

  private add(accountId: string, amount: number): void {
    const account = this.accounts.find((candidate) => candidate.accountId === accountId);
    if (account === undefined) return;
    account.balance += amount;
    this.total += amount;
  }
}
