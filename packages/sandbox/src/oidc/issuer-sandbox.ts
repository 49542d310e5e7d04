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

export type IssuerOperation = "discovery" | "jwks" | "token" | "users" | "preflight";

export interface IssuerSandboxOptions {
  /** What its tokens name as `iss`; may have a path, as a Keycloak realm has. */
  readonly url: string;
  /** Whom its tokens are for. */
  readonly audience?: string;
  /** The credentials of the one service client. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The port that `down` closes; without one it cuts every connection. */
  readonly connectivity?: Connectivity;
}

/** An OpenID Connect issuer in Keycloak's shape, and the hands of whoever attacks it. */
export class IssuerSandbox implements SimulatedApi<IssuerOperation> {
  readonly url: string;
  readonly audience: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly users: readonly [SandboxUser, ...SandboxUser[]] = sandboxUsers;
  /** Life of a new token in whole seconds; may be changed at any time. */
  lifetimeSeconds = 300;
  readonly keys: SigningKeys = new SigningKeys();
  readonly faults: Faults<IssuerOperation> = new Faults();
  readonly outage: Outage;
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
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** An access token of a user. Somebody who is not in `users` gets one of a customer. */
  tokenFor(userId: string, options: TokenOptions = {}): Promise<string> {
    return this.#sign(this.#user(userId), options);
  }

  operatorToken(options: TokenOptions = {}): Promise<string> {
    return this.tokenFor(operator.id, options);
  }

  serviceToken(options: TokenOptions = {}): Promise<string> {
    return this.#sign(serviceBearer(this.clientId, this.audience), options);
  }

  /** A token that a verifier must refuse; it claims to be the first customer's unless told otherwise. */
  async forgedToken(forgery: TokenForgery, userId: string = this.users[0].id): Promise<string> {
    this.#foreignKeys ??= newKeySet();
    return forgeToken(forgery, {
      genuine: (await this.keys.current()).RS256,
      foreign: (await this.#foreignKeys).RS256,
      issuerUrl: this.url,
      claims: (options = {}) => buildClaims(this.#user(userId), this, options),
    });
  }

  /** Signs with new keys from now on; the old ones stay published until `retireOldKeys`. */
  async rotateKeys(): Promise<void> {
    // Without a first key there would be no old one.
    await this.keys.current();
    await this.keys.rotate();
  }

  /** What the old keys have signed is refused as soon as a verifier reads the keys anew. */
  retireOldKeys(): void {
    this.keys.retireOld();
  }

  /** Nobody reaches the issuer from now on. */
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
