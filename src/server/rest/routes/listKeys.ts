import { describe, type AttributeKind } from "../../../domain/index.js";
import { jsonStream } from "../answer.js";
import { REVISION } from "../expected.js";
import { existingRevisionOf } from "../queryParameters.js";
import { API, databaseOf, type RestRoute } from "../route.js";

const KINDS: Readonly<Record<string, AttributeKind>> = {
  streams: "stream",
  subjects: "subject",
  "event-types": "event-type",
};

/** All streams, subjects or event types as of a revision, in lexicographic order. */
export const listKeys: RestRoute = {
  operation: "listKeys",
  method: "GET",
  path: `${API}/db/{database}/keys/{kind}`,
  query: { revision: REVISION },
  async answer(call) {
    const database = await databaseOf(call);
    const { kind: name = "" } = call.path;
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    if (kind === undefined)
      throw new RangeError(
        `${describe(name)} is no kind of key; there are ${Object.keys(KINDS).join(", ")}`,
      );
    const revision = await existingRevisionOf(call, database);
    async function* texts(of: AttributeKind): AsyncGenerator<string, void, undefined> {
      for await (const key of database.keys(of, revision)) yield JSON.stringify(key);
    }
    return jsonStream({ database: database.name, revision }, "keys", texts(kind));
  },
};
