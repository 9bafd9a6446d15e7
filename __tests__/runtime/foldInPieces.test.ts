import fc from "fast-check";
import { Type } from "class-transformer";
import { IsDate, IsIn, IsInt, IsOptional, IsString, ValidateNested } from "class-validator";
import { DomainEvent, On, Selector, StateView, type Event } from "evidentsource-functions";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { OpenAccounts } from "../../examples/savings-account/src/open-accounts.js";
import { stateView, validDefinitions } from "../../src/runtime/index.js";
import type { Class } from "../../src/domain/index.js";
import { accountEvent } from "../support/accountEvents.js";
import { inPieces } from "../support/inPieces.js";
import { textOf } from "../support/stateContent.js";
import { storedJson } from "../support/storedEvent.js";

class Place {
  @IsString() city!: string;
  @IsOptional() @IsString() street?: string;
}

@DomainEvent("parcel.moved", { stream: "parcels" })
class ParcelMoved {
  @IsString() parcel!: string;
  @Type(() => Date) @IsDate() at!: Date;
  @Type(() => Place) @ValidateNested() to!: Place;
  @IsOptional() @IsString() note?: string | null;
}

@DomainEvent("parcel.weighed", { stream: "parcels" })
class ParcelWeighed {
  @IsString() parcel!: string;
  @IsInt() grams!: number;
  @IsIn(["kept", "forgotten"]) then!: string;
}

class Parcel {
  @Type(() => Date) movedAt?: Date;
  @Type(() => Place) places: Place[] = [];
  @Type(() => Number) weights: number[] = [];
  note: string | null = null;
}

/** A state with all that is hard to keep in JSON: dates, maps, classes in classes, optional members. */
@StateView("parcels", { selector: Selector.stream("parcels") })
class Parcels {
  @Type(() => Parcel) parcels: Map<string, Parcel> = new Map<string, Parcel>();
  @Type(() => Date) lastMoved?: Date;
  @Type(() => Place) lastPlace?: Place;
  cities: Record<string, number> = {};
  heaviest: number | null = null;

  @On(ParcelMoved)
  moved({ parcel, at, to, note }: ParcelMoved): void {
    const known = this.parcel(parcel);
    known.movedAt = new Date(at);
    known.places.push(to);
    known.note = note ?? known.note;
    this.lastMoved = this.lastMoved === undefined || this.lastMoved < at ? at : this.lastMoved;
    this.lastPlace = Object.assign(new Place(), to);
    this.cities[to.city] = (this.cities[to.city] ?? 0) + 1;
  }

  @On(ParcelWeighed)
  weighed({ parcel, grams, then }: ParcelWeighed): void {
    if (then === "forgotten") this.parcels.delete(parcel);
    else this.parcel(parcel).weights.push(grams);
    this.heaviest = Math.max(this.heaviest ?? 0, grams);
  }

  private parcel(name: string): Parcel {
    const known = this.parcels.get(name) ?? new Parcel();
    this.parcels.set(name, known);
    return known;
  }
}

const name = fc.constantFrom("p-1", "p-2", "7", "a parcel", "ñ😀");
const place = fc.record(
  { city: fc.constantFrom("Bern", "Wien", "Oslo"), street: fc.string({ unit: "binary" }) },
  { requiredKeys: ["city"] },
);
const parcelEvent: fc.Arbitrary<Event> = fc.oneof(
  fc
    .record(
      {
        parcel: name,
        at: fc
          .date({ min: new Date(-1e14), max: new Date(1e14), noInvalidDate: true })
          .map((date) => date.toISOString()),
        to: place,
        note: fc.option(fc.string({ unit: "binary" })),
      },
      { requiredKeys: ["parcel", "at", "to"] },
    )
    .map((json) => storedJson("parcel.moved", json)),
  fc
    .record({
      parcel: name,
      grams: fc.integer({ min: 0 }),
      then: fc.constantFrom("kept", "kept", "forgotten"),
    })
    .map((json) => storedJson("parcel.weighed", json)),
);

const definitions = validDefinitions();

describe("folding in pieces gives the same bytes as folding at once", () => {
  it.each<[what: string, target: Class, event: fc.Arbitrary<Event>]>([
    ["an account", AccountSummary, accountEvent],
    ["all open accounts", OpenAccounts, accountEvent],
    ["dates, maps, nested classes and optional members", Parcels, parcelEvent],
  ])("for %s", (_what, target, event) => {
    const definition = definitions.stateViewOf(target);
    if (definition === undefined) throw new Error(`${target.name} is not defined`);
    const view = stateView(definition);
    fc.assert(
      fc.property(inPieces(event), ({ whole, pieces }) => {
        let content: Uint8Array | undefined;
        for (const piece of pieces) content = view.evolve({ content }, piece);
        const atOnce = view.evolve({ content: undefined }, whole);
        expect(textOf(content)).toBe(textOf(atOnce));
        expect(content).toEqual(atOnce);
      }),
      { numRuns: 200 },
    );
  });

  it("and reading the content gives instances of the state's classes", () => {
    const definition = definitions.stateViewOf(Parcels);
    if (definition === undefined) throw new Error("Parcels is not defined");
    const view = stateView(definition);
    const moved = storedJson("parcel.moved", {
      parcel: "p-1",
      at: "2026-01-31T12:00:00.000Z",
      to: { city: "Bern" },
    });
    const state = view.decode(view.evolve({ content: undefined }, [moved])) as Parcels;
    expect(state).toBeInstanceOf(Parcels);
    expect(state.lastMoved).toEqual(new Date("2026-01-31T12:00:00.000Z"));
    expect(state.lastPlace).toBeInstanceOf(Place);
    expect(state.parcels.get("p-1")).toBeInstanceOf(Parcel);
    expect(state.parcels.get("p-1")?.places[0]).toBeInstanceOf(Place);
  });
});
