import { Type } from "class-transformer";
import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { CartConfirmed, ProductAdded } from "./events.js";

/** `initialState` is the initial values, `evolve` is the handlers. */
@StateView("cart", { selector: Selector.subject(parameter("cart")) })
export class Cart {
  status: "open" | "confirmed" = "open";
  @Type(() => Number) products: Map<string, number> = new Map<string, number>();

  @On(ProductAdded)
  added({ product, quantity }: ProductAdded): void {
    this.products.set(product, (this.products.get(product) ?? 0) + quantity);
  }

  @On(CartConfirmed)
  confirmed(): void {
    this.status = "confirmed";
  }
}
