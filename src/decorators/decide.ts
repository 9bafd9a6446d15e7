import type { Class, Database, Decision, StateChangeMetadata } from "../domain/index.js";
import type { DecideOptions } from "../model/options.js";
import type { DecideRecord } from "../model/records.js";
import { here, record } from "../model/registry.js";
import { decoratedMember, isWithoutParentheses, nothing } from "../model/placement.js";
import { designReturnType } from "./reflect.js";

/** What {@link Decide} gives: it stands on methods that take what `F` takes, or less. */
export type DecisionDecorator<F extends (...args: never[]) => Decision> = <M extends F>(
  prototype: object,
  member: string,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * Declares the method that decides a command: inside the command's class, where `this` is the
 * validated command, or with the command's class as argument in any other class, whose method is
 * given the command first.
 *
 * Where the decision returns only events, they are appended on condition that nothing has changed in
 * what it read: for each view that it read by class and each query, that nothing was appended since
 * which these select. A decision that returns `{ events, conditions }` says it all itself, and
 * `{ consistency: "explicit" }` turns the derivation off. Reads at an earlier revision ask for nothing,
 * for the past does not change.
 *
 * @example
 * \@Decide() decide(db: Database, metadata: StateChangeMetadata): Decision { … }
 * \@Decide(Withdraw) withdraw(command: Withdraw, db: Database): Decision { … }
 * \@Decide(Deposit, { consistency: "explicit" }) deposit(command: Deposit): Decision { … }
 */
export function Decide(
  options?: DecideOptions,
): DecisionDecorator<(db: Database, metadata: StateChangeMetadata) => Decision>;
export function Decide<C extends object>(
  command: Class<C>,
  options?: DecideOptions,
): DecisionDecorator<(command: C, db: Database, metadata: StateChangeMetadata) => Decision>;
export function Decide(...given: unknown[]): DecisionDecorator<(...args: never[]) => Decision> {
  const where = here();
  if (isWithoutParentheses("Decide", given, where)) return nothing;
  return (...args: unknown[]) => {
    const place = decoratedMember("Decide", args, where);
    if (place === undefined) return;
    record(
      {
        decorator: "Decide",
        ...place,
        ...subjectOf(given),
        returnType: designReturnType(place.prototype, place.member),
      },
      where,
    );
  };
}

/** A class that is undefined is the sign of an import cycle, and no missing argument. */
function subjectOf(given: readonly unknown[]): Pick<DecideRecord, "command" | "options"> {
  const [first, second] = given;
  const isOptions = typeof first === "object" && first !== null;
  return {
    command: given.length === 0 || isOptions ? undefined : { of: first as Class | undefined },
    options: isOptions ? first : (second ?? {}),
  };
}
