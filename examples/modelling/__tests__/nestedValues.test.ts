import { event } from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";
import { ParcelRedirected, ParcelSent } from "../src/parcels/events.js";
import { Parcel } from "../src/parcels/parcel.js";
import { RedirectParcel } from "../src/parcels/redirect-parcel.js";
import { SendParcel } from "../src/parcels/send-parcel.js";

const items = [{ article: "cup", count: 6 }];
const to = { kind: "door", street: "Elm Street 4", city: "Delft" } as const;
const locker = { kind: "locker", number: 12 } as const;
const sending = { parcel: "p1", items, to };
const sent = event(ParcelSent, sending);

test("a parcel is sent once, to a door or to a locker", async () => {
  await given().when(SendParcel, sending).then(sent);
  await given()
    .when(SendParcel, { ...sending, to: locker })
    .then(event(ParcelSent, { ...sending, to: locker }));
  await given(sent).when(SendParcel, sending).rejects("conflict", "sent already");
});

test("a parcel goes where it was redirected to, unless it is too large", async () => {
  await given(sent)
    .when(RedirectParcel, { parcel: "p1", to: locker })
    .then(event(ParcelRedirected, { parcel: "p1", to: locker }));
  await given(event(ParcelSent, { ...sending, items: [{ article: "cup", count: 11 }] }))
    .when(RedirectParcel, { parcel: "p1", to: locker })
    .rejects("conflict", "too large");
});

test("of a state's nested values some may be said", async () => {
  const redirected = event(ParcelRedirected, { parcel: "p1", to: locker });
  const parcel = given(sent, redirected).view(Parcel, { parcel: "p1" });
  await parcel.matches({ to: { kind: "locker" } });
  await parcel.equals({ items, to: locker });
});

/** A body as a sender may write it, whatever the class says. */
const body = (json: string) => JSON.parse(json) as SendParcel;

test("what is wrong within a command is refused with its place", async () => {
  await given()
    .when(SendParcel, { ...sending, items: [{ article: "cup", count: 0 }] })
    .rejects("validation", "items[0].count: count must be a positive number");
  await given()
    .when(SendParcel, body(`{"parcel": "p1", "items": "cups", "to": {"kind": "locker"}}`))
    .rejects("validation", "items must be an array");
  await given()
    .when(SendParcel, body(`{"parcel": "p1", "items": [{}], "to": {"kind": "roof"}}`))
    .rejects("validation", "kind must be one of the following values: door, locker");
});
