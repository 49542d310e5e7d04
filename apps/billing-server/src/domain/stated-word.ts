/**
 * A word that PayPal stated, fit to be stored and shown: 64 characters at most, as PayPal's schemas have it, of
 * letters, digits and underscores. PayPal adds words over time, so any is kept; `null` for none.
 */
export const statedWord = (text: string | null | undefined): string | null =>
  text?.slice(0, 64).replaceAll(/[^A-Za-z0-9_]+/g, "_") || null;
