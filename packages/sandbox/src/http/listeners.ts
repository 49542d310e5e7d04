/** Functions that are called for each new value. */
export class Listeners<Value> {
  readonly #functions = new Set<(value: Value) => void>();

  /** Calls `listener` for each new value; returns a function that ends this. */
  add(listener: (value: Value) => void): () => void {
    this.#functions.add(listener);
    return () => void this.#functions.delete(listener);
  }

  call(value: Value): void {
    for (const listener of this.#functions) listener(value);
  }
}
