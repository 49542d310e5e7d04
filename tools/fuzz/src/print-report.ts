import type { FuzzReport, Part } from "./run-fuzz.ts";

const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

const row = ({ inputs, heapBytes, statuses }: Part) => ({
  inputs,
  "heap MiB": mib(heapBytes),
  ...Object.fromEntries([...statuses].toSorted(([one], [other]) => one.localeCompare(other))),
});

/** Prints the requests, the statuses of their responses, and the size of the heap. */
export function printReport({ parts, failure, errorLines }: FuzzReport): void {
  console.table(Object.fromEntries(parts.map((part) => [part.name, row(part)])));
  for (const line of errorLines.slice(0, 20)) console.log(line.slice(0, 1_000));
  console.log(`${errorLines.length} error lines in the log`);
  console.log(failure ?? "No faulty response.");
}

// Far above the variation between collections, far below one retained object per input.
const mostGrowthBytes = 24 * 1024 * 1024;

/** Whether the heap is larger after the last third than after the first, beyond variation. */
export function hasGrown(parts: readonly Part[]): boolean {
  const bytesAfter = (name: Part["name"]) => parts.find((part) => part.name === name)?.heapBytes;
  const [first, last] = [bytesAfter("first third"), bytesAfter("last third")];
  return first !== undefined && last !== undefined && last - first > mostGrowthBytes;
}
