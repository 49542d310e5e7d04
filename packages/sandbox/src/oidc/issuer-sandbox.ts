import type { JWTPayload } from "jose";
import { Faults } from "../http/faults.ts";
import type { ErrorShape } from "../http/faulty-response.ts";
import { type Connectivity, Outage, type OutageKind } from "../http/outage.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import type { SimulatedApi } from "../http/with-faults.ts";
import { forgeToken, type TokenForgery } from "./forge-token.ts";
import { crossOrigin, oauthError } from "./responses.ts";
import { signToken } from "./sign-token.ts";
import { type KeySet, newKeySet, SigningKeys } from "./signing-keys.ts";
import {
  type Bearer,
  buildClaims,
  serviceBearer,
  type TokenOptions,
  userBearer,
} from "./token-claims.ts";
import { operator, type SandboxUser, sandboxUsers } from "./users.ts";

/** The operations that can have faults. */
export const issuerOperations = ["discovery", "jwks", "token", "users", "preflight"] as const;

export type IssuerOperation = (typeof issuerOperations)[number];

export interface IssuerSandboxOptions {
  /** The `iss` of its tokens; may have a path, like a Keycloak realm. */
  readonly url: string;
  /** The `aud` of its tokens. */
  readonly audience?: string;
  /** The credentials of the one service client. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The port that `down` closes; without one, `down` resets every connection. */
  readonly connectivity?: Connectivity;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** A simulated OpenID Connect issuer in Keycloak's shape, which can also forge tokens. */
export class IssuerSandbox implements SimulatedApi<IssuerOperation> {
  readonly url: string;
  readonly audience: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly users: readonly [SandboxUser, ...SandboxUser[]] = sandboxUsers;
  /** Lifetime of new tokens in whole seconds; may be changed at any time. */
  lifetimeSeconds = 300;
  readonly keys: SigningKeys = new SigningKeys();
  readonly faults: Faults<IssuerOperation> = new Faults();
  readonly outage: Outage;
  readonly now: () => number;
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    statusError: (status) => oauthError(status, "server_error", `simulated failure ${status}`),
    codeError: (issue) => oauthError(400, issue, "simulated failure"),
    headers: () => ({ ...crossOrigin }),
  };
  #foreignKeys: Promise<KeySet> | undefined;

  constructor(options: IssuerSandboxOptions) {
    this.url = options.url;
    this.audience = options.audience ?? "web-billing";
    this.clientId = options.clientId ?? "sandbox-service";
    this.clientSecret = options.clientSecret ?? "sandbox-service-secret";
    this.outage = new Outage(options.connectivity);
    this.now = options.now ?? Date.now;
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** An access token of a user. An id that is not in `users` gets a customer's roles. */
  tokenFor(userId: string, options: TokenOptions = {}): Promise<string> {
    return this.#sign(this.#user(userId), options);
  }

  operatorToken(options: TokenOptions = {}): Promise<string> {
    return this.tokenFor(operator.id, options);
  }

  serviceToken(options: TokenOptions = {}): Promise<string> {
    return this.#sign(serviceBearer(this.clientId, this.audience), options);
  }

  /** A token that a verifier must reject; by default with the first customer as subject. */
  async forgedToken(forgery: TokenForgery, userId: string = this.users[0].id): Promise<string> {
    this.#foreignKeys ??= newKeySet();
    return forgeToken(forgery, {
      genuine: (await this.keys.current()).RS256,
      foreign: (await this.#foreignKeys).RS256,
      issuerUrl: this.url,
      now: this.now,
      claims: (options = {}) => buildClaims(this.#user(userId), this, options),
    });
  }

  /** Generates new signing keys; the old ones stay published until `retireOldKeys`. */
  async rotateKeys(): Promise<void> {
    // Keys are generated at first use, so make sure that old keys exist.
    await this.keys.current();
    await this.keys.rotate();
  }

  /** Withdraws the old keys: tokens signed with them become invalid once a verifier fetches the keys again. */
  retireOldKeys(): void {
    this.keys.retireOld();
  }

  /** Makes the issuer unreachable until `up`. */
  down(kind: OutageKind = "refused"): Promise<void> {
    return this.outage.begin(kind);
  }

  up(): Promise<void> {
    return this.outage.end();
  }

  #user(userId: string): Bearer {
    const user = this.users.find(({ id }) => id === userId) ?? { id: userId };
    return userBearer(user, this.audience);
  }

  async #sign(bearer: Bearer, options: TokenOptions): Promise<string> {
    const claims: JWTPayload = buildClaims(bearer, this, options);
    return signToken(claims, (await this.keys.current())[options.alg ?? "RS256"]);
  }
}
