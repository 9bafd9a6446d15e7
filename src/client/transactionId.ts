import { ClientError } from "./clientError.js";

/**
 * The id of a transaction that is sent: the given one, or one made up.
 * @throws ClientError for an empty one, under which each attempt would be committed anew.
 */
export function transactionId(given: string | undefined): string {
  if (given === "")
    throw new ClientError(
      "invalid-argument",
      "transactionId is empty; give an id that is new for each intent, or none",
    );
  return given ?? crypto.randomUUID();
}
