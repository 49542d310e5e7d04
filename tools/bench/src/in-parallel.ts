/** Runs the operation that many times, up to `atOnce` at once. */
export async function inParallel(
  operations: number,
  atOnce: number,
  operation: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < operations) await operation(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
