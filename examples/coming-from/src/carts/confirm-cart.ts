import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Cart } from "./cart.js";
import { CartConfirmed } from "./events.js";

@Command("confirm-cart")
export class ConfirmCart {
  @IsString() @IsNotEmpty() cart!: string;

  @Decide()
  decide(db: Database) {
    const { cart } = this;
    const found = db.view(Cart, { cart });
    if (!found) throw StateChangeError.notFound(`cart ${cart}`);
    if (found.status === "confirmed") throw StateChangeError.conflict(`cart ${cart} is confirmed`);
    return event(CartConfirmed, { cart });
  }
}
