import { Agent, request } from "undici";
import type { Transmission } from "./transmission.ts";

/** The result of one transmission: the HTTP status, or the error. */
export type Reception = { readonly status: number } | { readonly error: string };

/** Sends transmissions over HTTP. Never rejects. */
export class WebhookSender {
  readonly #agent: Agent;

  constructor(timeoutMs = 10_000) {
    this.#agent = new Agent({
      connect: { timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  async post({ url, headers, body }: Transmission): Promise<Reception> {
    try {
      const options = { method: "POST", headers, body, dispatcher: this.#agent } as const;
      const { statusCode, body: answer } = await request(url, options);
      await answer.dump();
      return { status: statusCode };
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      return { error: code ?? message };
    }
  }

  /** Closes all connections; pending requests end with an error. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}
