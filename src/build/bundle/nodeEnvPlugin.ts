import { parseAst } from "rolldown/parseAst";
import type { Plugin } from "rolldown";
import { isProjectFile, type Project } from "../project.js";
import { memberName, walk, type Node } from "../scan/syntaxTree.js";

/**
 * Libraries ask `process.env.NODE_ENV` whether to check more, as every bundler lets them: components
 * are production. The project's own code is left alone, for in its tests the answer is another one.
 */
export function nodeEnvPlugin(project: Project): Plugin {
  return {
    name: "evidentsource-functions:node-env",
    transform: {
      filter: { id: /[\\/]node_modules[\\/]/, code: /\bNODE_ENV\b/ },
      handler: (code, id) => {
        if (isProjectFile(project, id)) return null;
        const replaced = withoutNodeEnv(code);
        return replaced === code ? null : { code: replaced, map: null };
      },
    },
  };
}

const ANSWER = '"production"';

/** The answer is filled up with spaces, so that every place stays what it is. */
export function withoutNodeEnv(code: string): string {
  const places: { start: number; end: number }[] = [];
  try {
    walk(parseAst(code), (node, ancestors) => {
      if (isNodeEnv(node) && !isAssigned(node, ancestors.at(-1))) places.push(node);
    });
  } catch {
    // The bundler tells what cannot be parsed, and where.
    return code;
  }
  return places.reduce(
    (text, { start, end }) => text.slice(0, start) + ANSWER.padEnd(end - start) + text.slice(end),
    code,
  );
}

function isNodeEnv(node: Node): boolean {
  const environment = objectOf(node, "NODE_ENV");
  const process = environment && objectOf(environment, "env");
  if (process === undefined) return false;
  const global = objectOf(process, "process");
  return isNamed(process, "process") || (global !== undefined && isNamed(global, "globalThis"));
}

/** `x` of `x.name` and `x?.name`. */
function objectOf(node: Node, name: string): Node | undefined {
  const member = node.type === "ChainExpression" ? node.expression : node;
  return member.type === "MemberExpression" && memberName(member) === name
    ? member.object
    : undefined;
}

const isNamed = (node: Node, name: string): boolean =>
  node.type === "Identifier" && node.name === name;

function isAssigned(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === "AssignmentExpression") return parent.left === node;
  return parent?.type === "UnaryExpression" && parent.operator === "delete";
}
