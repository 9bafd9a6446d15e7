import { joinPath } from "../violation.js";

/** What would not come back, and the way to it: the last step first, as it is found on the way back. */
export class Lost {
  readonly #steps: string[] = [];

  constructor(
    readonly reason: string,
    /** An object that was met before, at another place. */
    readonly twice?: object,
  ) {}

  under(key: string): this {
    this.#steps.push(key);
    return this;
  }

  get path(): string {
    return pathOf([...this.#steps].reverse());
  }
}

/** `lines`, `0`, `sku` as `lines[0].sku`. */
export const pathOf = (steps: readonly string[]): string => steps.reduce(joinPath, "");
