import { publishingMetadata } from "../../artifact/index.js";
import type { Definition } from "../../database/index.js";
import type { Timestamp } from "../../domain/index.js";
import type { BuilderProcess } from "../builder/builderProcess.js";
import type { BuiltDefinition, Prepared } from "../builder/messages.js";

/** A state of the project that can be live, with the builder that has its sources. */
export interface Generation {
  readonly prepared: Prepared;
  readonly builder: BuilderProcess;
  readonly publishedAt: Timestamp;
}

/**
 * What is published in a generation. A definition's version stays what the sources say, so that whoever
 * calls it by its version is answered by the new code; its key stands for the hash of a component that
 * may not be built yet.
 */
export function definitionsOf({ prepared, publishedAt }: Generation): readonly Definition[] {
  const { model, definitions } = prepared;
  const described = definitions.map(({ world, name, key }): Definition => {
    const own = (world === "state-view" ? model.stateViews : model.stateChanges).find(
      (one) => one.name === name,
    );
    return {
      ...{ world, name, publishedAt },
      version: own !== undefined && "version" in own ? BigInt(own.version) : 1n,
      componentHash: key,
      metadata: JSON.stringify(publishingMetadata(model, world, name)),
      model: JSON.stringify(own),
    };
  });
  return described.sort((a, b) => order(a.world, b.world) || order(a.name, b.name));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of all that a generation has, the keys of the components. */
export const keysOf = (generation: Generation | undefined): readonly string[] =>
  generation?.prepared.definitions.map(({ key }) => key) ?? [];

/** Of a generation, what another one has not, or in another form. */
export function changedDefinitions(
  { prepared }: Generation,
  before: Generation | undefined,
): readonly BuiltDefinition[] {
  const known = new Set(before?.prepared.definitions.map(({ key }) => key));
  return prepared.definitions.filter(({ key }) => !known.has(key));
}
