/** `refused` closes the port, `unavailable` answers 503 to everything. */
export type OutageKind = "refused" | "unavailable";

/** The listening port of a server, closed and opened again under the same number. */
export interface Connectivity {
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** Whether a whole API is down. Without a connectivity of its own a refusal is a cut connection. */
export class Outage {
  #kind: OutageKind | undefined;
  readonly #connectivity: Connectivity | undefined;

  constructor(connectivity?: Connectivity) {
    this.#connectivity = connectivity;
  }

  get kind(): OutageKind | undefined {
    return this.#kind;
  }

  /** Resolves once nobody gets an answer any more; calls under way are cut by `refused`. */
  async begin(kind: OutageKind): Promise<void> {
    this.#kind = kind;
    if (kind === "refused") await this.#connectivity?.shut();
  }

  /** Resolves once calls are answered again. Rejects when another process has taken the port. */
  async end(): Promise<void> {
    this.#kind = undefined;
    // Whatever kind it was last: an outage that began meanwhile does not open the port of an earlier one.
    await this.#connectivity?.open();
  }
}
