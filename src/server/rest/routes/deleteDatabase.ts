import { databaseToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { API, type RestRoute } from "../route.js";

/** Deletes a database with all that it holds, and answers with its last state. */
export const deleteDatabase: RestRoute = {
  operation: "deleteDatabase",
  method: "DELETE",
  path: `${API}/db/{database}`,
  answer: async ({ platform, path }) =>
    json(databaseToJson(await platform.deleteDatabase(path["database"] ?? ""))),
};
