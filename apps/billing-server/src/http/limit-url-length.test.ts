import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const longest = 8 * 1024;

/** A URL of this length, host included. */
const networkAddress = (start: string, length: number) =>
  app.url + start + "x".repeat(length - app.url.length - start.length);

describe("a URL", () => {
  test.each(["/order/prices?a=", "/trpc/order.prices?a=", "/livez?a="])(
    "of 8 KiB is answered: %s",
    async (start) => {
      expect((await fetch(networkAddress(start, longest))).status).toBe(200);
    },
  );

  test.each([
    "/order/prices?a=",
    "/order/create?",
    "/trpc/order.prices?a=",
    "/trpc/",
    "/livez?",
    "/a/",
  ])("that is longer is rejected for any path: %s", async (start) => {
    for (const method of ["GET", "POST"]) {
      const response = await fetch(networkAddress(start, longest + 1), { method });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: "address must be at most 8192 characters",
        code: "invalid_input",
      });
    }
  });
});
