const mostNames = 5;

/** The names that differ by a few letters, or that contain the given one; the nearest first. */
export function nearNames(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const ranked = known.flatMap((candidate) => {
    const other = candidate.toLowerCase();
    const distance = editDistance(wanted, other);
    const isNear = distance <= Math.max(2, wanted.length / 3) || other.includes(wanted);
    return isNear ? [{ candidate, distance }] : [];
  });
  return ranked
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, mostNames)
    .map(({ candidate }) => candidate);
}

/** Levenshtein's distance. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
