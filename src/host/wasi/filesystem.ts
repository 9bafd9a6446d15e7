import { unmadeResource } from "./unmadeResource.js";

/** `wasi:filesystem`: there is no folder to open anything in, so every path is refused. */
export const FILESYSTEM = {
  "wasi:filesystem/preopens": { getDirectories: (): [] => [] },
  "wasi:filesystem/types": {
    Descriptor: unmadeResource(),
    DirectoryEntryStream: unmadeResource(),
    filesystemErrorCode: (): undefined => undefined,
  },
};
