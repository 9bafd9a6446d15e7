export { UNWATCHED, type AuthorCode } from "./authorCode.js";
export { authorDatabase, type ReadContext } from "./authorDatabase.js";
export { completeEvent, UnfitEventError } from "./completeEvent.js";
export { isNoted, type NotedRead } from "./consistencyBoundary.js";
export type { ContentReader } from "./contentReader.js";
export { currentDefinitions, validDefinitions } from "./definitions.js";
export { setAuthorLines } from "./authorFrames.js";
export { randomEventId } from "./fillDraft.js";
export { describeFailure } from "./failure.js";
export {
  stateChange,
  type Beginning,
  type DecidedEvents,
  type ReadableMessage,
  type StateChange,
  type StateChangeOptions,
} from "./stateChange.js";
export { stateView, type StateView, type StateViewOptions } from "./stateView.js";
export { storedState } from "./storedState.js";
