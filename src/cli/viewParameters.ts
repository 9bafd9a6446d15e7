import { readStateViewMetadata } from "../artifact/index.js";
import {
  describe,
  selectorFromJson,
  type AttributeKind,
  type EventAttribute,
} from "../domain/index.js";
import type { NamedDefinition } from "./definitionArgument.js";
import { servedVersions } from "./servedDefinitions.js";
import type { PublishingTarget } from "./serverTarget.js";
import { UsageError } from "./usageError.js";

const PREFIXES: Readonly<Record<string, AttributeKind>> = {
  subject: "subject",
  stream: "stream",
  event_type: "event-type",
};

/**
 * The parameters of a view with what each stands for: as its prefix says, else as the server tells of
 * the view's selector, else a subject.
 * @throws UsageError for a parameter that the view has not, or one of its that is missing.
 */
export async function viewParameters(
  target: PublishingTarget,
  view: NamedDefinition,
  pairs: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, EventAttribute>>> {
  const given = [...pairs].map(([text, value]) => ({ ...prefixed(text), value }));
  const known = await kindsOf(target, view);
  if (known !== undefined) {
    const wrong = given.find(({ name }) => !known.has(name));
    const missing = [...known.keys()].find((name) => given.every((one) => one.name !== name));
    const all = [...known.keys()].join(", ");
    if (wrong !== undefined)
      throw new UsageError(
        `${view.name} has no parameter ${describe(wrong.name)}; ${all === "" ? "it takes none" : `it takes ${all}`}`,
      );
    if (missing !== undefined)
      throw new UsageError(`${view.name} needs ${missing}=…; its parameters are ${all}`);
  }
  return Object.fromEntries(
    given.map(({ name, kind, value }) => [
      name,
      { kind: kind ?? known?.get(name) ?? "subject", value },
    ]),
  );
}

function prefixed(text: string): { readonly name: string; readonly kind?: AttributeKind } {
  const dot = text.indexOf(".");
  const prefix = text.slice(0, Math.max(dot, 0));
  const kind = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
  return kind === undefined ? { name: text } : { name: text.slice(dot + 1), kind };
}

/** `undefined` where the server does not tell, or has no such view: the call itself will say that. */
async function kindsOf(
  target: PublishingTarget,
  { name, version }: NamedDefinition,
): Promise<ReadonlyMap<string, AttributeKind> | undefined> {
  try {
    const all = (await servedVersions("state-view", target)).filter((one) => one.name === name);
    const found =
      version === undefined
        ? all.reduce((last, one) => (one.version > last.version ? one : last))
        : all.find((one) => BigInt(one.version) === version);
    if (found === undefined) return undefined;
    const { event_selector } = readStateViewMetadata(found.metadata);
    const kinds = new Map<string, AttributeKind>();
    for (const [parameter, [kind]] of selectorFromJson(event_selector).parameters())
      if (kind !== undefined) kinds.set(parameter, kind);
    return kinds;
  } catch {
    return undefined;
  }
}
