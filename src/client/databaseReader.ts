import type {
  Class,
  DecodedEvent,
  Event,
  EventSelector,
  ParameterValues,
} from "../domain/index.js";
import type { CallOptions } from "./callOptions.js";
import type { QueryCallOptions } from "./queryAt.js";
import type { Results } from "./results.js";
import type { NamedParameters, NamedViewOptions } from "./viewAt.js";
import type { ViewState } from "./viewState.js";

/**
 * What a view's class takes as parameters: by default any names with texts. A class that declares them
 * has the compiler check their names.
 *
 * @example
 * class AccountSummary {
 *   declare static readonly parameters: { account_id: string };
 * }
 */
export type ParametersOf<V> = V extends { readonly parameters: infer P extends ParameterValues }
  ? Readonly<P>
  : ParameterValues;

/** What can be read of a database. */
export interface DatabaseReader {
  /**
   * The state of a view, or `undefined` when nothing has been folded for these parameters.
   * @throws ClientError; StateViewError for state that breaks a rule of the class.
   *
   * @example
   * const account = await bank.view(AccountSummary, { account_id: accountId });
   */
  view<V extends Class>(
    view: V,
    parameters?: ParametersOf<V>,
    options?: CallOptions,
  ): Promise<InstanceType<V> | undefined>;

  /** As parsed JSON, by name. */
  view(name: string, parameters?: NamedParameters, options?: NamedViewOptions): Promise<unknown>;

  /** A view's state as it is stored, with the revision of its last event. */
  viewState<V extends Class>(
    view: V,
    parameters?: ParametersOf<V>,
    options?: CallOptions,
  ): Promise<ViewState>;

  /** As it is stored, by name. */
  viewState(
    name: string,
    parameters?: NamedParameters,
    options?: NamedViewOptions,
  ): Promise<ViewState>;

  /** The selected events, in revision order unless the options say otherwise. */
  query(selector: EventSelector, options?: QueryCallOptions): Results<Event>;

  /**
   * The events of a class, of all or of those that a selector selects, each with its data as an instance
   * of the class beside it.
   * @throws ClientError `invalid-event` for an event whose data breaks a rule of the class.
   *
   * @example
   * for await (const { payload } of bank.events(AccountCredited, Selector.subject(accountId)))
   *   total += payload.amount;
   */
  events<E extends object>(
    eventClass: Class<E>,
    selector?: EventSelector,
    options?: QueryCallOptions,
  ): Results<DecodedEvent<E>>;
}
