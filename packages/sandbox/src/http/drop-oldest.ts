const slack = 1_000;

/** Keeps at least the newest `kept` entries of a list that only grows at its end. */
export function dropOldest(entries: unknown[], kept: number): void {
  // Dropping in batches keeps a long run from moving the whole array on every entry.
  if (entries.length >= kept + slack) entries.splice(0, slack);
}
