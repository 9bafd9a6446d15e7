import { createHash } from "node:crypto";

/** What the edited glue calls the lazy lifting. */
const LAZY = "$lazyEvents";

/** A list's length, its address, and all from there to where the list itself is freed. */
const LIFTING =
  /^( *)var len(\d+) = (.+);\n +var base\2 = (.+);\n( +if \(base\2 % 4 !== 0\) .+\n +var result\2 = \[\];\n[^]*?\n +if \(len\2 !== 0\) \$dealloc\(base\2, .+\);\n)/gm;

/**
 * The lifting of a `list<cloudevent>` as componentize-js 0.23.0 writes it has this hash. `guest/` says
 * where things lie in memory and frees what this frees, so no other may be replaced.
 */
const KNOWN_LIFTING = "c9790668ff70274f1865dbee55c97591b01e7ce99fbfc7404829382ca2934a68";

/** After these lines all that the addition needs is there, and no code of the component has run. */
const PREAMBLE =
  /^let \{ TextEncoder, TextDecoder \} = contentGlobal;\n[^]*?^let \[\$memory, \$realloc, \$dealloc\b[^]*?^const TEXT_DECODER_UTF8 = new TextDecoder\(\);\n/gm;

/** The world's export. */
const EXPORT = /^async function (export_(?:evolve|decide))\(arg0, arg1\) \{\n/gm;

/**
 * Replaces the eager lifting of events in generated glue by a lazy one.
 * @param addition - an expression whose value is what `guest/glue.ts` exports.
 * @returns `undefined` when the glue is not what is known.
 */
export function editGlue(glue: string, addition: string): string | undefined {
  const known = [...glue.matchAll(LIFTING)].filter(isKnownLifting).map(([text]) => text);
  if (known.length === 0 || !isOnce(PREAMBLE, glue) || !isOnce(EXPORT, glue)) return undefined;
  return glue
    .replace(LIFTING, (text, indent: string, number: string, length: string, address: string) =>
      known.includes(text)
        ? `${indent}var result${number} = ${LAZY}.lift(${address}, ${length});\n`
        : text,
    )
    .replace(PREAMBLE, (text) => text + definition(addition))
    .replace(EXPORT, (text, name: string) => endingEvents(name) + text.replace(name, inner(name)));
}

function isKnownLifting(match: RegExpExecArray): boolean {
  return hashOf(match) === KNOWN_LIFTING;
}

/** The numbers of variables are counted from the first one's: they depend on what else is lifted. */
function hashOf([, , , , , text = ""]: RegExpExecArray): string {
  const first = Number(/\bptr(\d+)/.exec(text)?.[1]);
  const lines = text
    .replace(/^ +/gm, "")
    .replace(
      /\b(ptr|len|base|result|variant|bool)(\d+)\b/g,
      (_, kind: string, number: string) => `${kind}${String(Number(number) - first)}`,
    );
  return createHash("sha256").update(lines).digest("hex");
}

const isOnce = (pattern: RegExp, text: string): boolean => [...text.matchAll(pattern)].length === 1;

function definition(addition: string): string {
  const glue = "{ memory: $memory, free: $dealloc, decoder: TEXT_DECODER_UTF8 }";
  return `const ${LAZY} = ${addition}.prepare(${glue}, contentGlobal);\n`;
}

const inner = (name: string): string => `generated_${name}`;

/** By then the answer has been written, too. What throws is a trap, after which nothing is freed. */
function endingEvents(name: string): string {
  return [
    `async function ${name}(arg0, arg1) {`,
    `  await ${inner(name)}(arg0, arg1);`,
    `  ${LAZY}.end();`,
    "}",
    "",
  ].join("\n");
}
