import type { Fields } from "../domain/index.js";

/** Some of the fields of `T`; one that is `undefined` is a wish that there be nothing. */
export type SomeFields<T> = { [K in keyof Fields<T>]?: Fields<T>[K] | undefined };
