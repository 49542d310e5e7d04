import type { WireEntry } from "../control/operations/wire.ts";
import { dropOldest } from "./drop-oldest.ts";
import { Listeners } from "./listeners.ts";

const kept = 2_000;

/** Requests and responses for a person to read; the newest 2,000, each with at most 16 KiB of a body. */
export class WireLog {
  readonly #entries: WireEntry[] = [];
  readonly #listeners = new Listeners<WireEntry>();
  #lastId = 0;

  record(entry: Omit<WireEntry, "id">): void {
    this.#lastId += 1;
    const recorded = { id: this.#lastId, ...entry };
    this.#entries.push(recorded);
    dropOldest(this.#entries, kept);
    this.#listeners.call(recorded);
  }

  /** The kept entries after an id, oldest first. */
  after(id: number): readonly WireEntry[] {
    return this.#entries.filter((entry) => entry.id > id);
  }

  /** Calls `listener` for each new entry; returns a function that ends this. */
  listen(listener: (entry: WireEntry) => void): () => void {
    return this.#listeners.add(listener);
  }
}

const longestBody = 16_384;

/** The part of a body that the log keeps. */
export const keptBody = (text: string): string =>
  text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
