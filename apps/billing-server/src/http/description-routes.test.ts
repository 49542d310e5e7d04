import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedApp, serveApp } from "../testing/served-app.ts";
import { renderDocs } from "./docs/docs-page.ts";
import { openApiDocument } from "./openapi/openapi-document.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

test("the OpenAPI document is served as JSON", async () => {
  const response = await fetch(`${app.url}/openapi.json`);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test("the page is served as HTML, with its own policy", async () => {
  const { text, policy } = renderDocs({ canTry: true, issuer: null });
  const response = await fetch(`${app.url}/docs`);
  expect(response.headers.get("content-type")).toBe("text/html; charset=UTF-8");
  expect(response.headers.get("content-security-policy")).toBe(policy);
  expect(await response.text()).toBe(text);
});

test.each(["/docs", "/openapi.json"])(
  "%s is not sent again to a client that has it",
  async (path) => {
    const first = await fetch(app.url + path);
    await first.body?.cancel();
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("no-cache");
    const second = await fetch(app.url + path, { headers: { "if-none-match": etag } });
    expect([second.status, await second.text(), second.headers.get("etag")]).toEqual([
      304,
      "",
      etag,
    ]);
    const other = await fetch(app.url + path, { headers: { "if-none-match": '"other"' } });
    expect(other.status).toBe(200);
    await other.body?.cancel();
  },
);
