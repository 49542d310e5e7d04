/** Draws one item; the probability of each is proportional to its weight. `items` must not be empty. */
export function drawWeighted<T extends { readonly weight: number }>(
  items: readonly T[],
  random: () => number,
): T {
  let rest = random() * items.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = items.find(({ weight }) => (rest -= weight) < 0) ?? items[0];
  if (drawn === undefined) throw new Error("There is nothing to draw from.");
  return drawn;
}
