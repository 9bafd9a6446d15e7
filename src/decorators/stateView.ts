import "./reflect.js";
import type { StateViewOptions } from "../model/options.js";
import { here, record } from "../model/registry.js";
import { decoratedClass, isWithoutParentheses, nothing } from "../model/placement.js";

/**
 * Declares a class as a state view: its instances are the state, its `@On` methods fold events into it.
 *
 * @example
 * \@StateView("account-summary", { selector: Selector.subject(parameter("account_id")) })
 * class AccountSummary {
 *   balance = 0;
 *   \@On(AccountCredited) credited(credit: AccountCredited) { this.balance += credit.amount; }
 * }
 */
export function StateView(name: string, options: StateViewOptions = {}): ClassDecorator {
  const where = here();
  if (isWithoutParentheses("StateView", [name], where)) return nothing;
  return (...args: unknown[]) => {
    const target = decoratedClass("StateView", args, where);
    if (target !== undefined) record({ decorator: "StateView", target, name, options }, where);
  };
}
