import { IsInt, IsNotEmpty, IsNumber, IsOptional, IsPositive, IsString } from "class-validator";
import { Expose } from "class-transformer";
import { DomainEvent, IsBigInt, Subject } from "evidentsource-functions";

/**
 * As it has been stored since the first day. Nothing emits it any more: its price is a number of euros
 * with decimals, and the events that carry it are there for ever.
 */
@DomainEvent("plan.chosen", { stream: "subscriptions" })
export class OldPlanChosen {
  @Subject() @IsString() @IsNotEmpty() customer!: string;
  @IsString() @IsNotEmpty() plan!: string;
  @IsNumber() price!: number;
}

/** Another meaning is another type: the price in whole cents. */
@DomainEvent("plan.chosen.v2", { stream: "subscriptions" })
export class PlanChosen {
  @Subject() @IsString() @IsNotEmpty() customer!: string;
  @IsString() @IsNotEmpty() plan!: string;
  @Expose({ name: "price_in_cents" }) @IsBigInt({ min: 0n }) price!: bigint;
  /** Came later. Events without it were for one seat, which the initial value says. */
  @IsOptional() @IsInt() @IsPositive() seats = 1;
}
