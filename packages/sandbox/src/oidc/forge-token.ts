import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { signToken } from "./sign-token.ts";
import type { SigningKey } from "./signing-keys.ts";
import type { TokenOptions } from "./token-claims.ts";

/** The ways to forge a token, each with its single defect. */
export const tokenForgeries = {
  alg_none: "it is unsigned (alg none)",
  hs256_with_public_key: "it is signed by HMAC with the public key as the secret",
  foreign_key: "it is signed by a key other than the one it names",
  unknown_key: "it is signed by a key that is not published",
  embedded_key: "its header contains the key that signed it",
  changed_payload: "its subject was changed after it was signed",
  expired: "it expired an hour ago",
  no_expiry: "it has no expiry",
  not_yet_valid: "it becomes valid in an hour",
  wrong_issuer: "its issuer is another realm of the same server",
  wrong_audience: "it is for another service",
  no_subject: "it has no subject",
  garbage: "it is not a token",
} as const;

export type TokenForgery = keyof typeof tokenForgeries;

/** The keys and claims for forged tokens. */
export interface Forge {
  readonly genuine: SigningKey;
  readonly foreign: SigningKey;
  readonly issuerUrl: string;
  readonly now: () => number;
  readonly claims: (options?: TokenOptions) => JWTPayload;
}

const hour = 3_600;

/** Creates a token that a verifier must reject. */
export async function forgeToken(forgery: TokenForgery, forge: Forge): Promise<string> {
  const { genuine, foreign, claims } = forge;
  const sound = (options: TokenOptions) => signToken(claims(options), genuine);
  switch (forgery) {
    case "alg_none":
      return new UnsecuredJWT(claims()).encode();
    case "hs256_with_public_key":
      return new SignJWT(claims())
        .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: genuine.kid })
        .sign(new TextEncoder().encode(genuine.publicPem));
    case "foreign_key":
      return signToken(claims(), foreign, { kid: genuine.kid });
    case "unknown_key":
      return signToken(claims(), foreign);
    case "embedded_key":
      return signToken(claims(), foreign, { kid: genuine.kid, jwk: foreign.publicJwk });
    case "changed_payload":
      return withAnotherSubject(await sound({}));
    case "expired":
      return sound({ expiresInSeconds: -hour });
    case "no_expiry":
      return sound({ claims: { exp: undefined } });
    case "not_yet_valid":
      return sound({
        notBefore: new Date(forge.now() + hour * 1000),
        expiresInSeconds: 2 * hour,
      });
    case "wrong_issuer":
      return sound({ issuer: new URL("another-realm", forge.issuerUrl).href });
    case "wrong_audience":
      return sound({ audience: "account" });
    case "no_subject":
      return sound({ claims: { sub: undefined } });
    case "garbage":
      return "garbage";
  }
}

function withAnotherSubject(token: string): string {
  const [header, payload = "", signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as JWTPayload;
  const changed = JSON.stringify({ ...claims, sub: "00000000-0000-0000-0000-000000000000" });
  return [header, Buffer.from(changed).toString("base64url"), signature].join(".");
}
