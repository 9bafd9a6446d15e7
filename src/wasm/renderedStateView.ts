import type { RenderedStateView } from "../domain/index.js";
import { timestampFromWit, timestampToWit } from "./datetime.js";
import type { WitRenderedStateView } from "./wit.js";

/** Timestamps are made when they are asked for: most readers only look at the content. */
export function renderedFromWit(view: WitRenderedStateView): RenderedStateView {
  const { context } = view;
  return {
    context: {
      database: context.database,
      name: context.name,
      version: context.version,
      databaseRevision: context.databaseRevision,
      get databaseRevisionTimestamp() {
        return timestampFromWit(context.databaseRevisionTimestamp);
      },
      contentType: context.contentType,
      contentSchema: context.contentSchema,
    },
    content: view.content,
    lastModifiedRevision: view.lastModifiedRevision,
    get lastModifiedTimestamp() {
      return timestampFromWit(view.lastModifiedTimestamp);
    },
  };
}

export function renderedToWit(view: RenderedStateView): WitRenderedStateView {
  const { context } = view;
  return {
    context: {
      ...context,
      databaseRevisionTimestamp: timestampToWit(context.databaseRevisionTimestamp),
    },
    content: view.content,
    lastModifiedRevision: view.lastModifiedRevision,
    lastModifiedTimestamp: timestampToWit(view.lastModifiedTimestamp),
  };
}
