import "reflect-metadata";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Type } from "class-transformer";
import { IsInt, IsString } from "class-validator";
import { describePayload, jsonStateCodec } from "../../src/codec/index.js";
import { clientModule, domainSchemas } from "../../src/contract/index.js";
import { DomainEvent, On, StateView } from "../../src/decorators/index.js";
import { Selector } from "../../src/domain/index.js";
import { link } from "../../src/model/link.js";
import { registry } from "../../src/model/registry.js";
import { toModel } from "../../src/model/toModel.js";

abstract class Place {}

class Door extends Place {
  @IsString() street = "";
}

class Locker extends Place {
  @IsInt() number = 0;
}

const ByKind = (): PropertyDecorator =>
  Type(() => Place, {
    discriminator: {
      property: "kind",
      subTypes: [
        { name: "door", value: Door },
        { name: "locker", value: Locker },
      ],
    },
  });

@DomainEvent("parcel.sent", { stream: "parcels" })
class ParcelSent {
  @IsString() parcel!: string;
}

@StateView("parcel", { selector: Selector.stream("parcels") })
class Parcel {
  @ByKind() to: Place | null = null;
  @ByKind() past: Place[] = [];
  @Type(() => Date) due: Date | null = null;
  @Type(() => Date) seen: Date[] = [];

  @On(ParcelSent) sent(): void {
    // Nothing changes.
  }
}

const model = toModel(link(registry(), describePayload), describePayload);
const { parcel: schema = {} } = domainSchemas(model).states;
const validate = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false }).compile(
  schema,
);

describe("a state with dates and with values of several classes", () => {
  const stored = (state: Partial<Parcel>): unknown =>
    JSON.parse(
      new TextDecoder().decode(jsonStateCodec(Parcel).encode(Object.assign(new Parcel(), state))),
    );
  const door = Object.assign(new Door(), { street: "Elm Street 4" });
  const locker = Object.assign(new Locker(), { number: 12 });

  test.each<[string, Partial<Parcel>]>([
    ["as it begins", {}],
    ["with one class", { to: door, past: [locker] }],
    ["with dates", { due: new Date(0), seen: [new Date(5)] }],
  ])("has a schema that holds what is stored: %s", (_, state) => {
    const json = stored(state);
    expect([json, validate(json), validate.errors]).toEqual([json, true, null]);
  });

  test.each<[string, object]>([
    ["a place that says no class", { to: { street: "Elm Street 4" } }],
    ["a place of the wrong shape", { to: { kind: "locker", number: "12" } }],
    ["a date that is no text", { due: 5 }],
    ["no list", { past: { kind: "door", street: "" } }],
  ])("has a schema that refuses %s", (_, wrong) => {
    expect(validate({ ...(stored({}) as object), ...wrong })).toBe(false);
  });

  test("has types that tell the classes apart", () => {
    const text = clientModule(model, { commands: {}, views: {} });
    const place = `Door & { readonly "kind": "door" } | Locker & { readonly "kind": "locker" }`;
    expect(text).toContain(`readonly "to": ${place} | null;`);
    expect(text).toContain(`readonly "past": readonly (${place})[];`);
    expect(text).toContain(`readonly "due": string | null;`);
    expect(text).toContain(`readonly "seen": readonly (string)[];`);
  });
});
