/** A character as JSON writes those that it does not show. */
export const escaped = (sign: string): string =>
  `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
