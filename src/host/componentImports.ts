/** Objects that a component imports, by interface without its version. */
export type ComponentImports = Readonly<Record<string, object>>;
