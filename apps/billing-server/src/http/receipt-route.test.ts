import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { ReceiptRenderer } from "../ports/receipt-renderer.ts";
import { createReceiptRenderer } from "../receipts/create-receipt-renderer.ts";
import { creditNote } from "../receipts/receipt-document.fixture.ts";
import { startWorkerThread } from "../receipts/worker-thread.ts";
import { userCaller } from "../testing/callers.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { capturedOrder } from "../testing/sample-order.ts";
import { receiptOf } from "../testing/sample-receipt.ts";
import { ingressAccess, type ServedApp, serveApp } from "../testing/served-app.ts";

const order = capturedOrder();
const owner = order.details.user_id;
const receipt = receiptOf(order);
const { authenticationAndLimits } = ingressAccess;

/** The token is the user's id. */
const accessControl = {
  ...ingressAccess,
  authenticationAndLimits: {
    ...authenticationAndLimits,
    perUser: { take: async (subject: string) => (subject === "busy" ? 7_000 : null) },
    authenticator: {
      authenticate: async (header: string | undefined) => {
        if (!header) throw new BillingError("unauthenticated");
        return userCaller(header.replace("Bearer ", ""));
      },
    },
  },
};

/** A file that names the document and the language. */
const naming: ReceiptRenderer = {
  render: async ({ number }, language) => new TextEncoder().encode(`${number} ${language}`),
};

const hanging = createReceiptRenderer({
  startThread: () => startWorkerThread(new URL("data:text/javascript,for(;;);")),
  limits: { documentMs: 120_000, idleMs: 60_000, documents: 1 },
});

let documents = [receipt, creditNote];
let render = naming.render;
let app: ServedApp;
beforeAll(async () => {
  app = await serveApp({
    accessControl,
    store: { ...createMemoryStore(order), issueReceipts: async () => documents },
    receipts: { render: (...each) => render(...each) },
  });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/orders/receipt.pdf?${query}`, {
    headers: { authorization: `Bearer ${owner}`, ...headers },
  });
const reference = `order_id=${order.paypalOrderId}`;

describe("GET /orders/receipt.pdf", () => {
  test("returns the receipt to the order's owner, as a file", async () => {
    const response = await get(reference);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": 'attachment; filename="receipt-2026-000001.pdf"',
      "content-language": "en",
      "cache-control": "private, no-cache",
      "x-content-type-options": "nosniff",
      vary: "Accept-Language, Authorization",
    });
    expect(await response.text()).toBe("2026-000001 en");
  });

  test.each<[string, Record<string, string>, string]>([
    ["&language=fr", {}, "2026-000001 fr"],
    ["", { "accept-language": "fr-FR,fr;q=0.9,en;q=0.8" }, "2026-000001 fr"],
    ["&language=en", { "accept-language": "fr" }, "2026-000001 en"],
    ["&number=CN-2026-000001", {}, "CN-2026-000001 en"],
  ])("with %s and %o returns %s", async (query, headers, expected) => {
    const response = await get(reference + query, headers);
    expect(await response.text()).toBe(expected);
  });

  test("names the file of a credit note", async () => {
    const response = await get(`${reference}&number=CN-2026-000001`);
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="credit-note-CN-2026-000001.pdf"',
    );
  });

  test("is not sent again to a client that has it, but only in the same language", async () => {
    const etag = (await get(reference)).headers.get("etag") ?? "";
    const again = await get(reference, { "if-none-match": etag });
    expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
    expect((await get(`${reference}&language=fr`, { "if-none-match": etag })).status).toBe(200);
    const other = await get(reference, { "if-none-match": etag, authorization: "Bearer jonas" });
    expect(other.status).toBe(404);
  });

  test.each<[string, string, number, string]>([
    [reference, "Bearer jonas", 404, "order_not_found"],
    ["order_id=7AB12345CD678901E", `Bearer ${owner}`, 404, "order_not_found"],
    [`${reference}&number=2026-999999`, `Bearer ${owner}`, 404, "not_found"],
    [reference, "", 401, "unauthenticated"],
    [reference, "Bearer busy", 429, "too_many_requests"],
  ])("rejects %s of %j with %i", async (query, authorization, status, code) => {
    const response = await get(query, { authorization });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test.each([
    ["", "order_id is required"],
    [`${reference}&language=de`, "language must be en or fr"],
    [`${reference}&number=a%2Fb`, "number must be the number of a receipt or credit note"],
    [`${reference}&format=a4`, "format is not a known parameter"],
    [`${reference}&language=fr&language=en`, "language occurs twice"],
  ])("rejects ?%s: %s", async (query, error) => {
    const response = await get(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error, code: "invalid_input" });
  });

  test("is not found without a document", async () => {
    documents = [];
    const response = await get(reference);
    documents = [receipt, creditNote];
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found" });
  });

  test("is unavailable if it cannot be rendered, and delays no other request", async () => {
    render = hanging.render;
    const hung = get(reference);
    const prices = await fetch(`${app.url}/order/prices`);
    expect(prices.status).toBe(200);
    // Its thread is in an endless loop until then.
    await hanging.close();
    const response = await hung;
    render = naming.render;
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.json()).toMatchObject({ code: "service_unavailable" });
    expect((await get(reference)).status).toBe(200);
  });
});
