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
  const warn = vi.fn();
  const options = { webhookId, trust, fetchText, warn };
  const { verify } = createOfflineVerifier({ ...options, ...changes });
  return { fetchText, warn, verify: (sent: Transmission) => verify(asDelivery(sent)) };
}

const withHeader = (name: string, value: string): Transmission => ({
  ...genuine,
  headers: { ...genuine.headers, [name]: value },
});

describe("an event of PayPal's", () => {
  test("is valid", async () => {
    expect(await verifier().verify(genuine)).toBe("valid");
  });

  test.each([true, false])("is valid if the CRC's highest bit is set: %s", async (isSet) => {
    let sent = genuine;
    while (crc32(sent.body) >= 2 ** 31 !== isSet)
      sent = await webhooks().transmission(await newEvent(paypal));
    expect(await verifier().verify(sent)).toBe("valid");
  });

  test("causes one certificate fetch for many events in sequence or at once", async () => {
    const { verify, fetchText } = verifier();
    await Promise.all(Array.from({ length: 50 }, () => verify(genuine)));
    for (let delivery = 0; delivery < 50; delivery += 1)
      expect(await verify(genuine)).toBe("valid");
    expect(fetchText).toHaveBeenCalledTimes(1);
  });

  test("is verified with a certificate that is fetched again after a day", async () => {
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

  test("if it was signed for another subscription", async () => {
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
    ["is not valid yet", -400],
    ["has expired", 400],
  ])("if its certificate %s", async (_, days) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * 24 * 3_600_000 });
    expect(await verifier().verify(genuine)).toBe("invalid");
  });

  test("if PayPal has no certificate at the URL", async () => {
    const url = `${genuine.headers["paypal-cert-url"]}-none`;
    expect(await verifier().verify(withHeader("paypal-cert-url", url))).toBe("invalid");
  });

  test("after the cached certificate has expired", async () => {
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

  test("with the simulator's certificates, if only public authorities are trusted", async () => {
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

describe("an event that cannot be verified now is unavailable", () => {
  test.each([
    ["is rejected", { status: 503 }],
    ["is interrupted", "reset"],
  ] as const)("while its certificate %s, and is verified later", async (_, kind) => {
    const { verify, warn } = verifier();
    paypal.sandbox.faults.add({ operation: "webhooks.certificate", kind });
    expect(await verify(genuine)).toBe("unavailable");
    expect(await verify(genuine)).toBe("valid");
    const url = genuine.headers["paypal-cert-url"];
    const fields = { cert_url: url, cause: expect.any(String) };
    expect(warn.mock.calls).toEqual([["certificate", fields, expect.any(String)]]);
  });

  test("while many certificate fetches are pending", async () => {
    const coming = Promise.withResolvers<string>();
    const fetchText = vi.fn(() => coming.promise);
    const { verify } = verifier({ fetchText });
    const certificateUrl = genuine.headers["paypal-cert-url"] ?? "";
    const requested = Array.from({ length: 30 }, (_, index) =>
      verify(withHeader("paypal-cert-url", `${certificateUrl}-${index}`)),
    );
    expect(fetchText.mock.calls.length).toBeLessThan(10);
    coming.reject(new Error("never"));
    expect(new Set(await Promise.all(requested))).toEqual(new Set(["unavailable"]));
  });
});

describe("a certificate reissued at its old URL", () => {
  const minute = 60_000;
  const pass = (ms: number) => vi.advanceTimersByTime(ms);

  /** A PayPal of its own, and a verifier with its certificate from a minute ago. */
  async function setUp() {
    const own = await startPayPalUnderTest();
    subscribe(own);
    const { url: baseUrl, webhooks: own_ } = own.sandbox;
    const trust = certificateTrust({
      environment: "sandbox",
      simulator: { baseUrl, issuer: own_.caCertificate },
    });
    const fetchText = vi.fn(fetchCertificate);
    const { verify } = createOfflineVerifier({ webhookId, trust, fetchText, warn: vi.fn() });
    const eventId = await newEvent(own);
    const known = {
      webhooks: own_,
      sandbox: own.sandbox,
      fetchText,
      verify: (sent: Transmission) => verify(asDelivery(sent)),
      genuine: () => own_.transmission(eventId),
      forged: () => own_.forge("foreign_key", eventId),
      [Symbol.asyncDispose]: () => own[Symbol.asyncDispose](),
    };
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    expect(await known.verify(await known.genuine())).toBe("valid");
    pass(minute);
    return known;
  }

  test("is fetched once more if a signature fails, and the event is valid at once", async () => {
    await using paypalNow = await setUp();
    const { webhooks: own, verify, fetchText, genuine: sign } = paypalNow;
    const old = await sign();
    own.reissueCertificate();
    expect(await verify(await sign())).toBe("valid");
    expect(await verify(old)).toBe("invalid");
    expect(fetchText).toHaveBeenCalledTimes(2);
  });

  test("is used within a minute despite a flood of forged events", async () => {
    await using paypalNow = await setUp();
    const { webhooks: own, verify, fetchText, genuine: sign, forged } = paypalNow;
    const forgery = await forged();
    const flood = async () => {
      const verdicts = await Promise.all(Array.from({ length: 300 }, () => verify(forgery)));
      expect(new Set(verdicts)).toEqual(new Set(["invalid"]));
    };
    await flood();
    // Just after the flood has used up this minute's fetch.
    own.reissueCertificate();
    const fresh = await sign();
    await flood();
    expect(await verify(fresh)).toBe("invalid");
    pass(minute);
    await flood();
    expect(await verify(fresh)).toBe("valid");
    // The first fetch, and one per minute of the flood.
    expect(fetchText).toHaveBeenCalledTimes(3);
  });

  test("leaves an event unverified while it cannot be fetched", async () => {
    await using paypalNow = await setUp();
    const { sandbox, webhooks: own, verify, fetchText, genuine: sign } = paypalNow;
    const old = await sign();
    own.reissueCertificate();
    const fresh = await sign();
    sandbox.faults.add({ operation: "webhooks.certificate", kind: { status: 503 } });
    for (let turn = 0; turn < 20; turn += 1) expect(await verify(fresh)).toBe("unavailable");
    expect(await verify(old)).toBe("valid");
    expect(fetchText).toHaveBeenCalledTimes(2);
    pass(10_000);
    expect(await verify(fresh)).toBe("valid");
  });

  test.each([
    ["the URL returns none", 404],
    ["the URL returns another's", 200],
  ])("is kept if for a while %s", async (_, status) => {
    await using paypalNow = await setUp();
    const { sandbox, webhooks: own, verify, genuine: sign, forged } = paypalNow;
    const body = own.certificates("CERT-FOREIGN-1") ?? "";
    sandbox.faults.add({ operation: "webhooks.certificate", kind: { status, body } });
    expect(await verify(await forged())).toBe("invalid");
    expect(await verify(await sign())).toBe("valid");
  });

  test("is fetched despite many requests for certificates that never arrive", async () => {
    await using paypalNow = await setUp();
    const { webhooks: own, verify, fetchText, genuine: sign } = paypalNow;
    const coming = Promise.withResolvers<string>();
    const fetchNow = fetchText.getMockImplementation() ?? fetchCertificate;
    fetchText.mockImplementation((url) =>
      url.href.endsWith("-none") ? coming.promise : fetchNow(url),
    );
    own.reissueCertificate();
    const fresh = await sign();
    const elsewhere = Array.from({ length: 30 }, (__, index) => ({
      ...fresh,
      headers: {
        ...fresh.headers,
        "paypal-cert-url": `${fresh.headers["paypal-cert-url"]}-${index}-none`,
      },
    }));
    const requested = elsewhere.map(verify);
    expect(await verify(fresh)).toBe("valid");
    coming.reject(new Error("never"));
    await Promise.all(requested);
  });
});

describe("certificate URLs of unverified events", () => {
  const named = (name: string) =>
    withHeader("paypal-cert-url", `${genuine.headers["paypal-cert-url"]}-${name}`);

  test("cause one fetch per minute each if there is no certificate", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const { verify, fetchText } = verifier();
    for (let turn = 0; turn < 50; turn += 1) expect(await verify(named("none"))).toBe("invalid");
    expect(fetchText).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(await verify(named("none"))).toBe("invalid");
    expect(fetchText).toHaveBeenCalledTimes(2);
  });

  test("do not evict PayPal's signing certificate", async () => {
    const { verify, fetchText } = verifier();
    expect(await verify(genuine)).toBe("valid");
    for (let turn = 0; turn < 200; turn += 1) await verify(named(`none-${turn}`));
    fetchText.mockClear();
    expect(await verify(genuine)).toBe("valid");
    expect(fetchText).not.toHaveBeenCalled();
  });

  test.each([
    ["no signature", ""],
    ["a signature of an invalid length", "A".repeat(4_000)],
  ])("are not fetched for an event with %s", async (_, signature) => {
    const { verify, fetchText } = verifier();
    expect(await verify(withHeader("paypal-transmission-sig", signature))).toBe("invalid");
    expect(fetchText).not.toHaveBeenCalled();
  });
});
