import { createPrivateKey } from "node:crypto";
import forge from "node-forge";
import { InvalidInput } from "../control/invalid-input.ts";
import type { SandboxState } from "./sandbox-schema.ts";

/**
 * Throws an `InvalidInput` with the first key or certificate that cannot be read. Not a part of the
 * schema, which browsers use too.
 */
export function checkKeys({ issuer, paypal }: SandboxState): void {
  for (const [index, { RS256, ES256 }] of issuer.keys.entries()) {
    checkKey(`issuer.keys.${index}.RS256`, RS256, "rsa");
    checkKey(`issuer.keys.${index}.ES256`, ES256, "ec");
  }
  const { signing } = paypal.webhooks;
  if (!signing) return;
  const path = "paypal.webhooks.signing";
  checkCertificate(`${path}.issuer.certificate`, signing.issuer.certificate);
  for (const name of ["issuer", "genuine", "expired", "foreign"] as const)
    checkKey(`${path}.${name}.key`, signing[name].key, "rsa");
}

function checkKey(field: string, pem: string, type: "rsa" | "ec"): void {
  const isReadable = () => createPrivateKey(pem).asymmetricKeyType === type;
  check(field, isReadable, `must be a private key of the type ${type} as PEM`);
}

function checkCertificate(field: string, pem: string): void {
  const isReadable = () => forge.pki.certificateFromPem(pem).version > 0;
  check(field, isReadable, "must be a certificate as PEM");
}

function check(field: string, isReadable: () => boolean, rule: string): void {
  try {
    if (isReadable()) return;
  } catch {
    // The library's message names no field.
  }
  throw new InvalidInput(field, rule);
}
