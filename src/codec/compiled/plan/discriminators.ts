import type { ClassPlan, DiscriminatorPlan } from "./plan.js";

/**
 * Whether class-transformer takes a discriminator out of the JSON while it reads it: a `@Transform` that
 * looks at the JSON sees what has been taken out by then.
 */
export const takesDiscriminators = (plans: Iterable<ClassPlan>): boolean =>
  discriminatorsIn(plans).some(({ kept }) => !kept);

/**
 * Whether a `@Transform` may see if class-transformer has already written a discriminator into an
 * instance, which it does in the order of the instance's keys.
 */
export function transformsBesideDiscriminators(plans: readonly ClassPlan[]): boolean {
  return (
    discriminatorsIn(plans).length > 0 &&
    plans.some(({ properties }) => properties.some(({ toPlain }) => toPlain.length > 0))
  );
}

const discriminatorsIn = (plans: Iterable<ClassPlan>): readonly DiscriminatorPlan[] =>
  [...plans].flatMap(({ properties }) =>
    properties.flatMap(({ conversion }) =>
      conversion.kind === "class" && conversion.discriminator !== undefined
        ? [conversion.discriminator]
        : [],
    ),
  );
