import { Expose } from "class-transformer";
import { IsInt, IsOptional, IsPositive, IsString, IsUUID, MaxLength } from "class-validator";
import { Command, Decide, event, type Database, type Decision } from "evidentsource-functions";
import { openAccount } from "./account.js";
import { AccountCredited } from "./events.js";

/** Pays into an account. */
@Command("deposit", { description: "Pay into an account" })
export class Deposit {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsOptional() @IsString() @MaxLength(140) reference?: string;

  @Decide()
  decide(db: Database): Decision {
    const { accountId, amount, reference } = this;
    const { balance } = openAccount(db, accountId);
    if (!Number.isSafeInteger(balance + amount)) {
      // No rule of the bank's, but a limit of this code: an exception becomes an internal error.
      throw new RangeError(`the balance of account ${accountId} would leave exact arithmetic`);
    }
    return event(AccountCredited, {
      accountId,
      amount,
      ...(reference === undefined ? {} : { reference }),
    });
  }
}
