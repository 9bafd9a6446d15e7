/** Which versions callers are to use, by name; 1 for those that are not named. */
export interface Versions {
  readonly commands: Readonly<Record<string, number>>;
  readonly views: Readonly<Record<string, number>>;
}
