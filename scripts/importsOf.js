// Every way in which a TypeScript file names another module.
import ts from "typescript";

const CALLS = { import: "dynamic", require: "static", "import.meta.resolve": "url" };

/**
 * The modules that a source file names, with the line and the way of each. `specifier` is `undefined`
 * where an address is made up at run time.
 */
export function importsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const add = (node, name, way) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({
      line,
      way,
      specifier: name && ts.isStringLiteralLike(name) ? name.text : undefined,
    });
  };
  for (const { fileName, pos } of [...source.referencedFiles, ...source.typeReferenceDirectives]) {
    const line = source.getLineAndCharacterOfPosition(pos).line + 1;
    found.push({ line, way: "reference", specifier: fileName });
  }
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier) add(node, node.moduleSpecifier, "static");
    } else if (ts.isExternalModuleReference(node)) add(node, node.expression, "static");
    else if (ts.isImportTypeNode(node)) add(node, literalOf(node.argument), "type");
    else if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) {
      add(node, node.name, "declaration");
    } else if (ts.isCallExpression(node)) {
      const way = CALLS[node.expression.getText(source)];
      if (way !== undefined) add(node, node.arguments[0], way);
    } else if (ts.isNewExpression(node) && node.expression.getText(source) === "URL") {
      // `new URL("./worker.js", import.meta.url)` is how a module names another one to load.
      const [address, base] = node.arguments ?? [];
      if (base?.getText(source) === "import.meta.url") add(node, address, "url");
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function literalOf(type) {
  return ts.isLiteralTypeNode(type) ? type.literal : undefined;
}
