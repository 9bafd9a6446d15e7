import type { RenderedStateView, StateViewContext } from "../../domain/index.js";
import { timestampFromWit, timestampToWit } from "./datetime.js";
import type { WitRenderedStateView } from "./wit.js";

/** What takes conversion is converted when it is asked for: most readers only look at the content. */
export function renderedFromWit(view: WitRenderedStateView): RenderedStateView {
  return {
    get context() {
      return contextFromWit(view.context);
    },
    content: view.content,
    lastModifiedRevision: view.lastModifiedRevision,
    get lastModifiedTimestamp() {
      return timestampFromWit(view.lastModifiedTimestamp);
    },
  };
}

function contextFromWit(context: WitRenderedStateView["context"]): StateViewContext {
  return {
    database: context.database,
    name: context.name,
    version: context.version,
    databaseRevision: context.databaseRevision,
    databaseRevisionTimestamp: timestampFromWit(context.databaseRevisionTimestamp),
    contentType: context.contentType,
    contentSchema: context.contentSchema,
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
