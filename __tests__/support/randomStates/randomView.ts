import { Type } from "class-transformer";
import { IsDate, IsInt, IsString } from "class-validator";
import { DomainEvent, On, Selector, StateView, type Event } from "evidentsource-functions";
import { ODD, ORDINARY, type Happening, type Kind } from "./kinds.js";
import { observed } from "./observed.js";
import { HiddenBase, PlainBase } from "./parts.js";
import { below, oneOf, randomNumbers } from "./random.js";

@DomainEvent("fuzz.happened", { stream: "fuzz" })
export class Happened implements Happening {
  /** Which property, which of its acts, and whether the handler looks about first. */
  @IsInt() property!: number;
  @IsInt() act!: number;
  @IsInt() n!: number;
  @IsString() text!: string;
  @Type(() => Date) @IsDate() when!: Date;
}

type Fields = Record<string, unknown>;

export const viewName = (seed: number): string => `state-${String(seed)}`;

/** A state view with random properties: most of them ordinary, and in every third one a strange one. */
export function randomView(seed: number): new () => object {
  const random = randomNumbers(seed);
  const kinds: Kind[] = Array.from({ length: 1 + below(5, random) }, () => oneOf(ORDINARY, random));
  if (random() < 0.3) kinds.splice(below(kinds.length + 1, random), 0, oneOf(ODD, random));
  const Base = oneOf(
    [Object, Object, Object, Object, PlainBase, PlainBase, PlainBase, HiddenBase],
    random,
  );
  // Without a word about what it extends where it extends nothing, as authors write it.
  const State = Base === Object ? plainState(kinds) : derivedState(Base, kinds);
  const prototype = State.prototype as object;
  for (const [index, { decorators }] of kinds.entries()) {
    for (const decorate of decorators) decorate(prototype, `p${String(index)}`);
  }
  const fold = function (this: Fields, happened: Happened, event: Event): void {
    if (happened.n % 3 === 0) this["seen"] = observed(this);
    if (typeof this["tick"] === "function") this["ticks"] = (this["tick"] as () => number)();
    const index = happened.property % kinds.length;
    const acts = kinds[index]?.acts ?? [];
    const act = acts[happened.act % Math.max(acts.length, 1)];
    if (act === undefined) return;
    const name = `p${String(index)}`;
    const others = kinds
      .map((_, other) => this[`p${String(other)}`])
      .filter((_, other) => other !== index);
    this[name] = act(this[name], happened, event, others);
  };
  Object.defineProperty(prototype, "fold", {
    value: fold,
    enumerable: false,
    writable: true,
    configurable: true,
  });
  On(Happened)(prototype, "fold", Object.getOwnPropertyDescriptor(prototype, "fold") as never);
  StateView(viewName(seed), { selector: Selector.stream("fuzz") })(State);
  return State;
}

function begin(state: object, kinds: readonly Kind[]): void {
  for (const [index, { initial }] of kinds.entries()) {
    const value = initial();
    if (value !== undefined) (state as Fields)[`p${String(index)}`] = value;
  }
}

function plainState(kinds: readonly Kind[]): new () => object {
  return class State {
    seen = "";
    ticks = 0;
    constructor() {
      begin(this, kinds);
    }
  };
}

function derivedState(Base: new () => object, kinds: readonly Kind[]): new () => object {
  return class State extends Base {
    seen = "";
    ticks = 0;
    constructor() {
      super();
      begin(this, kinds);
    }
  };
}
