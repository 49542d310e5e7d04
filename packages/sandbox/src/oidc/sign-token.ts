import { type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import type { SigningKey } from "./signing-keys.ts";

/** Signs a token; `header` overrides header fields, for forgeries. */
export function signToken(
  claims: JWTPayload,
  { alg, kid, privateKey }: SigningKey,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg, typ: "JWT", kid, ...header })
    .sign(privateKey);
}
