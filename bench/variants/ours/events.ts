import { Expose } from "class-transformer";
import {
  IsBoolean,
  IsEmail,
  IsEnum,
  IsInt,
  IsISO8601,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  MaxLength,
} from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

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

export enum Currency {
  Dollar = "USD",
  Euro = "EUR",
  Pound = "GBP",
}

/** Ten rules: UUID, integer, positive, enum, e-mail, ISO 8601, boolean, optional, string, length. */
@DomainEvent("account.payment-received", { stream: "accounts" })
export class PaymentReceived {
  @Subject() @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsEnum(Currency) currency!: Currency;
  @IsEmail() payer!: string;
  @Expose({ name: "received_at" }) @IsISO8601() receivedAt!: string;
  @IsBoolean() settled!: boolean;
  @IsOptional() @IsString() @MaxLength(140) reference?: string;
}
