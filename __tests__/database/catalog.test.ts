import { catalogOf, type PublishedStateChange } from "../../src/database/index.js";
import { trailView } from "../support/trailView.js";

const change = (name: string, version: bigint, componentHash = ""): PublishedStateChange => ({
  name,
  version,
  componentHash,
});

describe("a catalog", () => {
  const catalog = catalogOf(
    [trailView({ version: 2n }), trailView({ version: 10n }), trailView({ version: 1n })],
    [change("open", 1n, "older"), change("close", 1n), change("open", 1n, "newer")],
  );

  it("finds each version, and the highest", () => {
    expect(catalog.stateView("trail", 2n)?.version).toBe(2n);
    expect(catalog.stateView("trail", 3n)).toBeUndefined();
    expect(catalog.latestStateView("trail")?.version).toBe(10n);
    expect(catalog.latestStateView("none")).toBeUndefined();
    expect(catalog.latestStateChange("close")?.version).toBe(1n);
  });

  it("takes the last of one name and version", () => {
    expect(catalog.stateChange("open", 1n)?.componentHash).toBe("newer");
  });

  it("lists all, by name and version", () => {
    expect(catalog.stateViews.map(({ version }) => version)).toEqual([1n, 2n, 10n]);
    expect(catalog.stateChanges.map(({ name }) => name)).toEqual(["close", "open"]);
  });
});
