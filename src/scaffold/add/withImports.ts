/** A module with names among its imports from a package, each once. */
export function withImport(text: string, names: readonly string[], from: string): string {
  const pattern = new RegExp(`import \\{([^}]*)\\} from (["'])${from}\\2`);
  const found = pattern.exec(text);
  if (found === null) return `import { ${names.join(", ")} } from "${from}";\n${text}`;
  const [whole, list = "", quote = '"'] = found;
  const present = list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const missing = names.filter((name) => !present.includes(name));
  if (missing.length === 0) return text;
  const all = [...present, ...missing].sort(byName);
  return text.replace(whole, `import { ${all.join(", ")} } from ${quote}${from}${quote}`);
}

/** As editors sort them: without regard to case, types last where they stand. */
const byName = (a: string, b: string): number =>
  Number(a.startsWith("type ")) - Number(b.startsWith("type ")) ||
  (a.toLowerCase() < b.toLowerCase() ? -1 : 1);
