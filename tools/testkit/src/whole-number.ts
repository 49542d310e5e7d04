/** The whole number that the option `--name` gives; throws with what it must be. */
export function wholeNumber(
  name: string,
  text: string,
  [min, max]: readonly [number, number],
): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}.`);
}
