/** A class that can be made without arguments, as class-transformer makes it. */
export type Class<T extends object = object> = new () => T;

/** The data of `T`: its properties without its methods. */
export type Fields<T> = {
  [K in keyof T as T[K] extends (...parameters: never[]) => unknown ? never : K]: T[K];
};
