export interface BatchLimits {
  /** Number of reads that run at once; further keys wait and are then read together. */
  readonly maxRunning: number;
  /** Maximum number of keys of one read. */
  readonly maxKeys: number;
}

interface WaitingKey<Key, Value> {
  readonly key: Key;
  resolve(value: Value): void;
  reject(error: unknown): void;
}

/**
 * Reads one value for each key. While few reads run, each key is read at once and by itself; under load, keys share a
 * read, so that thousands of callers need few statements. `read` returns the values in the order of its
 * keys; its rejection rejects each of them.
 */
export function batchReads<Key, Value>(
  { maxRunning, maxKeys }: BatchLimits,
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  const waiting: WaitingKey<Key, Value>[] = [];
  let running = 0;

  const readNext = async (): Promise<void> => {
    const batch = waiting.splice(0, maxKeys);
    running += 1;
    try {
      const values = await read(batch.map(({ key }) => key));
      for (const [index, { resolve }] of batch.entries()) resolve(values[index] as Value);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      running -= 1;
      if (waiting.length > 0) void readNext();
    }
  };
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (running < maxRunning) void readNext();
    });
}
