import type { MessagePort } from "node:worker_threads";
import type { SelectorJson, StateChangeErrorKind, StateViewFailure } from "../../domain/index.js";
import type { DatabaseErrorCode, Read, ReaderAddress } from "../../database/index.js";
import type { CompiledComponent } from "../instantiable.js";

/** An instant as it crosses threads: objects of classes do not. */
export interface WireInstant {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

/** Of a view all that a worker must know to render it. */
export interface WireView {
  readonly name: string;
  readonly version: bigint;
  readonly selector: SelectorJson;
  readonly parameters: ReadonlyMap<string, "stream" | "subject" | "event-type">;
  readonly temporality: "revision" | "effective_timestamp";
  readonly contentType: string;
  readonly contentSchema: string | undefined;
  readonly componentHash: string;
}

/** What was published into a database, by the number that the worker was told it has. */
export interface WireCatalog {
  readonly number: number;
  /** Absent when the worker was told before. */
  readonly views?: readonly WireView[];
  /** The number of one that will not be named again. */
  readonly forget?: number;
}

/** The past that a job runs on. */
export interface WirePinned {
  readonly database: {
    readonly name: string;
    readonly createdAt: WireInstant;
    readonly origin: string;
  };
  readonly revision: bigint;
  readonly recordedAt: WireInstant;
  readonly effectiveTimestamp: WireInstant | undefined;
  readonly catalog: WireCatalog;
  /** Absent: the owner is asked. */
  readonly reader: ReaderAddress | undefined;
}

/** A decision to take. */
export interface DecideJob {
  readonly kind: "decide";
  readonly at: WirePinned;
  readonly componentHash: string;
  readonly command: {
    readonly body: Uint8Array | undefined;
    readonly contentType: string;
    readonly contentSchema: string | undefined;
  };
  readonly metadata: {
    readonly stateChangeName: string;
    readonly stateChangeVersion: bigint;
    readonly lastSeenRevision: bigint;
    readonly commandReceivedAt: WireInstant;
    readonly headers: readonly (readonly [string, string])[];
  };
}

/** A view to render. */
export interface RenderJob {
  readonly kind: "render";
  readonly at: WirePinned;
  readonly view: { readonly name: string; readonly version: bigint };
  readonly parameters: readonly (readonly [string, WireAttribute])[];
}

export interface WireAttribute {
  readonly kind: "stream" | "subject" | "event-type";
  readonly value: string | null;
}

export type Job = DecideJob | RenderJob;

/** What the owner says to a worker. */
export type ToWorker =
  | { readonly type: "job"; readonly job: Job }
  /** These components are asked for no more. */
  | { readonly type: "forget"; readonly hashes: readonly string[] }
  | {
      readonly type: "component";
      readonly hash: string;
      /** A text: why it cannot be had. */
      readonly component: CompiledComponent | string;
    };

/** What a worker says to its owner. */
export type FromWorker =
  /** It needs a component before it can run. */
  | { readonly type: "needs"; readonly hash: string }
  /** A guest runs from now on. */
  | { readonly type: "began" }
  | {
      readonly type: "done";
      readonly outcome: Outcome;
      /** What a decision read. */
      readonly reads: readonly Read[];
      readonly snapshots: readonly WireSnapshot[];
    };

export type Outcome =
  | {
      readonly kind: "decided";
      readonly events: readonly Uint8Array[];
      readonly conditions: readonly Uint8Array[];
    }
  | { readonly kind: "rendered"; readonly rendered: WireRendered | undefined }
  | { readonly kind: "failed"; readonly failure: WireFailure };

/** A view's state; its context is the owner's to say. */
export interface WireRendered {
  readonly content: Uint8Array | undefined;
  readonly lastModifiedRevision: bigint;
  readonly lastModifiedTimestamp: WireInstant;
}

export type WireFailure =
  | { readonly of: "state-change"; readonly kind: StateChangeErrorKind; readonly message: string }
  | { readonly of: "state-view"; readonly failure: StateViewFailure }
  | { readonly of: "database"; readonly code: DatabaseErrorCode; readonly message: string }
  | { readonly of: "unknown"; readonly message: string };

/** A state that a worker folded, with how many events that took. */
export interface WireSnapshot {
  readonly key: {
    readonly view: string;
    readonly version: bigint;
    readonly componentHash: string;
    readonly parameters: string;
  };
  readonly content: Uint8Array | undefined;
  readonly lastModifiedRevision: bigint;
  readonly lastModifiedTimestamp: WireInstant;
  readonly upTo: bigint;
  readonly folded: number;
}

/** What a worker asks its owner while a guest waits. */
export type Question =
  | { readonly ask: "events"; readonly query: WireQuery }
  | { readonly ask: "more"; readonly cursor: number }
  | { readonly ask: "leave"; readonly cursor: number }
  | {
      readonly ask: "last";
      readonly selector: SelectorJson;
      readonly after?: bigint;
      readonly upTo?: bigint;
    }
  | { readonly ask: "recordedAt"; readonly revision: bigint }
  | { readonly ask: "snapshot"; readonly key: WireSnapshot["key"]; readonly revision: bigint };

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: WireFailure };

/** A page of events; with a cursor there may be more. */
export interface WireEvents {
  readonly events: readonly {
    readonly bytes: Uint8Array;
    readonly revision: bigint;
    readonly effectiveTime: WireInstant;
  }[];
  readonly cursor: number | undefined;
}

export interface WireQuery {
  readonly selector?: SelectorJson;
  readonly after?: bigint | undefined;
  readonly upTo?: bigint | undefined;
  readonly effectiveFrom?:
    { readonly timestamp: WireInstant; readonly revision: bigint } | undefined;
  readonly effectiveUpTo?: WireInstant | undefined;
  readonly order?: "revision" | "effective-time" | undefined;
  readonly direction?: "forward" | "reverse" | undefined;
  readonly limit?: number | undefined;
}

/** What a worker is started with. */
export interface WorkerStart {
  /** By which it asks, and is answered, while it waits. */
  readonly port: MessagePort;
  /** Counts the answers; the worker waits for it to change. */
  readonly signal: Int32Array;
}
