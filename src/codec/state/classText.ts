/**
 * The names of fields that a class's own text hides from everyone else: `#private` fields, and
 * `accessor` fields, whose storage is one. Methods hide nothing, and static fields are no instance's.
 *
 * Nothing but the text tells: the language lets nobody ask an instance for its private names.
 */
export function hiddenFieldsIn(text: string): readonly string[] {
  if (!text.startsWith("class")) return loweredFieldsIn(text);
  const body = withoutTexts(text);
  const found = new Set<string>();
  let depth = 0;
  for (const [token] of body.matchAll(TOKENS)) {
    if (token === "{" || token === "(" || token === "[") depth += 1;
    else if (token === "}" || token === ")" || token === "]") depth -= 1;
    else if (depth === 1) {
      const [, isStatic, isAccessor, name] = FIELD.exec(token) ?? [];
      if (name === undefined || isStatic !== undefined) continue;
      if (name.startsWith("#") || isAccessor !== undefined) found.add(readable(name));
    }
  }
  return [...found, ...loweredFieldsIn(body)];
}

/** Brackets, and what may be the beginning of a field of a class. */
const TOKENS =
  /[{}()[\]]|(?<![.\w$#])(?:static\s+)?(?:accessor\s+[\w$#]+|#[\w$]+)(?!\s*\(|[\w$]|\s+in\b)/g;
const FIELD = /^(static\s+)?(accessor\s+)?([#\w$]+)$/;

/** What compilers write for private fields where a target has none. */
const LOWERED =
  /(?:\b_(\w+)\.set\(this,|__privateAdd\(this, _?(\w+)(?=, )|_classPrivateFieldInitSpec\(this, _?(\w+))/g;

const loweredFieldsIn = (text: string): readonly string[] =>
  [...text.matchAll(LOWERED)].map(([, a, b, c]) => readable(a ?? b ?? c ?? ""));

/** TypeScript names the storage of an accessor after it. */
const readable = (name: string): string => {
  const accessor = /^#?_?(.+?)_accessor_storage$/.exec(name)?.[1];
  return accessor === undefined ? name : `accessor ${accessor}`;
};

const QUOTED = /^(?:"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')/;
const COMMENT = /^(?:\/\/[^\n]*|\/\*[^]*?\*\/)/;
const PATTERN = /^\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/;
/** A slash behind one of these begins a pattern; behind anything else it divides. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+*%~^<>-]|\b(?:return|typeof|case|in|of|void))\s*$/;

/** The text with nothing in place of strings, templates, comments and patterns. */
function withoutTexts(text: string): string {
  let kept = "";
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at, at + LONGEST);
    const first = rest[0] ?? "";
    const skipped =
      QUOTED.exec(rest)?.[0] ??
      COMMENT.exec(rest)?.[0] ??
      (first === "/" && BEFORE_PATTERN.test(kept.slice(-20)) ? PATTERN.exec(rest)?.[0] : undefined);
    if (skipped !== undefined) {
      kept += first === "/" && !PATTERN.test(skipped) ? " " : "0";
      at += skipped.length;
    } else if (first === "`") {
      at = endOfTemplate(text, at);
      kept += "0";
    } else {
      kept += first;
      at += 1;
    }
  }
  return kept;
}

/** No string, comment or pattern that matters is longer. */
const LONGEST = 10_000;

/** Where a template ends; what stands within its braces may hold templates. */
function endOfTemplate(text: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    const here = text[at];
    if (here === "\\") at += 1;
    else if (depth === 0 && here === "`") return at + 1;
    else if (here === "$" && text[at + 1] === "{") {
      depth += 1;
      at += 1;
    } else if (depth > 0 && here === "{") depth += 1;
    else if (depth > 0 && here === "}") depth -= 1;
    else if (depth > 0 && here === "`") at = endOfTemplate(text, at) - 1;
  }
  return text.length;
}
