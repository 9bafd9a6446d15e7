/** What a class does that no storage can follow, whatever an instance holds. */
export interface StateProblem {
  readonly kind: "hidden" | "one-way" | "shared" | "uncarried";
  readonly member: string | undefined;
  /** The class that declares the member; a base class perhaps. */
  readonly declaredBy: string;
  /** Goes on from the place of the instance or member: "is a #private field, which …". */
  readonly reason: string;
  readonly remedy: string;
}
