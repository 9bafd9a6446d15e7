import type { Plugin } from "rolldown";
import { ownModule } from "./ownPackage.js";

/** Modules of this package that look for mistakes in classes, with what stands for them in a component. */
const CHECKS: ReadonlyMap<string, string> = new Map([
  [ownModule("model/checkPayloads"), "export const checkPayloads = () => undefined;"],
  [ownModule("codec/describePayload"), "export const describePayload = () => undefined;"],
]);

/**
 * What the build has looked at is not looked at again in a component: the checks of classes that travel as
 * JSON, and what is said of each mistake, would be some 50 kB of it.
 */
export const provenPlugin: Plugin = {
  name: "evidentsource-functions:proven",
  load: {
    filter: { id: /[\\/](?:checkPayloads|describePayload)\.js$/ },
    handler: (id) => CHECKS.get(id) ?? null,
  },
};
