import {
  describe,
  type Class,
  type EventAttribute,
  type ParameterBindings,
  type ParameterValues,
} from "../domain/index.js";
import { bindParameters } from "./classes/bindParameters.js";
import { viewClass } from "./classes/classRecords.js";
import type { Sight } from "./queryAt.js";
import { inDatabase, type Session } from "./session.js";
import type { CallOptions } from "./callOptions.js";
import type { ViewState } from "./viewState.js";

/** Parameters of a view that is asked for by its name: each with the kind that it stands for. */
export type NamedParameters = Readonly<Record<string, EventAttribute>>;

/** What a view is asked for with by its name. */
export interface NamedViewOptions extends CallOptions {
  /** Default: the newest that is published. */
  readonly version?: bigint | undefined;
}

/** A view that is asked for. */
export interface AskedView {
  readonly name: string;
  readonly version: bigint | undefined;
  readonly parameters: ParameterBindings;
}

/** The view that a class or a name, with parameters and options, asks for. */
export function askedView(
  view: Class | string,
  parameters: ParameterValues | NamedParameters = {},
  options: NamedViewOptions = {},
): AskedView {
  if (typeof view === "string") {
    const named = Object.entries(parameters as NamedParameters);
    for (const [key, value] of named) checkAttribute(view, key, value);
    return { name: view, version: options.version, parameters: named };
  }
  const known = viewClass(view);
  return {
    name: known.name,
    version: known.version,
    parameters: bindParameters(known, parameters as ParameterValues),
  };
}

function checkAttribute(view: string, key: string, value: unknown): void {
  if (typeof value === "object" && value !== null && "kind" in value && "value" in value) return;
  throw new TypeError(
    `view(${describe(view)}, …) by name takes its parameters with their kinds, { ${key}: { kind: "subject", value: … } }, got ${describe(value)}; { name: value } is for views by class`,
  );
}

/** The view's state, as it is seen from there. */
export const viewAt = (
  session: Session,
  sight: (signal: AbortSignal) => Promise<Sight>,
  { name, version, parameters }: AskedView,
  options: CallOptions | undefined,
): Promise<ViewState> =>
  inDatabase(session, options, "definition-not-found", async (signal) => {
    const { transport, database, versions } = session;
    const { revision, effectiveTimestamp } = await sight(signal);
    const known = version ?? (await versions.newest("stateViews", name, signal));
    const call = { name, version: known, revision, parameters, effectiveTimestamp };
    return transport.view(database, call, signal);
  });
