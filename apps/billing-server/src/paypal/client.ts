import { createHmac } from "node:crypto";
import sdk, { type SdkRequest } from "@paypal/checkout-server-sdk";
import { type AccessToken, createAccessToken } from "./access-token.ts";
import { parseToken } from "./parse-token.ts";
import type { Exchange, Transport } from "./transport.ts";

const { core } = sdk;

export interface PayPalAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: "sandbox" | "live";
  /** Another host than the environment's own, such as a simulator or a proxy. */
  readonly baseUrl: string | undefined;
}

/** The SDK's environment of an account: who asks, and which host is asked. */
export function environmentOf(account: PayPalAccount) {
  const { clientId, clientSecret, baseUrl } = account;
  if (baseUrl) return new core.PayPalEnvironment(clientId, clientSecret, baseUrl, baseUrl);
  return account.environment === "live"
    ? new core.LiveEnvironment(clientId, clientSecret)
    : new core.SandboxEnvironment(clientId, clientSecret);
}

/** PayPal would not grant a token; `exchange` is its answer. */
export class TokenRefused extends Error {
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    super(`PayPal's token endpoint answered ${exchange.status}.`);
    this.name = "TokenRefused";
    this.exchange = exchange;
  }
}

const tokenDeadlineMs = 6_000;
// A few kilobytes, most of it scopes.
const longestTokenAnswer = 64 * 1024;

/** The SDK's client with its requests and environments, but our transport and token in `execute`. */
export class BillingPayPalClient extends core.PayPalHttpClient {
  readonly #transport: Transport;
  readonly #token: AccessToken;
  readonly #secret: string;

  constructor(account: PayPalAccount, openTransport: (baseUrl: string) => Transport) {
    const environment = environmentOf(account);
    super(environment);
    this.#transport = openTransport(environment.baseUrl);
    this.#token = createAccessToken(() => this.#grantToken());
    this.#secret = account.clientSecret;
  }

  /**
   * Sends a request and reads the answer whatever its status. A token PayPal no longer knows is
   * renewed once. Rejects on network faults and on abort, and with TokenRefused.
   */
  override async execute(
    request: SdkRequest,
    signal = AbortSignal.timeout(20_000),
  ): Promise<Exchange> {
    const token = await abortable(this.#token.current(), signal);
    const first = await this.#send(request, token, signal);
    if (first.status !== 401) return first;
    this.#token.drop(token);
    return this.#send(request, await abortable(this.#token.current(), signal), signal);
  }

  /**
   * Proves that an order with that id of ours was opened with our credentials: PayPal shows the id to the
   * payer's browser, and anyone may copy it into an order of their own. Changes with the secret.
   */
  seal(orderId: string): string {
    return createHmac("sha256", this.#secret).update(`order ${orderId}`).digest("base64url");
  }

  /** Cuts what is still open. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  #send(request: SdkRequest, token: string, signal: AbortSignal): Promise<Exchange> {
    const { path, verb, body, longestAnswer } = request;
    return this.#transport.exchange({
      method: verb as "GET" | "POST",
      path,
      headers: { ...request.headers, authorization: `Bearer ${token}`, accept: "application/json" },
      ...(body === undefined || body === null ? {} : { body: JSON.stringify(body) }),
      signal,
      longestAnswer,
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
      longestAnswer: longestTokenAnswer,
    });
    if (exchange.status !== 200) throw new TokenRefused(exchange);
    const token = parseToken(exchange.body);
    if (!token) throw new Error("PayPal's token answer is malformed.");
    return token;
  }
}

/** The token is shared, so a caller that gives up leaves the fetch to the others. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", onAbort));
}
