import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOMS, TO_COME } from "../../scripts/rooms.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const document = readFileSync(join(root, "docs/rooms.md"), "utf8");
const rooms = Object.entries(ROOMS);
const names = rooms.map(([name]) => name);
const isThere = (room: string): boolean => existsSync(join(root, "src", room));
const within = (inner: string, outer: string): boolean => inner.startsWith(`${outer}/`);

test("every room is there, or is marked as one to come", () => {
  expect(names.filter((name) => !isThere(name) && !TO_COME.includes(name))).toEqual([]);
});

test("a room that has come is no longer marked", () => {
  expect(TO_COME.filter((name) => isThere(name) || !names.includes(name))).toEqual([]);
});

test("the table of imports in docs/rooms.md says what the rules say", () => {
  const code = (list: readonly string[] | string): string =>
    typeof list === "string" ? list : list.map((each) => `\`${each}\``).join(", ") || "none";
  const expected = rooms
    .filter(([name]) => isThere(name))
    .map(([name, { rooms: others, lazy = [], packages }]) => {
      const present = others.filter(isThere);
      const imports = lazy.length === 0 ? code(present) : `${code(present)}; lazily ${code(lazy)}`;
      return `| \`${name}\` | ${imports} | ${code(packages)} |`;
    });
  const [, table = ""] = document.split("| room | imports from | packages |\n|---|---|---|\n");
  expect(table.slice(0, table.indexOf("\n\n")).split("\n")).toEqual(expected);
});

test("docs/rooms.md tells what lives in each folder of src/, and of no other", () => {
  const told = [...document.matchAll(/^\| `src\/(\w+)\/` \|/gm)].map(([, folder]) => folder);
  const folders = readdirSync(join(root, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(told.sort()).toEqual(folders.sort());
});

describe.each(rooms)("the room %s", (name, { rooms: others, packages, inComponents }) => {
  test("imports from rooms above it, from rooms within it, or from the one that it is within", () => {
    const above = names.slice(0, names.indexOf(name));
    const isAllowed = (other: string): boolean =>
      above.includes(other) || within(other, name) || dirname(other) === dirname(name);
    expect(others.filter((other) => !names.includes(other) || !isAllowed(other))).toEqual([]);
  });

  if (inComponents === true) {
    test("uses nothing that a component lacks", () => {
      expect(others.filter((other) => ROOMS[other]?.inComponents !== true)).toEqual([]);
      expect(packages).not.toBe("any");
      expect(JSON.stringify(packages)).not.toContain("node:");
    });
  }
});
