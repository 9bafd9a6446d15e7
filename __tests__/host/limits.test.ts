import { limitsOf } from "../../src/host/limits.js";

describe("the limits of an instance's work", () => {
  it("are StarlingMonkey's for StarlingMonkey alone", () => {
    const own = limitsOf("starlingmonkey 0.23.0");
    for (const other of ["quickjs 0.1.0", undefined]) {
      const { eventsACall, eventsAnInstance, callsAnInstance } = limitsOf(other);
      expect(eventsACall).toBeGreaterThan(own.eventsACall);
      expect(eventsAnInstance).toBeGreaterThanOrEqual(100 * own.eventsAnInstance);
      expect(callsAnInstance).toBeGreaterThanOrEqual(100 * own.callsAnInstance);
    }
  });
});
