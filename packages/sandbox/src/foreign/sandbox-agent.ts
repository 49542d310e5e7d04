import { Agent } from "node:https";
import { connect, type Socket } from "node:net";

/**
 * An agent for a client whose https base URL is fixed: it connects to a simulator on plain HTTP instead. The only
 * change that such a client needs.
 */
export class SandboxAgent extends Agent {
  readonly #host: string;
  readonly #port: number;

  constructor(url: string) {
    super({ keepAlive: true });
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = Number(port);
  }

  override createConnection(): Socket {
    return connect(this.#port, this.#host);
  }
}
