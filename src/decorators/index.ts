export { Command } from "./command.js";
export { Decide, type DecisionDecorator } from "./decide.js";
export { DomainEvent } from "./domainEvent.js";
export {
  On,
  OnAny,
  type AnyHandlerDecorator,
  type HandlerDecorator,
  type HandlerReturn,
  type NamedHandlerDecorator,
} from "./on.js";
export { StateView } from "./stateView.js";
export { Subject } from "./subject.js";
