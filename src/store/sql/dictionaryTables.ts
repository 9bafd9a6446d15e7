import type { AttributeKind } from "../../domain/index.js";

/** The number of an absent subject. */
export const NO_SUBJECT = 0;

export type DictionaryTable = "stream" | "subject" | "type";

/** Where the values of an attribute are numbered, and the column of events that has the numbers. */
export const TABLES: Readonly<Record<AttributeKind, DictionaryTable>> = {
  stream: "stream",
  subject: "subject",
  "event-type": "type",
};
