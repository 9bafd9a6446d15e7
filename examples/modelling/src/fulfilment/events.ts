import { IsNotEmpty, IsString } from "class-validator";
import { DomainEvent, IsBigInt, IsTimestamp, Subject, Timestamp } from "evidentsource-functions";

@DomainEvent("purchase.requested", { stream: "purchases" })
export class PurchaseRequested {
  @Subject() @IsString() @IsNotEmpty() purchase!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;
  /** A deadline is data: nothing in the database waits. */
  @IsTimestamp() payBy!: Timestamp;
}

@DomainEvent("purchase.paid", { stream: "purchases" })
export class PurchasePaid {
  @Subject() @IsString() @IsNotEmpty() purchase!: string;
  /** What the payment provider calls it. */
  @IsString() @IsNotEmpty() payment!: string;
}

@DomainEvent("purchase.shipped", { stream: "purchases" })
export class PurchaseShipped {
  @Subject() @IsString() @IsNotEmpty() purchase!: string;
}

@DomainEvent("purchase.cancelled", { stream: "purchases" })
export class PurchaseCancelled {
  @Subject() @IsString() @IsNotEmpty() purchase!: string;
  @IsString() @IsNotEmpty() reason!: string;
}
