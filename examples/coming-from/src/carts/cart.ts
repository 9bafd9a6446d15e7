import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { CartConfirmed, ProductAdded } from "./events.js";

/** `initialState` is the initial values, `evolve` is the handlers. */
@StateView("cart", { selector: Selector.subject(parameter("cart")) })
export class Cart {
  status: "open" | "confirmed" = "open";
  products: Record<string, number> = {};

  @On(ProductAdded)
  added({ product, quantity }: ProductAdded): void {
    this.products[product] = (this.products[product] ?? 0) + quantity;
  }

  @On(CartConfirmed)
  confirmed(): void {
    this.status = "confirmed";
  }
}
