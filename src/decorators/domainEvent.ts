import "./reflect.js";
import type { DomainEventOptions } from "../model/options.js";
import { here, record } from "../model/registry.js";
import { decoratedClass, isWithoutParentheses, nothing } from "../model/placement.js";

/**
 * Declares a class as the data of an event type. class-validator's rules on its properties say what
 * is valid; `@Expose({ name })` of class-transformer gives a property another name in JSON.
 *
 * @example
 * \@DomainEvent("account.credited", { stream: "accounts" })
 * class AccountCredited {
 *   \@Subject() \@Expose({ name: "account_id" }) \@IsUUID() accountId!: string;
 *   \@IsPositive() amount!: number;
 * }
 */
export function DomainEvent(type: string, options: DomainEventOptions = {}): ClassDecorator {
  const where = here();
  if (isWithoutParentheses("DomainEvent", [type], where)) return nothing;
  return (...args: unknown[]) => {
    const target = decoratedClass("DomainEvent", args, where);
    if (target !== undefined)
      record({ decorator: "DomainEvent", target, name: type, options }, where);
  };
}
