import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { CardIssued, CardRedeemed } from "../src/gift-cards/events.js";
import { GiftCard } from "../src/gift-cards/gift-card.js";
import { IssueCard } from "../src/gift-cards/issue-card.js";
import { RedeemCard } from "../src/gift-cards/redeem-card.js";

const issued = event(CardIssued, { card: "g1", amount: 100n });
const redeemed = event(CardRedeemed, { card: "g1", amount: 60n });

test("a card is redeemed as long as something is left", async () => {
  await given(issued)
    .when(RedeemCard, { card: "g1", amount: 60n })
    .then(redeemed)
    .conditions(unchanged(GiftCard, { card: "g1" }));
  await given(issued, redeemed)
    .when(RedeemCard, { card: "g1", amount: 60n })
    .rejects("conflict", "card g1 has 40 left");
  await given().when(RedeemCard, { card: "g1", amount: 1n }).rejects("not-found", "g1");
});

test("a card is issued once", async () => {
  await given().when(IssueCard, { card: "g1", amount: 100n }).then(issued);
  await given(issued).when(IssueCard, { card: "g1", amount: 5n }).rejects("conflict", "already");
  await given(issued, redeemed).view(GiftCard, { card: "g1" }).equals({ left: 40n });
});
