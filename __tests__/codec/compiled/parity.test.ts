import "reflect-metadata";
import { Expose, Transform, Type } from "class-transformer";
import { Allow, IsInt, IsOptional, IsString, ValidateIf, ValidateNested } from "class-validator";
import type { Class } from "../../../src/domain/index.js";
import { pairOf } from "./agreement.js";

class Pet {
  @Allow() n?: number;
}
class Dog extends Pet {}
class Cat extends Pet {}

const KINDS = [
  { name: "dog", value: Dog },
  { name: "cat", value: Cat },
];
const chosen = (subTypes: unknown, keepDiscriminatorProperty = false): PropertyDecorator =>
  Type(() => Pet, {
    discriminator: { property: "kind", subTypes: subTypes as never },
    keepDiscriminatorProperty,
  });

const decodes = (target: Class, json: object): string =>
  pairOf(target, "tolerant").decode(() => JSON.parse(JSON.stringify(json)) as unknown);

describe("transforms and discriminators", () => {
  const LOOKS = Transform(({ obj }) => JSON.stringify(obj));

  class Owner {
    @chosen(KINDS) @ValidateNested() pet!: Pet;
    @LOOKS @IsString() seen!: string;
    @Transform(({ value }) => Number(value)) @IsInt() age!: number;
  }

  test("a transform that looks around itself sees what class-transformer has taken out by then", () => {
    for (const json of [
      { pet: { kind: "dog", n: 1 }, seen: "?", age: "3" },
      { seen: "?", pet: { kind: "dog", n: 1 }, age: "3" },
    ])
      expect(decodes(Owner, json)).toBe("left to the libraries");
  });

  test("one that looks at its value alone stays compiled", () => {
    expect(decodes(Owner, { age: "3", pet: { kind: "cat", n: 1 } })).toBe("refused in their words");
    class Quiet {
      @chosen(KINDS) @ValidateNested() pet!: Pet;
      @Transform(({ value }) => Number(value), { toClassOnly: true }) @IsInt() age!: number;
    }
    expect(decodes(Quiet, { pet: { kind: "dog" }, age: "3" })).toBe("taken");
  });

  test("where the discriminator is kept, the JSON does not change, and transforms may look", () => {
    class Kept {
      @chosen(KINDS, true) @ValidateNested() pet!: Pet;
      @LOOKS @IsString() seen!: string;
    }
    expect(decodes(Kept, { pet: { kind: "dog", n: 1 }, seen: "?" })).toBe("taken");
  });

  test("a transform to nothing does not hide a value whose class is not among the choices", () => {
    class Hidden {
      @chosen(KINDS) @Transform(() => undefined, { toPlainOnly: true }) @Allow() pet!: unknown;
    }
    for (const pet of [{ n: 1 }, new Pet(), new Dog(), 0, new Set([new Dog()])])
      pairOf(Hidden, "tolerant").encode(() => Object.assign(new Hidden(), { pet }));
  });

  test.each([
    ["a name that is no text", [KINDS[0], { name: undefined, value: Cat }]],
    ["two names of one class", [...KINDS, { name: "hound", value: Dog }]],
    ["one name of two classes", [...KINDS, { name: "dog", value: Cat }]],
    ["no choice at all", []],
  ])("%s", (_title, subTypes) => {
    class Home {
      @chosen(subTypes) @ValidateNested() pet!: Pet;
      @chosen(subTypes) @ValidateNested({ each: true }) pets: Pet[] = [];
    }
    for (const kind of ["dog", "cat", "hound", undefined, null, 1]) {
      decodes(Home, { pet: { kind, n: 1 }, pets: [{ kind }] });
      decodes(Home, { pet: { n: 1 }, pets: [{ n: 1 }, null] });
    }
    for (const pet of [new Dog(), new Cat(), new Pet()])
      pairOf(Home, "tolerant").encode(() =>
        Object.assign(new Home(), { pet, pets: [Object.assign(new Dog(), { n: 1 })] }),
      );
  });

  test("a set of values that a discriminator would choose for is none that it can write", () => {
    class Home {
      @chosen(KINDS) @Allow() pets!: unknown;
    }
    const home = (): Home => Object.assign(new Home(), { pets: new Set([new Dog()]) });
    expect(pairOf(Home, "tolerant").encode(home)).not.toBe("taken");
  });
});

describe("conditions", () => {
  class Careless {
    @IsOptional() @ValidateIf(({ b }: { b: { c: number } }) => b.c > 1) @IsInt() a?: number;
    @Allow() b?: unknown;
    @ValidateIf(({ b }: { b: { d: number } }) => b.d > 1) @Allow() e?: unknown;
  }

  test("are all asked, whatever the others say and whatever there is to check", () => {
    expect(decodes(Careless, {})).toBe("refused");
    expect(decodes(Careless, { b: { c: 2, d: 1 } })).toBe("taken");
    expect(decodes(Careless, { b: { c: 2 }, a: null })).toBe("taken");
    expect(decodes(Careless, { b: null, a: 1 })).toBe("refused");
  });
});

test("an empty name in JSON is no name", () => {
  class Nameless {
    @Expose({ name: "" }) @IsString() a!: string;
  }
  const pair = pairOf(Nameless, "strict");
  expect(pair.reason).toMatch(/empty name/);
  pair.encode(() => Object.assign(new Nameless(), { a: "x" }));
  pair.decode(() => ({ a: "x" }));
  pair.decode(() => ({ "": "x" }));
});

describe("properties that loops do not see", () => {
  class Exposed {
    @Expose() @Allow() a?: number;
    @Allow() b?: number;
  }

  test.each(["a", "b"])("are written where @Expose stands on them: %s", (property) => {
    const hidden = { value: 5, writable: true, enumerable: false, configurable: true };
    pairOf(Exposed, "strict").encode(() =>
      Object.defineProperty(Object.assign(new Exposed(), { b: 1 }), property, hidden),
    );
  });
});

describe("constructors", () => {
  class ReturnsAnother {
    @IsInt() a!: number;
    constructor() {
      const another: unknown = { a: 5 };
      return another as ReturnsAnother;
    }
  }
  let one: object | undefined;
  class AlwaysTheSame {
    constructor() {
      if (one !== undefined) return one as never;
      // eslint-disable-next-line @typescript-eslint/no-this-alias -- it is what the class gives out
      one = this;
    }
    @IsInt() a!: number;
  }
  class Hides {
    @Expose() @Allow() a!: number;
    constructor() {
      Object.defineProperty(this, "a", { value: 5, writable: true, configurable: true });
    }
  }
  class Frozen {
    @Expose() @IsInt() a = 1;
    constructor() {
      Object.freeze(this);
    }
  }
  class Reads {
    @IsInt() a!: number;
    constructor() {
      Object.defineProperty(this, "a", { get: () => 1, set: () => undefined, enumerable: true });
    }
  }

  test.each<[Class]>([[ReturnsAnother], [AlwaysTheSame], [Hides], [Frozen], [Reads]])(
    "that do more than set properties are the libraries' affair: %p",
    (target) => {
      const pair = pairOf(target, "tolerant");
      expect(pair.reason).toMatch(/a constructor that returns something, or makes more/);
      for (const json of [{}, { a: 1 }, { a: "x" }, { b: 1 }]) pair.decode(() => ({ ...json }));
      pair.encode(() => new target());
    },
  );

  test("may take something, return themselves, or return what is no object", () => {
    class Takes {
      @IsInt() a = 1;
      constructor(given: object = {}) {
        Object.assign(this, given);
      }
    }
    class ReturnsItself {
      @IsInt() a = 1;
      constructor() {
        return this;
      }
    }
    for (const target of [Takes, ReturnsItself])
      expect(pairOf(target, "strict").decode(() => ({ a: 2 }))).toBe("taken");
  });
});
