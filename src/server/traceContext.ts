import type { ExtensionValue } from "../domain/index.js";
import type { HeaderOf } from "./auth.js";

/** W3C Trace Context, level 1: version, trace, parent and flags; what is all zeros is invalid. */
const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-.*)?$/;
/** As many characters every participant should carry (W3C Trace Context §3.3.1.5). */
const LONGEST_STATE = 512;
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * What a request's headers say of the trace that it belongs to, as the distributed tracing extension
 * of CloudEvents. What is invalid is nobody's trace, and ignored.
 */
export function traceExtensions(header: HeaderOf): ReadonlyMap<string, ExtensionValue> {
  const extensions = new Map<string, ExtensionValue>();
  const parent = header("traceparent");
  if (parent === undefined || !TRACEPARENT.test(parent)) return extensions;
  extensions.set("traceparent", { kind: "string", value: parent });
  const state = header("tracestate");
  if (state !== undefined && state.length <= LONGEST_STATE && PRINTABLE.test(state))
    extensions.set("tracestate", { kind: "string", value: state });
  return extensions;
}
