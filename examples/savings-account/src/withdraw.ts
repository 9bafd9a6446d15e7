import { Expose } from "class-transformer";
import { IsInt, IsPositive, IsUUID } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
  type StateChangeMetadata,
} from "evidentsource-functions";
import { openAccount } from "./account.js";
import { AccountDebited } from "./events.js";

/** Takes money out of an account. Only its owner may, who is named by the header `x-owner` if it is sent. */
@Command("withdraw", { description: "Take money out of an account" })
export class Withdraw {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;

  @Decide()
  decide(db: Database, metadata: StateChangeMetadata): Decision {
    const { accountId, amount } = this;
    const account = openAccount(db, accountId);
    const owner = metadata.headers.get("x-owner") ?? account.owner;
    if (owner !== account.owner) {
      throw StateChangeError.unauthorized(`${owner} is not the owner of account ${accountId}`);
    }
    if (account.balance < amount) throw StateChangeError.conflict("insufficient funds");
    return event(AccountDebited, { accountId, amount });
  }
}
