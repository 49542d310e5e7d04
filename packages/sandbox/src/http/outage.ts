/** `refused` closes the port, `unavailable` returns 503 to every request. */
export type OutageKind = "refused" | "unavailable";

/** A server's listening port, which can be closed and reopened under the same number. */
export interface Connectivity {
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** The outage of a whole API. Without a `connectivity`, `refused` resets the connection of each request. */
export class Outage {
  #kind: OutageKind | undefined;
  readonly #connectivity: Connectivity | undefined;

  constructor(connectivity?: Connectivity) {
    this.#connectivity = connectivity;
  }

  get kind(): OutageKind | undefined {
    return this.#kind;
  }

  /** Resolves once the outage is effective; `refused` also resets pending calls. */
  async begin(kind: OutageKind): Promise<void> {
    this.#kind = kind;
    if (kind === "refused") await this.#connectivity?.shut();
  }

  /** Resolves once the outage has ended. Rejects if another process has taken the port. */
  async end(): Promise<void> {
    this.#kind = undefined;
    // Opens the port for any kind: a later outage may have replaced one that closed the port.
    await this.#connectivity?.open();
  }
}
