import { plainToInstance } from "class-transformer";
import { validateSync } from "class-validator";

/**
 * An instance that class-validator has nothing to say against.
 * @throws Error that names the properties that break a rule.
 */
export function read<T extends object>(target: new () => T, json: string): T {
  const instance = plainToInstance(target, JSON.parse(json) as object);
  const errors = validateSync(instance);
  if (errors.length === 0) return instance;
  throw new Error(`invalid: ${errors.map(({ property }) => property).join(", ")}`);
}
