import { useContainer } from "class-validator";

/** class-validator looks for validators one by one among all that there are; tests make thousands. */
export function useQuickContainer(): void {
  const instances = new Map<unknown, unknown>();
  useContainer({
    get: (target) => {
      const made = instances.get(target) ?? new (target as new () => unknown)();
      instances.set(target, made);
      return made;
    },
  });
}
