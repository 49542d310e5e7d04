import { createHmac } from "node:crypto";
import sdk, { type SdkRequest } from "@paypal/checkout-server-sdk";
import { unlessAborted } from "../lib/unless-aborted.ts";
import { type AccessToken, createAccessToken } from "./access-token.ts";
import { parseToken } from "./parse-token.ts";
import type { Exchange, Transport } from "./transport.ts";

const { core } = sdk;

export interface PayPalAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: "sandbox" | "live";
  /** Overrides the environment's host, for a simulator or a proxy. */
  readonly baseUrl: string | undefined;
}

/** The SDK's environment of an account: credentials and host. */
export function sdkEnvironment(account: PayPalAccount) {
  const { clientId, clientSecret, baseUrl } = account;
  if (baseUrl) return new core.PayPalEnvironment(clientId, clientSecret, baseUrl, baseUrl);
  return account.environment === "live"
    ? new core.LiveEnvironment(clientId, clientSecret)
    : new core.SandboxEnvironment(clientId, clientSecret);
}

/** PayPal rejected the token request; `exchange` is its response. */
export class TokenGrantError extends Error {
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    super(`PayPal's token endpoint returned HTTP ${exchange.status}.`);
    this.name = "TokenGrantError";
    this.exchange = exchange;
  }
}

const tokenDeadlineMs = 6_000;
// A token response has a few kilobytes, mostly scopes.
const maxTokenBytes = 64 * 1024;

/** The SDK's client with its requests and environments; `execute` uses our transport and token. */
export class BillingPayPalClient extends core.PayPalHttpClient {
  readonly #transport: Transport;
  readonly #token: AccessToken;
  readonly #secret: string;

  constructor(account: PayPalAccount, openTransport: (baseUrl: string) => Transport) {
    const environment = sdkEnvironment(account);
    super(environment);
    this.#transport = openTransport(environment.baseUrl);
    this.#token = createAccessToken(() => this.#grantToken());
    this.#secret = account.clientSecret;
  }

  /**
   * Sends a request and returns the response, whatever its status. After a 401 the token is renewed and the
   * request is sent once more. Rejects on network errors, on abort and with TokenGrantError.
   */
  override async execute(
    request: SdkRequest,
    signal = AbortSignal.timeout(20_000),
  ): Promise<Exchange> {
    const token = this.#token.current() ?? (await this.#obtainToken(signal));
    const first = await this.#send(request, token, signal);
    if (first.status !== 401) return first;
    this.#token.discard(token);
    return this.#send(request, await this.#obtainToken(signal), signal);
  }

  /**
   * An HMAC that proves that a PayPal order with our `orderId` was created with our credentials: the payer's
   * browser receives the id, and anyone could copy it into another order. Changes with the secret.
   */
  seal(orderId: string): string {
    return createHmac("sha256", this.#secret).update(`order ${orderId}`).digest("base64url");
  }

  /** Closes all connections; requests in progress fail. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  /** Waits until the signal aborts. The shared token request itself is not aborted. */
  #obtainToken(signal: AbortSignal): Promise<string> {
    return unlessAborted(signal, () => this.#token.obtain());
  }

  #send(request: SdkRequest, token: string, signal: AbortSignal): Promise<Exchange> {
    const { path, verb, body, maxResponseBytes } = request;
    return this.#transport.exchange({
      method: verb as "GET" | "POST",
      path,
      headers: { ...request.headers, authorization: `Bearer ${token}`, accept: "application/json" },
      ...(body === undefined || body === null ? {} : { body: JSON.stringify(body) }),
      signal,
      maxResponseBytes,
    });
  }

  async #grantToken() {
    const { path, headers, body } = new core.AccessTokenRequest(this.environment);
    const exchange = await this.#transport.exchange({
      method: "POST",
      path,
      headers: { ...headers, accept: "application/json" },
      body: new URLSearchParams(body as Record<string, string>).toString(),
      signal: AbortSignal.timeout(tokenDeadlineMs),
      maxResponseBytes: maxTokenBytes,
    });
    if (exchange.status !== 200) throw new TokenGrantError(exchange);
    const token = parseToken(exchange.body);
    if (!token) throw new Error("PayPal's token response is malformed.");
    return token;
  }
}
