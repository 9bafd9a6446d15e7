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
    openAccount(db, this.accountId);
    const { accountId, amount, reference } = this;
    return event(AccountCredited, {
      accountId,
      amount,
      ...(reference === undefined ? {} : { reference }),
    });
  }
}
