/** A decorated member: the prototype that it stands on, and its name. */
interface Member {
  readonly prototype: object;
  readonly member: string;
}

/** Whether what was recorded on the prototype belongs to the class, by itself or by inheritance. */
export function declares(target: { readonly prototype: object }, prototype: object): boolean {
  return target.prototype === prototype || inherits(target.prototype, prototype);
}

/** A subclass that decorates a method of the same name anew replaces what its parent said. */
export function isOverridden<M extends Member>(
  record: M,
  target: { readonly prototype: object },
  records: readonly M[],
): boolean {
  return records.some(
    (other) =>
      other.member === record.member &&
      declares(target, other.prototype) &&
      inherits(other.prototype, record.prototype),
  );
}

const inherits = (prototype: object, from: object): boolean =>
  Object.prototype.isPrototypeOf.call(from, prototype);
