import type { PayPalSandbox } from "../paypal/paypal-sandbox.ts";

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers freely; what they find there is their subject.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** A plain HTTP caller of the sandbox, with a token of its own. */
export class PayPalCaller {
  readonly #paypal: PayPalSandbox;
  #token = "";

  constructor(paypal: PayPalSandbox) {
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
    this.#token = answered.body.access_token;
    return answered;
  }

  get(path: string): Promise<Answered> {
    return this.#send(path, { headers: this.#headers({}) });
  }

  /** Sends strings as they are, `undefined` as no body, anything else as JSON. */
  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#send(path, {
      method: "POST",
      headers: this.#headers(headers),
      body: body === undefined || typeof body === "string" ? (body ?? null) : JSON.stringify(body),
    });
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
    return { authorization: `Bearer ${this.#token}`, ...type, ...more };
  }

  async #send(path: string, init: RequestInit): Promise<Answered> {
    const response = await fetch(this.#paypal.url + path, init);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const body = isJson && text !== "" ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  }
}

/** A sound order body of one unit. */
export function orderBody(
  value = "31.00",
  currency_code = "USD",
): { intent: string; purchase_units: object[] } {
  const amount = { currency_code, value };
  return { intent: "CAPTURE", purchase_units: [{ custom_id: "order-1", amount }] };
}
