import { type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import type { SigningKey } from "./signing-keys.ts";

/** A signed token; a forger may put something else into its header. */
export function signToken(
  claims: JWTPayload,
  { alg, kid, privateKey }: SigningKey,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg, typ: "JWT", kid, ...header })
    .sign(privateKey);
}
