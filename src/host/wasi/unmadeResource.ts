import { denied } from "./denied.js";

/** The class of a resource that nothing here ever gives to a component; each resource needs its own. */
export const unmadeResource = (): new () => object =>
  class {
    readonly made = denied("access-denied");
  };
