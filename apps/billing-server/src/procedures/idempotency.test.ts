import { createHash } from "node:crypto";
import { createOrderInputSchema } from "@onekonsole/billing-contract/schemas";
import { expect, test } from "vitest";
import { createBody } from "../testing/served-app.ts";
import { matchesFingerprint, orderIdentity } from "./idempotency.ts";

const input = createOrderInputSchema.parse(createBody());
const withDetails = (changes: object) => ({
  ...input,
  order_details: { ...input.order_details, ...changes },
});

/** The versioned form: the currency and every detail, sorted by name. */
function versioned({ currency, order_details }: typeof input): string {
  const details = Object.entries(order_details).toSorted(([a], [b]) => a.localeCompare(b));
  const text = JSON.stringify([currency, details]);
  return `v2:${createHash("sha256").update(text).digest("hex")}`;
}

test.each(Object.keys(input.order_details))("the versioned fingerprint covers %s", (name) => {
  expect(matchesFingerprint(input, versioned(input))).toBe(true);
  expect(matchesFingerprint(withDetails({ [name]: "changed" }), versioned(input))).toBe(false);
});

test("both forms cover the currency", () => {
  const other = { ...input, currency: "JPY" };
  expect(matchesFingerprint(other, versioned(input))).toBe(false);
  expect(matchesFingerprint(other, orderIdentity(input, "key").fingerprint)).toBe(false);
});

test("an option that the unversioned form does not cover is fingerprinted in the versioned one", () => {
  const chosen = withDetails({ has_newer_option: true });
  const { fingerprint } = orderIdentity(chosen, "key");
  expect(fingerprint).toBe(versioned(chosen));
  expect(matchesFingerprint(input, fingerprint)).toBe(false);
});
