import type { StateViewFailure } from "../../domain/index.js";

/**
 * The WIT gives `evolve` no way to say why it failed: it can only trap. A host that asks with this
 * content type is answered with a {@link Diagnosis} instead of content, and with no trap. No platform
 * sends it, because content types come from publishing metadata.
 */
export const DIAGNOSIS_CONTENT_TYPE = "application/vnd.evidentsource-functions.diagnosis+json";

/** Why a fold stops, or `null` when it does not. */
export interface Diagnosis {
  readonly failure: StateViewFailure | null;
}
