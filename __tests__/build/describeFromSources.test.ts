import "reflect-metadata";
import { Transform, Type } from "class-transformer";
import { Allow, IsInt, IsObject, IsOptional, ValidateNested } from "class-validator";
import { describeFromSources } from "../../src/build/discover/describeFromSources.js";
import { scanSource } from "../../src/build/scan/index.js";

/** What a compiler makes of a class that is not there yet when the decorators are evaluated. */
const emitsObject: PropertyDecorator = (prototype, property) => {
  Reflect.defineMetadata("design:type", Object, prototype, property);
};

class Snapshot {
  @IsInt() balance = 0;
}
class Deposited {
  @IsOptional() @IsObject() @emitsObject before?: Snapshot;
  @Allow() @emitsObject other!: object;
  @Allow() @Transform(() => 1) @emitsObject made!: Snapshot;
  @Type(() => Snapshot) @ValidateNested() after?: Snapshot;
  @Type(() => Snapshot) @ValidateNested() needed!: Snapshot;
  @Type(() => Snapshot) @ValidateNested() @emitsObject either!: object;
  @Type(() => Snapshot) @ValidateNested() @emitsObject several!: object;
}

const describeIt = describeFromSources(
  scanSource(
    `import { Snap as Snapshot } from "./account.js";
     class Snap { balance = 0 }
     interface Other { a: string }
     @DomainEvent("deposited") export class Deposited {
       @IsObject() before?: Snapshot;
       @Allow() other!: Other;
       @Allow() made!: Snapshot;
       @Type() after?: Snapshot;
       @Type() needed!: Snapshot;
       @Type() either!: Snapshot | Other | null;
       @Type() several!: Snapshot | Snapshot[];
     }
     class View { counts = new Map() }`,
    "deposited.ts",
  ).classes,
);

test("a class that was not there for the compiler is lost in JSON; an interface is nobody's class", () => {
  expect(describeIt(Deposited).lostTypes).toEqual([
    {
      property: "before",
      declared: "Snap",
      severity: "error",
      remedy: "@Type(() => Class)",
    },
  ]);
});

test("a question mark says that a value may be missing", () => {
  expect(describeIt(Deposited).gaps).toMatchObject([
    { property: "after", passes: ["a list"] },
    { property: "needed", passes: ["nothing", "a list"] },
    // A union of classes is one of them; what may be a list may be one.
    { property: "either", passes: ["nothing", "a list"] },
  ]);
});

test("of two classes of one name, what either says of a property counts", () => {
  class Line {
    @Type(() => Snapshot) @ValidateNested() before!: Snapshot;
    @Type(() => Snapshot) @ValidateNested() @emitsObject either!: object;
  }
  const [first, second] = [
    "class Line { @Type() before!: Snapshot; @Type() either!: Snapshot | Other; }",
    "class Line { @Type() before?: Snapshot; @Type() either!: Snapshot | Snapshot[]; }",
  ].map((source, index) => scanSource(source, `line${String(index)}.ts`).classes);
  for (const shapes of [
    [...(first ?? []), ...(second ?? [])],
    [...(second ?? []), ...(first ?? [])],
  ])
    expect(describeFromSources(shapes)(Line).gaps).toMatchObject([
      { property: "before", passes: ["a list"] },
    ]);
});

test("undecorated fields are known by what an instance has", () => {
  class View {
    counts = new Map<string, number>();
  }
  expect(describeIt(View).lostTypes).toMatchObject([{ property: "counts", declared: "Map" }]);
});

test("what no decorator speaks of is lost where its type says so, nullable or not", () => {
  class Bare {}
  const describeBare = describeFromSources(
    scanSource(
      `class Money {} export class Bare {
         at!: Date;
         cents: bigint | null = null;
         price?: Money | undefined;
         due!: Timestamp;
         name!: string;
         either!: Date | Money;
         static since: Date;
         declare ghost: Date;
       }`,
      "bare.ts",
    ).classes,
  );
  expect(describeBare(Bare).lostTypes.map(({ property, remedy }) => [property, remedy])).toEqual([
    ["at", "@Type(() => Date)"],
    ["cents", "@IsBigInt()"],
    ["price", "@Type(() => Class)"],
    ["due", "@IsTimestamp()"],
  ]);
});
