/** Bodies of functions, by what they do. */
export type Ways = Readonly<Record<string, string>>;

/**
 * A module that does what its command's body, or its view's content, names. Bodies see the database as
 * `db`, and `kept`, an object of the module that outlives the call.
 */
export function scriptOf(ways: Ways): string {
  const members = Object.entries(ways).map(
    ([name, body]) =>
      `${JSON.stringify(name)}: ${body.includes("await") ? "async " : ""}(db) => { ${body} }`,
  );
  return `
    const kept = {};
    const ways = { ${members.join(",\n")} };
    const text = (bytes) => new TextDecoder().decode(bytes);
    export const decide = (db, command) => ways[text(command.body)](db);
    export const evolve = (view) => ways[text(view.content)]();
  `;
}
