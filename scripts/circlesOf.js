/**
 * Circles of a graph, each from the node of it that was met first. There is one for each edge that leads
 * back in a search through the depth, so none is found only where there is none.
 */
export function circlesOf(graph) {
  const circles = [];
  const done = new Set();
  const path = [];
  const visit = (node) => {
    if (done.has(node)) return;
    const start = path.indexOf(node);
    if (start >= 0) {
      circles.push(path.slice(start));
      return;
    }
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return circles;
}
