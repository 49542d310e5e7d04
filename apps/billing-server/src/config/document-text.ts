import { z } from "zod";
import { httpUrl } from "./field-rules.ts";

/**
 * The characters that both fonts of documents have: Latin, Greek and Cyrillic letters with their accents,
 * digits, punctuation, and signs of currencies. A document shows a box for any other one. Neither U+0000
 * nor a lone surrogate is among them: PostgreSQL rejects both in jsonb, so no order could be stored.
 * https://www.postgresql.org/docs/current/datatype-json.html
 */
const printable =
  /^[\u0020-\u007e\u00a0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u03f0-\u052f\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2116\u2122]*$/u;

/** Whether documents can show every character of a text. */
export const isPrintable = (text: string): boolean => printable.test(text);

const printableRule =
  "must have Latin, Greek or Cyrillic letters, digits, punctuation and signs of currencies only";

/** A text on documents. */
export const documentText = (max: number) => {
  const rule = `must be a text of 1 to ${max} characters`;
  return z.string(rule).trim().min(1, rule).max(max, rule).refine(isPrintable, printableRule);
};

/** A URL on documents. URL parsers accept, and replace, any character. */
export const documentUrl = () => httpUrl().refine(isPrintable, printableRule);
