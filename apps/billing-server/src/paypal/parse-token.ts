import { z } from "zod";
import type { GrantedToken } from "./access-token.ts";

const tokenSchema = z.object({
  // A token that no header can carry would fail every call until it expires.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.unknown().optional(),
});

// PayPal grants about nine hours; longer lifetimes are treated as unreadable.
const maxLifetimeSeconds = 24 * 3600;
// If the lifetime is unreadable. A token that expires sooner is renewed at PayPal's first 401.
const defaultLifetimeSeconds = 300;

/** The token in a response of the token endpoint; `null` if there is no usable one. */
export function parseToken(body: unknown): GrantedToken | null {
  const parsed = tokenSchema.safeParse(body);
  if (!parsed.success) return null;
  const { access_token: value, expires_in: expiresIn } = parsed.data;
  return { value, lifetimeMs: lifetimeSeconds(expiresIn) * 1000 };
}

/** Some proxies send the number as a string. */
function lifetimeSeconds(expiresIn: unknown): number {
  const seconds = typeof expiresIn === "string" ? Number(expiresIn) : expiresIn;
  const isPlausible = typeof seconds === "number" && seconds >= 1 && seconds <= maxLifetimeSeconds;
  return isPlausible ? seconds : defaultLifetimeSeconds;
}
