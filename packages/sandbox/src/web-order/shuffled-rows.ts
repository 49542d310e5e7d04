import type { OrderRow } from "./order-row.ts";

/**
 * Rows in a stable order that is neither that of arrival nor that of ids. A new row shifts the following rows
 * back, so that a reader who pages forward does not miss one.
 */
export class ShuffledRows {
  readonly #rows: OrderRow[] = [];

  add(row: OrderRow): void {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (place(this.#rows[middle]?.id ?? 0) < place(row.id)) low = middle + 1;
      else high = middle;
    }
    this.#rows.splice(low, 0, row);
  }

  clear(): void {
    this.#rows.length = 0;
  }

  page(start: number, count: number, userId: string | undefined): OrderRow[] {
    const rows = userId ? this.#rows.filter((row) => row.user_id === userId) : this.#rows;
    return rows.slice(start, start + count);
  }
}

// Knuth's multiplicative hash: distinct for distinct ids, and far from their order.
function place(id: number): number {
  return Math.imul(id, 2_654_435_761) >>> 0;
}
