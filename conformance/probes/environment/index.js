/**
 * What an environment answers to questions about itself. The module runs in Node as well, which is
 * the model for all that standards settle.
 */
import { COLLECTIONS } from "./collections.js";
import { describe } from "./describe.js";
import { GLOBALS } from "./globals.js";
import { JSON_TEXT } from "./jsonText.js";
import { NUMBERS } from "./numbers.js";
import { PATTERNS } from "./patterns.js";
import { TEXT } from "./text.js";
import { UTF8 } from "./utf8.js";
import { WEB } from "./web.js";

const QUESTIONS = {
  global: GLOBALS,
  utf8: UTF8,
  text: TEXT,
  pattern: PATTERNS,
  number: NUMBERS,
  json: JSON_TEXT,
  collection: COLLECTIONS,
  web: WEB,
};

/** Every answer by `area: question`. */
export function describeEnvironment() {
  const answers = {};
  for (const [area, questions] of Object.entries(QUESTIONS)) {
    for (const [question, ask] of Object.entries(questions)) {
      answers[`${area}: ${question}`] = answerTo(ask);
    }
  }
  return answers;
}

function answerTo(ask) {
  try {
    return describe(ask());
  } catch (error) {
    return { thrown: error.name };
  }
}
