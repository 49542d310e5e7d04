/** Parses the value of the option `--name` as a whole number; throws if it is outside the range. */
export function wholeNumber(
  name: string,
  text: string,
  [min, max]: readonly [number, number],
): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}.`);
}
