import { describe } from "../domain/index.js";
import type { Diagnostic } from "./diagnostic.js";
import type { OptionRule, OptionRules } from "./optionRules.js";
import { Problem, type Place } from "./problems/index.js";

/**
 * A decorator's options, as far as they are what its types ask for: not everyone runs the compiler,
 * and what is misspelt would have no effect. The rest is reported and left out.
 */
export function checkedOptions<Options extends object>(
  decorator: string,
  given: Options,
  rules: OptionRules<Options>,
  place: Place,
  report: Diagnostic[],
): Options {
  const options: unknown = given;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    report.push(Problem.optionsAreNone(place, decorator, describe(options)));
    return {} as Options;
  }
  const known: Readonly<Record<string, OptionRule>> = rules;
  const checked = Object.entries(options).filter(([name, value]) => {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    if (rule === undefined)
      report.push(Problem.unknownOption(place, decorator, name, Object.keys(rules)));
    else if (value !== undefined && !rule.holds(value)) {
      report.push(Problem.invalidOption(place, decorator, name, rule.expects, describe(value)));
    } else return true;
    return false;
  });
  return Object.fromEntries(checked) as Options;
}
