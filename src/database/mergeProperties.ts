/** One object with the properties of both; getters stay getters and are not read. */
export function mergeProperties<A extends object, B extends object>(first: A, second: B): A & B {
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(first),
      ...Object.getOwnPropertyDescriptors(second),
    },
  ) as A & B;
}
