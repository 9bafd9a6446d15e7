import type {
  Class,
  ParameterBindings,
  ParameterValues,
  PlatformReadable,
} from "../domain/index.js";

/** A database that can give a view's content without all that is around it, which is less work. */
export interface ContentReader {
  /** As `viewState`, but for the content alone. */
  viewContent(name: string, version: bigint, parameters: ParameterBindings): Uint8Array | undefined;

  /**
   * The state of a view in one step, where all about it is ordinary: `undefined` where nothing was folded, an array
   * with the content that remains to be decoded, and `null` where nothing was asked.
   * @param reads - gets a note of what was read.
   */
  viewDirectly?(
    view: Class,
    parameters: ParameterValues,
    reads: object[] | undefined,
  ): object | undefined | null;
}

/** The content of a view as it is stored; `undefined` where nothing was folded. */
export function contentOf(
  platform: PlatformReadable & Partial<ContentReader>,
  name: string,
  version: bigint,
  parameters: ParameterBindings,
): Uint8Array | undefined {
  return platform.viewContent === undefined
    ? platform.viewState(name, version, parameters)?.content
    : platform.viewContent(name, version, parameters);
}
