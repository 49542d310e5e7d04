import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { toBillingError } from "./billing-error.ts";
import { createBillingClient } from "./create-billing-client.ts";
import { startRawServer } from "./testing/raw-server.fixture.ts";

const unavailable: RequestListener = (_request, response) => {
  response.writeHead(503, { "retry-after": "5", "x-request-id": "r-1" });
  response.end(JSON.stringify({ error: "Busy. Please quote r-1.", code: "service_unavailable" }));
};

test("a receipt is fetched as PDF, with the token", async () => {
  const urls: (string | undefined)[] = [];
  await using server = await startRawServer((request, response) => {
    urls.push(`${request.headers.authorization} ${request.url}`);
    response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF-1.7");
  });
  const client = createBillingClient({ url: `${server.url}/billing/`, token: () => "t1" });
  const pdf = await client.receiptPdf("ORDER1");
  expect([pdf.type, await pdf.text()]).toEqual(["application/pdf", "%PDF-1.7"]);
  await client.receiptPdf("ORDER1", { number: "CN-2026-000001", language: "fr" });
  expect(urls).toEqual([
    "Bearer t1 /billing/orders/receipt.pdf?order_id=ORDER1",
    "Bearer t1 /billing/orders/receipt.pdf?order_id=ORDER1&number=CN-2026-000001&language=fr",
  ]);
});

test("the error of the service is reported as for a procedure", async () => {
  await using server = await startRawServer(unavailable);
  const client = createBillingClient({ url: server.url });
  const error = await client.receiptPdf("ORDER1").catch(toBillingError);
  expect(error).toEqual({
    code: "service_unavailable",
    action: "retry",
    message: "Busy. Please quote r-1.",
    requestId: "r-1",
    fields: [],
    retryAfterSeconds: 5,
  });
});

test.each<[string, RequestListener]>([
  ["a proxy's page", (_request, response) => void response.writeHead(502).end("<h1>Bad</h1>")],
  ["another page", (_request, response) => void response.writeHead(200).end("<h1>Web</h1>")],
  ["other JSON", (_request, response) => void response.writeHead(502).end("{}")],
  ["a broken connection", (request) => void request.socket.destroy()],
])("%s is no response of the service", async (_what, answer) => {
  await using server = await startRawServer(answer);
  const client = createBillingClient({ url: server.url });
  const error = await client.receiptPdf("ORDER1").catch(toBillingError);
  expect(error).toMatchObject({ code: "unreachable" });
});

test("a receipt that takes too long is given up", async () => {
  await using server = await startRawServer(() => undefined);
  const client = createBillingClient({ url: server.url, timeoutMs: 1 });
  await expect(client.receiptPdf("ORDER1").catch(toBillingError)).resolves.toMatchObject({
    code: "unreachable",
  });
});
