import { parseAst } from "rolldown/parseAst";

/** The modules that a module imports for their side effects alone: `import "./setup.js"`. */
export function bareImports(code: string, file: string): readonly string[] {
  // A cheap look first: hardly any module has one.
  if (!/^\s*import\s*["']/m.test(code)) return [];
  return parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" }).body.flatMap((statement) =>
    statement.type === "ImportDeclaration" && statement.specifiers.length === 0
      ? [statement.source.value]
      : [],
  );
}
