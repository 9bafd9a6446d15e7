/** What compiled code answers when it does not know better than the libraries: they decide then. */
export const NOT_PROVEN: unique symbol = Symbol("not proven");
