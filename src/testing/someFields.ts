import type { Fields, Timestamp } from "../domain/index.js";

/**
 * Some of the fields of `T`, and of the objects, maps and items of lists in them, at every depth; sets are
 * wanted whole. A field that is `undefined` is a wish that there be nothing.
 */
export type SomeFields<T> = { [K in keyof Fields<T>]?: PartOf<Fields<T>[K]> | undefined };

/** What has no parts: primitives, and objects that stand for one value. */
export type Whole =
  | string
  | number
  | bigint
  | boolean
  | symbol
  | null
  | undefined
  | Date
  | Timestamp
  | RegExp
  | ArrayBuffer
  | ArrayBufferView
  | ReadonlySet<unknown>
  | ((...parameters: never[]) => unknown);

/** A value, or some of it where it has parts. */
export type PartOf<T> = T extends Whole
  ? T
  : T extends ReadonlyMap<infer K, infer V>
    ? ReadonlyMap<K, PartOf<V>>
    : T extends readonly (infer E)[]
      ? readonly PartOf<E>[]
      : T extends object
        ? SomeFields<T>
        : T;
