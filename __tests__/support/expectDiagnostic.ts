import type { Diagnostic } from "../../src/model/diagnostic.js";
import { diagnosticsOf } from "./isolatedRegistry.js";

/** A diagnostic as a test states it; the place in the sources is not known in tests. */
export type ExpectedDiagnostic = Omit<Diagnostic, "where">;

/** Checks that the classes which the function declares have one mistake, told in these words. */
export function expectDiagnostic(declare: () => void, expected: ExpectedDiagnostic): void {
  expect(diagnosticsOf(declare)).toEqual([{ where: undefined, ...expected }]);
}
