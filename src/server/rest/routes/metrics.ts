import type { Metrics } from "../../metrics.js";
import type { RestRoute } from "../route.js";

/** What the server counts, for Prometheus. */
export const metricsRoute = (metrics: Metrics): RestRoute => ({
  operation: "metrics",
  method: "GET",
  path: "/metrics",
  async answer() {
    const { contentType, body } = await metrics.text();
    return new Response(body, { headers: { "content-type": contentType } });
  },
});
