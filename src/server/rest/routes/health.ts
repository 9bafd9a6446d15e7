import { json } from "../answer.js";
import type { RestRoute } from "../route.js";

/** Whether the server answers and its store can be read. */
export const health: RestRoute = {
  operation: "health",
  method: "GET",
  path: "/health",
  isOpen: true,
  async answer({ platform }) {
    for await (const name of platform.databaseNames()) {
      await (await platform.database(name)).latest();
      break;
    }
    return json({ status: "ok" });
  },
};
