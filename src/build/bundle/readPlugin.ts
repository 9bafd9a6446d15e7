import type { Plugin } from "rolldown";
import { isProjectFile, type Project } from "../project.js";

/** Takes the project's own modules from where the project says that they are read. */
export function readPlugin(
  project: Project,
  read: NonNullable<Project["read"]>,
  files: Set<string>,
): Plugin {
  return {
    name: "evidentsource-functions:read",
    load: {
      filter: { id: { include: /\.([mc]?[jt]sx?|json)$/, exclude: /[\\/]node_modules[\\/]|^\0/ } },
      handler: (id) => {
        if (!isProjectFile(project, id)) return null;
        const code = read(id);
        files.add(id);
        return code;
      },
    },
  };
}
