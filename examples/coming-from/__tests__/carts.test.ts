import { event } from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";
import { AddProduct } from "../src/carts/add-product.js";
import { Cart } from "../src/carts/cart.js";
import { ConfirmCart } from "../src/carts/confirm-cart.js";
import { CartConfirmed, ProductAdded } from "../src/carts/events.js";

const added = event(ProductAdded, { cart: "c1", product: "shoes", quantity: 2 });
const confirmed = event(CartConfirmed, { cart: "c1" });

test("products are added to an open cart", async () => {
  await given().when(AddProduct, { cart: "c1", product: "shoes", quantity: 2 }).then(added);
  await given(added, confirmed)
    .when(AddProduct, { cart: "c1", product: "shoes", quantity: 2 })
    .rejects("conflict", "confirmed");
});

test("a cart that has something is confirmed once", async () => {
  await given().when(ConfirmCart, { cart: "c1" }).rejects("not-found", "c1");
  await given(added).when(ConfirmCart, { cart: "c1" }).then(confirmed);
  await given(added, confirmed).when(ConfirmCart, { cart: "c1" }).rejects("conflict");
});

test("the cart counts what was added", () =>
  given(added, added, confirmed)
    .view(Cart, { cart: "c1" })
    .equals({ status: "confirmed", products: new Map([["shoes", 4]]) }));
