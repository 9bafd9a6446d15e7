import type { Databases } from "./ports/index.js";

/** The same databases, opened in another way. */
export const openedThrough = (databases: Databases, open: Databases["open"]): Databases => ({
  create: (name, createdAt) => databases.create(name, createdAt),
  delete: (name) => databases.delete(name),
  list: () => databases.list(),
  open,
  close: () => databases.close(),
});
