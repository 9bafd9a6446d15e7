// What each public entry of this package declares, as its users see it: the declarations that a build
// emits, without internals.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The entries, by the name that users import. */
export const ENTRIES = entriesOf(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

function entriesOf({ name, exports }) {
  const typed = Object.entries(exports).filter(([, target]) => target.types !== undefined);
  return typed.map(([path, { types }]) => ({
    name: name + path.slice(1),
    file: join(ROOT, types),
  }));
}

/** The program over the emitted declarations, which are made here and not read from `dist/`. */
export function declarationProgram() {
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, "tsconfig.build.json"),
    { emitDeclarationOnly: true, removeComments: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => fail(messageText) },
  );
  const emitted = new Map();
  ts.createProgram(fileNames, options).emit(undefined, (file, text) => emitted.set(file, text));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const read = (file) => emitted.get(file) ?? ts.sys.readFile(file);
  const folders = new Set([...emitted.keys()].map(dirname));
  Object.assign(host, {
    fileExists: (file) =>
      emitted.has(file) || (!file.startsWith(join(ROOT, "dist")) && existsSync(file)),
    readFile: read,
    directoryExists: (folder) => folders.has(folder) || existsSync(folder),
    getSourceFile: (file, version) => {
      const text = read(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, version, true);
    },
  });
  return ts.createProgram({
    rootNames: ENTRIES.map(({ file }) => file),
    options: { ...options, noEmit: true, emitDeclarationOnly: false, declaration: false },
    host,
  });
}

function fail(message) {
  throw new Error(ts.flattenDiagnosticMessageText(message, "\n"));
}

/** The exports of an entry, by name, with the declarations behind each. */
export function exportsOf(program, { file }) {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file));
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({ name: symbol.name, symbol: behind(checker, symbol) }))
    .map(({ name, symbol }) => ({ name, symbol, declarations: symbol.declarations ?? [] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What an alias stands for. */
export function behind(checker, symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Names of this package that declarations use and none of the entries exports, with who uses them. */
export function unexported(program) {
  const checker = program.getTypeChecker();
  const exported = new Set(
    ENTRIES.flatMap((entry) => exportsOf(program, entry).map((e) => e.symbol)),
  );
  const missing = new Map();
  for (const entry of ENTRIES) {
    for (const { name, declarations } of exportsOf(program, entry)) {
      const visit = (node) => {
        if (ts.isIdentifier(node) && isTypeName(node)) {
          const found = checker.getSymbolAtLocation(node);
          const symbol = found && behind(checker, found);
          if (symbol && isOurs(symbol) && !exported.has(symbol))
            missing.set(symbol.name, `${entry.name}: ${name}`);
        }
        ts.forEachChild(node, visit);
      };
      declarations.forEach(visit);
    }
  }
  return missing;
}

function isTypeName({ parent }) {
  return (
    ts.isTypeReferenceNode(parent) ||
    ts.isExpressionWithTypeArguments(parent) ||
    ts.isImportTypeNode(parent)
  );
}

/** Whether a symbol stands at the top of one of this package's modules. */
function isOurs({ declarations: [declaration] = [] }) {
  if (declaration === undefined || ts.isTypeParameterDeclaration(declaration)) return false;
  return declaration.getSourceFile().fileName.startsWith(join(ROOT, "dist/"));
}

/** Public declarations and members without a sentence, as `EventSelector.and`. */
export function undocumented(program) {
  const missing = new Set();
  for (const entry of ENTRIES) {
    for (const { name, declarations } of exportsOf(program, entry)) {
      if (!declarations.some((each) => isTold(wholeOf(each)))) missing.add(name);
      const visit = (node) => {
        if (isMember(node) && !isTold(node)) {
          missing.add(`${name}.${node.name?.getText() ?? ts.SyntaxKind[node.kind]}`);
        }
        if (!ts.isFunctionDeclaration(node)) ts.forEachChild(node, visit);
      };
      declarations.forEach(visit);
    }
  }
  return [...missing];
}

/** What authors see of a class or an interface: not what is private, nor the brand of a type. */
function isMember(node) {
  if (!ts.isClassLike(node.parent) && !ts.isInterfaceDeclaration(node.parent)) return false;
  if (!ts.isTypeElement(node) && !ts.isClassElement(node)) return false;
  // The name of an error, which is as that of its class.
  if (node.parent.heritageClauses && node.name?.getText() === "name") return false;
  if (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) return false;
  return (
    node.name === undefined ||
    !(ts.isPrivateIdentifier(node.name) || ts.isComputedPropertyName(node.name))
  );
}

const wholeOf = (node) => (ts.isVariableDeclaration(node) ? node.parent.parent : node);
const isTold = (node) => ts.getJSDocCommentsAndTags(node).length > 0;
