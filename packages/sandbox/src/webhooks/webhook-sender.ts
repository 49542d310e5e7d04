import { Agent, request } from "undici";
import type { Transmission } from "./transmission.ts";

/** What a receiver made of one transmission: its HTTP status, or why there was none. */
export type Reception = { readonly status: number } | { readonly error: string };

/** Carries transmissions over HTTP; never throws. */
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

  /** Cuts every connection; posts under way end with an error. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}
