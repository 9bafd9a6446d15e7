import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { ChangeEmail } from "../src/members/change-email.js";
import { EmailAddress } from "../src/members/email-address.js";
import {
  EmailClaimed,
  EmailReleased,
  MemberEmailChanged,
  MemberRegistered,
} from "../src/members/events.js";
import { Member } from "../src/members/member.js";
import { RegisterMember } from "../src/members/register-member.js";

const ada = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const grace = "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12";
const email = "ada@example.org";
const registered = [
  event(MemberRegistered, { member: ada, name: "Ada", email }),
  event(EmailClaimed, { email, member: ada }),
];
const moved = [
  event(EmailReleased, { email, member: ada }),
  event(EmailClaimed, { email: "ada@example.com", member: ada }),
  event(MemberEmailChanged, { member: ada, email: "ada@example.com" }),
];

test("an address is taken by the first who claims it, however it is written", async () => {
  await given()
    .when(RegisterMember, { member: ada, name: "Ada", email: "Ada@Example.org" })
    .then(...registered);
  await given(...registered)
    .when(RegisterMember, { member: grace, name: "Grace", email: "ADA@example.org" })
    .rejects("conflict", "ada@example.org is taken");
});

test("of two who claim an address at once, one is decided again", () =>
  given()
    .when(RegisterMember, { member: ada, name: "Ada", email })
    .conditions(unchanged(Member, { member: ada }), unchanged(EmailAddress, { email })));

test("an address that is given up is free for others", async () => {
  await given(...registered)
    .when(ChangeEmail, { member: ada, email: "ada@example.com" })
    .then(...moved);
  await given(...registered, ...moved)
    .when(RegisterMember, { member: grace, name: "Grace", email })
    .thenSome(event(EmailClaimed, { email, member: grace }));
  await given(...registered, ...moved)
    .view(EmailAddress, { email })
    .equals({ member: null });
  await given(...registered, ...moved)
    .view(Member, { member: ada })
    .equals({ name: "Ada", email: "ada@example.com" });
});

test("a change of address needs a member, and another address", async () => {
  await given().when(ChangeEmail, { member: ada, email }).rejects("not-found", ada);
  await given(...registered)
    .when(ChangeEmail, { member: ada, email })
    .rejects("conflict", "already");
  await given(...registered)
    .when(RegisterMember, { member: ada, name: "Ada", email: "other@example.org" })
    .rejects("conflict", "is registered");
});
