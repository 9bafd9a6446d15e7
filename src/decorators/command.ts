import "./reflect.js";
import type { CommandOptions } from "../model/options.js";
import { here, record } from "../model/registry.js";
import { decoratedClass, isWithoutParentheses, nothing } from "../model/placement.js";

/**
 * Declares a class as a command. The state change that decides it has the same name.
 *
 * @example
 * \@Command("withdraw")
 * class Withdraw {
 *   \@IsPositive() amount!: number;
 *   \@Decide() decide(db: Database): Decision { … }
 * }
 */
export function Command(name: string, options: CommandOptions = {}): ClassDecorator {
  const where = here();
  if (isWithoutParentheses("Command", [name], where)) return nothing;
  return (...args: unknown[]) => {
    const target = decoratedClass("Command", args, where);
    if (target !== undefined) record({ decorator: "Command", target, name, options }, where);
  };
}
