interface Limits {
  readonly min: number;
  readonly max: number;
}

/**
 * The values of a slider over the whole range, about equally far apart in proportion: every gigabyte
 * up to 10, every 5 up to 100, every 50 up to 1000, and so on.
 */
export function storageScale({ min, max }: Limits): readonly number[] {
  const values: number[] = [];
  for (let value = min; value < max; value += stepAt(value)) values.push(value);
  return [...values, max];
}

const stepAt = (value: number): number =>
  value < 10 ? 1 : 10 ** Math.floor(Math.log10(value)) / 2;

/** The position of the value that is nearest to a number of gigabytes. */
export function nearestPosition(scale: readonly number[], gigabytes: number): number {
  const above = scale.findIndex((value) => value >= gigabytes);
  if (above === -1) return scale.length - 1;
  const [lower = gigabytes, upper = gigabytes] = [scale[above - 1], scale[above]];
  return above > 0 && gigabytes - lower < upper - gigabytes ? above - 1 : above;
}
