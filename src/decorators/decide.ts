import type { Class, Database, Decision, StateChangeMetadata } from "../domain/index.js";
import { here, record } from "../model/registry.js";
import { decoratedMember, isWithoutParentheses, nothing } from "./placement.js";
import { designReturnType } from "./reflect.js";

type DecisionDecorator<F extends (...args: never[]) => Decision> = <M extends F>(
  prototype: object,
  member: string,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * Declares the method that decides a command: inside the command's class, where `this` is the
 * validated command, or with the command's class as argument in any other class, whose method is
 * given the command first.
 *
 * @example
 * \@Decide() decide(db: Database, metadata: StateChangeMetadata) { … }
 * \@Decide(Withdraw) withdraw(command: Withdraw, db: Database) { … }
 */
export function Decide(): DecisionDecorator<
  (db: Database, metadata: StateChangeMetadata) => Decision
>;
export function Decide<C extends object>(
  command: Class<C>,
): DecisionDecorator<(command: C, db: Database, metadata: StateChangeMetadata) => Decision>;
export function Decide(...command: unknown[]): DecisionDecorator<(...args: never[]) => Decision> {
  const where = here();
  if (isWithoutParentheses("Decide", command, where)) return nothing;
  return (...args: unknown[]) => {
    const place = decoratedMember("Decide", args, where);
    if (place === undefined) return;
    record(
      {
        decorator: "Decide",
        ...place,
        command: command.length === 0 ? undefined : { of: command[0] as Class | undefined },
        returnType: designReturnType(place.prototype, place.member),
      },
      where,
    );
  };
}
