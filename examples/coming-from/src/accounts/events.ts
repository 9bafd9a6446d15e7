import { Expose } from "class-transformer";
import { IsUUID } from "class-validator";
import { DomainEvent, IsBigInt, Subject } from "evidentsource-functions";

@DomainEvent("account.credited", { stream: "accounts" })
export class AccountCredited {
  @Subject() @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;
}

@DomainEvent("account.debited", { stream: "accounts" })
export class AccountDebited {
  @Subject() @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;
}
