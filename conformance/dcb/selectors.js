/**
 * Events of the specification of Dynamic Consistency Boundaries (dcb.events) have a type and any number
 * of tags; ours have a type, a stream and a subject. So all lie in one stream, the subject is the set of
 * tags, and a tag is selected by all subjects that it may be a part of.
 */
export const STREAM = "dcb";

/** The subject of a set of tags; without tags there is none. */
export const subjectOf = (tags) => (tags.length === 0 ? undefined : [...tags].sort().join(","));

export const tagsOf = (subject) => (subject === undefined ? [] : subject.split(","));

const equals = (kind, value) => ({
  selector: {
    case: "equals",
    value: {
      attribute: { case: kind, value: kind === "subject" ? { hasValue: true, value } : value },
    },
  },
});

/** Joins selectors in halves, so that none gets deep. */
function joined(kind, selectors) {
  if (selectors.length === 1) return selectors[0];
  const middle = selectors.length >> 1;
  const left = joined(kind, selectors.slice(0, middle));
  const right = joined(kind, selectors.slice(middle));
  return { selector: { case: kind, value: { left, right } } };
}

/** All sets of the tags, of so many at most, that include some. */
function supersets(required, tags, most) {
  let sets = [[]];
  for (const tag of tags)
    sets = required.includes(tag)
      ? sets.map((set) => [...set, tag])
      : [...sets, ...sets.filter((set) => set.length < most).map((set) => [...set, tag])];
  return sets.filter((set) => set.length <= most);
}

/**
 * The selector of a query: one of its items must match, by one of its types and all of its tags. A query
 * without items selects everything.
 * @param {{ items: { types?: string[], tags?: string[] }[] }} query
 * @param {{ tags: string[], most: number }} vocabulary which tags there are, and how many an event has
 */
export function selectorOf({ items }, { tags, most }) {
  if (items.length === 0) return equals("stream", STREAM);
  const parts = items.map((item) => {
    const conditions = [equals("stream", STREAM)];
    if (item.types?.length > 0)
      conditions.push(
        joined(
          "or",
          item.types.map((type) => equals("eventType", type)),
        ),
      );
    if (item.tags?.length > 0) {
      const known = [...new Set([...tags, ...item.tags])];
      const sets = supersets(item.tags, known, Math.max(most, item.tags.length));
      conditions.push(
        joined(
          "or",
          sets.map((set) => equals("subject", subjectOf(set))),
        ),
      );
    }
    return joined("and", conditions);
  });
  return joined("or", parts);
}

/** Whether a query selects an event, by the words of the specification. */
export const matches = ({ items }, event) =>
  items.length === 0 ||
  items.some(
    ({ types = [], tags = [] }) =>
      (types.length === 0 || types.includes(event.type)) &&
      tags.every((tag) => event.tags.includes(tag)),
  );
