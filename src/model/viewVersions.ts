/** Versions of state views by their names, for those whose sources say none. */
export type ViewVersions = Readonly<Record<string, number>>;
