/**
 * A map that reports each key whose value may have changed. `get` counts as a change, since its caller may
 * change the value in the same turn; `peek` and iteration are for reading, unless `touch` follows.
 */
export class Records<Value> extends Map<string, Value> {
  /** Undefined while the changes are stored nowhere. */
  touched: ((key: string) => void) | undefined;

  override get(key: string): Value | undefined {
    this.touched?.(key);
    return super.get(key);
  }

  override set(key: string, value: Value): this {
    this.touched?.(key);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.touched?.(key);
    return super.delete(key);
  }

  override clear(): void {
    for (const key of this.keys()) this.touched?.(key);
    super.clear();
  }

  /** The value, which the caller does not change. */
  peek(key: string): Value | undefined {
    return super.get(key);
  }

  /** Reports a value that an iteration has returned and its caller changes. */
  touch(key: string): void {
    this.touched?.(key);
  }

  /** Replaces all records. */
  replace(entries: Iterable<readonly [string, Value]>): void {
    this.clear();
    for (const [key, value] of entries) this.set(key, value);
  }
}
