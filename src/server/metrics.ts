import type { Observation } from "./observe.js";

/** Counts what the server does, for Prometheus. */
export interface Metrics {
  observe(observation: Observation): void;
  /** The text that `/metrics` answers with. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** What was observed before the library is there; more is not worth keeping. */
const MOST_EARLY = 10_000;

/** The library is loaded when it is first asked for, so that the server need not wait for it. */
export function metrics(): Metrics & { load(): Promise<void> } {
  let loaded: Promise<Loaded> | undefined;
  let ready: Loaded | undefined;
  const early: Observation[] = [];
  const load = (): Promise<Loaded> =>
    (loaded ??= registry().then((made) => {
      ready = made;
      for (const observation of early.splice(0)) made.observe(observation);
      return made;
    }));
  return {
    observe(observation) {
      if (ready !== undefined) ready.observe(observation);
      else if (early.length < MOST_EARLY) early.push(observation);
    },
    text: async () => (await load()).text(),
    load: async () => {
      await load();
    },
  };
}

type Loaded = Metrics;

async function registry(): Promise<Loaded> {
  const { collectDefaultMetrics, Counter, Histogram, Registry } = (await import("prom-client"))
    .default;
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: "evidentsource_requests_total",
    help: "Requests that were answered, by protocol, operation and status",
    labelNames: ["protocol", "operation", "status"],
    registers: [register],
  });
  const duration = new Histogram({
    name: "evidentsource_request_duration_seconds",
    help: "How long requests took; of gRPC streams, until they ended",
    labelNames: ["protocol", "operation"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [register],
  });
  return {
    observe({ protocol, operation, status, milliseconds }) {
      requests.inc({ protocol, operation, status });
      duration.observe({ protocol, operation }, milliseconds / 1_000);
    },
    text: async () => ({ contentType: register.contentType, body: await register.metrics() }),
  };
}
