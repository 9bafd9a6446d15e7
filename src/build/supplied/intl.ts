/**
 * A stand-in for `Intl`, which no engine has: bundled before the modules of a library that looks at it
 * while it loads, as polyfills do. What it offers can be looked at, and throws when it is used.
 */
const NAMES = [
  "Collator",
  "DateTimeFormat",
  "DisplayNames",
  "DurationFormat",
  "ListFormat",
  "Locale",
  "NumberFormat",
  "PluralRules",
  "RelativeTimeFormat",
  "Segmenter",
];

function missing(name: string): never {
  throw new TypeError(`Intl.${name} does not exist inside a component`);
}

const intl: object = Object.fromEntries(
  NAMES.map((name) => {
    const standIn = function (): never {
      return missing(name);
    };
    standIn.supportedLocalesOf = (): string[] => [];
    return [name, standIn];
  }),
);

Object.defineProperty(globalThis, "Intl", { value: intl, writable: true, configurable: true });
