import type { Token } from "./tokenize.js";
import { WitError } from "./witError.js";

/** Goes through the tokens of a declaration. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** The token that comes next, without taking it. */
  get ahead(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  /** The next token. */
  next(expected = "another word"): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#unexpected(expected);
    this.#at += 1;
    return token.text;
  }

  /** A name, without the `%` of an escaped one. */
  name(): string {
    const name = this.next("a name");
    if (!/^%?[A-Za-z]/.test(name)) {
      this.#at -= 1;
      throw this.#unexpected("a name");
    }
    return name.replace(/^%/, "");
  }

  /** Takes these tokens if they come next. */
  take(...texts: readonly string[]): boolean {
    const isNext = texts.every((text, index) => this.#tokens[this.#at + index]?.text === text);
    if (isNext) this.#at += texts.length;
    return isNext;
  }

  /** @throws WitError when others come next. */
  expect(...texts: readonly string[]): void {
    if (!this.take(...texts)) throw this.#unexpected(`"${texts.join("")}"`);
  }

  /** Items up to a closing token, with commas between them and perhaps one behind the last. */
  list<Item>(close: string, item: () => Item): Item[] {
    const items: Item[] = [];
    while (!this.take(close)) {
      items.push(item());
      if (!this.take(",") && this.ahead !== close) throw this.#unexpected(`"," or "${close}"`);
    }
    return items;
  }

  #unexpected(expected: string): WitError {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    const found = this.#tokens[this.#at] === undefined ? "the end" : `"${token?.text ?? ""}"`;
    return new WitError(token?.line ?? 1, expected, found);
  }
}
