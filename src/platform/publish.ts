import { definitionName, readStateViewMetadata } from "../artifact/index.js";
import { DatabaseError, type Definition, type DefinitionStore } from "../database/index.js";
import { messageOf, selectorFromJson, type Timestamp, type World } from "../domain/index.js";
import { parametersOf } from "./catalog.js";

/** What a publisher sends. */
export interface Publication {
  readonly world: World;
  /** The publishing metadata, parsed from JSON. */
  readonly metadata: unknown;
  readonly component: Uint8Array;
  /** The definition's part of the project's model, parsed from JSON. */
  readonly model?: unknown;
}

/** Finds out whether a component can be run as what it is published for, and throws an error if not. */
export type TryComponent = (world: World, name: string, component: Uint8Array) => Promise<void>;

/**
 * Adds a version of a definition.
 * @throws DatabaseError `invalid-argument` for metadata that are none, or a component that cannot run.
 */
export async function publish(
  definitions: DefinitionStore,
  { world, metadata, component, model }: Publication,
  publishedAt: Timestamp,
  tryComponent: TryComponent,
): Promise<Definition> {
  const name = refusing(() => definitionName(world, metadata));
  if (world === "state-view")
    refusing(() => parametersOf(selectorFromJson(readStateViewMetadata(metadata).event_selector)));
  if (component.length === 0)
    throw new DatabaseError("invalid-argument", `the component of ${name} is empty`);
  try {
    await tryComponent(world, name, component);
  } catch (error) {
    throw new DatabaseError(
      "invalid-argument",
      `the component of the ${world} ${name} cannot be run: ${messageOf(error)}`,
    );
  }
  return definitions.publish({
    world,
    name,
    metadata: JSON.stringify(metadata),
    ...(model === undefined ? {} : { model: JSON.stringify(model) }),
    component,
    publishedAt,
  });
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new DatabaseError("invalid-argument", `publishing metadata: ${messageOf(error)}`);
  }
}
