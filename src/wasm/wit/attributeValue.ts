import type { ExtensionValue } from "../../domain/index.js";
import { timestampFromWit, timestampToWit } from "./datetime.js";
import type { WitAttributeValue } from "./wit.js";

export function extensionFromWit(attribute: WitAttributeValue): ExtensionValue {
  return attribute.tag === "timestamp"
    ? { kind: "timestamp", value: timestampFromWit(attribute.val) }
    : ({ kind: attribute.tag, value: attribute.val } as ExtensionValue);
}

export function extensionToWit(extension: ExtensionValue): WitAttributeValue {
  return extension.kind === "timestamp"
    ? { tag: "timestamp", val: timestampToWit(extension.value) }
    : ({ tag: extension.kind, val: extension.value } as WitAttributeValue);
}
