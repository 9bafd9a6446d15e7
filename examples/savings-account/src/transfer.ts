import { Expose } from "class-transformer";
import { IsInt, IsPositive, IsUUID } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { openAccount } from "./account.js";
import { AccountCredited, AccountDebited } from "./events.js";

/** Moves money from one account to another. */
@Command("transfer", { description: "Move money between accounts" })
export class Transfer {
  @Expose({ name: "from_account_id" }) @IsUUID() from!: string;
  @Expose({ name: "to_account_id" }) @IsUUID() to!: string;
  @IsInt() @IsPositive() amount!: number;
}

/** Decides transfers: a decision may live outside its command. */
export class TransferDecision {
  @Decide(Transfer)
  decide({ from, to, amount }: Transfer, db: Database): Decision {
    if (from === to) throw StateChangeError.validation("an account cannot transfer to itself");
    const source = openAccount(db, from);
    openAccount(db, to);
    if (source.balance < amount) throw StateChangeError.conflict("insufficient funds");
    const reference = `transfer ${from} to ${to}`;
    return [
      event(AccountDebited, { accountId: from, amount, reference }),
      event(AccountCredited, { accountId: to, amount, reference }),
    ];
  }
}
