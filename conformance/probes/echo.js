/** An event with all its parts read, whatever kind of object the engine makes of one. */
export const echoEvent = ({ id, source, specversion, type, data, attributes }) => ({
  id,
  source,
  specversion,
  type,
  data: data && { tag: data.tag, val: data.val },
  attributes: attributes.map(([name, { tag, val }]) => [name, { tag, val }]),
});
