import type { Class, Event } from "../domain/index.js";
import type { OnRecord } from "../model/records.js";
import { here, record } from "../model/registry.js";
import type { SourceLocation } from "../model/sourceLocation.js";
import { decoratedMember, isWithoutParentheses, nothing } from "../model/placement.js";
import { designParameterTypes, designReturnType } from "./reflect.js";

/** What a handler may return: nobody looks at it, and an object would be a state that is lost. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- without it, methods declared as void are refused
export type HandlerReturn = void | undefined | null | boolean | number | bigint | string | symbol;

/** Checks at compile time that a handler takes what the decorator gives it, and returns no state. */
export type HandlerDecorator<Payload> = <
  M extends (payload: Payload, event: Event) => HandlerReturn,
>(
  prototype: object,
  member: string,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/** As {@link HandlerDecorator}, where the payload's class is only known at run time. */
export type NamedHandlerDecorator = <M extends (payload: never, event: Event) => HandlerReturn>(
  prototype: object,
  member: string,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * Declares a method of a state view as the handler of events: of one or more event classes, or of
 * event types by name. With a name, the payload's class is the type of the handler's first parameter;
 * where that is no class (an interface, a union), a function after the name gives it.
 *
 * @example
 * \@On(AccountCredited) credited(credit: AccountCredited) {}
 * \@On(AccountOpened, AccountClosed) changed(account: AccountOpened | AccountClosed) {}
 * \@On("account.debited") debited(debit: AccountDebited, event: Event) {}
 * \@On("account.closed", () => AccountClosed) closed(closing: AccountClosed) {}
 */
export function On<const C extends readonly [Class, ...Class[]]>(
  ...events: C
): HandlerDecorator<InstanceType<C[number]>>;
export function On(type: string, ...more: string[]): NamedHandlerDecorator;
export function On<E extends object>(type: string, payload: () => Class<E>): HandlerDecorator<E>;
export function On(
  types: readonly [string, ...string[]],
  payload?: () => Class,
): NamedHandlerDecorator;
export function On(...args: unknown[]): NamedHandlerDecorator {
  const where = here();
  if (isWithoutParentheses("On", args, where)) return nothing;
  return (...target: unknown[]) => {
    const place = decoratedMember("On", target, where);
    if (place === undefined) return;
    recordHandler(place, handledEvents(args), where);
  };
}

/** As {@link HandlerDecorator}, for handlers that are given the event alone. */
export type AnyHandlerDecorator = <M extends (event: Event) => HandlerReturn>(
  prototype: object,
  member: string,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/** A handler of every selected event that no other handler takes; it is given the event alone. */
export function OnAny(): AnyHandlerDecorator;
export function OnAny(...misused: unknown[]): AnyHandlerDecorator {
  const where = here();
  if (isWithoutParentheses("OnAny", misused, where)) return nothing;
  return (...args: unknown[]) => {
    const place = decoratedMember("OnAny", args, where);
    if (place === undefined) return;
    recordHandler(place, { events: "any", payload: undefined }, where);
  };
}

interface HandledEvents {
  readonly events: OnRecord["events"];
  readonly payload: (() => Class) | undefined;
}

function handledEvents(args: readonly unknown[]): HandledEvents {
  const [first, second] = args;
  const names = Array.isArray(first)
    ? (first as string[])
    : typeof first === "string"
      ? [first]
      : [];
  if (names.length > 0 && typeof second === "function") {
    return { events: names, payload: second as () => Class };
  }
  return {
    events: Array.isArray(first) ? names : (args as (Class | string)[]),
    payload: undefined,
  };
}

function recordHandler(
  place: { readonly prototype: object; readonly member: string },
  handled: HandledEvents,
  where: SourceLocation | undefined,
): void {
  const { prototype, member } = place;
  const parameterTypes = designParameterTypes(prototype, member);
  const returnType = designReturnType(prototype, member);
  record({ decorator: "On", ...place, ...handled, parameterTypes, returnType }, where);
}
