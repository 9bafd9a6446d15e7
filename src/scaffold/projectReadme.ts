import { FIRST_COMMANDS, type TemplateName } from "./templates.js";

/** How a command is sent to the platform that `esf dev` runs, for a shell. */
export function firstRequest(template: TemplateName, database: string): string {
  const { name, body } = FIRST_COMMANDS[template];
  const url = `http://localhost:3000/api/v1/db/${database}/state-changes/${name}/versions/1`;
  return `curl ${url} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
}

const COMMANDS = `\`npx evidentsource-functions run commands.jsonl\` sends the commands of that file through what \`npm run build\` has made; they belong to this domain, so change or delete them with it.

`;

/**
 * The README of a new project.
 * @param hasCommands - whether a file of commands comes with it.
 */
export function projectReadme(name: string, template: TemplateName, hasCommands: boolean): string {
  return `# ${name}

State views and state changes for the EvidentSource event database, in annotated TypeScript classes.

\`\`\`sh
npm run dev          # the platform on this machine, with this domain on it; every save is live
npm test             # the specifications
npm run check        # every mistake, with file, line, cause and remedy
npm run build        # the components, in dist
\`\`\`

While \`npm run dev\` runs, send a command:

\`\`\`sh
${firstRequest(template, databaseName(name))}
\`\`\`

${hasCommands ? COMMANDS : ""}\`npx evidentsource-functions add command|view|event <name>\` adds a definition with its specification. The rules of the framework stand on one page in AGENTS.md; the guides in \`node_modules/evidentsource-functions/docs\`.
`;
}

/** A package's name as the name of a database. */
export function databaseName(packageName: string): string {
  const name = packageName
    .replace(/^@[^/]*\//, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return name.length < 2 ? "dev" : name;
}
