/**
 * The values of `decider.wit` as both sides of a component see them in JavaScript: records with
 * camelCase names, variants as `{ tag, val }`, 64-bit integers as bigint, absent options as undefined.
 */

export interface WitDatetime {
  seconds: bigint;
  nanoseconds: number;
}

export type WitData = { tag: "binary"; val: Uint8Array } | { tag: "string"; val: string };

export type WitAttributeValue =
  | { tag: "boolean"; val: boolean }
  | { tag: "integer"; val: number }
  | { tag: "string"; val: string }
  | { tag: "binary"; val: Uint8Array }
  | { tag: "uri"; val: string }
  | { tag: "uri-ref"; val: string }
  | { tag: "timestamp"; val: WitDatetime };

export interface WitCloudEvent {
  id: string;
  source: string;
  specversion: string;
  type: string;
  data?: WitData | undefined;
  attributes: [string, WitAttributeValue][];
}

export interface WitStateViewContext {
  database: string;
  name: string;
  version: bigint;
  databaseRevision: bigint;
  databaseRevisionTimestamp: WitDatetime;
  contentType?: string | undefined;
  contentSchema?: string | undefined;
}

export interface WitRenderedStateView {
  context: WitStateViewContext;
  content?: Uint8Array | undefined;
  lastModifiedRevision: bigint;
  lastModifiedTimestamp: WitDatetime;
}

export interface WitCommand {
  body?: Uint8Array | undefined;
  contentType: string;
  contentSchema?: string | undefined;
}

export interface WitStateChangeMetadata {
  stateChangeName: string;
  stateChangeVersion: bigint;
  lastSeenRevision: bigint;
  commandReceivedAt: WitDatetime;
  commandHeaders: [string, string][];
}

export type WitEventAttribute =
  | { tag: "stream"; val: string }
  | { tag: "subject"; val?: string | undefined }
  | { tag: "event-type"; val: string };

export type WitEventAttributePrefix =
  | { tag: "stream"; val: string }
  | { tag: "subject"; val: string }
  | { tag: "event-type"; val: string };

export type WitSelectorNode =
  | { tag: "equals"; val: WitEventAttribute }
  | { tag: "starts-with"; val: WitEventAttributePrefix }
  | { tag: "and"; val: [number, number] }
  | { tag: "or"; val: [number, number] };

export interface WitSelector {
  nodes: WitSelectorNode[];
  /** Of engines that prepare selectors: what the nodes are put into. */
  template?: object | undefined;
}

export type WitAppendCondition =
  | { tag: "min"; val: { selector: WitSelector; revision: bigint } }
  | { tag: "max"; val: { selector: WitSelector; revision: bigint } }
  | { tag: "range"; val: { selector: WitSelector; min: bigint; max: bigint } };

export interface WitStateChangeError {
  tag: "validation" | "conflict" | "not-found" | "unauthorized" | "internal";
  val: string;
}

export type WitQueryRange =
  | { tag: "revision"; val: { startAt?: bigint | undefined } }
  | {
      tag: "effective-time";
      val: {
        startAt?: { timestamp: WitDatetime; revision: bigint } | undefined;
        endAt?: WitDatetime | undefined;
      };
    };

export interface WitQuery {
  selector: WitSelector;
  range?: WitQueryRange | undefined;
  direction: "forward" | "reverse";
  limit?: number | undefined;
}

/** What both resources offer. */
export interface WitReadable {
  queryEvents(query: WitQuery): WitCloudEvent[];
  viewState(
    stateView: string,
    version: bigint,
    parameters: [string, WitEventAttribute][],
  ): WitRenderedStateView | undefined;
  /** The content of `viewState` alone, of engines that lift no more of it then. */
  viewContent?(
    stateView: string,
    version: bigint,
    parameters: [string, WitEventAttribute][],
  ): Uint8Array | undefined;
  /** Of engines for which views were prepared; see `ContentReader.viewDirectly`. */
  readView?(
    view: object,
    parameters: object,
    reads: readonly object[] | undefined,
  ): object | undefined | null;
  /** Of the same engines: whether it is a note of what was read, which has the database's revision then. */
  noteRevision?(note: object): boolean;
  name(): string;
  createdAt(): WitDatetime;
  revision(): bigint;
  revisionTimestamp(): WitDatetime;
  effectiveTimestamp(): WitDatetime | undefined;
  /** The platform's newer generation of names; the older one says `batch`. */
  speculateWithTransaction?(events: WitCloudEvent[]): WitSpeculativeDatabase;
  speculateWithBatch?(events: WitCloudEvent[]): WitSpeculativeDatabase;
}

export interface WitDatabase extends WitReadable {
  atRevision(revision: bigint): WitDatabase;
  atEffectiveTimestamp(effectiveTime: WitDatetime): WitDatabase;
}

export interface WitSpeculativeDatabase extends WitReadable {
  atEffectiveTimestamp(effectiveTime: WitDatetime): WitSpeculativeDatabase;
  basis(): WitDatabase;
  speculatedEventCount(): bigint;
}

export type WitDecision = [WitCloudEvent[], WitAppendCondition[]];
