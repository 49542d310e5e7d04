import type { StreamWatch } from "../ports/waiters.ts";

/** One stream's registration. A class, since ten thousand of them are open at once. */
export class Watch implements StreamWatch {
  seen: number;
  readonly #release: (watch: Watch) => void;
  #isWoken = false;
  #ended: { readonly error: unknown } | null = null;
  #resume: (() => void) | null = null;

  constructor(seen: number, release: (watch: Watch) => void) {
    this.seen = seen;
    this.#release = release;
  }

  wake(): void {
    this.#isWoken = true;
    this.#resume?.();
    this.#resume = null;
  }

  end(error: unknown): void {
    this.#ended ??= { error };
    this.wake();
  }

  throwIfEnded(): void {
    if (this.#ended) throw this.#ended.error;
  }

  async changed(): Promise<void> {
    if (!this.#isWoken) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    }
    this.throwIfEnded();
    this.#isWoken = false;
  }

  [Symbol.dispose](): void {
    this.#release(this);
  }
}
