/** Waits for all of them; then rejects with the first rejection in the list, if there is one. */
export async function settleAll(running: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(running);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
