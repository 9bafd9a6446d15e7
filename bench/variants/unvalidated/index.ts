import { Expose } from "class-transformer";
import { Allow } from "class-validator";
import { DomainEvent, On, parameter, Selector, StateView, Subject } from "evidentsource-functions";

/** The same events, of which every member may be anything: what validation costs is the difference. */
@DomainEvent("account.credited", { stream: "accounts" })
export class AccountCredited {
  @Subject() @Expose({ name: "account_id" }) @Allow() accountId!: string;
  @Allow() amount!: number;
  @Allow() reference?: string;
}

@DomainEvent("account.debited", { stream: "accounts" })
export class AccountDebited {
  @Subject() @Expose({ name: "account_id" }) @Allow() accountId!: string;
  @Allow() amount!: number;
  @Allow() reference?: string;
}

@DomainEvent("account.payment-received", { stream: "accounts" })
export class PaymentReceived {
  @Subject() @Expose({ name: "account_id" }) @Allow() accountId!: string;
  @Allow() amount!: number;
  @Allow() currency!: string;
  @Allow() payer!: string;
  @Expose({ name: "received_at" }) @Allow() receivedAt!: string;
  @Allow() settled!: boolean;
  @Allow() reference?: string;
}

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
