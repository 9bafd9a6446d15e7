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

/** A credit, a debit and a deposit have the same members. */
export class Movement {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsOptional() @IsString() @MaxLength(140) reference?: string;
}

export enum Currency {
  Dollar = "USD",
  Euro = "EUR",
  Pound = "GBP",
}

export class PaymentReceived {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsEnum(Currency) currency!: Currency;
  @IsEmail() payer!: string;
  @Expose({ name: "received_at" }) @IsISO8601() receivedAt!: string;
  @IsBoolean() settled!: boolean;
  @IsOptional() @IsString() @MaxLength(140) reference?: string;
}

export class AccountSummary {
  balance = 0;
  @Expose({ name: "transaction_count" }) transactionCount = 0;
  @Expose({ name: "last_reference" }) lastReference = "";
}
