import { natives, payloadCodec } from "../../codec/index.js";
import { isParameter, type EventSelector, type SelectorNode } from "../../domain/index.js";
import type { StateViewDefinition } from "../../model/definitions.js";
import { nodesToWit } from "../wit/selector.js";

/** A view that an engine reads in one step. */
interface DirectView {
  readonly selector: EventSelector;
  readonly parameters: readonly string[];
}

/** By the engine's numbers. */
const views: DirectView[] = [];

/** Makes ready what an engine needs to read views in one step. */
export function prepareViews(definitions: readonly StateViewDefinition[]): void {
  const { prepareView, viewRead, viewReadPrototype } = natives;
  if (prepareView === undefined || viewRead === undefined || viewReadPrototype === undefined)
    return;
  Object.defineProperties(viewReadPrototype, {
    kind: { value: "max" },
    atRevision: { value: undefined },
    selector: {
      get(this: object): EventSelector | undefined {
        const [number, ...values] = viewRead(this);
        const view = views[number];
        return view && bound(view, values);
      },
    },
  });
  for (const definition of definitions) prepare(definition, prepareView);
}

function prepare(
  definition: StateViewDefinition,
  prepareView: NonNullable<typeof natives.prepareView>,
): void {
  const { target, name, version, codec } = definition;
  const view = { selector: definition.selector, parameters: [...definition.parameters.keys()] };
  if (view.selector.problems().length > 0) return;
  const texts = view.parameters.map(() => SOME_TEXT);
  const nodes = nodesToWit(bound(view, texts));
  const open = view.selector.flatten().flatMap((node, at) => {
    const parameter = parameterIn(node);
    return parameter === undefined ? [] : [[at, view.parameters.indexOf(parameter)] as const];
  });
  const plan = codec === undefined ? payloadCodec(target, "tolerant").plan : undefined;
  views[prepareView(target, name, BigInt(version), view.parameters, nodes, open, plan)] = view;
}

/** Valid in place of every parameter. */
const SOME_TEXT = "text";

function parameterIn(node: SelectorNode): string | undefined {
  if (node.op === "and" || node.op === "or") return undefined;
  const { value } = node.op === "equals" ? node.attribute : node.prefix;
  return isParameter(value) ? value.parameter : undefined;
}

const bound = ({ selector, parameters }: DirectView, values: readonly string[]): EventSelector =>
  selector.bind(Object.fromEntries(parameters.map((name, at) => [name, values[at] ?? ""])));
