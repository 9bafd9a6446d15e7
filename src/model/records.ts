import type { Class } from "../domain/index.js";
import type {
  CommandOptions,
  DecideOptions,
  DomainEventOptions,
  StateViewOptions,
} from "./options.js";
import type { SourceLocation } from "./sourceLocation.js";

/** The types that the compiler emitted for a method's parameters; `undefined` without emitted metadata. */
export type ParameterTypes = readonly unknown[] | undefined;

/** What one decorator saw. Nothing in it has been checked: values are what the author wrote. */
export type DecoratorRecord =
  | ClassRecord<"DomainEvent", DomainEventOptions>
  | ClassRecord<"StateView", StateViewOptions>
  | ClassRecord<"Command", CommandOptions>
  | SubjectRecord
  | OnRecord
  | DecideRecord
  | CodecRecord
  | MisplacedRecord;

export interface ClassRecord<D extends string, Options> extends Located {
  readonly decorator: D;
  readonly target: Class;
  /** The name or event type. */
  readonly name: string;
  readonly options: Options;
}

export interface SubjectRecord extends Located {
  readonly decorator: "Subject";
  readonly prototype: object;
  readonly member: string;
}

export interface OnRecord extends Located {
  readonly decorator: "On";
  readonly prototype: object;
  readonly member: string;
  /** Event classes and event types; `"any"` for `@OnAny()`. */
  readonly events: readonly (Class | string)[] | "any";
  /** Names the payload class where the parameter's type cannot. */
  readonly payload: (() => Class) | undefined;
  readonly parameterTypes: ParameterTypes;
  readonly returnType: unknown;
}

export interface DecideRecord extends Located {
  readonly decorator: "Decide";
  readonly prototype: object;
  readonly member: string;
  /** The command class, for a decision outside it; absent for one inside. */
  readonly command: { readonly of: Class | undefined } | undefined;
  readonly options: DecideOptions;
  readonly returnType: unknown;
}

/** `@Codec` without a pair of functions; with one, class-transformer keeps it. */
export interface CodecRecord extends Located {
  readonly decorator: "Codec";
  readonly prototype: object;
  readonly member: string;
}

/** A decorator that was applied where it cannot work, or by a compiler that follows another protocol. */
export interface MisplacedRecord extends Located {
  readonly decorator: "misplaced";
  readonly name: string;
  readonly className: string | undefined;
  readonly member: string | undefined;
  readonly because:
    "standard-decorators" | "static-member" | "parameter" | "wrong-kind" | "no-parentheses";
}

interface Located {
  readonly where: SourceLocation | undefined;
}
