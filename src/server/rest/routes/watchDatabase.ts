import { databaseToJson } from "../json/transactionToJson.js";
import { eventStream, type ServerSentEvent } from "../eventStream.js";
import { API, databaseOf, type RestRoute } from "../route.js";

/** The present state, then each later one, as server-sent events; several commits may be told as one. */
export const watchDatabase: RestRoute = {
  operation: "watchDatabase",
  method: "GET",
  path: `${API}/db/{database}/updates`,
  async answer(call) {
    const database = await databaseOf(call);
    // A stream that has begun cannot be refused any more.
    await database.latest();
    return eventStream(call, async function* (signal): AsyncGenerator<ServerSentEvent, void> {
      for await (const state of database.updates(signal))
        yield { id: state.revision, event: "database", data: databaseToJson(state) };
    });
  },
};
