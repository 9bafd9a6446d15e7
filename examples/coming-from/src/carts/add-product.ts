import { IsInt, IsNotEmpty, IsPositive, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Cart } from "./cart.js";
import { ProductAdded } from "./events.js";

@Command("add-product")
export class AddProduct {
  @IsString() @IsNotEmpty() cart!: string;
  @IsString() @IsNotEmpty() product!: string;
  @IsInt() @IsPositive() quantity!: number;

  @Decide()
  decide(db: Database) {
    const { cart, product, quantity } = this;
    if (db.view(Cart, { cart })?.status === "confirmed")
      throw StateChangeError.conflict(`cart ${cart} is confirmed`);
    return event(ProductAdded, { cart, product, quantity });
  }
}
