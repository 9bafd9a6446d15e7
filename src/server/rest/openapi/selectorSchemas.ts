import { exactly, ref } from "./parts.js";
import type { Schema } from "./types.js";

const STRING: Schema = { type: "string" };

/** `{"stream": {"stream": …}}`: an attribute's name is told twice, for a parameter may stand inside. */
const leaf = (name: string, value: Schema): Schema =>
  exactly({ [name]: exactly({ [name]: value }) });

const SUBJECT: Schema = {
  description:
    "The long form, as protobuf's JSON has it, or in short the subject, or null for none.",
  oneOf: [
    STRING,
    { type: "null" },
    exactly({ has_value: { const: true }, value: STRING }, ["value"]),
    exactly({ has_value: { const: false }, value: STRING }, ["has_value"]),
  ],
};

const SIDES = exactly({ left: ref("Selector"), right: ref("Selector") });

/** A selector as requests give it: that of publishing metadata, without parameters. */
export const SELECTOR_SCHEMAS: Readonly<Record<string, Schema>> = {
  Selector: {
    description: "The selector's JSON of publishing metadata, without parameters.",
    oneOf: [
      exactly({ equals: ref("Equals") }),
      exactly({ starts_with: ref("StartsWith") }),
      exactly({ and: SIDES }),
      exactly({ or: SIDES }),
    ],
  },
  Equals: {
    description: "Events whose attribute is this, to the letter.",
    oneOf: [leaf("stream", STRING), leaf("subject", SUBJECT), leaf("event_type", STRING)],
  },
  StartsWith: {
    description: "Events whose attribute begins so.",
    oneOf: [leaf("stream", STRING), leaf("subject", STRING), leaf("event_type", STRING)],
  },
};
