import { Expose } from "class-transformer";
import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { AccountCredited, AccountDebited, PaymentReceived } from "./events.js";

@StateView("account-summary", { selector: Selector.subject(parameter("account_id")) })
export class AccountSummary {
  balance = 0;
  @Expose({ name: "transaction_count" }) transactionCount = 0;
  @Expose({ name: "last_reference" }) lastReference = "";

  @On(AccountCredited)
  credited(credit: AccountCredited): void {
    this.balance += credit.amount;
    this.transactionCount += 1;
  }

  @On(AccountDebited)
  debited(debit: AccountDebited): void {
    this.balance -= debit.amount;
    this.transactionCount += 1;
  }

  @On(PaymentReceived)
  paymentReceived(payment: PaymentReceived): void {
    this.balance += payment.amount;
    this.transactionCount += 1;
    this.lastReference = payment.reference ?? "";
  }
}
