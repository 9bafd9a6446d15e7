/** The worlds of `decider.wit`: what a component is made for. */
export type World = "state-view" | "state-change";
