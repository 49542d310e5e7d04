import { createHmac } from "node:crypto";

const prefix = "whsec_";

/** What an operator's endpoint signs with. */
interface SigningEndpoint {
  readonly id: string;
  readonly secretGeneration: number;
  readonly hasEarlierSecret: boolean;
}

/**
 * The secret of one generation of an endpoint: an HMAC under the signing key, so that no secret is stored. It
 * has 32 bytes, in the form that the Standard Webhooks specification requires ("Signature scheme").
 */
export function deriveSecret(
  signingKey: string,
  { id, secretGeneration }: Pick<SigningEndpoint, "id" | "secretGeneration">,
): string {
  const bytes = createHmac("sha256", signingKey).update(`${id}.${secretGeneration}`).digest();
  return prefix + bytes.toString("base64");
}

/** All secrets that sign for an endpoint: of each signing key, and of both generations during a rotation. */
export function derivedSecrets(
  signingKeys: readonly string[],
  { id, secretGeneration, hasEarlierSecret }: SigningEndpoint,
): readonly string[] {
  const generations = hasEarlierSecret
    ? [secretGeneration, secretGeneration - 1]
    : [secretGeneration];
  return signingKeys.flatMap((key) =>
    generations.map((generation) => deriveSecret(key, { id, secretGeneration: generation })),
  );
}
