import { configureTextEncoding } from "@bufbuild/protobuf/wire";
import { isWellFormed } from "../domain/index.js";

const encoder = new TextEncoder();
// A byte order mark is a character of the text, which the default decoder would take away.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

configureTextEncoding({
  encodeUtf8: (text) => encoder.encode(text),
  decodeUtf8: (bytes, strict) => (strict === true ? strictDecoder : decoder).decode(bytes),
  checkUtf8: isWellFormed,
});
