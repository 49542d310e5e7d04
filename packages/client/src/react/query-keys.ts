/** TanStack Query's key of a read, of the same shape as tRPC's own, so that both share a cache. */
export type BillingQueryKey = [
  path: string[],
  options?: { input?: unknown; type?: "query" | "infinite" },
];

/** The beginning of every key below a path; of everything for an empty one. */
export const pathKey = (path: readonly string[]): BillingQueryKey =>
  path.length > 0 ? [[...path]] : ([] as unknown as BillingQueryKey);

/** The key of a read with this input, or the beginning of the key of all its inputs. */
export const readKey = (
  path: readonly string[],
  type: "query" | "infinite",
  input: unknown,
): BillingQueryKey => [
  [...path],
  { ...(input === undefined || typeof input === "symbol" ? {} : { input }), type },
];
