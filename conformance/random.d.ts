/** Seeded choices. */
export class Random {
  constructor(seed: number);
  integer(min: number, max: number): number;
  pick<T>(list: readonly T[]): T;
}
