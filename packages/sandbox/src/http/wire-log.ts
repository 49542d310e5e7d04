import type { WireEntry } from "../control/operations/wire.ts";
import { dropOldest } from "./drop-oldest.ts";

const kept = 2_000;

type Listener = (entry: WireEntry) => void;

/** Requests and responses for a person to read; the newest 2,000, each with at most 16 KiB of a body. */
export class WireLog {
  readonly #entries: WireEntry[] = [];
  readonly #listeners = new Set<Listener>();
  #lastId = 0;

  record(entry: Omit<WireEntry, "id">): void {
    this.#lastId += 1;
    const recorded = { id: this.#lastId, ...entry };
    this.#entries.push(recorded);
    dropOldest(this.#entries, kept);
    for (const listen of this.#listeners) listen(recorded);
  }

  /** The kept entries after an id, oldest first. */
  after(id: number): readonly WireEntry[] {
    return this.#entries.filter((entry) => entry.id > id);
  }

  /** Calls `listener` for each new entry; returns a function that ends this. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

const longestBody = 16_384;

/** The part of a body that the log keeps. */
export const keptBody = (text: string): string =>
  text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
