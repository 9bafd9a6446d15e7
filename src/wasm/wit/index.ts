export { DIAGNOSIS_CONTENT_TYPE, type Diagnosis } from "./diagnosis.js";
export { timestampFromWit, timestampToWit } from "./datetime.js";
export { eventToWit, prospectiveFromWit, prospectiveToWit, WitEvent } from "./event.js";
export { metadataFromWit, metadataToWit } from "./metadata.js";
export { queryFromWit, queryToWit } from "./query.js";
export { renderedFromWit, renderedToWit } from "./renderedStateView.js";
export {
  attributeFromWit,
  attributeToWit,
  conditionFromWit,
  conditionToWit,
  selectorFromWit,
  selectorToWit,
} from "./selector.js";
export type * from "./wit.js";
