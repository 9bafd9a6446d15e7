import {
  encodeUtf8,
  InvalidPayloadError,
  JsonError,
  parseJson,
  stringifyJson,
} from "../../codec/index.js";
import { StateChangeError, type Class, type CommandMessage } from "../../domain/index.js";
import type { ClassCodecs } from "./classCodecs.js";

/**
 * A command as it is sent, held to the rules of its class as the component will hold it.
 * @throws StateChangeError `validation`, with the component's own words, for one that breaks them.
 */
export function encodeCommand(name: string, command: object, codecs: ClassCodecs): CommandMessage {
  const codec = codecs(command.constructor as Class, "strict");
  try {
    const text = stringifyJson(codec.encode(command));
    codec.decode(parseJson(text, "its body"));
    return { body: encodeUtf8(text), contentType: "application/json", contentSchema: undefined };
  } catch (error) {
    if (!(error instanceof InvalidPayloadError || error instanceof JsonError)) throw error;
    throw new StateChangeError("validation", `command ${name}: ${error.message}`, { cause: error });
  }
}
