/** Writes a project of so many definitions into an empty folder. */
export function writeProject(folder: string, definitions: number): void;
