import type { Class } from "../domain/index.js";
import type { JsonForm } from "./jsonForm.js";
import type { ClassModel, PropertyModel } from "./model.js";
import type { DescribePayload, PropertyDescription } from "./payload.js";

/** The classes of values that others hold, each under a name that no other of them has. */
export class HeldClasses {
  readonly #describe: DescribePayload;
  readonly #names = new Map<Class, string>();
  readonly #taken = new Set<string>();
  readonly #models = new Map<Class, ClassModel>();

  constructor(describe: DescribePayload) {
    this.#describe = describe;
  }

  /** The properties of a class, as JSON has them; what they hold is held from then on. */
  propertiesOf(target: Class, mayBeState = true): readonly PropertyModel[] {
    const { properties, undecorated = [] } = this.#describe(target);
    return [...properties, ...(mayBeState ? undecorated : [])]
      .filter(({ stays }) => stays !== true)
      .map((property) => this.#property(property, mayBeState));
  }

  get models(): readonly ClassModel[] {
    return [...this.#models.values()];
  }

  #property(description: PropertyDescription, mayBeState: boolean): PropertyModel {
    const { property, wireName, optional, rules, type, json, choices, inState = {} } = description;
    const classes = json?.oneOf === undefined ? [type] : (choices ?? []);
    if (json?.value === "object") for (const one of classes) this.#hold(one);
    return {
      ...{ property, wireName, optional, rules },
      ...(type === undefined ? {} : { type: this.#nameOf(type) }),
      ...(json === undefined ? {} : { json: this.#named(json, choices) }),
      ...(mayBeState && Object.keys(inState).length > 0 ? { inState } : {}),
    };
  }

  #named(json: JsonForm, choices: readonly Class[] = []): JsonForm {
    if (json.oneOf === undefined) return json;
    const classes = json.oneOf.classes.map(({ name, type }, index) => {
      const chosen = choices[index];
      return { name, type: chosen === undefined ? type : this.#nameOf(chosen) };
    });
    return { ...json, oneOf: { ...json.oneOf, classes } };
  }

  #hold(type: Class | undefined): void {
    if (type === undefined || this.#models.has(type)) return;
    const className = this.#nameOf(type);
    // Before its properties, which may hold others of the same class.
    this.#models.set(type, { className, properties: [] });
    this.#models.set(type, { className, properties: this.propertiesOf(type) });
  }

  /** `Line`, and `Line2` for another class of that name. */
  #nameOf(type: Class): string {
    const known = this.#names.get(type);
    if (known !== undefined) return known;
    let name = type.name;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${type.name}${String(number)}`;
    this.#taken.add(name);
    this.#names.set(type, name);
    return name;
  }
}
