import type {
  WitAttributeValue,
  WitCloudEvent,
  WitDecision,
  WitEventAttribute,
  WitSelectorNode,
} from "../../src/wasm/wit/wit.js";

/** A decision in words, as `decidedIn` says what a host reads. */
export const decisionInWords = ([events, conditions]: WitDecision): readonly string[] => [
  ...events.map(eventInWords),
  ...conditions.map(({ tag, val }) => {
    const revision = "revision" in val ? val.revision : val.min;
    return [
      "condition",
      tag === "min" ? 0 : 1,
      revision,
      ...val.selector.nodes.map(nodeInWords),
    ].join(" | ");
  }),
];

const TAGS = ["boolean", "integer", "string", "binary", "uri", "uri-ref", "timestamp"];

function eventInWords({ id, source, specversion, type, data, attributes }: WitCloudEvent): string {
  const text = data === undefined ? "none" : `text ${String(data.val)}`;
  const shown = attributes.map(
    ([name, value]) => `${name}=${String(TAGS.indexOf(value.tag))} ${shownValue(value)}`,
  );
  return ["event", id, source, specversion, type, text, ...shown].join(" | ");
}

const shownValue = ({ tag, val }: WitAttributeValue): string =>
  tag === "timestamp" ? `${String(val.seconds)} ${String(val.nanoseconds)}` : String(val);

function nodeInWords(node: WitSelectorNode): string {
  switch (node.tag) {
    case "equals":
      return `equals ${attributeInWords(node.val)}`;
    case "starts-with":
      return `starts-with ${attributeInWords(node.val)}`;
    default:
      return `${node.tag} ${node.val.join(" ")}`;
  }
}

/** As `valueAt`. */
export const attributeInWords = ({ tag, val }: WitEventAttribute): string =>
  val === undefined ? "no subject" : `${tag === "event-type" ? "type" : tag} ${val}`;
