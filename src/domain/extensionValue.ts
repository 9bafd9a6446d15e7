import { describe } from "./describe.js";
import { attributeTextProblem } from "./attributeText.js";
import { isDate, Timestamp } from "./timestamp.js";
import { uriProblem } from "./uri.js";

/** One of the seven kinds of value that a CloudEvents attribute can have (CloudEvents 1.0 §3.2). */
export type ExtensionValue =
  | { readonly kind: "boolean"; readonly value: boolean }
  /** 32 bits, signed. */
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "binary"; readonly value: Uint8Array }
  | { readonly kind: "uri"; readonly value: string }
  | { readonly kind: "uri-ref"; readonly value: string }
  | { readonly kind: "timestamp"; readonly value: Timestamp };

/** What is accepted where an extension value is given; `uri` and `uri-ref` need the long form. */
export type ExtensionInput =
  boolean | number | string | Uint8Array | Timestamp | Date | ExtensionValue;

/** Extension attributes of an event, by name (CloudEvents 1.0 §3.1.3). */
export type Extensions = ReadonlyMap<string, ExtensionValue>;

/** CloudEvents 1.0 §3.1: attribute names consist of lower-case letters and digits. */
const NAME = /^[a-z0-9]+$/;
const CORE = ["id", "source", "specversion", "type", "data", "subject", "time"];
const RESERVED = new Set([...CORE, "datacontenttype", "dataschema", "sequence", "recordedtime"]);
const INT32_LIMIT = 2 ** 31;

/** Says what is wrong with the name of an extension that an author gives, or `undefined`. */
export function extensionNameProblem(name: string): string | undefined {
  if (RESERVED.has(name)) return `extension ${name} is an attribute that the platform sets`;
  if (!NAME.test(name)) {
    return `extension name ${describe(name)} must consist of lower-case letters and digits`;
  }
  return undefined;
}

/**
 * The value in its explicit form.
 * @throws RangeError for a number that is no 32-bit integer, TypeError for any other value.
 */
export function toExtensionValue(input: ExtensionInput): ExtensionValue {
  const value = explicit(input);
  const problem = extensionValueProblem(value);
  if (problem === undefined) return value;
  throw value.kind === "integer" ? new RangeError(problem) : new TypeError(problem);
}

function explicit(input: ExtensionInput): ExtensionValue {
  switch (typeof input) {
    case "boolean":
      return { kind: "boolean", value: input };
    case "string":
      return { kind: "string", value: input };
    case "number":
      return { kind: "integer", value: input };
    default:
  }
  if (input instanceof Uint8Array) return { kind: "binary", value: input };
  if (input instanceof Timestamp) return { kind: "timestamp", value: input };
  if (isDate(input)) return { kind: "timestamp", value: Timestamp.fromDate(input) };
  if (isObject(input) && "kind" in input) return input;
  throw new TypeError(
    `an extension must be a boolean, 32-bit integer, string, Uint8Array, Timestamp, Date or { kind, value }, got ${describe(input)}`,
  );
}

/** Says what is wrong with an extension's value in its explicit form, or `undefined`. */
export function extensionValueProblem(extension: unknown): string | undefined {
  if (!isObject(extension)) return `${describe(extension)} is no { kind, value }`;
  const { kind, value } = extension as { kind?: unknown; value?: unknown };
  switch (kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : misfit(kind, "a boolean", value);
    case "integer":
      return integerProblem(value);
    case "string":
    case "uri":
    case "uri-ref":
      if (typeof value !== "string") return misfit(kind, "a string", value);
      return textProblem(kind, value);
    case "binary":
      return value instanceof Uint8Array ? undefined : misfit(kind, "a Uint8Array", value);
    case "timestamp":
      return value instanceof Timestamp ? undefined : misfit(kind, "a Timestamp", value);
    default:
      return `${describe(kind)} is no kind of extension; expected boolean, integer, string, binary, uri, uri-ref or timestamp`;
  }
}

function textProblem(kind: "string" | "uri" | "uri-ref", value: string): string | undefined {
  const problem =
    attributeTextProblem(value) ?? (kind === "string" ? undefined : uriProblem(kind, value));
  return problem === undefined ? undefined : `an extension of kind ${kind} ${problem}`;
}

function integerProblem(value: unknown): string | undefined {
  if (Number.isInteger(value) && Number(value) >= -INT32_LIMIT && Number(value) < INT32_LIMIT) {
    return undefined;
  }
  return `an integer extension has 32 bits; got ${describe(value)} (send it as a string instead)`;
}

function misfit(kind: string, expected: string, value: unknown): string {
  return `an extension of kind ${kind} must hold ${expected}, got ${describe(value)}`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
