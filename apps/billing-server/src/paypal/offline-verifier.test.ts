import { X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Transmission } from "@onekonsole/billing-sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type PayPalUnderTest, startPayPalUnderTest } from "../testing/paypal-under-test.ts";
import { asDelivery, newEvent, subscribe, webhookId } from "../testing/signed-event.ts";
import { fetchCertificate } from "./fetch-certificate.ts";
import { createOfflineVerifier, type OfflineVerifierOptions } from "./offline-verifier.ts";
import { certificateTrust } from "./webhook-certificate.ts";

let paypal: PayPalUnderTest;
let genuine: Transmission;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
  subscribe(paypal);
  genuine = await paypal.sandbox.webhooks.transmission(await newEvent(paypal));
});
afterEach(() => {
  vi.useRealTimers();
  paypal.sandbox.faults.clear();
});
afterAll(() => paypal[Symbol.asyncDispose]());

const webhooks = () => paypal.sandbox.webhooks;

function verifier(changes: Partial<OfflineVerifierOptions> = {}) {
  const simulator = { baseUrl: paypal.sandbox.url, issuer: webhooks().caCertificate };
  const fetchText = vi.fn(fetchCertificate);
  const trust = certificateTrust({ environment: "sandbox", simulator });
  const { verify } = createOfflineVerifier({ webhookId, trust, fetchText, ...changes });
  return { fetchText, verify: (sent: Transmission) => verify(asDelivery(sent)) };
}

const withHeader = (name: string, value: string): Transmission => ({
  ...genuine,
  headers: { ...genuine.headers, [name]: value },
});

describe("an event of PayPal's", () => {
  test("is valid", async () => {
    expect(await verifier().verify(genuine)).toBe("valid");
  });

  test.each([true, false])("is valid when the CRC's highest bit is set: %s", async (isSet) => {
    let sent = genuine;
    while (crc32(sent.body) >= 2 ** 31 !== isSet)
      sent = await webhooks().transmission(await newEvent(paypal));
    expect(await verifier().verify(sent)).toBe("valid");
  });

  test("costs one certificate, however many are delivered one after the other or at once", async () => {
    const { verify, fetchText } = verifier();
    await Promise.all(Array.from({ length: 50 }, () => verify(genuine)));
    for (let delivery = 0; delivery < 50; delivery += 1)
      expect(await verify(genuine)).toBe("valid");
    expect(fetchText).toHaveBeenCalledTimes(1);
  });

  test("is checked against a certificate that is fetched anew after a day", async () => {
    const { verify, fetchText } = verifier();
    await verify(genuine);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 });
    expect(await verify(genuine)).toBe("valid");
    expect(fetchText).toHaveBeenCalledTimes(2);
  });
});

describe("a forged event is invalid", () => {
  test.each([
    "wrong_signature",
    "foreign_certificate_url",
    "foreign_key",
    "foreign_chain",
    "expired_certificate",
    "changed_body",
  ] as const)("with a %s", async (forgery) => {
    const sent = await webhooks().forge(forgery, await newEvent(paypal));
    expect(await verifier().verify(sent)).toBe("invalid");
  });

  test("by one byte of its body", async () => {
    const body = genuine.body.replace('"', " ");
    expect(await verifier().verify({ ...genuine, body })).toBe("invalid");
    expect(await verifier().verify({ ...genuine, body: "" })).toBe("invalid");
  });

  test("when it was signed for another subscription", async () => {
    expect(await verifier({ webhookId: "WH-ANOTHER" }).verify(genuine)).toBe("invalid");
  });

  test.each([
    ["paypal-transmission-id", "69cd13f0-d67a-11e5-baa3-778b53f4ae55"],
    ["paypal-transmission-time", "2026-01-01T00:00:00Z"],
    ["paypal-transmission-sig", "AAAA"],
    ["paypal-transmission-sig", "not base64 at all!"],
    ["paypal-auth-algo", "SHA1withRSA"],
    ["paypal-cert-url", "no URL"],
  ])("with %s: %s", async (name, value) => {
    expect(await verifier().verify(withHeader(name, value))).toBe("invalid");
  });

  test.each([
    "paypal-transmission-id",
    "paypal-transmission-time",
    "paypal-transmission-sig",
    "paypal-cert-url",
    "paypal-auth-algo",
  ])("without %s, and nothing is fetched", async (name) => {
    const { verify, fetchText } = verifier();
    const { [name]: _missing, ...headers } = genuine.headers;
    expect(await verify({ ...genuine, headers })).toBe("invalid");
    expect(fetchText).not.toHaveBeenCalled();
  });

  test.each([
    ["has not begun", -400],
    ["is over", 400],
  ])("when the life of its certificate %s", async (_, days) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * 24 * 3_600_000 });
    expect(await verifier().verify(genuine)).toBe("invalid");
  });

  test("when PayPal has no certificate where it says that one is", async () => {
    const url = `${genuine.headers["paypal-cert-url"]}-none`;
    expect(await verifier().verify(withHeader("paypal-cert-url", url))).toBe("invalid");
  });

  test("once the certificate it was kept with is over", async () => {
    const { verify } = verifier();
    expect(await verify(genuine)).toBe("valid");
    const [leaf] =
      webhooks()
        .certificates("CERT-SANDBOX-1")
        ?.split(/(?<=END CERTIFICATE-----)/) ?? [];
    vi.useFakeTimers({ toFake: ["Date"], now: new X509Certificate(leaf ?? "").validToDate });
    vi.advanceTimersByTime(1_000);
    expect(await verify(genuine)).toBe("invalid");
  });

  test("by the simulator's certificates, where only public authorities are trusted", async () => {
    const trust = { ...certificateTrust({ environment: "live" }), isAllowedUrl: () => true };
    expect(await verifier({ trust }).verify(genuine)).toBe("invalid");
  });

  test.each(["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])(
    "with the certificate %j",
    async (text) => {
      expect(await verifier({ fetchText: async () => text }).verify(genuine)).toBe("invalid");
    },
  );
});

describe("an event that can't be judged now is unavailable", () => {
  test.each([
    ["is refused", { status: 503 }],
    ["is cut", "reset"],
  ] as const)("while its certificate %s, and is judged later", async (_, kind) => {
    const { verify } = verifier();
    paypal.sandbox.faults.add({ operation: "webhooks.certificate", kind });
    expect(await verify(genuine)).toBe("unavailable");
    expect(await verify(genuine)).toBe("valid");
  });

  test("while somebody asks for many certificates that never come", async () => {
    const coming = Promise.withResolvers<string>();
    const fetchText = vi.fn(() => coming.promise);
    const { verify } = verifier({ fetchText });
    const certificateUrl = genuine.headers["paypal-cert-url"] ?? "";
    const asked = Array.from({ length: 30 }, (_, index) =>
      verify(withHeader("paypal-cert-url", `${certificateUrl}-${index}`)),
    );
    expect(fetchText.mock.calls.length).toBeLessThan(10);
    coming.reject(new Error("never"));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["unavailable"]));
  });
});
