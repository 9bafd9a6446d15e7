/** The modules below a folder with those that each uses. */
export function rustModules(folder: string): Map<string, Set<string>>;
