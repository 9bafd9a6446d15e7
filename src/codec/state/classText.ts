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
      if (name.startsWith("#") || isAccessor !== undefined)
        found.add(isAccessor === undefined ? readable(name) : `accessor ${name}`);
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

const QUOTED = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'/y;
const COMMENT = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const PATTERN = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** A slash behind one of these begins a pattern; behind anything else it divides. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+*%~^<>-]|\b(?:return|typeof|case|in|of|void))\s*$/;

/** The text with nothing in place of strings, templates, comments and patterns. */
function withoutTexts(text: string): string {
  let kept = "";
  for (let at = 0; at < text.length;) {
    const end = endOfText(text, at, kept);
    // A space parts what a comment parts; a value stands in for a value.
    kept += end === at ? (text[at] ?? "") : text[at] === "/" ? " " : "0";
    at = Math.max(end, at + 1);
  }
  return kept;
}

/** Where the string, template, comment or pattern ends that begins here; here, if none does. */
function endOfText(text: string, at: number, before: string): number {
  switch (text[at]) {
    case '"':
    case "'":
      return endOf(QUOTED, text, at);
    case "`":
      return endOfTemplate(text, at);
    case "/": {
      const comment = endOf(COMMENT, text, at);
      if (comment > at || !BEFORE_PATTERN.test(before.slice(-20))) return comment;
      return endOf(PATTERN, text, at);
    }
    default:
      return at;
  }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

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
