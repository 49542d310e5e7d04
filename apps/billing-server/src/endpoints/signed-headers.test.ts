import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { deriveSecret, derivedSecrets } from "./endpoint-secrets.ts";
import { signedHeaders } from "./signed-headers.ts";

const key = "a-signing-key-of-more-than-32-characters";
const endpoint = { id: "ep-1", secretGeneration: 2, hasEarlierSecret: false };
const body = JSON.stringify({ type: "created", timestamp: "2026-03-01T12:00:00.000Z", data: {} });
const event = { id: "5O190127TN364715T-1", at: new Date(), body };

const isVerified = (secret: string, headers: ReturnType<typeof signedHeaders>, text = body) => {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  }
};

test("the library verifies the signature, and rejects another body, id, time or secret", () => {
  const [secret = ""] = derivedSecrets([key], endpoint);
  const headers = signedHeaders([secret], event);
  expect(isVerified(secret, headers)).toBe(true);
  expect(isVerified(secret, headers, `${body} `)).toBe(false);
  expect(isVerified(secret, { ...headers, "webhook-id": "5O190127TN364715T-2" })).toBe(false);
  expect(isVerified(secret, { ...headers, "webhook-timestamp": "1" })).toBe(false);
  expect(isVerified(deriveSecret(key, { ...endpoint, id: "ep-2" }), headers)).toBe(false);
});

test("during a rotation both secrets verify, and afterwards only the later one", () => {
  const rotated = deriveSecret(key, endpoint);
  const earlier = deriveSecret(key, { ...endpoint, secretGeneration: 1 });
  const during = derivedSecrets([key], { ...endpoint, hasEarlierSecret: true });
  expect(during).toEqual([rotated, earlier]);
  for (const secret of during) expect(isVerified(secret, signedHeaders(during, event))).toBe(true);
  expect(isVerified(earlier, signedHeaders(derivedSecrets([key], endpoint), event))).toBe(false);
});

test("while the signing key is replaced, the secrets of both keys verify", () => {
  const secrets = derivedSecrets(["another-key-of-more-than-32-characters", key], endpoint);
  expect(secrets).toHaveLength(2);
  for (const secret of secrets)
    expect(isVerified(secret, signedHeaders(secrets, event))).toBe(true);
});

test("a derived secret has the form and the length that the specification requires", () => {
  const secret = deriveSecret(key, endpoint);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(secret.slice("whsec_".length), "base64")).toHaveLength(32);
});
