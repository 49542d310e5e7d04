import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { type BillingError, isBillingError, toBillingError } from "./billing-error.ts";
import { createBillingClient } from "./create-billing-client.ts";
import { startContractServer } from "./testing/contract-server.fixture.ts";
import { startRawServer } from "./testing/raw-server.fixture.ts";

/** The error that a query of an unknown order rejects with. */
async function failureAt(url: string): Promise<BillingError> {
  const query = createBillingClient({ url, retryForMs: 0 }).order.get.query({
    order_id: "UNKNOWN",
  });
  return toBillingError(await query.catch((error: unknown) => error));
}

const unreachable = {
  code: "unreachable",
  action: "retry",
  message:
    "The billing service cannot be reached. Please try again; check your order before you pay again.",
  fields: [],
};

describe("a failed call", () => {
  test("is converted to the error of the service", async () => {
    await using server = await startContractServer();
    expect(await failureAt(server.url)).toEqual({
      code: "order_not_found",
      action: "stop",
      message: "There is no such order.",
      requestId: "req-1",
      fields: [],
    });
  });

  test("lists the invalid fields", async () => {
    await using server = await startContractServer();
    const create = createBillingClient({ url: server.url }).order.create.mutate({} as never);
    const failure = toBillingError(await create.catch((error: unknown) => error));
    expect(failure).toMatchObject({
      code: "invalid_input",
      fields: [{ path: "currency", message: "is required" }],
    });
  });

  test("has the id of the order that prevents this one", async () => {
    const data = { billing_code: "cluster_name_taken", action: "stop", order_id: "FIRST" };
    const error = { message: "Taken.", code: -32009, data: { ...data, fields: [] } };
    await using server = await startRawServer((_, response) =>
      response
        .writeHead(409, { "content-type": "application/json" })
        .end(JSON.stringify({ error })),
    );
    expect(await failureAt(server.url)).toMatchObject({
      code: "cluster_name_taken",
      orderId: "FIRST",
    });
  });

  test("has the new price of an order whose price changed", async () => {
    const amount = { currency_code: "EUR", value: "45.00" };
    const data = { billing_code: "price_changed", action: "stop", amount, fields: [] };
    const error = { message: "Changed.", code: -32009, data };
    await using server = await startRawServer((_, response) =>
      response
        .writeHead(409, { "content-type": "application/json" })
        .end(JSON.stringify({ error })),
    );
    expect(await failureAt(server.url)).toMatchObject({ code: "price_changed", amount });
  });

  test("is `unreachable` if no server listens", async () => {
    const server = await startRawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await failureAt(server.url)).toEqual(unreachable);
  });

  const page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
  const html = { "content-type": "text/html" };
  const json = { "content-type": "application/json" };
  test.each<[string, RequestListener]>([
    ["a proxy's page", (_, response) => response.writeHead(502, html).end(page)],
    ["a login page with status 200", (_, response) => response.writeHead(200, html).end(page)],
    ["an empty response", (_, response) => response.writeHead(503).end()],
    [
      "a gateway's own JSON",
      (_, response) => response.writeHead(503, json).end('{"message":"no route"}'),
    ],
    [
      "another tRPC service's error",
      (_, response) =>
        response.writeHead(500, json).end('{"error":{"message":"oops","code":-32603,"data":{}}}'),
    ],
    ["a connection closed before the response", (request) => request.socket.destroy()],
    [
      "a connection closed within the response",
      (request, response) => {
        response.writeHead(200, { ...json, "content-length": "100" });
        response.write('{"result":', () => request.socket.destroy());
      },
    ],
  ])("is unreachable after %s", async (_, answer) => {
    await using server = await startRawServer(answer);
    expect(await failureAt(server.url)).toEqual(unreachable);
  });
});

test.each([[new TypeError("x is not a function")], ["text"], [undefined], [null]])(
  "an error that no call caused is thrown again: %s",
  (error) => {
    let thrown: unknown = "nothing";
    try {
      toBillingError(error);
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toBe(error);
  },
);

describe("what a call rejects with", () => {
  const rejectionAt = (url: string, signal?: AbortSignal): Promise<unknown> =>
    createBillingClient({ url, retryForMs: 0 })
      .order.get.query({ order_id: "UNKNOWN" }, signal ? { signal } : {})
      .catch((error: unknown) => error);

  test("has the service's code, its action and the id to quote", async () => {
    await using server = await startContractServer();
    const error = await rejectionAt(server.url);
    expect(isBillingError(error, "order.get")).toBe(true);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: "order_not_found", action: "stop", requestId: "req-1" });
  });

  test("has a text for the user without a response, and the technical cause", async () => {
    await using server = await startRawServer((request) => request.socket.destroy());
    const error = await rejectionAt(server.url);
    expect(isBillingError(error)).toBe(true);
    expect(error).toMatchObject({ ...unreachable, cause: { message: "fetch failed" } });
  });

  test("is no failure of the service if the caller aborted", async () => {
    await using server = await startRawServer(() => undefined);
    const error = await rejectionAt(server.url, AbortSignal.abort());
    expect(isBillingError(error)).toBe(false);
    expect(error).toMatchObject({ cause: { name: "AbortError" } });
  });

  test("is told from errors of other code", () => {
    for (const error of [new TypeError("no function"), { code: "internal" }, "text", null])
      expect(isBillingError(error)).toBe(false);
  });
});
