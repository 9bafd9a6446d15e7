import { json } from "../answer.js";
import { API, type RestRoute } from "../route.js";

/** The names of all databases. */
export const listDatabases: RestRoute = {
  operation: "listDatabases",
  method: "GET",
  path: `${API}/db`,
  async answer({ platform }) {
    const databases: string[] = [];
    for await (const name of platform.databaseNames()) databases.push(name);
    return json({ databases });
  },
};
