import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { Dragon } from "../src/heroes/dragon.js";
import { DragonKilled, ItemFound } from "../src/heroes/events.js";
import { Hero } from "../src/heroes/hero.js";
import { KillDragon } from "../src/heroes/kill-dragon.js";

const killed = [
  event(DragonKilled, { dragon: "smaug", hero: "bard" }),
  event(ItemFound, { hero: "bard", item: "tooth of smaug" }),
];

test("whoever kills a dragon finds something, and a dragon is killed once", async () => {
  await given()
    .when(KillDragon, { hero: "bard", dragon: "smaug" })
    .then(...killed)
    .conditions(unchanged(Dragon, { dragon: "smaug" }));
  await given(...killed)
    .when(KillDragon, { hero: "bilbo", dragon: "smaug" })
    .rejects("conflict", "smaug was killed by bard");
});

test("a hero has what was found", () =>
  given(...killed)
    .view(Hero, { hero: "bard" })
    .equals({ items: ["tooth of smaug"] }));
