import { z } from "zod";
import type { GrantedToken } from "./access-token.ts";

const tokenSchema = z.object({
  // What no header can carry would fail each call until it ended.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.unknown().optional(),
});

// PayPal grants about nine hours.
const longestBelievedSeconds = 24 * 3600;
// Where the life can't be read: a token that ends sooner is renewed at PayPal's first 401.
const unknownLifeSeconds = 300;

/** The token in an answer of the token endpoint; `null` when there is none that can be sent. */
export function parseToken(body: unknown): GrantedToken | null {
  const parsed = tokenSchema.safeParse(body);
  if (!parsed.success) return null;
  const { access_token: value, expires_in: life } = parsed.data;
  return { value, lifeMs: lifeSeconds(life) * 1000 };
}

/** Some proxies write the number as text. */
function lifeSeconds(life: unknown): number {
  const seconds = typeof life === "string" ? Number(life) : life;
  const isBelievable =
    typeof seconds === "number" && seconds >= 1 && seconds <= longestBelievedSeconds;
  return isBelievable ? seconds : unknownLifeSeconds;
}
