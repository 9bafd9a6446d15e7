import { Hono, type Context } from "hono";
import type { Platform } from "../../platform/index.js";
import { isLoopback, type HeaderOf, type PrincipalOf } from "../auth.js";
import type { RequestLimits } from "../limits.js";
import type { Metrics } from "../metrics.js";
import type { Observe } from "../observe.js";
import { onceMore } from "../onceMore.js";
import { GrpcCode, ServerError, statusOf } from "../status.js";
import type { Traced } from "../tracing.js";
import { problem } from "./answer.js";
import { bodyOf } from "./body.js";
import { checkLocal, corsHeaders, preflight } from "./localOnly.js";
import { checkEncoding } from "./percentEncoding.js";
import { checkQuery } from "./queryParameters.js";
import type { RestCall, RestRoute } from "./route.js";
import { ROUTES } from "./routes/index.js";
import { metricsRoute } from "./routes/metrics.js";

export interface RestAppOptions {
  readonly platform: Platform;
  /** Where it listens: on loopback, only this machine's names and pages are answered. */
  readonly host: string;
  readonly limits: RequestLimits;
  readonly principalOf: PrincipalOf;
  readonly observe: Observe;
  readonly traced: Traced;
  readonly metrics: Metrics;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

/** The REST interface as a function of requests; knows no sockets. */
export function restApp(options: RestAppOptions): Hono {
  const app = new Hono();
  const shared: Shared = { ...options, streams: { open: 0 }, underWay: { count: 0 } };
  const routes = [...ROUTES, metricsRoute(options.metrics)];
  if (isLoopback(options.host)) allowLocalPages(app);
  for (const route of routes)
    app.on(route.method, honoPath(route.path), (context) => answered(route, context, shared));
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    app.all(honoPath(path), () => notAllowed(methods));
  }
  app.notFound(({ req }) => problem(unknownPath(req.path)));
  app.onError((error) => problem(error));
  return app;
}

/** Pages of this machine may use the server, from whatever port they come. */
function allowLocalPages(app: Hono): void {
  app.use(async (context, next) => {
    const { headers, method } = context.req.raw;
    if (method === "OPTIONS" && headers.has("access-control-request-method"))
      return preflight(headers);
    await next();
    for (const [name, value] of Object.entries(corsHeaders(headers) ?? {}))
      context.res.headers.set(name, value);
    return undefined;
  });
}

interface Shared extends RestAppOptions {
  readonly streams: { open: number };
  readonly underWay: { count: number };
}

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ":$1");

async function answered(route: RestRoute, context: Context, shared: Shared): Promise<Response> {
  const began = performance.now();
  const { observe, underWay } = shared;
  let message: string | undefined;
  let response: Response;
  underWay.count += 1;
  try {
    const { headers } = context.req.raw;
    const header: HeaderOf = (name) => headers.get(name) ?? undefined;
    response = await shared.traced(
      route.operation,
      { "evidentsource.protocol": "http" },
      () => answer(route, context, header, shared),
      header,
    );
  } catch (error) {
    ({ message } = statusOf(error));
    response = problem(error);
  } finally {
    underWay.count -= 1;
  }
  observe({
    protocol: "http",
    operation: route.operation,
    status: response.status,
    milliseconds: performance.now() - began,
    message,
  });
  return response;
}

async function answer(
  route: RestRoute,
  context: Context,
  header: HeaderOf,
  shared: Shared,
): Promise<Response> {
  const { platform, host, limits, principalOf, stopping, streams, underWay } = shared;
  const request = context.req.raw;
  const { headers } = request;
  if (isLoopback(host)) checkLocal(headers);
  const principal = route.isOpen === true ? NOBODY : principalOf(header);
  if (underWay.count > limits.requests) throw tooMany(limits.requests);
  const address = new URL(request.url);
  checkEncoding(address);
  const { searchParams: query } = address;
  checkQuery(route, query);
  const most = route.isUpload === true ? limits.uploadBytes : limits.messageBytes;
  let body: Promise<Uint8Array> | undefined;
  const call: RestCall = {
    platform,
    path: context.req.param(),
    query,
    headers,
    header,
    body: () => (body ??= bodyOf(request, most)),
    signal: AbortSignal.any([request.signal, stopping]),
    principal,
    limits,
    streams,
  };
  return onceMore(() => route.answer(call));
}

const NOBODY: ReadonlyMap<string, string> = new Map();

const tooMany = (most: number): ServerError =>
  new ServerError(
    { grpc: GrpcCode.RESOURCE_EXHAUSTED, http: 503, kind: "too-many-requests" },
    `${String(most)} requests are under way already; try again later`,
  );

const unknownPath = (path: string): ServerError =>
  new ServerError(
    { grpc: GrpcCode.NOT_FOUND, http: 404, kind: "unknown-path" },
    `there is nothing at ${JSON.stringify(path.slice(0, 200))}; /api/v1/openapi.json says what there is`,
  );

function notAllowed(methods: readonly string[]): Response {
  const response = problem(
    new ServerError(
      { grpc: GrpcCode.UNIMPLEMENTED, http: 405, kind: "method-not-allowed" },
      `here you can ${methods.join(", ")}`,
    ),
  );
  response.headers.set("allow", methods.join(", "));
  return response;
}
