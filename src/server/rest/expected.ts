/** What query parameters are expected to be, in the words of a refusal. */
export const REVISION = "a revision, such as 7";
export const INSTANT = "an RFC 3339 instant, such as 2026-01-31T12:00:00Z";
export const FLAG = "true or false";
export const COUNT = "a number from 1 on";
export const TEXT = "a text";
