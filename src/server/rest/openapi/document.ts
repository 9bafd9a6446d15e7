import { PACKAGE_VERSION } from "../../../version.js";
import { DATABASE_PATHS } from "./databasePaths.js";
import { DEFINITION_PATHS } from "./definitionPaths.js";
import { EVENT_PATHS } from "./eventPaths.js";
import { SCHEMAS } from "./schemas.js";
import type { OpenApi } from "./types.js";

/** The REST interface, for programs. A test holds it against the routes. */
export const OPENAPI: OpenApi = {
  openapi: "3.1.0",
  info: {
    title: "EvidentSource on this machine",
    version: PACKAGE_VERSION,
    description:
      "Databases of events, with state views and state changes that run in them. Integers of 64 bits are strings of digits. Failures are application/problem+json; the last word of their type tells them apart.",
  },
  paths: { ...DATABASE_PATHS, ...DEFINITION_PATHS, ...EVENT_PATHS },
  components: {
    schemas: SCHEMAS,
    securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
  },
  // Either: on loopback there need not be a token.
  security: [{ bearer: [] }, {}],
};
