import type { Class } from "../../domain/index.js";
import { bringHome } from "./foreignRealm.js";
import type { Lost } from "./lost.js";
import { pathOf } from "./lost.js";
import { FOREIGN, type Look } from "./look.js";
import { lostInInstance } from "./lostInInstance.js";
import { lostInValue } from "./lostInValue.js";
import { shapeOf } from "./stateShape.js";
import { objectsWithin } from "./objectsWithin.js";

/**
 * Says what in a view's state would not come back from JSON as it is, or `undefined`. A fold that
 * is cut in two would give another state than one fold.
 *
 * What another realm has made is replaced by this realm's, and the properties of instances are put in an
 * order that does not depend on their history.
 * @param unnamed - is filled with the instances into which class-transformer will write a discriminator.
 */
export function lostInState(
  state: object,
  target: Class,
  unnamed: Look["unnamed"] = [],
): string | undefined {
  let lost = lostIn(state, target, unnamed);
  if (lost === FOREIGN) {
    bringHome(state);
    lost = lostIn(state, target, unnamed);
  }
  return lost === undefined ? undefined : sentence(lost, state);
}

const lostIn = (state: object, target: Class, unnamed: Look["unnamed"]): Lost | undefined =>
  lostInInstance(state, shapeOf(target), true, {
    seen: new Set([state]),
    unnamed,
    depth: 0,
    within: lostInValue,
  });

function sentence({ path, reason, twice }: Lost, state: object): string {
  const place = path === "" ? "the state" : path.length > 120 ? `${path.slice(0, 60)}…` : path;
  if (twice === undefined) return `${place} ${reason}`;
  const first = [...objectsWithin(state)].find(([, object]) => object === twice)?.[0] ?? [];
  const other = first.length === 0 ? "the state itself" : pathOf(first);
  const remedy =
    twice instanceof Date
      ? "a copy, new Date(…), in one of the two places, or use Timestamps with @IsTimestamp()"
      : "a copy in one of the two places";
  return `${place} is the same object as ${other}, and would come back as another one; put ${remedy}`;
}
