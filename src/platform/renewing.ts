import { ComponentGoneError } from "../database/index.js";
import type { CatalogCache } from "./catalog.js";

/** How often something is begun anew, at most, because its components have been replaced meanwhile. */
export const RENEWALS = 3;

/** Does something with what is published; where that has been replaced meanwhile, with what is now. */
export async function renewing<T>(catalog: CatalogCache, work: () => Promise<T>): Promise<T> {
  for (let renewals = 0; ; renewals++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ComponentGoneError) || renewals >= RENEWALS) throw error;
      await catalog.refresh();
    }
  }
}
