/**
 * A code that PayPal stated, safe to store and show: at most 64 letters, digits and underscores, as
 * in PayPal's schemas. PayPal adds codes over time, so unlisted ones are kept; `null` for anything
 * else.
 */
export const statedWord = (text: string | null | undefined): string | null =>
  text?.slice(0, 64).replaceAll(/[^A-Za-z0-9_]+/g, "_") || null;
