import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { stateVersion } from "./sandbox-schema.ts";
import { addressText, type FileHeader, lineText } from "./state-line.ts";
import type { RecordsPart, StateParts, ValuePart } from "./state-part.ts";

const header: FileHeader = { format: "billing-sandbox", version: stateVersion };

/** A file grows to twice its content and this many characters before it is written anew. */
const slack = 4_000_000;

/**
 * Keeps a state in a file: one line for each value or record that has changed. The cost of `flush` depends on
 * what has changed, not on the size of the state. A record that was only read costs a comparison.
 */
export class StateJournal {
  readonly #file: string;
  readonly #values: (readonly [address: string, part: ValuePart])[] = [];
  readonly #records: { path: string; part: RecordsPart; touched: Set<string> }[] = [];
  /** The JSON of everything in the file, by address. */
  readonly #stored = new Map<string, string>();
  #storedLength = 0;
  #fileLength = 0;
  #descriptor: number | undefined;
  #isTorn = false;
  #isFlushPlanned = false;

  /** Writes the whole state at once, in place of the file's content. */
  constructor(file: string, parts: StateParts) {
    this.#file = file;
    for (const [path, part] of Object.entries(parts)) {
      if ("value" in part) this.#values.push([addressText(path, null), part]);
      else this.#watch(path, part);
    }
    this.#collectChanges();
    this.#rewrite();
  }

  /** Writes all changes, so that they outlast a kill of this process. Not synced: a power cut may lose some. */
  flush(): void {
    if (this.#descriptor === undefined) return;
    const lines = this.#collectChanges()
      .map((address) => lineText(address, this.#stored.get(address)))
      .join("");
    const isLong = this.#fileLength + lines.length > 2 * this.#storedLength + slack;
    if (this.#isTorn || isLong) return this.#rewrite();
    if (lines !== "") this.#append(this.#descriptor, lines);
  }

  /** Writes all changes, and ends the watch. Idempotent. */
  close(): void {
    this.flush();
    for (const { part } of this.#records) part.watch(undefined);
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #watch(path: string, part: RecordsPart): void {
    const touched = new Set(part.keys());
    this.#records.push({ path, part, touched });
    part.watch((key) => {
      touched.add(key);
      this.#planFlush();
    });
  }

  /**
   * For changes that no response reports, such as those of a test in the same process. A webhook about a change
   * follows: its signature takes a turn of the event loop.
   */
  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    setImmediate(() => {
      this.#isFlushPlanned = false;
      this.flush();
    });
  }

  /** Takes over all changes; returns the addresses of what has changed. */
  #collectChanges(): string[] {
    const changed: string[] = [];
    const compare = (address: string, value: unknown): void => {
      if (this.#hasChanged(address, value)) changed.push(address);
    };
    for (const [address, part] of this.#values) compare(address, part.value());
    for (const { path, part, touched } of this.#records) {
      for (const key of touched) compare(addressText(path, key), part.read(key));
      touched.clear();
    }
    return changed;
  }

  #hasChanged(address: string, value: unknown): boolean {
    const json = value === undefined ? undefined : JSON.stringify(value);
    const old = this.#stored.get(address);
    if (json === old) return false;
    if (json === undefined) this.#stored.delete(address);
    else this.#stored.set(address, json);
    this.#storedLength += lengthOf(address, json) - lengthOf(address, old);
    return true;
  }

  #append(descriptor: number, lines: string): void {
    // A failed write may leave half a line, which only the end of a file may have.
    this.#isTorn = true;
    writeAll(descriptor, lines);
    this.#isTorn = false;
    this.#fileLength += lines.length;
  }

  /** Replaces the file at once: a process that is killed leaves the old or the new one. */
  #rewrite(): void {
    const draft = `${this.#file}.new`;
    // The state has private keys.
    const descriptor = openSync(draft, "w", 0o600);
    try {
      writeAll(descriptor, `${JSON.stringify(header)}\n`);
      for (const [address, json] of this.#stored) writeAll(descriptor, lineText(address, json));
      renameSync(draft, this.#file);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = descriptor;
    this.#fileLength = this.#storedLength;
    this.#isTorn = false;
  }
}

const lengthOf = (address: string, json: string | undefined): number =>
  json === undefined ? 0 : address.length + json.length;

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
