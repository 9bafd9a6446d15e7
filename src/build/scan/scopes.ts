import { forEachChild, isClass, isFunction, type Node } from "./syntaxTree.js";

/** The innermost of the ancestors that declares the name; `undefined` for a global. */
export function declaringScope(name: string, ancestors: readonly Node[]): Node | undefined {
  return ancestors.findLast((node) => namesIn(node).has(name));
}

/** Whether a name means something of the module, rather than a parameter or variable of a function. */
export function isOfModule(name: string, ancestors: readonly Node[]): boolean {
  const scope = declaringScope(name, ancestors);
  return scope === undefined || scope.type === "Program";
}

const NOTHING: ReadonlySet<string> = new Set();
const known = new WeakMap<Node, ReadonlySet<string>>();

/** The names that a node declares for what stands within it. Computed only where a name is looked up. */
function namesIn(node: Node): ReadonlySet<string> {
  let names = known.get(node);
  if (names === undefined) {
    const found = new Set<string>();
    collect(node, found);
    names = found.size === 0 ? NOTHING : found;
    known.set(node, names);
  }
  return names;
}

function collect(node: Node, names: Set<string>): void {
  if (isFunction(node)) {
    if (node.type === "FunctionExpression") addPattern(node.id, names);
    for (const parameter of node.params) addPattern(parameter, names);
    if (node.body?.type === "BlockStatement") addHoisted(node.body, names);
  } else if (isClass(node)) addPattern(node.id, names);
  else if (node.type === "CatchClause") addPattern(node.param, names);
  else if (node.type === "ForStatement") addDeclared(node.init, names);
  else if (node.type === "ForInStatement" || node.type === "ForOfStatement") {
    addDeclared(node.left, names);
  } else if (node.type === "SwitchStatement") {
    for (const { consequent } of node.cases) addAll(consequent, names);
  } else if (node.type === "BlockStatement") addAll(node.body, names);
  else if (node.type === "Program" || node.type === "StaticBlock") {
    addAll(node.body, names);
    addHoisted(node, names);
  }
}

function addAll(statements: readonly Node[], names: Set<string>): void {
  for (const statement of statements) addDeclared(statement, names);
}

/** What a statement itself declares in its block. */
function addDeclared(statement: Node | null, names: Set<string>): void {
  if (statement === null) return;
  if (statement.type === "VariableDeclaration") {
    for (const { id } of statement.declarations) addPattern(id, names);
  } else if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") {
    addPattern(statement.id, names);
  } else if (statement.type === "ImportDeclaration") {
    for (const { local } of statement.specifiers) addPattern(local, names);
  } else if (statement.type === "ExportNamedDeclaration") {
    addDeclared(statement.declaration, names);
  } else if (statement.type === "ExportDefaultDeclaration") {
    addDeclared(statement.declaration, names);
  }
}

/** `var` declarations anywhere below, but not in other functions. */
function addHoisted(node: Node, names: Set<string>): void {
  forEachChild(node, (child) => {
    if (isFunction(child) || child.type === "StaticBlock") return;
    if (child.type === "VariableDeclaration" && child.kind === "var") addDeclared(child, names);
    addHoisted(child, names);
  });
}

function addPattern(pattern: Node | null, names: Set<string>): void {
  if (pattern === null) return;
  if (pattern.type === "Identifier") names.add(pattern.name);
  else if (pattern.type === "RestElement") addPattern(pattern.argument, names);
  else if (pattern.type === "AssignmentPattern") addPattern(pattern.left, names);
  else if (pattern.type === "ArrayPattern") {
    for (const element of pattern.elements) addPattern(element, names);
  } else if (pattern.type === "ObjectPattern") {
    for (const property of pattern.properties) {
      addPattern(property.type === "Property" ? property.value : property, names);
    }
  }
}
