// Writes what each public entry declares to api/, one file an entry, so that a change of the public
// surface is seen in a diff; run by `npm run api:report`, and compared by a test.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { declarationProgram, ENTRIES, exportsOf } from "./publicDeclarations.js";

/** Where the reports lie. */
export const REPORTS = fileURLToPath(new URL("../api", import.meta.url));

/** The reports by the names of their files. */
export function apiReports(program = declarationProgram()) {
  return new Map(
    ENTRIES.map((entry) => [`${entry.name.replaceAll("/", "-")}.md`, reportOf(program, entry)]),
  );
}

function reportOf(program, entry) {
  const checker = program.getTypeChecker();
  const texts = exportsOf(program, entry).map(({ name, declarations }) => {
    const ours = declarations.filter((each) => each.getSourceFile().fileName.includes("/dist/"));
    return `// ${name}\n${ours.map((each) => textOf(each, checker)).join("\n")}`;
  });
  return `# ${entry.name}\n\nMade by \`npm run api:report\`.\n\n\`\`\`ts\n${texts.join("\n\n")}\n\`\`\`\n`;
}

const printer = ts.createPrinter({ removeComments: true });

function textOf(declaration, checker) {
  // A type that is made from a value is shown as what it comes to, or its changes would not be seen.
  if (ts.isTypeAliasDeclaration(declaration) && declaration.type.getText().includes("typeof ")) {
    const { NoTruncation, InTypeAlias } = ts.TypeFormatFlags;
    const type = checker.getTypeAtLocation(declaration);
    const text = checker.typeToString(type, declaration, NoTruncation | InTypeAlias);
    return `export type ${declaration.name.text} = ${text};`;
  }
  const whole = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return printer.printNode(ts.EmitHint.Unspecified, whole, declaration.getSourceFile());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  mkdirSync(REPORTS, { recursive: true });
  for (const [file, text] of apiReports()) writeFileSync(join(REPORTS, file), text);
}
