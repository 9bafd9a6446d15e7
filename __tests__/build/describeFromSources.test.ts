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
      remedy: "@Type(() => Snap)",
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
    ["price", "@Type(() => Money)"],
    ["due", "@IsTimestamp()"],
    ["either", "@Codec({ decode, encode })"],
  ]);
});

describe("types that hold what JSON does not bring back", () => {
  const SOURCE = `
    class Card {} class Cash {} class Money { constructor(readonly cents: bigint) {} }
    class Tender extends Money {} class Bag extends Map {}
    type Payment = Card | Cash;
    interface Rich { at: Date } interface Poor { at: string }
    export class State {
      union: Card | Cash | null = null;
      alias!: Payment;
      mixed?: Card | Poor;
      text!: Date | string;
      money!: Money;
      tender!: Tender;
      bag!: Bag;
      list: readonly Card[] = [];
      numbers: Array<bigint> = [];
      byName: Record<string, Timestamp> = {};
      map!: Map<string, bigint>;
      counts!: Map<string, number>;
      values: Money[] = [];
      rich: Rich[] = [];
      inline!: { price: Card };
      poor: Poor[] = [];
      texts: readonly string[] = [];
    }`;
  const { classes, aliases } = scanSource(SOURCE, "state.ts");
  class State {}

  test("are named with what brings them back, at once for classes that ask for arguments", () => {
    const told = describeFromSources(classes, aliases)(State).lostTypes;
    expect(
      told.map(({ property, declared, severity, remedy, isPart }) =>
        [property, declared, severity, remedy, ...(isPart === true ? ["part"] : [])].join("; "),
      ),
    ).toEqual([
      "union; Card or Cash; error; @Type with a discriminator of Card and Cash",
      "alias; Card or Cash; error; @Type with a discriminator of Card and Cash",
      "mixed; Card; warning; @Codec({ decode, encode })",
      "text; Date; warning; @Codec({ decode, encode })",
      "money; Money; error; @Codec({ decode, encode })",
      "tender; Tender; error; @Codec({ decode, encode })",
      "bag; Bag; error; @Codec({ decode, encode })",
      "list; Card; warning; @Type(() => Card)",
      "numbers; bigint; error; @IsBigInt({}, { each: true })",
      "byName; Timestamp; error; @IsTimestamp({}, { each: true })",
      "map; Map; error; @IsBigInt({}, { each: true })",
      "counts; Map; error; @Type(() => Element)",
      "values; Money; warning; @Codec({ decode, encode }, { each: true })",
      "rich; Date; error; @Type(() => Date); part",
      "inline; Card; warning; @Type(() => Card); part",
    ]);
  });

  test("are told of a property whose decorators say nothing of its class", () => {
    class Opened {
      @IsObject() @emitsObject union!: object;
      @IsObject({ each: true }) list!: object[];
      @Type(() => Snapshot) @emitsObject typed!: object;
    }
    const opened = scanSource(
      `import type { Card } from "./card.js";
       export class Opened {
         @IsObject() union!: Card | Cash;
         @IsObject() list!: Card[];
         @Type() typed!: Card | Cash;
       }`,
      "opened.ts",
    );
    const told = describeFromSources([...classes, ...opened.classes], aliases)(Opened).lostTypes;
    expect(told).toEqual([
      {
        property: "union",
        declared: "Card or Cash",
        severity: "error",
        remedy: "@Type with a discriminator of Card and Cash",
        isTypeOnly: true,
      },
      {
        property: "list",
        declared: "Card",
        severity: "warning",
        remedy: "@Type(() => Card)",
        isTypeOnly: true,
      },
    ]);
  });
});

test("fields without a decorator are known by their sources, inherited ones too", () => {
  class Base {}
  class Price extends Base {
    @IsInt() cents!: number;
    set = 1;
  }
  const { classes } = scanSource(
    `class Base { note!: string; static made: number; #own: string; declare ghost: string }
     class Price extends Base { @IsInt() cents!: number; currency!: string; set = 1 }`,
    "price.ts",
  );
  expect(describeFromSources(classes)(Price).bareFields).toEqual([
    { member: "currency", declaredBy: "Price" },
    { member: "note", declaredBy: "Base" },
  ]);
  // Of two classes of one name nobody knows which it is.
  const other = scanSource(`class Price { @IsString() currency!: string }`, "other.ts").classes;
  expect(describeFromSources([...classes, ...other])(Price).bareFields).toEqual([
    { member: "note", declaredBy: "Base" },
  ]);
});
