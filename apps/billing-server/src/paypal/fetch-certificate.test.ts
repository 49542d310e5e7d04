import { describe, expect, test } from "vitest";
import { startFaultyServer } from "../testing/faulty-server.ts";
import { fetchCertificate, fetchCertificateWithFallback } from "./fetch-certificate.ts";

describe("fetchCertificate", () => {
  test("returns the text at a URL", async () => {
    await using server = await startFaultyServer((_, response) => void response.end("PEM é"));
    expect(await fetchCertificate(new URL(`${server.url}/certs/1`))).toBe("PEM é");
    expect(server.received[0]?.url).toBe("/certs/1");
  });

  test.each([400, 401, 403, 404, 410])("returns null for %i", async (status) => {
    await using server = await startFaultyServer((_, response) => {
      response.writeHead(status).end("-----BEGIN CERTIFICATE-----");
    });
    expect(await fetchCertificate(new URL(server.url))).toBeNull();
  });

  test.each([204, 302, 408, 429, 500])(
    "rejects a %i without following redirects",
    async (status) => {
      await using server = await startFaultyServer((_, response) => {
        response.writeHead(status, { location: "/elsewhere" }).end();
      });
      await expect(fetchCertificate(new URL(server.url))).rejects.toThrow(String(status));
      expect(server.received).toHaveLength(1);
    },
  );

  test("accepts exactly 64 KiB", async () => {
    await using server = await startFaultyServer(({ url }, response) => {
      response.end("x".repeat(65_536 + (url === "/longer" ? 1 : 0)));
    });
    expect(await fetchCertificate(new URL(server.url))).toHaveLength(65_536);
    await expect(fetchCertificate(new URL("/longer", server.url))).rejects.toThrow("too long");
  });

  test("rejects if the connection is refused", async () => {
    await expect(fetchCertificate(new URL("http://127.0.0.1:1/"))).rejects.toThrow("ECONNREFUSED");
  });
});

describe("fetchCertificateWithFallback", () => {
  const away = new URL("http://127.0.0.1:1/v1/notifications/certs/CERT-1");

  test("requests the URL in the event first", async () => {
    await using paypal = await startFaultyServer((_, response) => void response.end("PEM"));
    await using proxy = await startFaultyServer((_, response) => void response.end("other"));
    expect(await fetchCertificateWithFallback(proxy.url)(new URL(paypal.url))).toBe("PEM");
    expect(proxy.received).toHaveLength(0);
  });

  test("requests the same path from a proxy if that URL is unavailable", async () => {
    await using proxy = await startFaultyServer((_, response) => void response.end("PEM"));
    expect(await fetchCertificateWithFallback(`${proxy.url}/paypal/`)(away)).toBe("PEM");
    expect(proxy.received[0]?.url).toBe("/paypal/v1/notifications/certs/CERT-1");
  });

  test("rejects if the proxy returns none, since it may not forward the path", async () => {
    await using proxy = await startFaultyServer(
      (_, response) => void response.writeHead(404).end(),
    );
    await expect(fetchCertificateWithFallback(proxy.url)(away)).rejects.toThrow("ECONNREFUSED");
  });

  test("rejects without a proxy", async () => {
    await expect(fetchCertificateWithFallback(undefined)(away)).rejects.toThrow("ECONNREFUSED");
  });
});
