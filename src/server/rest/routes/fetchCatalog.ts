import { DatabaseError } from "../../../database/index.js";
import { databaseToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { API, type RestRoute } from "../route.js";

/** All databases with their latest states. */
export const fetchCatalog: RestRoute = {
  operation: "fetchCatalog",
  method: "GET",
  path: `${API}/catalog`,
  async answer({ platform }) {
    const databases: unknown[] = [];
    for await (const name of platform.databaseNames()) {
      try {
        databases.push(databaseToJson(await (await platform.database(name)).latest()));
      } catch (error) {
        // Deleted while it was listed.
        if (!(error instanceof DatabaseError) || error.code !== "not-found") throw error;
      }
    }
    return json({ databases });
  },
};
