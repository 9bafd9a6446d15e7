import type { Attributes, Tracer } from "@opentelemetry/api";
import type { Runner } from "../database/index.js";
import type { HeaderOf } from "./auth.js";
import { PACKAGE_VERSION } from "../version.js";

/** Runs something as a span of a trace; of the trace that the headers name, where they are given. */
export type Traced = <T>(
  name: string,
  attributes: Attributes,
  run: () => Promise<T>,
  header?: HeaderOf,
) => Promise<T>;

/** What W3C Trace Context sends along. */
const CARRIED = ["traceparent", "tracestate"];

/**
 * Spans by OpenTelemetry's interface alone: without an SDK in this process they cost next to nothing and
 * go nowhere. Until the interface is loaded, nothing is traced.
 */
export function tracing(): { readonly traced: Traced; load(): Promise<void> } {
  let traced: Traced = (_name, _attributes, run) => run();
  return {
    traced: (...span) => traced(...span),
    load: async () => {
      const { context, propagation, SpanStatusCode, trace } = await import("@opentelemetry/api");
      const tracer: Tracer = trace.getTracer("evidentsource-functions", PACKAGE_VERSION);
      traced = (name, attributes, run, header) => {
        const parent =
          header === undefined
            ? context.active()
            : propagation.extract(context.active(), header, {
                get: (from, key) => from(key),
                keys: () => CARRIED,
              });
        return tracer.startActiveSpan(name, { attributes }, parent, async (span) => {
          try {
            return await run();
          } catch (error) {
            span.recordException(error instanceof Error ? error : String(error));
            span.setStatus({ code: SpanStatusCode.ERROR });
            throw error;
          } finally {
            span.end();
          }
        });
      };
    },
  };
}

/** A runner whose decisions and renderings are spans. */
export const tracedRunner = (runner: Runner, traced: Traced): Runner => ({
  name: runner.name,
  decide: (change, at, command, metadata) =>
    traced("decide", attributesOf(change, at), async () =>
      runner.decide(change, at, command, metadata),
    ),
  render: (view, at, parameters) =>
    traced("render", attributesOf(view, at), async () => runner.render(view, at, parameters)),
});

const attributesOf = (
  { name, version }: { readonly name: string; readonly version: bigint },
  at: Parameters<Runner["render"]>[1],
): Attributes => ({
  "evidentsource.database": at.store.database.name,
  "evidentsource.definition": name,
  "evidentsource.version": String(version),
  "evidentsource.revision": String(at.revision),
});
