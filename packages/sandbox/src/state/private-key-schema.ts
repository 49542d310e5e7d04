import { createPrivateKey } from "node:crypto";
import { z } from "zod";

const header = "-----BEGIN PRIVATE KEY-----";

/**
 * A private key as PEM (PKCS #8). The sandbox generates all its keys itself, and nothing else trusts
 * them.
 */
export const privateKeySchema = (type: "rsa" | "ec") =>
  z.string().refine((pem) => pem.startsWith(header) && keyType(pem) === type, {
    error: `must be a private key of the type ${type} as PEM`,
  });

function keyType(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}
