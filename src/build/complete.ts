import { bundleDefinition } from "./bundle/bundleDefinition.js";
import type { Bundle } from "./bundle/bundle.js";
import type { Preparation, PreparedDefinition } from "./prepare.js";
import type { Project } from "./project.js";

/** A definition that is ready to become a component. */
export interface CompleteDefinition extends PreparedDefinition {
  /** All that runs inside the component. */
  readonly bundle: Bundle;
  /** Whether its code draws randomness in a call. */
  readonly random: boolean;
}

/** Bundles a definition with this package and the libraries that it stands on. */
export async function complete(
  project: Project,
  definition: PreparedDefinition,
  { keptModules }: Pick<Preparation, "keptModules">,
): Promise<CompleteDefinition> {
  const { world, drawsRandomness, supplies, viewVersions } = definition;
  const bundle = await bundleDefinition(project, definition, keptModules, {
    supplies,
    viewVersions,
  });
  const random = world === "state-change" && (drawsRandomness || makesIds(bundle));
  return { ...definition, bundle, random };
}

/** Ids are drawn for the events that `event(…)` makes; without it, the author's code gives them. */
function makesIds({ modules }: Bundle): boolean {
  return Object.entries(modules).some(
    ([id, { renderedExports }]) => EVENT_DRAFT.test(id) && renderedExports.includes("event"),
  );
}

/** Of whichever copy of this package: the one that builds need not be the one that a project has installed. */
const EVENT_DRAFT = /[\\/]dist[\\/]domain[\\/]eventDraft\.js$/;
