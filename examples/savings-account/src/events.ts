import { Expose } from "class-transformer";
import {
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  MaxLength,
} from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

/** Amounts are whole cents. */
@DomainEvent("account.opened", { stream: "accounts" })
export class AccountOpened {
  @Subject() @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsString() @IsNotEmpty() owner!: string;
}

@DomainEvent("account.credited", { stream: "accounts" })
export class AccountCredited {
  @Subject() @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsOptional() @IsString() @MaxLength(140) reference?: string;
}

@DomainEvent("account.debited", { stream: "accounts" })
export class AccountDebited {
  @Subject() @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsOptional() @IsString() @MaxLength(140) reference?: string;
}

@DomainEvent("account.closed", { stream: "accounts" })
export class AccountClosed {
  @Subject() @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
}
