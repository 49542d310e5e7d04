import type { PayPalSandbox } from "../paypal/paypal-sandbox.ts";

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // Tests check arbitrary fields of responses.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

type Account = Pick<PayPalSandbox, "url" | "clientId" | "clientSecret">;

/** A plain HTTP client of the sandbox with its own token. */
export class PayPalCaller {
  /** The access token of all calls. */
  token = "";
  readonly #paypal: Account;

  constructor(paypal: Account) {
    this.#paypal = paypal;
  }

  async login(
    credentials = `${this.#paypal.clientId}:${this.#paypal.clientSecret}`,
    grant = "client_credentials",
  ): Promise<Answered> {
    const answered = await this.#send("/v1/oauth2/token", {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
      body: new URLSearchParams({ grant_type: grant }),
    });
    this.token = answered.body.access_token;
    return answered;
  }

  get(path: string): Promise<Answered> {
    return this.#send(path, { headers: this.#headers({}) });
  }

  /** Sends strings unchanged, `undefined` as no body, any other value as JSON. */
  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#send(path, {
      method: "POST",
      headers: this.#headers(headers),
      body: body === undefined || typeof body === "string" ? (body ?? null) : JSON.stringify(body),
    });
  }

  patch(path: string, body: unknown): Promise<Answered> {
    return this.#send(path, {
      method: "PATCH",
      headers: this.#headers({}),
      body: JSON.stringify(body),
    });
  }

  delete(path: string): Promise<Answered> {
    return this.#send(path, { method: "DELETE", headers: this.#headers({}) });
  }

  create(changes: object = {}, headers?: Record<string, string>): Promise<Answered> {
    return this.post("/v2/checkout/orders", { ...orderBody(), ...changes }, headers);
  }

  capture(orderId: string, headers?: Record<string, string>): Promise<Answered> {
    return this.post(`/v2/checkout/orders/${orderId}/capture`, {}, headers);
  }

  order(orderId: string): Promise<Answered> {
    return this.get(`/v2/checkout/orders/${orderId}`);
  }

  #headers(more: Record<string, string>): Record<string, string> {
    const type = { "content-type": "application/json" };
    return { authorization: `Bearer ${this.token}`, ...type, ...more };
  }

  async #send(path: string, init: RequestInit): Promise<Answered> {
    const response = await fetch(this.#paypal.url + path, init);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const body = isJson && text !== "" ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  }
}

/** A valid order request with one purchase unit. */
export function orderBody(
  value = "31.00",
  currency_code = "USD",
): { intent: string; purchase_units: object[] } {
  const amount = { currency_code, value };
  return { intent: "CAPTURE", purchase_units: [{ custom_id: "order-1", amount }] };
}
