import { IsInt, IsNotEmpty, IsPositive, IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("cart.product-added", { stream: "carts" })
export class ProductAdded {
  @Subject() @IsString() @IsNotEmpty() cart!: string;
  @IsString() @IsNotEmpty() product!: string;
  @IsInt() @IsPositive() quantity!: number;
}

@DomainEvent("cart.confirmed", { stream: "carts" })
export class CartConfirmed {
  @Subject() @IsString() @IsNotEmpty() cart!: string;
}
