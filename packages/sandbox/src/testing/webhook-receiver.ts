import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** One received webhook. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  // Tests check arbitrary fields of events.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly event: any;
}

/** A merchant's webhook endpoint over HTTP, which acknowledges by default. */
export class WebhookReceiver implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Returns the response status; 0 resets the connection. */
  status: (received: Received) => number = () => 204;
  readonly #server = createServer((request, response) => void this.#receive(request, response));

  async listen(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks/paypal`;
  }

  /** The types of the received events, in the order of arrival. */
  get types(): string[] {
    return this.received.map(({ event }) => event.event_type);
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await buffer(request);
    const received = { headers: request.headers, raw, event: JSON.parse(raw.toString()) };
    this.received.push(received);
    const status = this.status(received);
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end("ignored");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
