import { X509Certificate } from "node:crypto";
import { issueCertificate } from "@onekonsole/billing-sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PayPalUnderTest, startPayPalUnderTest } from "../testing/paypal-under-test.ts";
import { certificateTrust, trustedLeaf } from "./webhook-certificate.ts";

// The simulator's root replaces the public authorities.
let publicAuthorities: readonly X509Certificate[];
let paypal: PayPalUnderTest;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
  publicAuthorities = [new X509Certificate(paypal.sandbox.webhooks.caCertificate)];
});
afterAll(() => paypal[Symbol.asyncDispose]());

const path = "/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270";

describe("a certificate may be fetched from", () => {
  test.each([
    ["live", `https://api.paypal.com${path}`],
    ["live", `https://api-m.paypal.com${path}`],
    ["live", `https://API.PayPal.com:443${path}`],
    ["sandbox", `https://api.sandbox.paypal.com${path}`],
    ["sandbox", `https://api-m.sandbox.paypal.com${path}`],
  ] as const)("PayPal's own hosts: %s %s", (environment, url) => {
    expect(certificateTrust({ environment }).isAllowedUrl(new URL(url))).toBe(true);
  });

  test.each([
    `http://api.paypal.com${path}`,
    `https://api.sandbox.paypal.com${path}`,
    `https://paypal.com${path}`,
    `https://evil.example${path}`,
    `https://api.paypal.com.evil.example${path}`,
    `https://api.paypal.com@evil.example${path}`,
    `https://api.paypal.com:x@evil.example${path}`,
    `https://evil.example\\@api.paypal.com${path}`,
    `https://evilapi.paypal.com${path}`,
    `https://api.paypal.com.${path}`,
    `https://api.paypal.com:8443${path}`,
    `https://user@api.paypal.com${path}`,
    `https://api.paypal.com${path}?again=1`,
    `https://api.paypal.com${path}#again`,
    "https://api.paypal.com/v2/checkout/orders/1",
    "https://api.paypal.com/v1/notifications/certs/../../../evil",
    "https://api.paypal.com/v1/notifications/certs/%2e%2e/%2e%2e/evil",
    "https://api.paypal.com/evil/v1/notifications/certs/CERT",
    "https://127.0.0.1/v1/notifications/certs/CERT",
    "ftp://api.paypal.com/v1/notifications/certs/CERT",
    "data:text/plain,/v1/notifications/certs/CERT",
    "file:///v1/notifications/certs/CERT",
  ])("no other URL: %s", (url) => {
    expect(certificateTrust({ environment: "live" }).isAllowedUrl(new URL(url))).toBe(false);
  });

  test("a configured simulator's origin, and no other", () => {
    const simulator = { baseUrl: "http://127.0.0.1:4010/paypal", issuer: "PEM" };
    const { isAllowedUrl } = certificateTrust({ environment: "sandbox", simulator });
    expect(isAllowedUrl(new URL(`http://127.0.0.1:4010${path}`))).toBe(true);
    expect(isAllowedUrl(new URL(`http://127.0.0.1:4011${path}`))).toBe(false);
    expect(isAllowedUrl(new URL(`https://127.0.0.1:4010${path}`))).toBe(false);
    expect(isAllowedUrl(new URL("http://127.0.0.1:4010/elsewhere"))).toBe(false);
  });
});

describe("a signing certificate", () => {
  const bundle = () => paypal.sandbox.webhooks.certificates("CERT-SANDBOX-1") ?? "";
  const pieces = () => bundle().split(/(?<=-----END CERTIFICATE-----\r?\n)/);
  const now = () => new Date();
  const daysAway = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);

  test("is PayPal's own, issued by a public authority", () => {
    expect(trustedLeaf(bundle(), undefined, { now: now(), publicAuthorities })?.subject).toContain(
      "paypal.com",
    );
  });

  test("may be sent with its whole chain", () => {
    const whole = bundle() + paypal.sandbox.webhooks.caCertificate;
    expect(trustedLeaf(whole, undefined, { now: now(), publicAuthorities })).not.toBeNull();
  });

  test("is rejected without the intermediate certificate", () => {
    expect(trustedLeaf(pieces()[0] ?? "", undefined, { now: now(), publicAuthorities })).toBeNull();
  });

  test("is not accepted under another name, even from a public authority", () => {
    const [, issuing = ""] = pieces();
    expect(trustedLeaf(issuing, undefined, { now: now(), publicAuthorities })).toBeNull();
  });

  const validUntil = Date.now() + 24 * 3_600_000;
  const commonName = "messageverificationcerts.paypal.com";

  test("is issued by an authority, not by another leaf", () => {
    const root = issueCertificate({ commonName: "Root", isAuthority: true, validUntil });
    for (const isAuthority of [true, false]) {
      const issuer = issueCertificate({ commonName: "x", isAuthority, issuer: root, validUntil });
      const leaf = issueCertificate({ commonName, isAuthority: false, issuer, validUntil });
      const trusted = trustedLeaf(leaf.pem + issuer.pem, root.pem, {
        now: now(),
        publicAuthorities,
      });
      expect(trusted !== null).toBe(isAuthority);
    }
  });

  test("is signed by its authority, not only issued in its name", () => {
    const root = issueCertificate({ commonName: "Root", isAuthority: true, validUntil });
    const namesake = issueCertificate({ commonName: "Root", isAuthority: true, validUntil });
    const leaf = issueCertificate({ commonName, isAuthority: false, issuer: namesake, validUntil });
    expect(trustedLeaf(leaf.pem, namesake.pem, { now: now(), publicAuthorities })).not.toBeNull();
    expect(trustedLeaf(leaf.pem, root.pem, { now: now(), publicAuthorities })).toBeNull();
  });

  test("is rejected in a bundle of many", () => {
    expect(
      trustedLeaf(bundle() + bundle() + bundle(), undefined, { now: now(), publicAuthorities }),
    ).toBeNull();
  });

  test.each([-366, 366])("is valid only in its own period, not %i days away", (days) => {
    expect(trustedLeaf(bundle(), undefined, { now: daysAway(days), publicAuthorities })).toBeNull();
    expect(
      trustedLeaf(bundle(), undefined, {
        now: daysAway(days - Math.sign(days) * 2),
        publicAuthorities,
      }),
    ).not.toBeNull();
  });

  test("of another authority is rejected", () => {
    const foreign = paypal.sandbox.webhooks.certificates("CERT-FOREIGN-1") ?? "";
    expect(trustedLeaf(foreign, undefined, { now: now(), publicAuthorities })).toBeNull();
    expect(
      trustedLeaf(foreign, paypal.sandbox.webhooks.caCertificate, {
        now: now(),
        publicAuthorities,
      }),
    ).toBeNull();
  });

  test("needs a readable issuer", () => {
    expect(trustedLeaf(bundle(), "nonsense", { now: now(), publicAuthorities })).toBeNull();
  });
});
