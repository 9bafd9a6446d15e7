/**
 * How a question for one event is put where many values have the beginning that is asked for. Going
 * through events in their order finds one soon where they are dense; asking each of the values for its
 * own first one is exact, however far away that is. Neither goes on for long before the other had its
 * turn. What is found is the same whatever the bounds are.
 */
export interface QueryBounds {
  /** So many values with a beginning are asked one by one at once. */
  readonly values: number;
  /** What is done in turn where there are more; when all was in vain, each value is asked. */
  readonly turns: readonly {
    /** So many events are gone through. */
    readonly walked: number;
    /** Then so many values are asked, if there are no more of them. */
    readonly asked: number;
  }[];
}
