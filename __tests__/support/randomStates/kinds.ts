import { Exclude, Expose, Transform, Type } from "class-transformer";
import { IsOptional } from "class-validator";
import { Codec, IsBigInt, IsTimestamp, Timestamp, type Event } from "evidentsource-functions";
import {
  Bag,
  GiftLine,
  Line,
  Money,
  money,
  Priced,
  Wallet,
  WithAccessor,
  WithHidden,
} from "./parts.js";

/** What an event brings to a random state. */
export interface Happening {
  readonly n: number;
  readonly text: string;
  readonly when: Date;
}

/** A property of a random state: what stands on it, and what a handler does to it. */
export interface Kind {
  readonly decorators: readonly PropertyDecorator[];
  readonly initial: () => unknown;
  readonly acts: readonly ((
    before: unknown,
    happening: Happening,
    event: Event,
    others: readonly unknown[],
  ) => unknown)[];
}

const declared = (type: unknown): PropertyDecorator => Reflect.metadata("design:type", type);
const kind = (
  decorators: readonly PropertyDecorator[],
  initial: Kind["initial"],
  ...acts: Kind["acts"]
): Kind => ({ decorators, initial, acts });

/* eslint-disable @typescript-eslint/no-explicit-any -- random values meet random properties */
type Act = (before: any, happening: Happening, event: Event, others: readonly any[]) => unknown;
const act = (change: Act): Kind["acts"][number] => change as Kind["acts"][number];
/** Changes what the property holds, and leaves it there. */
const within =
  (change: (held: any, happening: Happening) => unknown): Kind["acts"][number] =>
  (held, happening) => {
    change(held, happening);
    return held;
  };
/* eslint-enable @typescript-eslint/no-explicit-any */

const line = ({ n, when }: Happening): Line =>
  Object.assign(new Line(), { qty: n, on: new Date(when) });
const optional = IsOptional();
const both = (write: (value: never) => unknown, read: (json: never) => unknown) => [
  Transform(
    ({ value }: { value: unknown }) => (value === undefined ? value : write(value as never)),
    {
      toPlainOnly: true,
    },
  ),
  Transform(
    ({ value }: { value: unknown }) => (value === undefined ? value : read(value as never)),
    {
      toClassOnly: true,
    },
  ),
];
const alias = act(
  (before, _, __, others) =>
    others.find((item) => typeof item === "object" && item !== null) ?? before,
);
const chosen = Type(() => Line, {
  discriminator: {
    property: "kind",
    subTypes: [
      { name: "line", value: Line },
      { name: "gift", value: GiftLine },
    ],
  },
});

/** Kinds that ordinary states have. */
export const ORDINARY: readonly Kind[] = [
  kind(
    [],
    () => 0,
    act((n: number, { n: by }) => n + by),
    act(() => 0.1 + 0.2),
  ),
  kind(
    [],
    () => "",
    act((text: string, { text: more }) => (text + more).slice(-30)),
  ),
  kind(
    [],
    () => false,
    act((flag: boolean) => !flag),
  ),
  kind(
    [],
    () => null,
    act((_, { n }) => (n % 2 === 0 ? null : n)),
    act((_, { text }) => ({ text, deep: [[text]] })),
  ),
  kind(
    [Type(() => Date)],
    () => null,
    act((_, { when }) => new Date(when)),
  ),
  kind(
    [Type(() => Date)],
    () => [],
    within((list: Date[], { when }) => list.push(new Date(when))),
  ),
  kind(
    [Type(() => Line)],
    () => undefined,
    act((_, happening) => line(happening)),
    within((held?: Line) => {
      if (held !== undefined) held.qty += 1;
    }),
  ),
  kind(
    [Type(() => Line)],
    () => [],
    within((list: Line[], happening) => list.push(line(happening))),
    within((list: Line[]) => list.shift()),
    within((list: Line[], { text }) => {
      for (const item of list) item.note = text;
    }),
    within((list: Line[]) => {
      for (const item of list) delete item.note;
    }),
  ),
  kind(
    [declared(Map), Type(() => Number)],
    () => new Map(),
    within((map: Map<string, number>, { text, n }) => map.set(text, (map.get(text) ?? 0) + n)),
    within((map: Map<string, number>, { text }) => map.delete(text)),
  ),
  kind(
    [declared(Map), Type(() => Line)],
    () => new Map(),
    within((map: Map<string, Line>, happening) => map.set(happening.text, line(happening))),
    within((map: Map<string, Line[]>, happening) => map.set(happening.text, [line(happening)])),
  ),
  kind(
    [declared(Set), Type(() => String)],
    () => new Set(),
    within((set: Set<string>, { text }) => set.add(text)),
    within((set: Set<string>, { text }) => set.delete(text)),
  ),
  kind(
    [declared(Map), Type(() => Map)],
    () => new Map(),
    within((map: Map<string, Map<string, unknown>>, { text, n }) =>
      map.set(text, (map.get(text) ?? new Map<string, unknown>()).set(`k${String(n)}`, [n])),
    ),
  ),
  kind(
    [],
    () => ({}),
    within((dictionary: Record<string, unknown>, { text, n }) => {
      dictionary[text] = n;
    }),
    within((dictionary: Record<string, unknown>, { text }) => {
      Reflect.deleteProperty(dictionary, text);
    }),
  ),
  kind(
    [Type(() => Priced)],
    () => new Priced(),
    within((priced: Priced, { n }) => {
      priced.qty += n;
      priced.cents *= 3n;
    }),
  ),
  kind(
    [Type(() => Bag)],
    () => new Bag(),
    within((bag: Bag, happening) => {
      bag.lines.push(line(happening));
      bag.counts.set(happening.text, happening.n);
      bag.last = Timestamp.fromDate(happening.when);
    }),
  ),
  kind(
    [chosen],
    () => [],
    within((list: Line[], { n }) => list.push(n % 2 === 0 ? new Line() : new GiftLine())),
  ),
  kind(
    [Type(() => Wallet)],
    () => new Wallet(),
    within((wallet: Wallet, { n }) => {
      wallet.held = (wallet.held ?? new Money(0n, "EUR")).plus(BigInt(n));
    }),
  ),
  kind(
    [optional, IsBigInt()],
    () => 1n,
    act((cents: bigint, { n }) => cents * 7n + BigInt(n)),
  ),
  kind(
    [declared(Map), optional, IsBigInt({}, { each: true })],
    () => new Map(),
    within((map: Map<string, bigint>, { text, n }) =>
      map.set(text, (map.get(text) ?? 2n ** 60n) + BigInt(n)),
    ),
  ),
  kind(
    [optional, IsTimestamp()],
    () => null,
    act((_, { when, n }) => new Timestamp(BigInt(when.getTime()), Math.abs(n))),
  ),
  kind(
    [optional, Codec(money)],
    () => null,
    act((held: Money | null, { n }) => (held ?? new Money(0n, "CHF")).plus(BigInt(n))),
  ),
  kind(
    [declared(Array), optional, Codec(money, { each: true })],
    () => [],
    within((list: Money[], { n }) => list.push(new Money(BigInt(n), "USD"))),
  ),
  kind(
    [Expose({ name: "renamed_one" })],
    () => 0,
    act((n: number) => n + 1),
  ),
  kind([Exclude()], () => (): number => 1),
];

/** Kinds that storage cannot follow, or only sometimes. */
export const ODD: readonly Kind[] = [
  kind(
    [Type(() => WithHidden)],
    () => new WithHidden(),
    within((held: WithHidden) => {
      held.unit = String(held.add());
    }),
  ),
  kind(
    [Type(() => WithAccessor)],
    () => new WithAccessor(),
    within((held: WithAccessor) => {
      held.count += 1;
      held.unit = String(held.count);
    }),
  ),
  kind(
    [declared(Map), Type(() => Number)],
    () => new Map(),
    within((map: Map<string, unknown>, { text, n }) =>
      map.set(text, n % 3 === 0 ? new Map([[text, n]]) : n),
    ),
  ),
  kind(
    [declared(Set), Type(() => Number)],
    () => new Set(),
    within((set: Set<unknown>, { n }) => set.add(n % 3 === 0 ? new Set([n]) : n)),
  ),
  kind(
    [],
    () => null,
    alias,
    act((_, __, event) => event),
    act((_, { n }) => n / 0),
    act(() => structuredClone({ a: [1] })),
    act((_, { when }) => new Date(when)),
    act(() => /x/),
  ),
  kind(
    [Type(() => Line)],
    () => [],
    act((list: Line[]) => [...list, ...list]),
    within((list: unknown[], { n }) => list.push({ qty: n })),
    within((list: Line[]) => {
      for (const item of list) item.qty += 1;
    }),
    within((list: Line[]) => list.push(new GiftLine())),
  ),
  kind(
    [Type(() => Date)],
    () => null,
    act((_, { when }) => when),
    alias,
    within((date: unknown) =>
      date instanceof Date ? date.setTime(date.getTime() + 1) : undefined,
    ),
  ),
  kind(
    [Exclude()],
    () => 0,
    act((n: number, { n: by }) => (by % 2 === 0 ? n + 1 : 0)),
  ),
  kind(
    [Exclude({ toClassOnly: true })],
    () => 0,
    act((n: number) => n + 1),
  ),
  kind(
    [Exclude({ toPlainOnly: true })],
    () => 0,
    act((n: number) => n + 1),
  ),
  kind(
    [Expose({ groups: ["admin"] })],
    () => 0,
    act((n: number) => n + 1),
  ),
  kind(
    [Expose({ name: "only_written", toPlainOnly: true })],
    () => 0,
    act((n: number) => n + 1),
  ),
  kind(
    both(
      (date: Date) => date.getTime(),
      (json: number) => new Date(json),
    ),
    () => new Date(0),
    act((_, { when }) => new Date(when)),
  ),
  kind(
    both(
      (n: number) => Math.round(n),
      (json: number) => json,
    ),
    () => 0,
    act((n: number) => n + 0.5),
  ),
  kind(
    both(
      (n: bigint) => String(n),
      (json: string) => BigInt(json),
    ),
    () => 1n,
    act((n: bigint) => n * 3n),
  ),
  kind(
    [Type(() => Number)],
    () => 0,
    act((_, { text }) => text),
    act((_, { n }) => n),
  ),
  kind(
    [Type(() => String)],
    () => "",
    act((_, { n }) => n),
  ),
  kind(
    [],
    () => undefined,
    act((_, { n }) => (n % 2 === 0 ? undefined : n)),
  ),
  kind(
    [],
    () => 1,
    act((_, { n }) => (n % 2 === 0 ? undefined : n)),
  ),
  kind(
    [Type(() => Priced)],
    () => undefined,
    act((_, { n }) => ({ qty: n, cents: 5n })),
  ),
  kind(
    [IsBigInt()],
    () => 0n,
    act((_, { n }) => (n % 4 === 0 ? null : BigInt(n))),
    act((_, { n }) => (n % 4 === 0 ? n : 1n)),
  ),
  kind(
    [optional, Codec({ decode: (json: number) => json, encode: (n: number) => Math.trunc(n) })],
    () => 0,
    act((n: number) => n + 0.5),
  ),
  kind([], () => Object.defineProperty({ a: 1 }, "b", { value: 1 })),
  kind([], () => ({ [Symbol("s")]: 1 })),
];
