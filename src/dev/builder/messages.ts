import type { World } from "../../domain/index.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Model } from "../../model/model.js";

/** What a builder works on: fixed for as long as it lives. */
export interface BuilderStart {
  readonly entry: string;
  readonly project?: string | undefined;
  readonly cwd: string;
  readonly engine: string;
}

/** A definition of a generation. */
export interface BuiltDefinition {
  readonly world: World;
  readonly name: string;
  /** Changes whenever the component may be another one; stands for its hash before it is built. */
  readonly key: string;
}

/** What is asked of a builder. */
export type Request =
  /** Looks at the sources as they are now. */
  | {
      readonly ask: "prepare";
      readonly generation: number;
      /** Also when nothing has changed since the last time. */
      readonly anyway: boolean;
    }
  /** Builds a component of a generation that was prepared. */
  | {
      readonly ask: "component";
      readonly generation: number;
      readonly world: World;
      readonly name: string;
      /** Nobody waits for it yet: everything else goes first. */
      readonly ahead: boolean;
    }
  /** Rewrites places of a component's bundle in a text into places of the sources. */
  | {
      readonly ask: "places";
      readonly generation: number;
      readonly world: World;
      readonly name: string;
      readonly text: string;
    };

export type ToBuilder =
  | { readonly type: "start"; readonly start: BuilderStart }
  | { readonly type: "request"; readonly id: number; readonly request: Request }
  /** Something was saved: what is looked at now is old news. */
  | { readonly type: "saved" };

/** The sources at a moment, all of the same. */
export interface Prepared {
  readonly kind: "prepared";
  readonly generation: number;
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly model: Model;
  readonly definitions: readonly BuiltDefinition[];
  /** Absolute paths of all that was read, but for installed libraries. */
  readonly files: readonly string[];
  /** Of these, what only a new builder reads anew. */
  readonly fixed: readonly string[];
  /** The files that differ from what the builder prepared before. */
  readonly changed: readonly string[];
  /** How much memory the builder has at this moment, in bytes. */
  readonly memory: number;
}

/** Nothing differs from what the builder prepared before. */
export interface Unchanged {
  readonly kind: "unchanged";
}

export interface MadeComponent {
  readonly kind: "component";
  readonly bytes: Uint8Array;
}

/** The sources, or the project, cannot be built. */
export interface NotMade {
  readonly kind: "failed";
  /** With places in the sources. */
  readonly reason: string;
}

/** Of a generation that newer ones have replaced, nothing is built any more. */
export interface Replaced {
  readonly kind: "replaced";
}

export type PrepareReply = Prepared | Unchanged | NotMade;

export type ComponentReply = MadeComponent | NotMade | Replaced;

/** A text with places of the sources. */
export interface Placed {
  readonly kind: "placed";
  readonly text: string;
}

export type Reply = PrepareReply | ComponentReply | Placed;

export type FromBuilder =
  | { readonly type: "ready" }
  | { readonly type: "reply"; readonly id: number; readonly reply: Reply }
  /** What it holds when nothing is asked of it, and all that could be let go of is, in bytes. */
  | { readonly type: "held"; readonly memory: number };
