import { readsOf, withReads, type Pinned, type Runner } from "../database/index.js";
import { StateChangeError, StateViewError, type World } from "../domain/index.js";

/** A definition whose code a text may name places of. */
export interface PlacedDefinition {
  readonly world: World;
  readonly name: string;
  readonly componentHash: string;
}

/** Rewrites places of a definition's bundle in a text into places of its author's sources, where it can. */
export type Places = (definition: PlacedDefinition, text: string) => Promise<string>;

/** A runner whose failures name places in the authors' sources: components know only their bundles'. */
export const placedRunner = (runner: Runner, places: Places): Runner => ({
  name: runner.name,
  decide: async (change, at, command, metadata) => {
    try {
      return await runner.decide(change, at, command, metadata);
    } catch (error) {
      if (!StateChangeError.is(error) || error.kind !== "internal") throw error;
      const own = { world: "state-change", ...change } as const;
      const message = await placed(error.message, own, at, places);
      throw withReads(StateChangeError.internal(message, { cause: error }), readsOf(error));
    }
  },
  render: async (view, at, parameters) => {
    try {
      return await runner.render(view, at, parameters);
    } catch (error) {
      if (!(error instanceof StateViewError)) throw error;
      const { failure } = error;
      const own = { world: "state-view", ...view } as const;
      const reason = await placed(failure.reason, own, at, places);
      throw new StateViewError({ ...failure, reason }, { cause: error });
    }
  },
});

/** How components name a place: `deposit.js:3804:54`. */
const BUNDLE_PLACE = /(?<![\w./-])([\w.-]+)\.js:[1-9]\d*:[1-9]\d*/g;

/** A decision also fails with what its views say. */
async function placed(
  text: string,
  own: PlacedDefinition,
  { catalog }: Pinned,
  places: Places,
): Promise<string> {
  let told = text;
  for (const name of new Set(Array.from(text.matchAll(BUNDLE_PLACE), ([, found = ""]) => found))) {
    const view = catalog.latestStateView(name);
    const definition: PlacedDefinition | undefined =
      name === own.name ? own : view && { world: "state-view", ...view };
    if (definition !== undefined) told = await places(definition, told);
  }
  return told;
}
