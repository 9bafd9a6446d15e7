import { nameProblem } from "../domain/index.js";
import type { CodecSource } from "./classes/classCodecs.js";
import { isAnyClassKnown } from "./classes/classRecords.js";
import type { Client, ConnectOptions } from "./client.js";
import { ClientError } from "./clientError.js";
import { Caller } from "./course/caller.js";
import { asMissingDatabase } from "./missing.js";
import { openConnection } from "./openConnection.js";
import { results } from "./results.js";
import { inDatabase, PublishedVersions } from "./session.js";
import type { Transport } from "./transport.js";

/** A client that reaches its server by the transport, and reads and writes classes by the codecs. */
export function clientOver(
  transport: Transport,
  codecs: CodecSource,
  { deadline = 30_000, attempts = 5, backOff = {} }: ConnectOptions,
): Client {
  const closing = new AbortController();
  const { first = 100, longest = 5_000 } = backOff;
  const caller = new Caller({ deadline, attempts, backOff: { first, longest } }, closing.signal);
  return {
    create: async (name, options) =>
      caller.once(options, (signal) => transport.createDatabase(checked(name), signal)),
    delete: async (name, options) =>
      caller.once(options, async (signal) => {
        try {
          return await transport.deleteDatabase(checked(name), signal);
        } catch (error) {
          throw asMissingDatabase(error);
        }
      }),
    list: (options) => results(caller.stream(options, (signal) => transport.databaseNames(signal))),
    connect: async (name, options) => {
      const database = checked(name);
      const parts = { transport, caller, database };
      // On the way already, if the program has classes.
      const ready = isAnyClassKnown() ? Promise.allSettled([codecs()]) : undefined;
      const { createdAt } = await inDatabase(parts, options, "database-not-found", (signal) =>
        transport.latest(database, signal),
      );
      await ready;
      return openConnection({
        ...parts,
        codecs,
        createdAt,
        versions: new PublishedVersions(parts),
      });
    },
    close: () => {
      closing.abort(new ClientError("unavailable", "the client was closed"));
      transport.close();
    },
  };
}

function checked(name: string): string {
  const problem = nameProblem("database", name);
  if (problem !== undefined) throw new ClientError("invalid-argument", problem);
  return name;
}
